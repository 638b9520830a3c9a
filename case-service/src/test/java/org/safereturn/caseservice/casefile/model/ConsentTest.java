package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.PartialDay;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.answer;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.childOpening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.given;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

class ConsentTest {

    private static final Moment TOMORROW = after(Duration.ofDays(1));

    @Test
    void before_the_referral_a_change_of_consent_stays_in_the_country() {
        assertThat(events(opened().renewConsents(List.of(again(Purpose.TRACING)), Optional.empty(), null, OFFICER, TOMORROW)))
                .singleElement().isInstanceOf(CaseEvent.CaseStandingRecorded.class);
        assertThat(events(opened().withdrawConsents(List.of(Purpose.TRACING), null, false, OFFICER, NOW)))
                .singleElement().isInstanceOf(CaseEvent.CaseStandingRecorded.class);
    }

    @Test
    void after_the_referral_a_renewed_consent_crosses() {
        assertThat(events(referredFile().renewConsents(List.of(again(Purpose.TRACING)), Optional.empty(), null, OFFICER,
                TOMORROW)))
                .hasExactlyElementsOfTypes(CaseEvent.CaseStandingRecorded.class, CaseEvent.ConsentUpdated.class);
    }

    @Test
    void after_the_referral_a_withdrawal_crosses_and_names_its_purposes() {
        Decision<CaseFile, CaseEvent> decision = referredFile()
                .withdrawConsents(List.of(Purpose.FAMILY_CONTACT, Purpose.TRACING), null, true, OFFICER, NOW);
        assertThat(events(decision)).hasExactlyElementsOfTypes(CaseEvent.CaseStandingRecorded.class,
                CaseEvent.ConsentWithdrawn.class);
        assertThat(events(decision).getLast()).isEqualTo(new CaseEvent.ConsentWithdrawn(START, OFFICER,
                new ConsentWithdrawal(List.of(Purpose.TRACING, Purpose.FAMILY_CONTACT), START, true, TODAY),
                ConsentStanding.PARTLY_WITHDRAWN));
    }

    @Test
    void a_withdrawal_for_one_purpose_leaves_the_others() {
        CaseFile file = accepted(referredFile().withdrawConsents(List.of(Purpose.FAMILY_CONTACT), null, false, OFFICER, NOW));
        assertThat(file.consentFor(Purpose.FAMILY_CONTACT)).map(Consent::decision)
                .contains(ConsentDecision.WITHDRAWN);
        assertThat(file.consentFor(Purpose.NATIONALITY_CHECK)).map(Consent::decision)
                .contains(ConsentDecision.GIVEN);
    }

    @Test
    void what_was_not_given_cannot_be_withdrawn() {
        CaseFile refused = accepted(opened().renewConsents(
                List.of(answer(Purpose.PHOTO_USE, false, ConsentGiver.PERSON, null)), Optional.empty(), null, OFFICER, NOW));
        assertThat(rule(refused.withdrawConsents(List.of(Purpose.PHOTO_USE), null, false, OFFICER, NOW)))
                .isEqualTo("no-consent-to-withdraw");
        CaseFile once = accepted(opened().withdrawConsents(List.of(Purpose.RETURN), null, false, OFFICER, NOW));
        assertThat(rule(once.withdrawConsents(List.of(Purpose.RETURN), null, false, OFFICER, NOW)))
                .isEqualTo("no-consent-to-withdraw");
    }

    @Test
    void an_answer_that_is_given_again_is_told_with_the_time_at_which_it_was_recorded() {
        Moment later = after(Duration.ofMinutes(5));
        List<CaseEvent> told = events(referredFile().renewConsents(List.of(given(Purpose.TRACING)), Optional.empty(), null,
                OFFICER, later));
        assertThat(told).hasExactlyElementsOfTypes(CaseEvent.CaseStandingRecorded.class, CaseEvent.ConsentUpdated.class);
        assertThat(((CaseEvent.ConsentUpdated) told.getLast()).consents()).filteredOn(each -> each.recordedAt() != null
                && each.recordedAt().equals(later.at())).extracting(StatedConsent::purpose).containsExactly(Purpose.TRACING);
    }

    @Test
    void a_withdrawn_consent_can_be_given_again_on_a_later_day() {
        CaseFile withdrawn = accepted(opened().withdrawConsents(List.of(Purpose.RETURN), null, false, OFFICER, NOW));
        CaseFile again = accepted(withdrawn.renewConsents(List.of(again(Purpose.RETURN)), Optional.empty(), null, OFFICER,
                TOMORROW));
        assertThat(again.consentFor(Purpose.RETURN)).map(Consent::decision).contains(ConsentDecision.GIVEN);
    }

    @Test
    void a_withdrawal_that_the_referral_overtook_crosses_as_soon_as_the_referral_is_known() {
        CaseFile file = opened();
        CaseFile withdrawn = accepted(file.withdrawConsents(List.of(Purpose.RETURN), null, false, OFFICER,
                after(Duration.ofSeconds(30))));
        Decision<CaseFile, CaseEvent> heard = withdrawn.hear(referral(Consents.stated(file.consents()), START.plusSeconds(31)), NOW);
        assertThat(events(heard)).singleElement().isInstanceOfSatisfying(CaseEvent.ConsentWithdrawn.class,
                event -> assertThat(event.withdrawal().purposes()).containsExactly(Purpose.RETURN));
        assertThat(events(accepted(heard).hear(referral(Consents.stated(file.consents()), START.plusSeconds(31)), NOW)))
                .isEmpty();
    }

    @Test
    void a_renewal_that_the_referral_overtook_crosses_as_soon_as_the_referral_is_known() {
        CaseFile file = opened();
        CaseFile refused = accepted(file.renewConsents(
                List.of(answer(Purpose.PHOTO_USE, false, ConsentGiver.PERSON, null)), Optional.empty(), null, OFFICER, NOW));
        assertThat(events(refused.hear(referral(Consents.stated(file.consents()), START), NOW)))
                .singleElement().isInstanceOf(CaseEvent.ConsentUpdated.class);
    }

    @Test
    void a_referral_with_the_consents_that_stand_says_nothing_more() {
        assertThat(events(opened().hear(referral(Consents.stated(opened().consents()), START), NOW))).isEmpty();
    }

    @Test
    void who_stopped_what_is_shown_once_however_often_it_is_confirmed() {
        ConsentEffect effect = new ConsentEffect("w-1", "KH", "tracing-service", List.of(Purpose.FAMILY_CONTACT),
                List.of("FAMILY_CONTACT"), List.of(), START);
        assertThat(referredFile().evolve(new CaseEvent.EffectConfirmed(effect))
                .evolve(new CaseEvent.EffectConfirmed(effect)).effects()).containsExactly(effect);
    }

    @Test
    void the_country_of_origin_takes_the_later_word_whatever_comes_first() {
        CaseFile nothing = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"));
        CaseEvent referral = referral(CaseFixtures.reported(ConsentDecision.GIVEN, Purpose.RETURN), START);
        CaseEvent withdrawal = new CaseEvent.ConsentWithdrawn(START.plusSeconds(5), OFFICER, new ConsentWithdrawal(
                List.of(Purpose.RETURN), START.plusSeconds(5), false, TODAY), ConsentStanding.WITHDRAWN);
        CaseFile inOrder = nothing.evolve(referral).evolve(withdrawal);
        CaseFile turned = nothing.evolve(withdrawal).evolve(referral);
        assertThat(inOrder.consents()).isEqualTo(turned.consents());
        assertThat(turned.consentFor(Purpose.RETURN)).map(Consent::decision).contains(ConsentDecision.WITHDRAWN);
    }

    @Test
    void a_country_where_the_case_is_not_open_records_no_consent() {
        assertThat(rule(CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH")).renewConsents(List.of(given(Purpose.RETURN)), Optional.empty(), null,
                OFFICER, NOW))).isEqualTo("case-not-open");
    }

    @ParameterizedTest
    @EnumSource(value = ConsentDecision.class, names = "GIVEN", mode = EnumSource.Mode.EXCLUDE)
    void what_is_not_given_stays_what_it_is_and_allows_nothing(ConsentDecision decision) {
        CaseFile file = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"))
                .evolve(referral(CaseFixtures.reported(decision, Purpose.RETURN), START));
        assertThat(file.consentFor(Purpose.RETURN)).hasValueSatisfying(consent -> {
            assertThat(consent.decision()).isEqualTo(decision);
            assertThat(consent.standsOn(TODAY)).isFalse();
        });
    }

    @Test
    void of_two_words_at_the_same_time_the_one_that_allows_less_counts() {
        for (ConsentDecision decision : ConsentDecision.values()) {
            assertThat(both(ConsentDecision.GIVEN, decision)).isEqualTo(both(decision, ConsentDecision.GIVEN))
                    .isEqualTo(heard(decision));
        }
    }

    @Test
    void what_only_a_newer_peer_knows_is_never_passed_on() {
        CaseFile file = CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH"))
                .evolve(referral(List.of(new StatedConsent(Purpose.UNKNOWN, ConsentDecision.GIVEN, null, null, null),
                        new StatedConsent(Purpose.RETURN, ConsentDecision.UNKNOWN, null, null, null)), START))
                .evolve(CaseFixtures.arrived());
        assertThat(file.consents()).hasSize(2);
        assertThat(events(file.renewConsents(List.of(given(Purpose.TRACING)), Optional.empty(), null, OFFICER, NOW))).singleElement()
                .isInstanceOfSatisfying(CaseEvent.ConsentUpdated.class, event -> assertThat(event.consents())
                        .extracting(StatedConsent::purpose).containsExactly(Purpose.TRACING));
    }

    @Test
    void an_older_paper_entered_later_is_kept_and_changes_nothing() {
        CaseFile withdrawn = accepted(referredFile().withdrawConsents(List.of(Purpose.TRACING), null, false, OFFICER, NOW));
        ConsentAnswer paper = new ConsentAnswer(Purpose.TRACING, true, ConsentGiver.PERSON, null, null, "km",
                TODAY.minusDays(30), null);
        Decision<CaseFile, CaseEvent> entered = withdrawn.renewConsents(List.of(paper), Optional.empty(), null, OFFICER,
                TOMORROW);
        assertThat(events(entered)).isEmpty();
        assertThat(accepted(entered).consentFor(Purpose.TRACING)).map(Consent::decision)
                .contains(ConsentDecision.WITHDRAWN);
        assertThat(accepted(entered).earlierConsents()).extracting(each -> each.fact().decidedOn())
                .containsExactly(TODAY.minusDays(30), TODAY);
    }

    @Test
    void on_one_day_the_withdrawal_stands_whatever_is_entered_after_it() {
        CaseFile withdrawn = accepted(opened().withdrawConsents(List.of(Purpose.RETURN), null, false, OFFICER, NOW));
        CaseFile entered = accepted(withdrawn.renewConsents(List.of(given(Purpose.RETURN)), Optional.empty(), null, OFFICER,
                after(Duration.ofHours(1))));
        assertThat(entered.consentFor(Purpose.RETURN)).map(Consent::decision).contains(ConsentDecision.WITHDRAWN);
    }

    @Test
    void a_corrected_answer_stands_and_the_wrong_one_stays_readable_with_who_and_why() {
        CaseFile corrected = accepted(opened().renewConsents(
                List.of(answer(Purpose.PHOTO_USE, false, ConsentGiver.PERSON, null)), Optional.empty(),
                Correction.Reason.TYPING_FAULT, OFFICER, after(Duration.ofMinutes(10))));
        assertThat(corrected.consentFor(Purpose.PHOTO_USE)).map(Consent::decision).contains(ConsentDecision.REFUSED);
        assertThat(corrected.earlierConsents()).singleElement().satisfies(wrong -> {
            assertThat(wrong.fact().decision()).isEqualTo(ConsentDecision.GIVEN);
            assertThat(wrong.correction()).isEqualTo(new Correction(Correction.Reason.TYPING_FAULT, OFFICER,
                    START.plusSeconds(600)));
        });
    }

    @Test
    void a_withdrawal_is_not_older_than_the_consent_that_it_takes_back() {
        assertThat(rule(opened().withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(1), false, OFFICER, NOW)))
                .isEqualTo("dates-out-of-order");
        assertThat(rule(opened().withdrawConsents(List.of(Purpose.RETURN), TODAY.plusDays(1), false, OFFICER, NOW)))
                .isEqualTo("date-in-the-future");
    }

    @Test
    void who_decides_follows_from_the_age_on_the_day_of_the_decision() {
        LocalDate birthday = TODAY.plusDays(3);
        Age age = new Age(birthday.minusYears(18), birthday.minusYears(18), TODAY);
        CaseFile child = accepted(CaseFile.open(childOpening(), CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, NOW));
        Moment later = after(Duration.ofDays(5));
        ConsentAnswer asChild = decided(TODAY.plusDays(2));
        ConsentAnswer asAdult = decided(birthday);
        assertThat(rule(child.renewConsents(List.of(asChild), Optional.of(age), null, OFFICER, later)))
                .isEqualTo("child-needs-guardian");
        CaseFile adult = accepted(child.renewConsents(List.of(asAdult), Optional.of(age), null, OFFICER, later));
        assertThat(adult.consents()).hasSize(1);
        assertThat(adult.statistics()).isEqualTo(child.statistics());
        assertThat(rule(child.renewConsents(List.of(asAdult), Optional.empty(), null, OFFICER, later)))
                .isEqualTo("child-needs-guardian");
    }

    @Test
    void what_a_guardian_gave_is_to_be_asked_anew_when_the_child_turns_out_to_be_an_adult() {
        CaseFile child = childOfGuardian();
        Decision<CaseFile, CaseEvent> amended = corrected(child, AgeGroup.AGE_18_59);
        CaseFile adult = accepted(amended);
        assertThat(adult.consents()).hasSize(2).extracting(Consent::decision).containsOnly(ConsentDecision.EXPIRED);
        assertThat(adult.consents()).noneMatch(each -> each.standsOn(TODAY));
        assertThat(adult.earlierConsents()).as("what the guardian gave stays readable").hasSize(2);
        assertThat(adult.stage()).isEqualTo(Stage.IDENTIFIED);
        assertThat(events(amended)).singleElement().isInstanceOfSatisfying(CaseEvent.CaseStandingRecorded.class, told ->
                assertThat(told.consents()).extracting(StatedConsent::decision).containsOnly(ConsentDecision.EXPIRED));
        CaseFile asked = accepted(adult.renewConsents(List.of(given(Purpose.TRACING)), Optional.empty(), null, OFFICER,
                after(Duration.ofHours(2))));
        assertThat(asked.consentFor(Purpose.TRACING)).map(Consent::decision).contains(ConsentDecision.GIVEN);
        assertThat(asked.stage()).isEqualTo(Stage.CONSENTED);
    }

    @Test
    void the_other_side_is_told_that_the_consents_of_a_guardian_count_no_longer() {
        CaseFile child = childOfGuardian();
        CaseFile referred = accepted(child.hear(referral(Consents.stated(child.consents()), START.plusSeconds(60)), NOW));
        assertThat(events(corrected(referred, AgeGroup.AGE_18_59))).filteredOn(CaseEvent.ConsentUpdated.class::isInstance)
                .singleElement().isInstanceOfSatisfying(CaseEvent.ConsentUpdated.class, told -> {
                    assertThat(told.consents()).extracting(StatedConsent::decision).containsOnly(ConsentDecision.EXPIRED);
                    CaseFile peer = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"))
                            .evolve(referral(Consents.stated(child.consents()), START.plusSeconds(60))).evolve(told);
                    assertThat(peer.consents()).extracting(Consent::decision).containsOnly(ConsentDecision.EXPIRED);
                });
    }

    @Test
    void a_correction_that_leaves_a_child_a_child_or_an_adult_an_adult_ends_no_consent() {
        CaseFile younger = accepted(corrected(childOfGuardian(), AgeGroup.AGE_0_11));
        assertThat(younger.consents()).extracting(Consent::decision).containsOnly(ConsentDecision.GIVEN);
        ConsentAnswer forAdult = new ConsentAnswer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, true, null, "km", TODAY, null);
        CaseFile adult = adultWho(forAdult);
        assertThat(accepted(corrected(adult, AgeGroup.AGE_60_PLUS)).consents()).extracting(Consent::decision)
                .as("of an adult who cannot decide").containsExactly(ConsentDecision.GIVEN);
    }

    @Test
    void what_a_person_gave_alone_is_to_be_asked_of_a_guardian_when_the_adult_turns_out_to_be_a_child() {
        Decision<CaseFile, CaseEvent> amended = corrected(adultWho(given(Purpose.TRACING), given(Purpose.DATA_SHARING)),
                AgeGroup.AGE_12_17);
        CaseFile child = accepted(amended);
        assertThat(child.consents()).hasSize(2).extracting(Consent::decision).containsOnly(ConsentDecision.EXPIRED);
        assertThat(child.earlierConsents()).as("what the person gave stays readable").hasSize(2);
        assertThat(child.stage()).isEqualTo(Stage.IDENTIFIED);
        assertThat(events(amended)).singleElement().isInstanceOfSatisfying(CaseEvent.CaseStandingRecorded.class, told ->
                assertThat(told.consents()).extracting(StatedConsent::decision).containsOnly(ConsentDecision.EXPIRED));
        assertThat(rule(child.renewConsents(List.of(given(Purpose.TRACING)), Optional.empty(), null, OFFICER,
                after(Duration.ofHours(2))))).isEqualTo("child-needs-guardian");
        CaseFile decided = accepted(child.renewConsents(List.of(answer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, true),
                answer(Purpose.DATA_SHARING, true, ConsentGiver.AUTHORITY, true)), Optional.empty(), null, OFFICER,
                after(Duration.ofHours(2))));
        assertThat(decided.consents()).extracting(Consent::decision).containsOnly(ConsentDecision.GIVEN);
        assertThat(decided.stage()).isEqualTo(Stage.CONSENTED);
    }

    @Test
    void the_other_side_is_told_that_a_childs_own_consents_count_no_longer() {
        CaseFile adult = adultWho(given(Purpose.TRACING), given(Purpose.DATA_SHARING));
        CaseFile referred = accepted(adult.hear(referral(Consents.stated(adult.consents()), START.plusSeconds(60)), NOW));
        assertThat(events(corrected(referred, AgeGroup.AGE_12_17))).filteredOn(CaseEvent.ConsentUpdated.class::isInstance)
                .singleElement().isInstanceOfSatisfying(CaseEvent.ConsentUpdated.class, told -> {
                    assertThat(told.consents()).extracting(StatedConsent::decision).containsOnly(ConsentDecision.EXPIRED);
                    CaseFile peer = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"))
                            .evolve(referral(Consents.stated(adult.consents()), START.plusSeconds(60))).evolve(told);
                    assertThat(peer.consents()).extracting(Consent::decision).containsOnly(ConsentDecision.EXPIRED);
                });
    }

    @Test
    void of_an_adult_who_turns_out_to_be_a_child_only_a_guardian_who_let_the_child_be_heard_has_decided() {
        CaseFile adult = adultWho(byGuardian(Purpose.TRACING, true), byGuardian(Purpose.DATA_SHARING, null),
                answer(Purpose.RETURN, false, ConsentGiver.PERSON, null));
        CaseFile child = accepted(corrected(adult, AgeGroup.AGE_12_17));
        assertThat(child.consentFor(Purpose.TRACING)).map(Consent::decision).contains(ConsentDecision.GIVEN);
        assertThat(child.consentFor(Purpose.DATA_SHARING)).map(Consent::decision).contains(ConsentDecision.EXPIRED);
        assertThat(child.consentFor(Purpose.RETURN)).as("a no stays a no").map(Consent::decision)
                .contains(ConsentDecision.REFUSED);
    }

    @Test
    void what_the_person_gave_as_an_adult_stands_where_the_person_was_a_child_only_before() {
        LocalDate birthday = TODAY.plusDays(3);
        CaseFile child = accepted(CaseFile.open(childOpening(), CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, NOW));
        Age age = new Age(birthday.minusYears(18), birthday.minusYears(18), TODAY);
        CaseFile adult = accepted(child.renewConsents(List.of(decided(birthday)), Optional.of(age), null, OFFICER,
                after(Duration.ofDays(5))));
        assertThat(amendedBirth(adult, birthday.minusYears(18)).consents()).extracting(Consent::decision)
                .as("the same birth").containsExactly(ConsentDecision.GIVEN);
        assertThat(amendedBirth(adult, birthday.minusYears(18).plusDays(1)).consents()).extracting(Consent::decision)
                .as("18 only the day after").containsExactly(ConsentDecision.EXPIRED);
    }

    private static CaseFile amendedBirth(CaseFile file, LocalDate born) {
        StatedAge age = new StatedAge(new PartialDay(born, PartialDay.Precision.EXACT), null, AgeGroup.NOT_STATED, false, TODAY);
        return accepted(file.amend(age, PersonStatistics.of(Sex.MALE, age, List.of()), CaseFixtures.PERSON, OFFICER,
                after(Duration.ofDays(6))));
    }

    private static ConsentAnswer byGuardian(Purpose purpose, @Nullable Boolean heard) {
        return new ConsentAnswer(purpose, true, ConsentGiver.GUARDIAN, true, heard, "km", TODAY, null);
    }

    private static CaseFile adultWho(ConsentAnswer... answers) {
        return accepted(CaseFile.open(CaseFixtures.opening(IdentificationOutcome.VICTIM, "KH", WishToReturn.YES,
                List.of(answers)), CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, NOW));
    }

    private static CaseFile childOfGuardian() {
        Opening opening = childOpening(answer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, true),
                answer(Purpose.DATA_SHARING, true, ConsentGiver.GUARDIAN, true));
        return accepted(CaseFile.open(opening, CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, NOW));
    }

    private static Decision<CaseFile, CaseEvent> corrected(CaseFile file, AgeGroup group) {
        return file.amend(CaseFixtures.group(group), PersonStatistics.of(Sex.MALE, CaseFixtures.group(group), List.of()),
                CaseFixtures.PERSON, OFFICER, after(Duration.ofHours(1)));
    }

    private static ConsentAnswer decided(LocalDate day) {
        return new ConsentAnswer(Purpose.TRACING, true, ConsentGiver.PERSON, null, null, "km", day, null);
    }

    private static ConsentAnswer again(Purpose purpose) {
        return new ConsentAnswer(purpose, true, ConsentGiver.PERSON, null, null, "km", TODAY.plusDays(1), null);
    }

    private static List<Consent> both(ConsentDecision one, ConsentDecision other) {
        return new Consents(heard(one), List.of()).and(heard(other)).standing();
    }

    private static List<Consent> heard(ConsentDecision decision) {
        return List.of(new StatedConsent(Purpose.RETURN, decision, null, null, null).heardAt(START));
    }
}
