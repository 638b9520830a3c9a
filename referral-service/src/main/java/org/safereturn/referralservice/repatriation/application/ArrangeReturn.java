package org.safereturn.referralservice.repatriation.application;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.Agreement;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.ReturnPolicy;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import reactor.core.publisher.Mono;

/**
 * What officers of both sides do about a return, from the decision to the arrival. A return belongs to a referral: a case
 * that was never referred has none, one that the officer does not see is unknown here, and until the person is handed over
 * the referral must stand accepted.
 */
public final class ArrangeReturn {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final CaseKeys keys;
    private final CareNeedsContents contents;
    private final OverrideNotes notes;
    private final ReturnRules rules;
    private final ReturnAlarms alarms;

    public ArrangeReturn(Aggregates<Repatriation, RepatriationEvent> repatriations, CaseKeys keys, CareNeedsContents contents,
            OverrideNotes notes, ReturnRules rules, ReturnAlarms alarms) {
        this.repatriations = repatriations;
        this.keys = keys;
        this.contents = contents;
        this.notes = notes;
        this.rules = rules;
        this.alarms = alarms;
    }

    /** The host records the return decision. */
    public Mono<Outcome<Repatriation>> decide(Caller caller, String caseRef, ReturnDecision decision) {
        return change(caller, caseRef, true, (repatriation, policy) -> repatriation.decide(decision, policy));
    }

    /** The host puts a plan on the table, with the person's needs for the journey sealed. */
    public Mono<Outcome<Repatriation>> propose(Caller caller, String caseRef, Arrangement plan,
            @Nullable TravelCareNeeds needs) {
        return needs == null
                ? change(caller, caseRef, true, (repatriation, policy) -> repatriation.propose(plan, policy))
                : sealing(caller, caseRef, true, key -> contents.seal(key, caseRef, needs),
                        (repatriation, policy, part) -> repatriation.propose(plan.with(part), policy));
    }

    /** The origin agrees. */
    public Mono<Outcome<Repatriation>> confirm(Caller caller, String caseRef, Agreement agreement) {
        return change(caller, caseRef, true, (repatriation, policy) -> repatriation.confirm(agreement, policy));
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

    /**
     * The host records the handover; the referral need not stand, for the person may already be across.
     *
     * @param note what the officer adds in words to an override; sealed
     */
    public Mono<Outcome<Repatriation>> handOver(Caller caller, String caseRef, Handover.Said handover,
            @Nullable String note) {
        return note == null
                ? change(caller, caseRef, false, (repatriation, policy) -> repatriation.handOver(handover, policy))
                : sealing(caller, caseRef, false, key -> notes.seal(key, caseRef, note),
                        (repatriation, policy, part) -> repatriation.handOver(handover.with(part), policy));
    }

    /** The host corrects the record of the handover, or stands by it. */
    public Mono<Outcome<Repatriation>> correctHandover(Caller caller, String caseRef, Handover.Corrected correction) {
        return change(caller, caseRef, false,
                (repatriation, policy) -> repatriation.correctHandover(correction, policy));
    }

    /** A second officer of the host stands by the emergency override of the handover. */
    public Mono<Outcome<Repatriation>> confirmOverride(Caller caller, String caseRef, OverrideConfirmation act) {
        return change(caller, caseRef, false, (repatriation, _) -> repatriation.confirmOverride(act));
    }

    /** The origin records the arrival; the referral need not stand, for the person is there. */
    public Mono<Outcome<Repatriation>> arrive(Caller caller, String caseRef, Arrival.Said arrival) {
        return change(caller, caseRef, false, (repatriation, policy) -> repatriation.arrive(arrival, policy));
    }

    /** The origin corrects the record of the arrival, or stands by it. */
    public Mono<Outcome<Repatriation>> correctArrival(Caller caller, String caseRef, Arrival.Corrected correction) {
        return change(caller, caseRef, false, (repatriation, policy) -> repatriation.correctArrival(correction, policy));
    }

    private Mono<Outcome<Repatriation>> sealing(Caller caller, String caseRef, boolean onlyWhileAccepted,
            Function<CaseKey, Sealed> seal, WithSealedPart decide) {
        return keys.find(caseRef).map(seal).map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(sealed -> change(caller, caseRef, onlyWhileAccepted, (repatriation, policy) -> sealed
                        .map((Sealed part) -> decide.with(repatriation, policy, part))
                        .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case")))));
    }

    @FunctionalInterface
    private interface WithSealedPart {

        Decision<Repatriation, RepatriationEvent> with(Repatriation repatriation, ReturnPolicy policy, Sealed part);
    }

    /** A person who was handed over before the referral arrived here is known by the return alone. */
    private Mono<Outcome<Repatriation>> change(Caller caller, String caseRef, boolean onlyWhileAccepted,
            BiFunction<Repatriation, ReturnPolicy, Decision<Repatriation, RepatriationEvent>> decide) {
        return rules.known(caseRef).flatMap(read -> {
            Optional<Referral> referral = read.referral();
            return repatriations.change(caseRef, caller.cause(), stored -> {
                Optional<Repatriation> known = stored.or(() -> referral.map(
                                each -> Repatriation.of(caseRef, each.side(), each.journey())))
                        .map(each -> each.heldBy(holders(referral)))
                        .map(each -> referral.map(Referral::round).map(each::inRound).orElse(each));
                if (known.isEmpty() && read.standing().filter(own -> caller.sees(own.scope())).isPresent()) {
                    return Decision.refuse(Rejection.refused("case-not-referred"));
                }
                if (known.isEmpty() || !(referral.map(Referral::scope).filter(caller::sees).isPresent()
                        || caller.sees(known.get().scope()))) {
                    return Decision.refuse(Rejection.unknown("unknown-case"));
                }
                if (onlyWhileAccepted && referral.map(Referral::state).orElse(null) != ReferralState.ACCEPTED) {
                    return Decision.refuse(Rejection.refused("referral-not-accepted", "state",
                            referral.map(each -> each.state().name()).orElse("")));
                }
                return decide.apply(known.get(), rules.of(known.get().journey(), read));
            });
        }).doOnNext(alarms::saw);
    }

    private static CaseScope holders(Optional<Referral> referral) {
        return referral.map(each -> each.scope().taken()).orElse(CaseScope.NOBODY);
    }
}
