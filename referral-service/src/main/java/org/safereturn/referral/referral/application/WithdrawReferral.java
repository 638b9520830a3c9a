package org.safereturn.referral.referral.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referral.referral.model.ReferralState;
import org.safereturn.referral.referral.model.WithdrawalReason;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import reactor.core.publisher.Mono;

/**
 * The host stops a case before the handover. The referral is withdrawn first and the return is stopped after it; should
 * the process end in between, the peer's confirmation, which always comes, stops the return (see the handlers).
 */
public final class WithdrawReferral {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final Clock clock;

    /** With its collaborators. */
    public WithdrawReferral(Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, Clock clock) {
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.clock = clock;
    }

    /** An officer withdraws it for the person. */
    public Mono<Outcome<Referral>> withdraw(Cause.Request cause, Sight sight, String caseRef, Officer officer, WithdrawalReason reason,
            boolean erase) {
        Withdrawal act = new Withdrawal(officer, clock.instant(), reason, erase);
        return handedOver(caseRef).flatMap(over -> referrals.change(caseRef, cause, known -> known
                .filter(referral -> sight.sees(referral.scope()))
                .map(referral -> over ? Referral.tooLateToWithdraw() : referral.withdraw(act))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case")))))
                .flatMap(outcome -> withdrawn(outcome).map(referral -> stop(referral, act.withdrawnAt()).thenReturn(outcome))
                        .orElseGet(() -> Mono.just(outcome)));
    }

    /** A consent ended without which the referral has no basis; where nothing can be withdrawn any more, nothing happens. */
    public Mono<Outcome<Referral>> withdrawForConsent(Cause.Message cause, String caseRef, Officer officer, boolean erase) {
        Instant at = cause.event().metadata().time();
        Withdrawal act = new Withdrawal(officer, at, WithdrawalReason.CONSENT_WITHDRAWN, erase);
        return handedOver(caseRef).flatMap(over -> referrals.change(caseRef, cause, known -> known
                .map(referral -> over || referral.mayWithdraw().isPresent()
                        ? Decision.<Referral, ReferralEvent>accept(referral, List.of()) : referral.withdraw(act))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case")))))
                .flatMap(outcome -> withdrawn(outcome).map(referral -> stop(referral, at).thenReturn(outcome))
                        .orElseGet(() -> Mono.just(outcome)));
    }

    /** Stops the return of a withdrawn case here; doing so again changes nothing. */
    public Mono<Void> stop(Referral referral, Instant at) {
        return repatriations.find(referral.caseRef()).map(Optional::of).defaultIfEmpty(Optional.empty())
                .filter(known -> known.map(Aggregate::state).map(Repatriation::withdrawnAt).isEmpty())
                .flatMap(ignored -> repatriations.change(referral.caseRef(), new Cause.Internal("referral-withdrawn"),
                        known -> Decision.accept(known.orElseGet(() -> Repatriation.of(referral.caseRef(), referral.side(),
                                referral.journey())).heldBy(referral.scope().taken()).recordWithdrawal(at), List.of())))
                .then();
    }

    private Mono<Boolean> handedOver(String caseRef) {
        return repatriations.find(caseRef).map(known -> known.state().over()).defaultIfEmpty(false);
    }

    private static Optional<Referral> withdrawn(Outcome<Referral> outcome) {
        Optional<Referral> state = switch (outcome) {
            case Outcome.Stored<Referral> stored -> Optional.of(stored.aggregate().state());
            case Outcome.Repeated<Referral> repeated -> Optional.of(repeated.aggregate().state());
            case Outcome.Refused<Referral> _, Outcome.Held<Referral> _, Outcome.Parked<Referral> _, Outcome.Ignored<Referral> _ -> Optional.empty();
        };
        return state.filter(referral -> referral.state() == ReferralState.WITHDRAWN);
    }
}
