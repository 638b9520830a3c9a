package org.safereturn.referralservice.referral.model;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.event.Journey;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffectConfirmed;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.DeliveryReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.EarlierRound;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralAccepted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralDeclined;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralReceived;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralSubmitted;
import org.safereturn.referralservice.referral.model.ReferralEvent.ReferralWithdrawn;
import org.safereturn.referralservice.referral.model.ReferralEvent.Stopped;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CIPHERTEXT;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.opened;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.receipt;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.sent;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.submission;

/** A case whose referral ended is sent again: the next round of the same case. */
class ReferredAgainTest {

    private static final Journey JOURNEY = new Journey("AA", "BB");
    private static final Acceptance ACCEPTANCE = new Acceptance(ORIGIN_OFFICER, NOW, "ORIGIN-TRACING", null);
    private static final Opening OPENING = new Opening(ORIGIN_OFFICER, NOW);
    private static final Withdrawal WITHDRAWAL = withdrawal(Withdrawal.Reason.VICTIM_WITHDREW);

    @Test
    void a_withdrawn_case_is_referred_again_in_the_next_round_and_the_round_before_stays_readable() {
        Referral host = accepted(sent(JOURNEY).evolve(new ReferralReceived(1, OPENING))
                .evolve(new ReferralAccepted(1, ACCEPTANCE)).withdraw(WITHDRAWAL));
        assertThat(host.endedAt()).contains(NOW);
        Referral again = accepted(host.resubmit(submission(), CIPHERTEXT));
        assertThat(again.state()).isEqualTo(ReferralState.REFERRED);
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.endedAt()).isEmpty();
        assertThat(again.withdrawal()).isNull();
        assertThat(again.acceptance()).isNull();
        assertThat(again.opening()).isNull();
        assertThat(again.earlierRounds()).containsExactly(
                new EarlierRound(1, NOW, HOST_OFFICER, OPENING, ACCEPTANCE, WITHDRAWAL));
        assertThat(accepted(again.withdraw(WITHDRAWAL)).state()).isEqualTo(ReferralState.WITHDRAWN);
        assertThat(events(again.withdraw(WITHDRAWAL))).containsExactly(new ReferralWithdrawn(2, WITHDRAWAL));
    }

    @Test
    void the_country_of_origin_takes_the_next_round_in_as_a_new_referral() {
        Referral withdrawn = opened(JOURNEY).evolve(new ReferralWithdrawn(1, WITHDRAWAL));
        assertThat(withdrawn.state()).isEqualTo(ReferralState.WITHDRAWN);
        var decision = Referral.receive(Optional.of(withdrawn), CASE, JOURNEY,
                new ReferralSubmitted(submission().inRound(2), CIPHERTEXT), receipt());
        assertThat(accepted(decision).state()).isEqualTo(ReferralState.REFERRED);
        assertThat(accepted(decision).scope().holders()).contains("contact-points");
        assertThat(events(decision)).containsExactly(new DeliveryReceipt(2, receipt()));
    }

    @Test
    void nothing_of_the_round_before_touches_the_new_one() {
        Referral again = accepted(accepted(sent(JOURNEY).withdraw(WITHDRAWAL)).resubmit(submission(), CIPHERTEXT));
        Referral late = again.evolve(new DeliveryReceipt(1, receipt())).evolve(new ReferralReceived(1, OPENING))
                .evolve(new ReferralAccepted(1, ACCEPTANCE))
                .evolve(new ReferralDeclined(1, new Declination(ORIGIN_OFFICER, NOW, Declination.Reason.OUT_OF_SCOPE, null)))
                .evolve(new ReferralWithdrawn(1, withdrawal(Withdrawal.Reason.OTHER)));
        assertThat(late).isEqualTo(again);
        Referral answered = late.evolve(new ReferralReceived(2, OPENING)).evolve(new ReferralAccepted(2, ACCEPTANCE));
        assertThat(answered.state()).isEqualTo(ReferralState.ACCEPTED);
    }

    @Test
    void a_withdrawal_of_a_round_that_is_over_is_confirmed_and_told_with_that_round() {
        Referral origin = opened(JOURNEY).evolve(new ReferralSubmitted(submission().inRound(2), CIPHERTEXT));
        ConsentEffect effect = effect(1);
        var decision = origin.hearWithdrawal(JOURNEY, new ReferralWithdrawn(1, WITHDRAWAL), effect);
        assertThat(events(decision)).containsExactly(new ConsentEffectConfirmed(effect));
        assertThat(accepted(decision).state()).isEqualTo(ReferralState.REFERRED);
        assertThat(accepted(decision).earlierRounds()).singleElement().extracting(EarlierRound::withdrawal).isEqualTo(WITHDRAWAL);
    }

    @Test
    void the_confirmation_of_an_earlier_withdrawal_confirms_no_later_one() {
        Referral again = accepted(accepted(accepted(sent(JOURNEY).withdraw(WITHDRAWAL)).resubmit(submission(), CIPHERTEXT))
                .withdraw(WITHDRAWAL));
        assertThat(again.evolve(new ConsentEffectConfirmed(effect(1))).confirmedByOtherSide()).isEmpty();
        assertThat(again.evolve(new ConsentEffectConfirmed(effect(2))).confirmedByOtherSide()).contains(NOW);
        assertThat(again.evolve(new ConsentEffectConfirmed(effect(0))).confirmedByOtherSide())
                .as("of a release that names no round").contains(NOW);
    }

    @Test
    void a_withdrawal_of_a_release_that_names_no_round_is_of_the_present_one() {
        Referral origin = opened(JOURNEY).evolve(new ReferralSubmitted(submission().inRound(2), CIPHERTEXT));
        assertThat(origin.evolve(new ReferralWithdrawn(0, WITHDRAWAL)).state()).isEqualTo(ReferralState.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(value = Withdrawal.Reason.class, names = {"DUPLICATE", "DECEASED", "UNKNOWN"})
    void what_was_withdrawn_for_good_is_not_referred_again(Withdrawal.Reason reason) {
        assertThat(refused(accepted(sent(JOURNEY).withdraw(withdrawal(reason))).resubmit(submission(), CIPHERTEXT)).rule())
                .isEqualTo("withdrawn-for-good");
    }

    @Test
    void a_case_that_was_declined_and_then_merged_is_not_referred_again() {
        Referral declined = sent(JOURNEY).evolve(new ReferralDeclined(1,
                new Declination(ORIGIN_OFFICER, NOW, Declination.Reason.OUT_OF_SCOPE, null)));
        Referral merged = accepted(declined.merge(withdrawal(Withdrawal.Reason.DUPLICATE)));
        assertThat(refused(merged.resubmit(submission(), CIPHERTEXT)).rule()).isEqualTo("withdrawn-for-good");
    }

    @Test
    void while_a_round_is_open_the_case_is_not_referred_again() {
        for (Referral open : List.of(sent(JOURNEY), sent(JOURNEY).evolve(new ReferralReceived(1, OPENING)),
                sent(JOURNEY).evolve(new ReferralAccepted(1, ACCEPTANCE)))) {
            assertThat(refused(open.resubmit(submission(), CIPHERTEXT)).rule()).isEqualTo("wrong-state");
        }
    }

    private static Withdrawal withdrawal(Withdrawal.Reason reason) {
        return new Withdrawal(HOST_OFFICER, NOW, reason, false, null);
    }

    private static ConsentEffect effect(int round) {
        return new ConsentEffect("BB", NOW, "message-1", round, List.of(Purpose.DATA_SHARING), List.of(Stopped.REFERRAL));
    }
}
