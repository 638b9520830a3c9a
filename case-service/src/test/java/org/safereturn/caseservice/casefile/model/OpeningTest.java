package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.time.PartialDay;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.sealing.Sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.PERSON;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.answer;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.childOpening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.given;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.group;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.refusal;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

class OpeningTest {

    @ParameterizedTest
    @CsvSource({
        "VICTIM, KH, YES, JOINT",
        "VICTIM, KH, UNDECIDED, JOINT",
        "PRESUMED_VICTIM, KH, YES, JOINT",
        "UNDECIDED, KH, YES, HOLD",
        "VICTIM, KH, NO, NO_RETURN",
        "VICTIM, VN, YES, OUT_OF_SCOPE",
        "VICTIM, XX, YES, OUT_OF_SCOPE",
    })
    void the_routing_table_decides_where_a_case_goes(IdentificationOutcome outcome, String nationality,
            WishToReturn wish, Route route) {
        CaseFile file = accepted(open(opening(outcome, nationality, wish, List.of())));
        assertThat(file.route()).contains(route);
    }

    @Test
    void a_person_who_is_not_a_victim_gets_no_case_but_a_count() {
        Decision<CaseFile, CaseEvent> decision =
                open(opening(IdentificationOutcome.NOT_A_VICTIM, "KH", WishToReturn.YES, List.of()));
        assertThat(rule(decision)).isEqualTo("not-a-victim");
        assertThat(refusal(decision).parameters()).containsEntry("path", "/non-victim-returns");
    }

    @Test
    void a_victim_who_is_already_home_gets_the_national_form() {
        Opening home = new Opening("KH", Whereabouts.COUNTRY_OF_ORIGIN, opening().identification(), WishToReturn.YES,
                opening().sex(), opening().age(), List.of(), List.of());
        assertThat(rule(open(home))).isEqualTo("already-home");
        assertThat(refusal(open(home)).parameters()).containsEntry("path", "/national-forms");
    }

    @Test
    void a_case_of_an_own_national_is_refused() {
        assertThat(rule(open(opening(IdentificationOutcome.VICTIM, "TH", WishToReturn.YES, List.of()))))
                .isEqualTo("own-national");
    }

    @Test
    void a_country_that_does_not_exist_is_refused() {
        assertThat(rule(open(opening(IdentificationOutcome.VICTIM, "QQ", WishToReturn.YES, List.of()))))
                .isEqualTo("unknown-country");
    }

    @Test
    void an_opened_case_tells_the_own_services_where_it_stands() {
        assertThat(events(open(opening()))).singleElement().isInstanceOf(CaseEvent.CaseStandingRecorded.class);
        assertThat(opened().stage()).isEqualTo(Stage.CONSENTED);
        assertThat(opened().opened()).isTrue();
    }

    @Test
    void a_case_without_any_answer_about_consent_is_only_identified() {
        assertThat(accepted(open(opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES, List.of()))).stage())
                .isEqualTo(Stage.IDENTIFIED);
    }

    @Test
    void an_identification_in_the_future_is_refused() {
        Opening tomorrow = new Opening("KH", Whereabouts.HOST_COUNTRY,
                new Identification("TH-MDT", TODAY.plusDays(1), IdentificationOutcome.VICTIM),
                WishToReturn.YES, opening().sex(), opening().age(), List.of(), List.of());
        assertThat(rule(open(tomorrow))).isEqualTo("date-in-the-future");
    }

    @Test
    void a_child_flag_on_an_adult_is_refused() {
        Opening contradictory = new Opening("KH", Whereabouts.HOST_COUNTRY, opening().identification(),
                WishToReturn.YES,
                Sex.FEMALE, new StatedAge(null, null, AgeGroup.AGE_18_59, true, TODAY), List.of(), List.of());
        assertThat(rule(open(contradictory))).isEqualTo("child-flag-and-age");
    }

    @Test
    void a_corrected_person_is_told_to_the_own_services_until_the_handover() {
        SealedPerson corrected = new SealedPerson(CaseFixtures.SEALED, new Sealed("key-1", "corrected"));
        PersonStatistics older = new PersonStatistics(Sex.FEMALE, AgeGroup.AGE_60_PLUS, List.of(CareFlag.ELDERLY));
        Decision<CaseFile, CaseEvent> decision = CaseFixtures.referredFile().amend(CaseFixtures.group(AgeGroup.AGE_60_PLUS), older, corrected, OFFICER,
                NOW);
        assertThat(accepted(decision).statistics()).isEqualTo(older);
        assertThat(events(decision)).singleElement().isInstanceOfSatisfying(CaseEvent.CaseStandingRecorded.class,
                standing -> assertThat(standing.person()).isEqualTo(corrected.standing()));
        assertThat(rule(opened().evolve(CaseFixtures.fact(FactKind.HANDED_OVER, NOW.at()))
                .amend(CaseFixtures.group(AgeGroup.AGE_60_PLUS), older, corrected, OFFICER, NOW))).isEqualTo("already-handed-over");
        assertThat(rule(opened().amend(new StatedAge(null, null, AgeGroup.AGE_60_PLUS, true, CaseFixtures.TODAY),
                older, corrected, OFFICER, NOW))).isEqualTo("child-flag-and-age");
        assertThat(rule(CaseFixtures.managedFile().amend(CaseFixtures.group(AgeGroup.AGE_60_PLUS), older, corrected, OFFICER, NOW))).isEqualTo("wrong-side");
    }

    @Test
    void a_child_does_not_decide_alone() {
        assertThat(rule(open(childOpening(answer(Purpose.TRACING, true, ConsentGiver.PERSON, true)))))
                .isEqualTo("child-needs-guardian");
    }

    @Test
    void a_childs_own_views_are_heard_first() {
        assertThat(rule(open(childOpening(answer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, false)))))
                .isEqualTo("child-views-not-heard");
        assertThat(rule(open(childOpening(answer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, null)))))
                .isEqualTo("child-views-not-heard");
    }

    @ParameterizedTest
    @EnumSource(value = ConsentGiver.class, names = {"GUARDIAN", "AUTHORITY"})
    void the_guardian_or_the_authority_decides_for_a_child_that_was_heard(ConsentGiver by) {
        assertThat(accepted(open(childOpening(answer(Purpose.TRACING, true, by, true)))).consents()).hasSize(1);
    }

    @Test
    void nobody_decides_for_an_adult_who_can() {
        assertThat(rule(open(opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES,
                List.of(answer(Purpose.RETURN, true, ConsentGiver.GUARDIAN, null)))))).isEqualTo("adult-decides");
    }

    @Test
    void an_adult_who_cannot_decide_is_represented() {
        ConsentAnswer represented = new ConsentAnswer(Purpose.RETURN, true, ConsentGiver.GUARDIAN, true, null, "km",
                TODAY, null);
        assertThat(accepted(open(opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES, List.of(represented))))
                .consents()).hasSize(1);
    }

    @Test
    void one_purpose_has_one_answer() {
        assertThat(rule(open(opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES,
                List.of(given(Purpose.RETURN), given(Purpose.RETURN)))))).isEqualTo("consent-twice");
    }

    @Test
    void a_consent_that_ends_before_it_begins_is_refused() {
        ConsentAnswer odd = new ConsentAnswer(Purpose.RETURN, true, ConsentGiver.PERSON, null, null, "km", TODAY,
                TODAY.minusDays(1));
        assertThat(rule(open(opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES, List.of(odd)))))
                .isEqualTo("dates-out-of-order");
    }

    @Test
    void a_consent_stands_up_to_and_on_its_last_day() {
        Consent consent = new StatedConsent(Purpose.RETURN, ConsentDecision.GIVEN, null, null, TODAY).heardAt(NOW.at());
        assertThat(consent.standsOn(TODAY)).isTrue();
        assertThat(consent.standsOn(TODAY.plusDays(1))).isFalse();
    }

    @Test
    void a_case_on_hold_goes_into_the_exchange_once_the_host_has_decided() {
        CaseFile held = accepted(open(opening(IdentificationOutcome.UNDECIDED, "KH", WishToReturn.YES, List.of())));
        assertThat(held.stage()).isEqualTo(Stage.ON_HOLD);
        Decision<CaseFile, CaseEvent> decided = held.identify(
                new Identification("TH-MDT", TODAY, IdentificationOutcome.VICTIM), WishToReturn.YES,
                null, ROUTING, OFFICER, NOW);
        assertThat(accepted(decided).route()).contains(Route.JOINT);
        assertThat(events(decided)).singleElement().isInstanceOf(CaseEvent.CaseStandingRecorded.class);
    }

    @Test
    void a_held_person_found_not_to_be_a_victim_returns_through_a_check_point() {
        CaseFile held = accepted(open(opening(IdentificationOutcome.UNDECIDED, "KH", WishToReturn.YES, List.of())));
        assertThat(accepted(held.identify(
                new Identification("TH-MDT", TODAY, IdentificationOutcome.NOT_A_VICTIM),
                WishToReturn.YES, null, ROUTING, OFFICER, NOW)).stage()).isEqualTo(Stage.CHECKPOINT_RETURN);
    }

    @Test
    void a_referred_case_is_not_decided_anew() {
        assertThat(rule(CaseFixtures.referredFile().identify(opening().identification(), WishToReturn.NO, null, ROUTING,
                OFFICER, NOW))).isEqualTo("already-referred");
    }

    @ParameterizedTest
    @CsvSource({"0, AGE_0_11", "11, AGE_0_11", "12, AGE_12_17", "17, AGE_12_17", "18, AGE_18_59", "59, AGE_18_59",
        "60, AGE_60_PLUS"})
    void ages_fall_into_groups(int years, AgeGroup group) {
        assertThat(AgeGroup.of(years)).isEqualTo(group);
        assertThat(born(TODAY.minusYears(years))).isEqualTo(group);
        assertThat(born(TODAY.minusYears(years + 1).plusDays(1))).isEqualTo(group);
    }

    @Test
    void the_flag_of_a_child_follows_from_the_age() {
        assertThat(childOpening().statistics().careFlags()).containsExactly(CareFlag.CHILD);
        Opening pregnant = new Opening("KH", Whereabouts.HOST_COUNTRY, opening().identification(), WishToReturn.YES,
                Sex.FEMALE, new StatedAge(null, 12, AgeGroup.NOT_STATED, false, TODAY), List.of(CareFlag.PREGNANCY), List.of());
        assertThat(accepted(open(pregnant)).statistics()).isEqualTo(new PersonStatistics(Sex.FEMALE,
                AgeGroup.AGE_12_17, List.of(CareFlag.CHILD, CareFlag.PREGNANCY)));
        assertThat(opening().statistics().careFlags()).isEmpty();
    }

    @Test
    void somebody_of_unknown_age_gets_a_file_and_no_guess() {
        Opening unknown = new Opening("KH", Whereabouts.HOST_COUNTRY, opening().identification(), WishToReturn.YES,
                Sex.FEMALE, group(AgeGroup.NOT_STATED), List.of(), List.of());
        assertThat(accepted(open(unknown)).statistics()).isEqualTo(new PersonStatistics(Sex.FEMALE,
                AgeGroup.NOT_STATED, List.of()));
    }

    @Test
    void a_later_decision_is_not_of_an_earlier_day() {
        assertThat(rule(opened().identify(new Identification("TH-MDT", TODAY.minusDays(1),
                IdentificationOutcome.UNDECIDED), WishToReturn.YES, null, ROUTING, OFFICER, NOW))).isEqualTo("dates-out-of-order");
    }

    private static AgeGroup born(LocalDate day) {
        return new StatedAge(PartialDay.exact(day), null, AgeGroup.NOT_STATED, false, TODAY).known();
    }

    private static Decision<CaseFile, CaseEvent> open(Opening opening) {
        return CaseFile.open(opening, PERSON, ROUTING, OFFICER, NOW);
    }
}
