package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.ReturnPolicy;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import org.safereturn.referralservice.standing.model.CaseStanding;
import reactor.core.publisher.Mono;

/**
 * What officers of both sides do about a return, from the decision to the arrival. A return belongs to a referral: a case
 * that was never referred, or that the officer does not see, is unknown here, and until the person is handed over the referral must stand accepted.
 */
public final class ArrangeReturn {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<CaseStanding, Void> standings;
    private final CaseKeys keys;
    private final CareNeedsContents contents;
    private final UnmatchedHandovers unmatched;
    private final CountryProfile profile;
    private final Clock clock;

    public ArrangeReturn(Aggregates<Repatriation, RepatriationEvent> repatriations,
            Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings, CaseKeys keys,
            CareNeedsContents contents, UnmatchedHandovers unmatched, CountryProfile profile, Clock clock) {
        this.repatriations = repatriations;
        this.referrals = referrals;
        this.standings = standings;
        this.keys = keys;
        this.contents = contents;
        this.unmatched = unmatched;
        this.profile = profile;
        this.clock = clock;
    }

    /** The host records the return decision. */
    public Mono<Outcome<Repatriation>> decide(Caller caller, String caseRef, ReturnDecision decision) {
        return change(caller, caseRef, true, (repatriation, policy) -> repatriation.decide(decision, policy));
    }

    /** The host puts a plan on the table, with the person's needs for the journey sealed. */
    public Mono<Outcome<Repatriation>> propose(Caller caller, String caseRef, Arrangement plan,
            @Nullable TravelCareNeeds needs) {
        if (needs == null) {
            return change(caller, caseRef, true, (repatriation, policy) -> repatriation.propose(plan, policy));
        }
        return keys.find(caseRef).map(key -> contents.seal(key, caseRef, needs)).map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(sealed -> change(caller, caseRef, true, (repatriation, policy) -> sealed
                        .map((Sealed part) -> repatriation.propose(plan.with(part), policy))
                        .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case")))));
    }

    /** The origin agrees. */
    public Mono<Outcome<Repatriation>> confirm(Caller caller, String caseRef, Confirmation confirmation,
            boolean capacityAvailable, boolean supportInPlace) {
        return change(caller, caseRef, true,
                (repatriation, policy) -> repatriation.confirm(confirmation, capacityAvailable, supportInPlace, policy));
    }

    /** Either side moves the plan. */
    public Mono<Outcome<Repatriation>> reschedule(Caller caller, String caseRef,
            Function<Party, Rescheduling> by) {
        return change(caller, caseRef, true,
                (repatriation, policy) -> repatriation.reschedule(by.apply(repatriation.ownParty()), policy));
    }

    /** Either side lets the return stand still. */
    public Mono<Outcome<Repatriation>> suspend(Caller caller, String caseRef,
            Function<Party, Suspension> by) {
        return change(caller, caseRef, true,
                (repatriation, policy) -> repatriation.suspend(by.apply(repatriation.ownParty())));
    }

    /** The side that suspended lets the return go on. */
    public Mono<Outcome<Repatriation>> resume(Caller caller, String caseRef,
            Function<Party, Resumption> by) {
        return change(caller, caseRef, true,
                (repatriation, policy) -> repatriation.resume(by.apply(repatriation.ownParty()), policy));
    }

    /** The host records the handover; the referral need not stand, for the person may already be across. */
    public Mono<Outcome<Repatriation>> handOver(Caller caller, String caseRef, Handover handover) {
        return change(caller, caseRef, false, (repatriation, policy) -> repatriation.handOver(handover, policy));
    }

    /** The origin records the arrival; the referral need not stand, for the person is there. */
    public Mono<Outcome<Repatriation>> arrive(Caller caller, String caseRef, Arrival arrival) {
        return change(caller, caseRef, false, (repatriation, policy) -> repatriation.arrive(arrival, policy));
    }

    private Mono<Outcome<Repatriation>> change(Caller caller, String caseRef, boolean onlyWhileAccepted,
            BiFunction<Repatriation, ReturnPolicy, Decision<Repatriation, RepatriationEvent>> decide) {
        return Mono.zip(referrals.find(caseRef), standings.find(caseRef).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(read -> {
                    Referral referral = read.getT1().state();
                    ReturnPolicy policy = policy(referral, read.getT2().map(Aggregate::state));
                    return repatriations.change(caseRef, caller.cause(), known -> {
                        Repatriation repatriation = known
                                .orElseGet(() -> Repatriation.of(caseRef, referral.side(), referral.journey()))
                                .heldBy(referral.scope().taken());
                        if (!caller.sees(referral.scope()) && !caller.sees(repatriation.scope())) {
                            return Decision.refuse(Rejection.unknown("unknown-case"));
                        }
                        if (onlyWhileAccepted && referral.state() != ReferralState.ACCEPTED) {
                            return Decision.refuse(
                                    Rejection.refused("referral-not-accepted", "state", referral.state().name()));
                        }
                        return decide.apply(repatriation, policy);
                    });
                })
                .doOnNext(unmatched::saw)
                .switchIfEmpty(Mono.fromSupplier(() -> new Outcome.Refused<>(Rejection.unknown("unknown-case"))));
    }

    private ReturnPolicy policy(Referral referral, Optional<CaseStanding> standing) {
        Instant now = clock.instant();
        LocalDate today = profile.dayOf(now);
        return new ReturnPolicy(profile.resultFirst(referral.journey()), referral.submission().ofChild(), standing.orElse(null),
                now, today, profile.crossings(), profile.receptionUnits(today),
                referral.submission().submittedBy().reference());
    }
}
