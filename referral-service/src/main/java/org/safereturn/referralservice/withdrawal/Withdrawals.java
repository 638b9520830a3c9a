package org.safereturn.referralservice.withdrawal;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.events.ReferralMessages;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.Stopped;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.standing.events.StandingHandlers;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import reactor.core.publisher.Mono;

/**
 * How a case stops before the handover. The process changes the referral and the return of a case, one write after the
 * other.
 *
 * <ol>
 * <li>At the host an officer withdraws the case ({@link #byOfficer}), or the person's consent ends so that the referral has
 * no basis ({@link #consented}): data sharing ended, or nothing that the referral asks, tracing or nationality check,
 * stands any more; or two officers found that the person has another case, which goes on ({@link #merged}). After the
 * handover nothing is withdrawn.
 * <li>The host's referral is withdrawn; {@code ReferralWithdrawn} goes to the origin.
 * <li>The host's return stops.
 * <li>The origin hears it ({@link #withdrawnByHost}): its return stops.
 * <li>The origin's referral is withdrawn; {@code ConsentEffectConfirmed} goes back.
 * <li>The host hears the confirmation ({@link #confirmed}) and stops its return, if that goes on still.
 * </ol>
 *
 * <p>Should a process end between two writes: after 2, the return stops when the officer's request or the message comes
 * again, and at the latest in 6, for the confirmation always comes. After 4, the broker offers the message again; to stop a
 * return twice changes nothing.
 *
 * <p>When only the consent to return ends, the case goes on and the return stands still: the host suspends it, and says so
 * ({@code RepatriationSuspended}); the origin confirms what it stopped. The other purposes are the tracing service's to
 * stop.
 */
public final class Withdrawals {

    private final StandingHandlers standings;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final ReferralMessages messages;
    private final CountryProfile profile;
    private final Clock clock;

    public Withdrawals(StandingHandlers standings, Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, ReferralMessages messages, CountryProfile profile,
            Clock clock) {
        this.standings = standings;
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.messages = messages;
        this.profile = profile;
        this.clock = clock;
    }

    /** An officer of the host withdraws the case for the person. A case that the officer does not see is unknown. */
    public Mono<Outcome<Referral>> byOfficer(Caller caller, String caseRef, Withdrawal.Reason reason, boolean erase) {
        Withdrawal act = new Withdrawal(caller.officer(), clock.instant(), reason, erase, null);
        return handedOver(caseRef).flatMap(over -> change(caseRef, caller.cause(), known -> !caller.sees(known.scope())
                ? Decision.refuse(Rejection.unknown("unknown-case"))
                : over ? Referral.tooLateToWithdraw() : known.withdraw(act))).flatMap(this::stopReturn);
    }

    /** A case service says that consents were given or refused. */
    public Mono<? extends Outcome<?>> consented(InboundEvent event, ConsentUpdated body) {
        return consented(event, ConsentChange.of(body));
    }

    /** A case service says that consents were withdrawn. */
    public Mono<? extends Outcome<?>> consented(InboundEvent event, ConsentWithdrawn body) {
        return consented(event, ConsentChange.of(body));
    }

    /** Before the handover the consent is the host's to tell; after it nothing is left to stop here. */
    private Mono<? extends Outcome<?>> consented(InboundEvent event, ConsentChange change) {
        Cause cause = new Cause.Message(event, Ordering.ORDER_FREE);
        Journey journey = change.head().journey();
        boolean own = event.metadata().country().equals(profile.country());
        boolean ofHost = event.metadata().country().equals(journey.host());
        if (own) {
            return standings.consented(event, change.head(), change.consents()).flatMap(outcome -> ofHost
                    ? suspendReturn(cause, change).then(withdrawWithoutBasis(cause, change, outcome)).thenReturn(outcome)
                    : Mono.just(outcome));
        }
        return !ofHost ? Mono.just(new Outcome.Ignored<>()) : suspendReturn(cause, change)
                .then(confirmSuspension(event, change)).thenReturn(new Outcome.Ignored<>());
    }

    /** A consent that ends before anything else is known of the return counts too: it is remembered for the first document. */
    private Mono<Void> suspendReturn(Cause cause, ConsentChange change) {
        Journey journey = change.head().journey();
        return Mono.justOrEmpty(change.returnConsent()).flatMap(told -> Mono.zip(repatriations.find(change.caseRef())
                        .map(found -> found.state().journey().equals(journey)).defaultIfEmpty(told.ended()),
                        holders(change.caseRef()))
                .filter(read -> read.getT1())
                .flatMap(read -> repatriations.change(change.caseRef(), cause, known -> known
                        .orElseGet(() -> Repatriation.of(change.caseRef(), Side.of(journey, profile.country()), journey))
                        .heldBy(read.getT2()).hearConsent(told, change.head().actor())))).then();
    }

    private Mono<Void> withdrawWithoutBasis(Cause cause, ConsentChange change, Outcome<CaseStanding> outcome) {
        Set<Purpose> stand = standing(outcome);
        Set<Purpose> ended = change.ended();
        ended.removeAll(stand);
        if (ended.isEmpty()) {
            return Mono.empty();
        }
        Withdrawal act = new Withdrawal(change.head().actor(), change.head().occurredAt(),
                Withdrawal.Reason.CONSENT_WITHDRAWN, change.erase(), null);
        return referrals.find(change.caseRef()).filter(found -> found.state().losesItsBasis(ended, stand))
                .flatMap(_ -> handedOver(change.caseRef()))
                .flatMap(over -> change(change.caseRef(), cause, known -> over || known.mayWithdraw().isPresent()
                        ? Decision.accept(known, List.of()) : known.withdraw(act)))
                .flatMap(this::stopReturn).then();
    }

    /** The own case service says that the case was merged into another one of the same person; the withdrawal tells the origin. */
    public Mono<? extends Outcome<?>> merged(InboundEvent event, CaseMerged body) {
        CaseHead head = CaseHead.of(body);
        Withdrawal act = new Withdrawal(head.actor(), head.occurredAt(), Withdrawal.Reason.DUPLICATE, false,
                body.getSurvivorCaseRef().toString());
        return !event.metadata().country().equals(profile.country()) ? Mono.just(new Outcome.Ignored<>())
                : handedOver(head.caseRef()).flatMap(over -> change(head.caseRef(),
                        new Cause.Message(event, Ordering.ORDER_FREE), known -> over ? Decision.accept(known, List.of())
                                : known.merge(act))).flatMap(this::stopReturn);
    }

    private Set<Purpose> standing(Outcome<CaseStanding> outcome) {
        return outcome.state().map(standing -> {
            Set<Purpose> stand = EnumSet.allOf(Purpose.class);
            stand.removeIf(purpose -> !standing.consentsTo(purpose, profile.dayOf(clock.instant())));
            return stand;
        }).orElseGet(() -> EnumSet.allOf(Purpose.class));
    }

    private Mono<Void> confirmSuspension(InboundEvent event, ConsentChange change) {
        List<Purpose> purposes = change.consents().stream().map(each -> each.purpose()).toList();
        if (!change.withdrawn() || !purposes.contains(Purpose.RETURN)) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return Mono.zip(referrals.find(change.caseRef()).filter(found -> found.state().journey()
                        .equals(change.head().journey())), underWay(change.caseRef()))
                .flatMap(read -> change(change.caseRef(), new Cause.Message(event, Ordering.ORDER_FREE),
                        known -> known.confirm(new ConsentEffect(profile.country(), now, event.metadata().id(), 0, purposes,
                                List.of(read.getT2() ? Stopped.RETURN : Stopped.NOTHING_RUNNING)))))
                .then();
    }

    /**
     * The host says that it withdrew the case: the return stops here first, then the referral, whose confirmation goes back. A
     * withdrawal of a round that is over is confirmed too, and stops nothing of the present one.
     */
    public Mono<? extends Outcome<?>> withdrawnByHost(InboundEvent event, ReferralWithdrawn body) {
        CaseHead head = CaseHead.of(body);
        ReferralEvent.ReferralWithdrawn told = messages.withdrawn(body);
        Instant now = clock.instant();
        return Mono.zip(underWay(head.caseRef()), holders(head.caseRef()), presentRound(head.caseRef())).flatMap(read -> {
            int present = read.getT3();
            int round = told.round() > 0 ? told.round() : present;
            return repatriations.change(head.caseRef(), new Cause.Message(event, Ordering.ORDER_FREE), known -> known
                            .orElseGet(() -> Repatriation.of(head.caseRef(), Side.INCOMING, head.journey())).inRound(present)
                            .heldBy(read.getT2()).hear(head.journey(),
                                    new RepatriationEvent.CaseWithdrawn(told.occurredAt(), round)))
                    .flatMap(stopped -> change(head.caseRef(), new Cause.Message(event, Ordering.STRICT),
                            known -> known.hearWithdrawal(head.journey(), told, new ConsentEffect(profile.country(), now,
                                    event.metadata().id(), round, List.of(Purpose.TRACING, Purpose.DATA_SHARING),
                                    read.getT1() && round >= present ? List.of(Stopped.REFERRAL, Stopped.RETURN)
                                            : List.of(Stopped.REFERRAL)))));
        });
    }

    /** The origin confirms what a withdrawal stopped there. */
    public Mono<? extends Outcome<?>> confirmed(InboundEvent event, ConsentEffectConfirmed body) {
        if (event.metadata().country().equals(profile.country())) {
            return Mono.just(new Outcome.Ignored<>());
        }
        CaseHead head = CaseHead.of(body);
        Ordering ordering = referrals.keepsOrderOf(event.metadata().topic()) ? Ordering.STRICT : Ordering.ORDER_FREE;
        return change(head.caseRef(), new Cause.Message(event, ordering),
                known -> known.hear(head.journey(), messages.fromWire(body))).flatMap(this::stopReturn);
    }

    /** Where the referral was withdrawn here, its return stops; where it has stopped already, nothing changes. */
    private Mono<Outcome<Referral>> stopReturn(Outcome<Referral> outcome) {
        return Mono.justOrEmpty(outcome.state().filter(Referral::withdrawnHere)).flatMap(referral -> repatriations
                .find(referral.caseRef()).map(found -> found.state().withdrawnAt() != null).defaultIfEmpty(false)
                .filter(stopped -> !stopped)
                .flatMap(_ -> repatriations.change(referral.caseRef(), new Cause.Internal("referral-withdrawn"),
                        known -> known.orElseGet(() -> Repatriation.of(referral.caseRef(), referral.side(),
                                referral.journey())).heldBy(referral.scope().taken()).hear(referral.journey(),
                                new RepatriationEvent.CaseWithdrawn(
                                        Objects.requireNonNull(referral.withdrawal()).withdrawnAt(), referral.round())))))
                .thenReturn(outcome);
    }

    private Mono<Outcome<Referral>> change(String caseRef, Cause cause,
            Function<Referral, Decision<Referral, ReferralEvent>> decide) {
        return referrals.change(caseRef, cause, known -> known.map(decide)
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))));
    }

    private Mono<Boolean> handedOver(String caseRef) {
        return repatriations.find(caseRef).map(found -> found.state().over()).defaultIfEmpty(false);
    }

    /** The round of the referral that is known here, 0 where none is. */
    private Mono<Integer> presentRound(String caseRef) {
        return referrals.find(caseRef).map(found -> found.state().round()).defaultIfEmpty(0);
    }

    private Mono<Boolean> underWay(String caseRef) {
        return repatriations.find(caseRef).map(found -> found.state().underWay()).defaultIfEmpty(false);
    }

    /** Who holds the referral holds the return. */
    private Mono<CaseScope> holders(String caseRef) {
        return referrals.find(caseRef).map(found -> found.state().scope().taken()).defaultIfEmpty(CaseScope.NOBODY);
    }
}
