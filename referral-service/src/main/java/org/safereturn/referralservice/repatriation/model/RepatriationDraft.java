package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Running.Pause;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseReferredAgain;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.EmergencyOverrideConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationRescheduled;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationResumed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationSuspended;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultAcknowledged;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnDecisionRecorded;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;

/** A return on the way to its next state: what an event changes in it. The state, the differences and the alarms follow. */
final class RepatriationDraft {

    private final Repatriation before;
    private @Nullable TracingResult result;
    private @Nullable Instant firstResultAt;
    private int acknowledged;
    private @Nullable ReturnDecision decision;
    private final List<ReturnDecision> earlierDecisions;
    private int round;
    private int referralRound;
    private @Nullable Arrangement arrangement;
    private @Nullable Confirmation confirmation;
    private final List<Suspension> suspensions;
    private final List<Pause> pauses;
    private boolean returnConsentEnded;
    private long returnConsentVersion;
    private @Nullable Handover handover;
    private final List<Handover> earlierHandovers;
    private @Nullable OverrideConfirmation overrideConfirmation;
    private @Nullable Arrival arrival;
    private final List<Arrival> earlierArrivals;
    private @Nullable Instant withdrawnAt;
    private final Set<String> warnings;
    private CaseScope scope;

    RepatriationDraft(Repatriation before) {
        this.before = before;
        this.result = before.result();
        this.firstResultAt = before.firstResultAt();
        this.acknowledged = before.acknowledged();
        this.decision = before.decision();
        this.earlierDecisions = new ArrayList<>(before.earlierDecisions());
        this.round = before.round();
        this.referralRound = before.referralRound();
        this.arrangement = before.arrangement();
        this.confirmation = before.confirmation();
        this.suspensions = new ArrayList<>(before.suspensions());
        this.pauses = new ArrayList<>(before.pauses());
        this.returnConsentEnded = before.returnConsentEnded();
        this.returnConsentVersion = before.returnConsentVersion();
        this.handover = before.handover();
        this.earlierHandovers = new ArrayList<>(before.earlierHandovers());
        this.overrideConfirmation = before.overrideConfirmation();
        this.arrival = before.arrival();
        this.earlierArrivals = new ArrayList<>(before.earlierArrivals());
        this.withdrawnAt = before.withdrawnAt();
        this.warnings = new LinkedHashSet<>(before.warnings());
        this.scope = before.scope();
    }

    /**
     * The return after an event, whichever side it happened on. What belongs to a round that is over changes nothing; what
     * belongs to a later one than is known here begins it.
     */
    static Repatriation after(Repatriation before, RepatriationEvent event) {
        RepatriationDraft next = new RepatriationDraft(before);
        if (event.round() > 0 && event.round() < before.referralRound()) {
            return next.over(event).build();
        }
        next.in(event.round());
        switch (event) {
            case ResultKnown told -> next.resulted(told.result());
            case ResultAcknowledged told -> next.acknowledged = Math.max(next.acknowledged, told.version());
            case ReturnConsentKnown told -> next.consented(told);
            case CaseWithdrawn told -> next.withdrawnAt = next.withdrawnAt == null ? told.occurredAt() : next.withdrawnAt;
            case CaseReferredAgain told -> next.begun(told.round());
            case ReturnDecisionRecorded told -> next.decided(told.decision());
            case RepatriationProposed told -> next.proposed(told.arrangement());
            case RepatriationConfirmed told -> next.confirmed(told.confirmation());
            case RepatriationRescheduled told -> next.moved(told.rescheduling());
            case RepatriationSuspended told -> next.suspended(told.suspension());
            case RepatriationResumed told -> next.resumed(told.resumption());
            case HandoverExecuted told -> next.handedOver(told.handover());
            case EmergencyOverrideConfirmed told -> next.confirmed(told.confirmation());
            case ArrivalConfirmed told -> next.arrived(told.arrival());
        }
        return next.build();
    }

    /** Of a round that is over a decision stays readable. */
    private RepatriationDraft over(RepatriationEvent event) {
        if (event instanceof ReturnDecisionRecorded told) {
            earlierDecisions.add(told.decision());
        }
        return this;
    }

    /** The return belongs to this round; where it belonged to an earlier one, it begins anew. */
    RepatriationDraft in(int present) {
        if (referralRound == 0) {
            referralRound = present;
        } else if (present > referralRound) {
            begun(present);
        }
        return this;
    }

    /**
     * What was found, decided and arranged in the rounds before counts no longer. What is of the person stays: a handover, an
     * arrival, an ended consent. Plans are numbered on.
     */
    private void begun(int present) {
        if (before.referralRound() >= present) {
            return;
        }
        referralRound = present;
        result = null;
        firstResultAt = null;
        acknowledged = 0;
        if (decision != null) {
            earlierDecisions.add(decision);
            decision = null;
        }
        arrangement = null;
        confirmation = null;
        suspensions.clear();
        pauses.clear();
        withdrawnAt = null;
        if (handover == null) {
            warnings.clear();
        }
    }

    /** One for a closed crossing point changes nothing where its plan is not on the table any more. */
    private void suspended(Suspension told) {
        if (told.isByOfficer() || (arrangement != null && !told.isOlderThan(arrangement.number()))) {
            suspensions.removeIf(each -> each.by() == told.by() && each.isByOfficer() == told.isByOfficer());
            suspensions.add(told);
        }
    }

    /** What stands still for a closed crossing point goes on by another plan only. */
    private void resumed(Resumption told) {
        ended(told.resumedAt(), each -> each.by() == told.by() && each.isByOfficer());
    }

    private void ended(Instant at, Predicate<Suspension> over) {
        suspensions.stream().filter(over).forEach(each -> pauses.add(new Pause(each.suspendedAt(), at)));
        suspensions.removeIf(over);
    }

    /** An older result than the one known changes nothing. */
    private void resulted(TracingResult told) {
        if (firstResultAt == null || told.issuedAt().isBefore(firstResultAt)) {
            firstResultAt = told.issuedAt();
        }
        if (result == null || result.version() < told.version()) {
            result = told;
        }
    }

    /** An older word about consent changes nothing. */
    private void consented(ReturnConsentKnown told) {
        if (told.version() >= returnConsentVersion) {
            returnConsentEnded = told.ended();
            returnConsentVersion = told.version();
        }
    }

    /** A decision against a return, or on another result, takes the plan off the table. */
    private void decided(ReturnDecision told) {
        boolean sameBasis = decision != null && Objects.equals(decision.resultVersion(), told.resultVersion());
        if (decision != null) {
            earlierDecisions.add(decision);
        }
        decision = told;
        warnings.addAll(told.warnings());
        if (told.choice() != Choice.RETURN || !sameBasis) {
            arrangement = null;
            confirmation = null;
            ended(told.decidedAt(), each -> !each.isByOfficer());
        }
        if (told.choice() == Choice.RETURN && told.resultVersion() == null) {
            warnings.add("decision-before-result");
        }
    }

    private void proposed(Arrangement told) {
        if (decision != null && decision.resultVersion() == null) {
            warnings.add("proposal-before-result");
        }
        arranged(told);
    }

    private void arranged(Arrangement told) {
        round = Math.max(round, told.number());
        if (arrangement == null || told.countsOver(arrangement)) {
            arrangement = told;
            confirmation = null;
            ended(told.movedAt(), each -> each.isOlderThan(told.number()));
        }
    }

    /** It counts only for the host's plan on the table. */
    private void confirmed(Confirmation told) {
        if (arrangement != null && arrangement.number() == told.number() && arrangement.movedBy() == Party.HOST) {
            confirmation = told;
        }
    }

    /** Where there is no plan any more there is nothing to move. */
    private void moved(Rescheduling told) {
        round = Math.max(round, told.number());
        if (arrangement != null) {
            arranged(arrangement.moved(told.number(), told));
        }
    }

    /** Another override than before waits for its own second officer. */
    private void handedOver(Handover told) {
        warnings.addAll(told.warnings());
        if (handover == null) {
            handover = told;
        } else if (told.revision() > handover.revision()) {
            overrideConfirmation = Objects.equals(handover.override(), told.override()) ? overrideConfirmation : null;
            earlierHandovers.add(handover);
            handover = told;
        }
    }

    /** Nobody is the own second officer, not even by an event that says so. */
    private void confirmed(OverrideConfirmation told) {
        if (!before.recordedTheHandover(told.officer())) {
            overrideConfirmation = told;
        }
    }

    /** Whoever recorded it goes on seeing the return, wherever the person was received. */
    private void arrived(Arrival told) {
        Officer by = told.officer();
        if (before.side() == Side.INCOMING && !ReturnPolicy.MINISTRY_SYSTEM.equals(by.role())) {
            scope = scope.withOfficer(by.reference());
        }
        if (arrival == null) {
            arrival = told;
        } else if (told.revision() > arrival.revision()) {
            earlierArrivals.add(arrival);
            arrival = told;
        }
    }

    private void warnOfFamily() {
        if (decision != null && decision.destination() == Destination.FAMILY && result != null
                && Objects.equals(decision.resultVersion(), result.version()) && result.family() == Family.LOCATED_UNSAFE) {
            warnings.add("family-unsafe");
        }
    }

    private RepatriationState state() {
        if (arrival != null) {
            return RepatriationState.ARRIVED;
        }
        if (handover != null) {
            return RepatriationState.HANDED_OVER;
        }
        if (withdrawnAt != null) {
            return RepatriationState.WITHDRAWN;
        }
        if (decision == null) {
            return RepatriationState.AWAITING_DECISION;
        }
        if (decision.choice() == Choice.NO_RETURN) {
            return RepatriationState.NO_RETURN;
        }
        if (arrangement == null) {
            return RepatriationState.DECISION_RECORDED;
        }
        if (returnConsentEnded || suspensions.stream().anyMatch(each -> each.holdsUp(arrangement, confirmation))) {
            return RepatriationState.RETURN_SUSPENDED;
        }
        Integer basis = decision.resultVersion();
        if (result != null && (basis == null || result.version() > basis)) {
            return RepatriationState.UNDER_REVIEW;
        }
        return confirmation == null ? RepatriationState.RETURN_PROPOSED : RepatriationState.RETURN_CONFIRMED;
    }

    /**
     * Reception units are the origin's. Who is on the way is seen by every unit that receives at the crossing point, and
     * by every contact point, until a unit has received the person.
     */
    private CaseScope held() {
        if (before.side() != Side.INCOMING) {
            return scope;
        }
        CaseScope planned = scope.taken().withUnit(arrangement == null ? null : arrangement.receptionUnit())
                .withUnit(confirmation == null ? null : confirmation.receptionUnit());
        if (arrival != null) {
            return planned.withUnit(arrival.receptionUnit());
        }
        return handover == null ? planned : planned.offered().offeredAt(handover.crossingPoint());
    }

    /** The case belongs to these too. */
    RepatriationDraft heldBy(CaseScope more) {
        scope = scope.and(more);
        return this;
    }

    Repatriation build() {
        warnOfFamily();
        List<Discrepancy> found = Discrepancy.between(handover, arrival, confirmation);
        return new Repatriation(before.caseRef(), before.side(), before.journey(), state(), result, firstResultAt, acknowledged,
                decision, earlierDecisions, round, referralRound, arrangement, confirmation, suspensions, pauses, returnConsentEnded,
                returnConsentVersion, handover, earlierHandovers, overrideConfirmation, arrival, earlierArrivals, found,
                Alarm.of(handover, arrival, confirmation, overrideConfirmation, found), withdrawnAt,
                List.copyOf(warnings), held());
    }
}
