package org.safereturn.referralservice.referral.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffectConfirmed;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.MissingField;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralAccepted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralDeclineRevoked;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralDeclined;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReceived;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReturnedForCompletion;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralSubmitted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralWithdrawn;
import org.safereturn.referralservice.referral.model.ReferralEvent.Revocation;
import org.safereturn.referralservice.referral.model.ReferralEvent.Stopped;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CIPHERTEXT;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.KEY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.opened;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.receipt;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.received;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.sent;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.submission;

class ReferralTest {

    private static final Journey JOURNEY = new Journey("AA", "BB");
    private static final Acceptance ACCEPTANCE = new Acceptance(ORIGIN_OFFICER, NOW, "ORIGIN-TRACING", null);
    private static final Withdrawal WITHDRAWAL =
            new Withdrawal(HOST_OFFICER, NOW, Withdrawal.Reason.VICTIM_WITHDREW, false, null);
    private static final ConsentEffect EFFECT = new ConsentEffect("BB", NOW, "message-1", 1, List.of(Purpose.DATA_SHARING),
            List.of(Stopped.REFERRAL));
    private static final Revocation REVOCATION = new Revocation(ORIGIN_OFFICER, NOW.plusSeconds(60));
    private static final CompletionRequest COMPLETION =
            new CompletionRequest(ORIGIN_OFFICER, NOW, List.of(new MissingField("originAddress.village", null)), null);

    @Test
    void the_first_submission_issues_the_case_key_before_the_referral() {
        assertThat(events(Referral.submit(Optional.empty(), CASE, JOURNEY, submission(), CIPHERTEXT, KEY,
                CaseScope.NOBODY)))
                .hasExactlyElementsOfTypes(ReferralEvent.CaseKeyIssued.class, ReferralEvent.ReferralSubmitted.class);
    }

    @Test
    void a_case_is_referred_once() {
        assertThat(refused(Referral.submit(Optional.of(sent(JOURNEY)), CASE, JOURNEY, submission(), CIPHERTEXT, KEY,
                CaseScope.NOBODY)).rule())
                .isEqualTo("referral-exists");
    }

    @Test
    void a_received_referral_is_answered_by_the_machine_and_not_yet_by_a_human() {
        var decision = Referral.receive(Optional.empty(), CASE, JOURNEY, new ReferralSubmitted(submission(), CIPHERTEXT), receipt());
        assertThat(accepted(decision).state()).isEqualTo(ReferralState.REFERRED);
        assertThat(events(decision)).containsExactly(new ReferralEvent.DeliveryReceipt(1, receipt()));
    }

    @Test
    void opening_is_the_human_receipt() {
        var decision = received(JOURNEY).open(new Opening(ORIGIN_OFFICER, NOW));
        assertThat(accepted(decision).state()).isEqualTo(ReferralState.RECEIVED);
        assertThat(events(decision)).hasExactlyElementsOfTypes(ReferralEvent.ReferralReceived.class);
    }

    @Test
    void who_accepts_what_nobody_has_opened_opens_it() {
        Decision<Referral, ReferralEvent> decision = received(JOURNEY).accept(ACCEPTANCE);
        assertThat(events(decision)).containsExactly(
                new ReferralReceived(1, new Opening(ACCEPTANCE.officer(), ACCEPTANCE.acceptedAt())),
                new ReferralAccepted(1, ACCEPTANCE));
        assertThat(accepted(decision).state()).isEqualTo(ReferralState.ACCEPTED);
        assertThat(accepted(decision).opening()).isNotNull();
    }

    @Test
    void a_referral_that_nobody_opened_is_neither_declined_nor_returned() {
        Referral unopened = received(JOURNEY);
        assertThat(refused(unopened.decline(declined(Declination.Reason.OUT_OF_SCOPE, null), Optional.empty())).rule()).isEqualTo("wrong-state");
        assertThat(refused(unopened.returnForCompletion(COMPLETION)).rule()).isEqualTo("wrong-state");
    }

    @Test
    void the_second_officer_who_accepts_is_told_who_was_first_and_when() {
        Referral taken = accepted(opened(JOURNEY).accept(ACCEPTANCE));
        Officer second = new Officer("origin-intake-2", "INTAKE_OFFICER", "ORIGIN-UNIT", "BB");
        Rejection rejection = refused(taken.accept(new Acceptance(second, NOW.plusSeconds(60), "ORIGIN-TRACING", null)));
        assertThat(rejection.kind()).isEqualTo(Rejection.Kind.CONFLICT);
        assertThat(rejection.rule()).isEqualTo("already-accepted");
        assertThat(rejection.parameters()).containsEntry("officer", "origin-intake-1").containsEntry("at", NOW.toString());
    }

    @Test
    void a_duplicate_names_the_case_that_survives() {
        Referral open = opened(JOURNEY);
        assertThat(refused(open.decline(declined(Declination.Reason.DUPLICATE, null), Optional.empty())).rule())
                .isEqualTo("surviving-case-with-duplicate-only");
        assertThat(refused(open.decline(declined(Declination.Reason.OUT_OF_SCOPE, "other"), Optional.empty())).rule())
                .isEqualTo("surviving-case-with-duplicate-only");
        assertThat(refused(open.decline(declined(Declination.Reason.DUPLICATE, CASE), Optional.of(open))).rule()).isEqualTo("duplicate-of-itself");
        assertThat(accepted(open.decline(declined(Declination.Reason.DUPLICATE, "other"), Optional.of(received(JOURNEY))))
                .state()).isEqualTo(ReferralState.DECLINED);
    }

    @Test
    void the_case_that_survives_a_duplicate_is_one_that_both_sides_know_and_that_goes_on() {
        Referral open = opened(JOURNEY);
        Declination duplicate = declined(Declination.Reason.DUPLICATE, "other");
        assertThat(refused(open.decline(duplicate, Optional.empty())).rule()).isEqualTo("surviving-case-unknown");
        assertThat(refused(open.decline(duplicate, Optional.of(received(new Journey("CC", "BB"))))).rule())
                .as("of another host").isEqualTo("surviving-case-unknown");
        assertThat(refused(open.decline(duplicate, Optional.of(sent(new Journey("BB", "AA"))))).rule())
                .as("in the other direction").isEqualTo("surviving-case-unknown");
        assertThat(refused(open.decline(duplicate, Optional.of(outOfScope()))).rule()).isEqualTo("surviving-case-ended");
    }

    @Test
    void a_decline_is_taken_back_while_nothing_followed_and_both_sides_are_where_they_were() {
        Referral declined = outOfScope();
        var decision = declined.revokeDecline(REVOCATION);
        Referral open = accepted(decision);
        assertThat(open.state()).isEqualTo(ReferralState.RECEIVED);
        assertThat(open.declination()).isNull();
        assertThat(open.earlierDeclinations()).singleElement().satisfies(each -> {
            assertThat(each.declination().reason()).isEqualTo(Declination.Reason.OUT_OF_SCOPE);
            assertThat(each.revocation()).isEqualTo(REVOCATION);
        });
        Referral host = sent(JOURNEY).evolve(new ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW)))
                .evolve(new ReferralDeclined(1, declined(Declination.Reason.OUT_OF_SCOPE, null)))
                .evolve(events(decision).getFirst());
        assertThat(host.state()).isEqualTo(ReferralState.RECEIVED);
        assertThat(accepted(open.accept(ACCEPTANCE)).state()).isEqualTo(ReferralState.ACCEPTED);
        assertThat(refused(open.revokeDecline(REVOCATION)).rule()).isEqualTo("wrong-state");
        assertThat(refused(sent(JOURNEY).revokeDecline(REVOCATION)).rule()).isEqualTo("wrong-side");
    }

    @Test
    void a_declined_case_is_referred_again_in_the_next_round_and_a_duplicate_is_not() {
        Referral host = sent(JOURNEY).evolve(new ReferralDeclined(1, declined(Declination.Reason.OUT_OF_SCOPE, null)));
        Referral again = accepted(host.resubmit(submission(), CIPHERTEXT));
        assertThat(again.state()).isEqualTo(ReferralState.REFERRED);
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.earlierDeclinations()).hasSize(1);
        Referral origin = accepted(Referral.receive(Optional.of(outOfScope()), CASE, JOURNEY,
                new ReferralSubmitted(again.submission(), CIPHERTEXT), receipt()));
        assertThat(origin.state()).isEqualTo(ReferralState.REFERRED);
        assertThat(origin.declination()).isNull();
        assertThat(again.evolve(new ReferralDeclineRevoked(1, REVOCATION)).state())
                .as("what was taken back too late").isEqualTo(ReferralState.REFERRED);
        assertThat(refused(sent(JOURNEY).evolve(new ReferralDeclined(1, declined(Declination.Reason.DUPLICATE, "other")))
                .resubmit(submission(), CIPHERTEXT)).rule()).isEqualTo("declined-as-duplicate");
    }

    @Test
    void a_completed_referral_comes_back_in_the_next_round_and_must_be_opened_again() {
        Referral host = sent(JOURNEY).evolve(new ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW))).evolve(new ReferralReturnedForCompletion(1, COMPLETION));
        Referral origin = accepted(opened(JOURNEY).returnForCompletion(COMPLETION));
        assertThat(host.state()).isEqualTo(origin.state()).isEqualTo(ReferralState.RETURNED_FOR_COMPLETION);

        Referral completed = accepted(host.resubmit(submission(), CIPHERTEXT));
        Referral again = accepted(Referral.receive(Optional.of(origin), CASE, JOURNEY, new ReferralSubmitted(completed.submission(), CIPHERTEXT),
                receipt()));
        assertThat(completed.round()).isEqualTo(again.round()).isEqualTo(2);
        assertThat(completed.state()).isEqualTo(again.state()).isEqualTo(ReferralState.REFERRED);
        assertThat(again.opening()).isNull();
    }

    @Test
    void a_return_for_completion_names_the_fields() {
        assertThat(refused(opened(JOURNEY).returnForCompletion(new CompletionRequest(ORIGIN_OFFICER, NOW, List.of(), null))).rule())
                .isEqualTo("completion-without-fields");
    }

    @Test
    void a_referral_is_completed_only_when_the_origin_asked() {
        assertThat(refused(sent(JOURNEY).resubmit(submission(), CIPHERTEXT)).rule()).isEqualTo("wrong-state");
    }

    @Test
    void each_side_does_only_its_own_part() {
        assertThat(refused(sent(JOURNEY).accept(ACCEPTANCE)).rule()).isEqualTo("wrong-side");
        assertThat(refused(sent(JOURNEY).open(new Opening(HOST_OFFICER, NOW))).rule()).isEqualTo("wrong-side");
        assertThat(refused(received(JOURNEY).withdraw(WITHDRAWAL)).rule()).isEqualTo("wrong-side");
        assertThat(refused(received(JOURNEY).resubmit(submission(), CIPHERTEXT)).rule()).isEqualTo("wrong-side");
    }

    @ParameterizedTest
    @EnumSource(value = ReferralState.class, names = {"REFERRED", "RECEIVED", "RETURNED_FOR_COMPLETION", "ACCEPTED"})
    void the_host_withdraws_in_every_open_state(ReferralState state) {
        Referral host = sent(JOURNEY);
        Referral there = switch (state) {
            case RECEIVED -> host.evolve(new ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW)));
            case RETURNED_FOR_COMPLETION -> host.evolve(new ReferralReturnedForCompletion(1, COMPLETION));
            case ACCEPTED -> host.evolve(new ReferralAccepted(1, ACCEPTANCE));
            case REFERRED, DECLINED, WITHDRAWN -> host;
        };
        assertThat(there.state()).isEqualTo(state);
        assertThat(accepted(there.withdraw(WITHDRAWAL)).state()).isEqualTo(ReferralState.WITHDRAWN);
    }

    @Test
    void a_withdrawal_is_confirmed_back_and_wins_over_an_acceptance_that_crossed_it() {
        Referral origin = accepted(opened(JOURNEY).accept(ACCEPTANCE));
        var decision = origin.hearWithdrawal(JOURNEY, new ReferralWithdrawn(1, WITHDRAWAL), EFFECT);
        Referral host = accepted(sent(JOURNEY).withdraw(WITHDRAWAL)).evolve(new ReferralAccepted(1, ACCEPTANCE)).evolve(new ConsentEffectConfirmed(EFFECT));
        assertThat(events(decision)).containsExactly(new ConsentEffectConfirmed(EFFECT));
        assertThat(accepted(decision).state()).isEqualTo(host.state()).isEqualTo(ReferralState.WITHDRAWN);
        assertThat(host.consentEffects()).containsExactly(EFFECT);
    }

    @Test
    void a_withdrawal_wins_over_every_answer_in_whatever_order_they_come() {
        List<ReferralEvent> answers = List.of(new ReferralReceived(1, new Opening(ORIGIN_OFFICER, NOW)),
                new ReferralReturnedForCompletion(1, COMPLETION), new ReferralAccepted(1, ACCEPTANCE),
                new ReferralDeclined(1, declined(Declination.Reason.OUT_OF_SCOPE, null)));
        for (int before = 0; before <= answers.size(); before++) {
            for (Referral side : List.of(sent(JOURNEY), received(JOURNEY))) {
                Referral known = side;
                for (ReferralEvent answer : answers.subList(0, before)) {
                    known = known.evolve(answer);
                }
                known = known.evolve(new ReferralWithdrawn(1, WITHDRAWAL));
                for (ReferralEvent answer : answers.subList(before, answers.size())) {
                    known = known.evolve(answer);
                }
                assertThat(known.state()).isEqualTo(ReferralState.WITHDRAWN);
                assertThat(known.withdrawnHere()).isEqualTo(known.side() == Side.OUTGOING);
            }
        }
    }

    @Test
    void a_merge_ends_a_referral_also_one_that_was_declined_and_one_that_was_withdrawn_stays_so() {
        Withdrawal merged = new Withdrawal(HOST_OFFICER, NOW, Withdrawal.Reason.DUPLICATE, false, "other");
        Referral declined = sent(JOURNEY).evolve(new ReferralDeclined(1, declined(Declination.Reason.DUPLICATE, "other")));
        for (Referral known : List.of(sent(JOURNEY), declined)) {
            assertThat(events(known.merge(merged))).containsExactly(new ReferralWithdrawn(1, merged));
            assertThat(accepted(known.merge(merged)).state()).isEqualTo(ReferralState.WITHDRAWN);
            assertThat(accepted(known.merge(merged)).evolve(new ReferralDeclineRevoked(1, REVOCATION)).state())
                    .isEqualTo(ReferralState.WITHDRAWN);
        }
        Referral withdrawn = accepted(sent(JOURNEY).withdraw(WITHDRAWAL));
        assertThat(events(withdrawn.merge(merged))).isEmpty();
        assertThat(accepted(withdrawn.merge(merged)).withdrawal()).isEqualTo(WITHDRAWAL);
        assertThat(refused(received(JOURNEY).merge(merged)).rule()).isEqualTo("wrong-side");
    }

    @Test
    void what_is_said_of_another_journey_is_refused() {
        Journey other = new Journey("AA", "CC");
        assertThat(refused(sent(JOURNEY).hear(other, new ReferralAccepted(1, ACCEPTANCE))).rule())
                .isEqualTo("referral-of-another-journey");
        assertThat(refused(received(JOURNEY).hearWithdrawal(other, new ReferralWithdrawn(1, WITHDRAWAL), EFFECT)).rule())
                .isEqualTo("referral-of-another-journey");
    }

    @Test
    void a_person_whose_age_group_this_release_does_not_know_counts_as_a_child() {
        assertThat(Submission.AgeGroup.UNKNOWN.isChild()).isTrue();
    }

    @Test
    void what_has_ended_is_not_withdrawn_again() {
        assertThat(refused(accepted(sent(JOURNEY).withdraw(WITHDRAWAL)).withdraw(WITHDRAWAL)).rule())
                .isEqualTo("wrong-state");
    }

    @Test
    void a_submission_of_a_round_that_was_already_taken_in_is_refused() {
        assertThat(refused(Referral.receive(Optional.of(received(JOURNEY)), CASE, JOURNEY, new ReferralSubmitted(submission(), CIPHERTEXT),
                receipt())).rule()).isEqualTo("round-out-of-date");
    }

    @Test
    void a_referral_never_changes_its_direction() {
        assertThat(refused(Referral.receive(Optional.of(sent(JOURNEY)), CASE, new Journey("BB", "AA"),
                new ReferralSubmitted(submission(), CIPHERTEXT), receipt())).rule()).isEqualTo("referral-of-another-journey");
    }

    @Test
    void without_data_sharing_or_without_any_question_left_the_referral_loses_its_basis() {
        Referral both = sent(JOURNEY);
        assertThat(both.losesItsBasis(Set.of(Purpose.DATA_SHARING), Set.of(Purpose.TRACING))).isTrue();
        assertThat(both.losesItsBasis(Set.of(Purpose.TRACING), Set.of(Purpose.NATIONALITY_CHECK))).isFalse();
        assertThat(both.losesItsBasis(Set.of(Purpose.TRACING), Set.of(Purpose.DATA_SHARING))).isTrue();
        assertThat(both.losesItsBasis(Set.of(Purpose.FAMILY_CONTACT), Set.of(Purpose.TRACING))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NATIONALITY_CHECK,TRACING", "TRACING,NATIONALITY_CHECK", "FAMILY_CONTACT,NATIONALITY_CHECK"})
    void a_referral_that_asks_one_thing_ends_with_the_consent_to_it(Purpose asked, Purpose standing) {
        Submission said = submission();
        Submission one = new Submission(1, said.submittedAt(), said.submittedBy(), said.sendingUnit(),
                said.receivingUnit(), said.identifiedOn(), said.urgency(), said.sex(), said.ageGroup(), null,
                said.careFlags(), List.of(asked), said.consents(), null);
        Referral referral = sent(JOURNEY).evolve(new ReferralSubmitted(one, CIPHERTEXT));
        assertThat(referral.losesItsBasis(Set.of(asked), Set.of(standing))).isTrue();
    }

    private static Referral outOfScope() {
        return accepted(opened(JOURNEY).decline(declined(Declination.Reason.OUT_OF_SCOPE, null), Optional.empty()));
    }

    private static Declination declined(Declination.Reason reason, @Nullable String survivor) {
        return new Declination(ORIGIN_OFFICER, NOW, reason, survivor);
    }
}
