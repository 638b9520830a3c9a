package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.CorrectedDecision;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;

/** The day of a decision about consent is corrected; of what is right the later day stands. */
class ConsentDayTest {

    private static final LocalDate EARLIER = TODAY.minusDays(9);
    private static final Moment LATER = after(Duration.ofMinutes(10));

    @Test
    void a_corrected_day_stands_and_the_wrong_one_stays_readable_with_who_and_why() {
        CaseFile corrected = accepted(correct(opened(), TODAY, EARLIER));
        assertThat(stands(corrected).decidedOn()).isEqualTo(EARLIER);
        assertThat(corrected.earlierConsents()).singleElement().satisfies(wrong -> {
            assertThat(wrong.fact().decidedOn()).isEqualTo(TODAY);
            assertThat(wrong.correction())
                    .isEqualTo(new Correction(Correction.Reason.TYPING_FAULT, OFFICER, LATER.at()));
        });
    }

    @Test
    void what_was_recorded_wrongly_keeps_no_withdrawal_from_its_day() {
        assertThat(rule(opened().withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(3), false, OFFICER, LATER)))
                .isEqualTo("dates-out-of-order");
        CaseFile withdrawn = accepted(accepted(correct(opened(), TODAY, EARLIER))
                .withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(3), false, OFFICER, LATER));
        assertThat(stands(withdrawn).decision()).isEqualTo(ConsentDecision.WITHDRAWN);
        assertThat(stands(withdrawn).decidedOn()).isEqualTo(TODAY.minusDays(3));
    }

    @Test
    void a_later_decision_stands_whatever_day_an_earlier_one_is_corrected_to() {
        CaseFile withdrawn = accepted(opened().withdrawConsents(List.of(Purpose.RETURN), TODAY, false, OFFICER, NOW));
        CaseFile corrected = accepted(correct(withdrawn, TODAY, EARLIER));
        assertThat(stands(corrected).decision()).isEqualTo(ConsentDecision.WITHDRAWN);
        assertThat(corrected.earlierConsents()).extracting(each -> each.fact().decidedOn(),
                each -> each.correction() != null)
                .containsExactly(tuple(EARLIER, false), tuple(TODAY, true));
    }

    @Test
    void a_correction_needs_its_reason_and_something_to_correct() {
        assertThat(rule(opened().renewConsents(List.of(given(EARLIER, TODAY)), Optional.empty(), null, OFFICER, LATER)))
                .isEqualTo("field-missing");
        assertThat(rule(correct(opened(), TODAY.minusDays(1), EARLIER))).isEqualTo("nothing-to-correct");
        CaseFile corrected = accepted(correct(opened(), TODAY, EARLIER));
        assertThat(rule(correct(corrected, TODAY, EARLIER))).as("corrected before").isEqualTo("nothing-to-correct");
        assertThat(rule(correct(opened(), TODAY, TODAY.plusDays(1)))).isEqualTo("date-in-the-future");
    }

    @Test
    void others_are_told_what_was_recorded_wrongly_so_that_nobody_holds_on_to_a_later_day() {
        List<CaseEvent> told = events(correct(referredFile(), TODAY, EARLIER));
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isInstanceOfSatisfying(CaseEvent.ConsentUpdated.class, event ->
                assertThat(event.consents()).filteredOn(each -> each.purpose() == Purpose.RETURN).singleElement()
                        .usingRecursiveComparison().ignoringFields("recordedAt")
                        .isEqualTo(new StatedConsent(Purpose.RETURN, ConsentDecision.GIVEN, ConsentGiver.PERSON, EARLIER, null,
                                List.of(new CorrectedDecision(ConsentDecision.GIVEN, TODAY)))));
        List<CaseEvent> withdrawn = events(accepted(correct(referredFile(), TODAY, EARLIER))
                .withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(3), false, OFFICER, LATER));
        assertThat(withdrawn).as("the withdrawal, and what stands with what was wrong").hasExactlyElementsOfTypes(
                CaseEvent.CaseStandingRecorded.class, CaseEvent.ConsentWithdrawn.class, CaseEvent.ConsentUpdated.class);
    }

    @Test
    void the_file_of_the_other_country_holds_on_to_no_later_day_in_whatever_order_it_hears() {
        List<StatedConsent> wrong = List.of(stated(TODAY, List.of()));
        List<StatedConsent> right = List.of(stated(EARLIER,
                List.of(new CorrectedDecision(ConsentDecision.GIVEN, TODAY))));
        CaseFile origin = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"));
        CaseFile inOrder = origin.evolve(referral(wrong, START)).evolve(updated(right, 60));
        CaseFile disordered = origin.evolve(updated(right, 60)).evolve(referral(wrong, START));
        assertThat(stands(inOrder).decidedOn()).isEqualTo(EARLIER);
        assertThat(disordered.consents()).isEqualTo(inOrder.consents());
        CaseFile withdrawn = inOrder.evolve(updated(List.of(new StatedConsent(Purpose.RETURN, ConsentDecision.WITHDRAWN, null,
                TODAY.minusDays(3), null, right.getFirst().insteadOf())), 120));
        assertThat(stands(withdrawn).decision()).isEqualTo(ConsentDecision.WITHDRAWN);
    }

    @Test
    void the_day_of_a_withdrawal_is_corrected_and_the_later_decision_stands() {
        CaseFile withdrawn = accepted(accepted(correct(opened(), TODAY, EARLIER))
                .withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(3), false, OFFICER, LATER));
        CaseFile givenAgain = accepted(withdrawn.renewConsents(List.of(given(TODAY.minusDays(2), null)), Optional.empty(), null,
                OFFICER, LATER));
        assertThat(stands(givenAgain).decision()).isEqualTo(ConsentDecision.GIVEN);
        Decision<CaseFile, CaseEvent> correcting = givenAgain.correctWithdrawal(List.of(Purpose.RETURN), TODAY.minusDays(3),
                TODAY.minusDays(1), Correction.Reason.NEW_INFORMATION, OFFICER, LATER);
        CaseFile corrected = accepted(correcting);
        assertThat(stands(corrected).decision()).isEqualTo(ConsentDecision.WITHDRAWN);
        assertThat(stands(corrected).decidedOn()).isEqualTo(TODAY.minusDays(1));
        assertThat(corrected.withdrawals()).as("both readable").hasSize(2);
        assertThat(corrected.earlierConsents()).anySatisfy(wrong -> {
            assertThat(wrong.fact().decidedOn()).isEqualTo(TODAY.minusDays(3));
            assertThat(wrong.correction())
                    .isEqualTo(new Correction(Correction.Reason.NEW_INFORMATION, OFFICER, LATER.at()));
        });
    }

    @Test
    void no_correction_of_a_withdrawal_gives_consent_back() {
        CaseFile withdrawn = accepted(accepted(correct(opened(), TODAY, EARLIER))
                .withdrawConsents(List.of(Purpose.RETURN), TODAY.minusDays(3), false, OFFICER, LATER));
        assertThat(rule(withdrawn.correctWithdrawal(List.of(Purpose.RETURN), TODAY.minusDays(3), EARLIER.minusDays(1),
                Correction.Reason.TYPING_FAULT, OFFICER, LATER))).isEqualTo("dates-out-of-order");
        assertThat(rule(withdrawn.correctWithdrawal(List.of(Purpose.RETURN), TODAY.minusDays(2), TODAY,
                Correction.Reason.TYPING_FAULT, OFFICER, LATER))).isEqualTo("nothing-to-correct");
        assertThat(rule(withdrawn.correctWithdrawal(List.of(Purpose.RETURN), TODAY.minusDays(3), TODAY, null, OFFICER, LATER)))
                .isEqualTo("field-missing");
        CaseFile sameDay = accepted(withdrawn.correctWithdrawal(List.of(Purpose.RETURN), TODAY.minusDays(3), EARLIER,
                Correction.Reason.TYPING_FAULT, OFFICER, LATER));
        assertThat(stands(sameDay).decision()).as("on the day of the consent the withdrawal stands")
                .isEqualTo(ConsentDecision.WITHDRAWN);
    }

    @Test
    void a_corrected_decision_does_not_come_back_with_a_second_correction() {
        CaseFile once = accepted(correct(opened(), TODAY, EARLIER));
        CaseFile twice = accepted(correct(once, EARLIER, TODAY.minusDays(5)));
        assertThat(stands(twice).decidedOn()).isEqualTo(TODAY.minusDays(5));
        assertThat(stands(twice).insteadOf()).containsExactly(new CorrectedDecision(ConsentDecision.GIVEN, TODAY),
                new CorrectedDecision(ConsentDecision.GIVEN, EARLIER));
        assertThat(twice.earlierConsents()).hasSize(2);
    }

    private static CaseEvent updated(List<StatedConsent> consents, int seconds) {
        return new CaseEvent.ConsentUpdated(START.plusSeconds(seconds), OFFICER, consents, START.plusSeconds(seconds),
                ConsentStanding.IN_FORCE);
    }

    private static StatedConsent stated(LocalDate day, List<CorrectedDecision> wrong) {
        return new StatedConsent(Purpose.RETURN, ConsentDecision.GIVEN, null, day, null, wrong);
    }

    private static Consent stands(CaseFile file) {
        return Consents.of(file.consents(), Purpose.RETURN).orElseThrow();
    }

    private static Decision<CaseFile, CaseEvent> correct(CaseFile file, LocalDate wrong, LocalDate right) {
        return file.renewConsents(List.of(given(right, wrong)), Optional.empty(), Correction.Reason.TYPING_FAULT, OFFICER,
                LATER);
    }

    private static ConsentAnswer given(LocalDate day, @Nullable LocalDate insteadOf) {
        return new ConsentAnswer(Purpose.RETURN, true, ConsentGiver.PERSON, null, null, "km", day, null, insteadOf);
    }
}
