package org.safereturn.referral.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.Journey;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referral.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referral.repatriation.model.Arrangement.Party;
import org.safereturn.referral.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referral.repatriation.model.Arrangement.Resumption;
import org.safereturn.referral.repatriation.model.Arrangement.Suspension;
import org.safereturn.referral.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referral.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referral.repatriation.model.TracingResult.Family;

/**
 * The return of one person as one side holds it. The state is derived from the facts and never set, and each fact has
 * one side that may tell it, so both sides come to the same state whatever the order in which messages arrive.
 *
 * <p>Methods named like an action decide about the own side's request and answer with events; methods named
 * {@code record...} take in what is known from elsewhere and never refuse because of a state.
 *
 * @param side of the own ministry
 * @param result the latest tracing result, absent while there is none
 * @param round highest number a plan has had
 * @param returnConsentEnded whether the person's consent to return ended after it was given
 * @param returnConsentVersion of the case that told it
 * @param withdrawnAt when the case was withdrawn, absent while it is not
 * @param warnings ids of rules that warned on the way
 * @param scope to whom in this ministry the case belongs
 */
public record Repatriation(String caseRef, Side side, Journey journey, RepatriationState state,
        @Nullable TracingResult result, @Nullable ReturnDecision decision, int round, @Nullable Arrangement arrangement,
        @Nullable Confirmation confirmation, List<Suspension> suspensions, boolean returnConsentEnded,
        long returnConsentVersion, @Nullable Handover handover, @Nullable Arrival arrival, @Nullable Instant withdrawnAt,
        List<String> warnings, CaseScope scope) {

    /** Keeps its own copies of the lists. */
    public Repatriation {
        suspensions = List.copyOf(suspensions);
        warnings = List.copyOf(warnings);
        scope = CaseScope.orNobody(scope);
    }

    /** A return of which nothing is known yet. */
    public static Repatriation of(String caseRef, Side side, Journey journey) {
        return new Repatriation(caseRef, side, journey, RepatriationState.AWAITING_DECISION, null, null, 0, null, null,
                List.of(), false, 0, null, null, null, List.of(), CaseScope.NOBODY);
    }

    /** The same return, and the case belongs to these too; the units that receive the person here always do. */
    public Repatriation heldBy(CaseScope more) {
        Draft draft = draft();
        draft.scope = scope.and(more);
        return draft.build();
    }

    /** The party that the own ministry is. */
    public Party ownParty() {
        return side == Side.OUTGOING ? Party.HOST : Party.ORIGIN;
    }

    /** Whether anything of the return has begun that a withdrawal would stop. */
    public boolean underWay() {
        return decision != null && !over();
    }

    /** Whether the person was handed over or has arrived. */
    public boolean over() {
        return handover != null || arrival != null;
    }

    // What the own side does

    /** The host records what the person and the host decided (GRD5 to GRD7). */
    public Decision<Repatriation, RepatriationEvent> decide(ReturnDecision act, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.HOST, "return-decision").or(() -> notOver("return-decision"))
                .or(() -> policy.checkDecision(this, act));
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        TracingResult known = result;
        ReturnDecision resting = act.restingOn(known == null ? null : (Integer) known.version());
        Draft draft = draft();
        if (act.choice() == Choice.RETURN && known == null) {
            draft.warnings.add("decision-before-result");
        }
        if (act.destination() == Destination.FAMILY && known != null && known.family() == Family.LOCATED_UNSAFE) {
            draft.warnings.add("family-unsafe");
        }
        draft.decided(resting);
        return Decision.accept(draft.build(), List.of(new RepatriationEvent.ReturnDecisionRecorded(resting)));
    }

    /** The host puts a plan on the table, or the next one. */
    public Decision<Repatriation, RepatriationEvent> propose(Arrangement act, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.HOST, "proposal").or(() -> notOver("proposal"))
                .or(() -> state == RepatriationState.RETURN_SUSPENDED ? Optional.of(wrongState("proposal")) : Optional.empty())
                .or(() -> policy.checkProposal(this, act));
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Arrangement next = act.numbered(round + 1);
        Draft draft = draft();
        if (result == null) {
            draft.warnings.add("proposal-before-result");
        }
        draft.arranged(next);
        return Decision.accept(draft.build(), List.of(new RepatriationEvent.RepatriationProposed(next)));
    }

    /** The origin agrees to the plan that the host put on the table (GRD8, GRD9). */
    public Decision<Repatriation, RepatriationEvent> confirm(Confirmation act, boolean capacityAvailable,
            boolean supportInPlace, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.ORIGIN, "confirmation").or(() -> notOver("confirmation"));
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Arrangement plan = arrangement;
        if (state != RepatriationState.RETURN_PROPOSED || plan == null) {
            return Decision.refuse(wrongState("confirmation"));
        }
        Optional<Rejection> against = policy.checkConfirmation(this, plan, act, capacityAvailable, supportInPlace);
        if (against.isPresent()) {
            return Decision.refuse(against.get());
        }
        Confirmation agreed = act.numbered(plan.number());
        return Decision.accept(recordConfirmation(agreed), List.of(new RepatriationEvent.RepatriationConfirmed(agreed)));
    }

    /** Either side moves the plan; the other side is asked again. */
    public Decision<Repatriation, RepatriationEvent> reschedule(Rescheduling act, ReturnPolicy policy) {
        Optional<Rejection> no = notOver("rescheduling").or(() -> arrangement == null || decidedAgainst()
                ? Optional.of(wrongState("rescheduling")) : Optional.empty())
                .or(() -> policy.checkWindow(act.windowFrom(), act.windowTo()))
                .or(() -> act.crossingPoint() == null ? Optional.empty() : policy.checkCrossing(act.crossingPoint()));
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Rescheduling next = act.numbered(round + 1);
        return Decision.accept(recordRescheduling(next), List.of(new RepatriationEvent.RepatriationRescheduled(next)));
    }

    /** Either side lets the return stand still. */
    public Decision<Repatriation, RepatriationEvent> suspend(Suspension act) {
        Optional<Rejection> no = notOver("suspension").or(() -> arrangement == null || decidedAgainst()
                ? Optional.of(wrongState("suspension")) : Optional.empty());
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (suspendedBy(act.by())) {
            return Decision.refuse(Rejection.conflict("already-suspended", "by", act.by().name()));
        }
        return Decision.accept(recordSuspension(act), List.of(new RepatriationEvent.RepatriationSuspended(act)));
    }

    /** The side that suspended the return lets it go on; the host only while the person consents to return. */
    public Decision<Repatriation, RepatriationEvent> resume(Resumption act, ReturnPolicy policy) {
        Optional<Rejection> no = notOver("resumption");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        if (!suspendedBy(act.by())) {
            return Decision.refuse(Rejection.refused("not-suspended-by-this-side", "by", act.by().name(), "state",
                    state.name()));
        }
        Optional<Rejection> gate = act.by() == Party.HOST ? policy.checkReturnConsent() : Optional.empty();
        if (gate.isPresent()) {
            return Decision.refuse(gate.get());
        }
        return Decision.accept(recordResumption(act), List.of(new RepatriationEvent.RepatriationResumed(act)));
    }

    /**
     * The host records the handover (GRD10, GRD14). What a rule refuses can still be recorded with a named authority and
     * reason: a person who was handed over on paper must not be lost.
     */
    public Decision<Repatriation, RepatriationEvent> handOver(Handover act, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.HOST, "handover");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Handover first = handover;
        if (first != null) {
            return Decision.refuse(Rejection.conflict("already-handed-over", "officer", first.officer().reference(), "at",
                    first.handedOverAt().toString()));
        }
        Optional<Rejection> unknown = policy.checkHandoverFacts(act);
        if (unknown.isPresent()) {
            return Decision.refuse(unknown.get());
        }
        ReturnPolicy.Judgement judgement = policy.judgeHandover(this, act);
        Handover.EmergencyOverride override = act.override();
        if (!judgement.violations().isEmpty() && override == null) {
            return Decision.refuse(judgement.violations().getFirst());
        }
        Set<String> warned = new LinkedHashSet<>(judgement.warnings());
        judgement.violations().forEach(each -> warned.add(each.rule()));
        String overridden = judgement.violations().isEmpty() ? "none" : judgement.violations().getFirst().rule();
        TracingResult known = result;
        Handover judged = act.judged(known == null ? null : (Integer) known.version(), override == null ? null
                : new Handover.EmergencyOverride(override.authority(), override.reason(), overridden), List.copyOf(warned));
        return Decision.accept(recordHandover(judged), List.of(new RepatriationEvent.HandoverExecuted(judged)));
    }

    /** The origin records the arrival, also when it knows of no handover: the person is there. */
    public Decision<Repatriation, RepatriationEvent> arrive(Arrival act, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.ORIGIN, "arrival");
        if (no.isPresent()) {
            return Decision.refuse(no.get());
        }
        Arrival first = arrival;
        if (first != null) {
            return Decision.refuse(Rejection.conflict("already-arrived", "officer", first.officer().reference(), "at",
                    first.arrivedAt().toString()));
        }
        Optional<Rejection> unknown = policy.checkArrivalFacts(act);
        if (unknown.isPresent()) {
            return Decision.refuse(unknown.get());
        }
        Arrival known = handover == null ? act.beforeHandover() : act;
        return Decision.accept(recordArrival(known), List.of(new RepatriationEvent.ArrivalConfirmed(known)));
    }

    /**
     * The person's consent to return ended or stands again. The host lets a return that is arranged stand still and says
     * so; the origin only takes it in.
     */
    public Decision<Repatriation, RepatriationEvent> returnConsent(boolean ended, long version, Officer by, Instant at) {
        Repatriation next = recordReturnConsent(ended, version);
        if (ended && !next.equals(this) && ownParty() == Party.HOST && arrangement != null && !over() && withdrawnAt == null
                && !suspendedBy(Party.HOST)) {
            Suspension suspension = new Suspension(Party.HOST, by, at, ChangeReason.VICTIM_CHOICE, null);
            return Decision.accept(next.recordSuspension(suspension),
                    List.of(new RepatriationEvent.RepatriationSuspended(suspension)));
        }
        return Decision.accept(next, List.of());
    }

    // What is known from elsewhere

    /** Takes in a tracing result; an older version than the one known changes nothing. */
    public Repatriation recordResult(TracingResult told) {
        TracingResult known = result;
        if (known != null && known.version() >= told.version()) {
            return this;
        }
        Draft draft = draft();
        draft.result = told;
        return draft.build();
    }

    /** Takes in what the person and the host decided. */
    public Repatriation recordDecision(ReturnDecision told) {
        Draft draft = draft();
        draft.decided(told);
        return draft.build();
    }

    /** Takes in the host's plan. */
    public Repatriation recordProposal(Arrangement told) {
        Draft draft = draft();
        draft.arranged(told);
        return draft.build();
    }

    /** Takes in that the plan was moved; where there is no plan any more there is nothing to move. */
    public Repatriation recordRescheduling(Rescheduling told) {
        Arrangement plan = arrangement;
        Draft draft = draft();
        draft.round = Math.max(draft.round, told.number());
        if (plan != null) {
            draft.arranged(plan.moved(told.number(), told));
        }
        return draft.build();
    }

    /** Takes in the origin's agreement; it counts only for the plan on the table. */
    public Repatriation recordConfirmation(Confirmation told) {
        Arrangement plan = arrangement;
        if (plan == null || plan.number() != told.number() || plan.movedBy() != Party.HOST) {
            return this;
        }
        Draft draft = draft();
        draft.confirmation = told;
        return draft.build();
    }

    /** Takes in that one side let the return stand still. */
    public Repatriation recordSuspension(Suspension told) {
        Draft draft = draft();
        draft.suspensions.removeIf(each -> each.by() == told.by());
        draft.suspensions.add(told);
        return draft.build();
    }

    /** Takes in that one side let the return go on. */
    public Repatriation recordResumption(Resumption told) {
        Draft draft = draft();
        draft.suspensions.removeIf(each -> each.by() == told.by());
        return draft.build();
    }

    /** Takes in the handover. */
    public Repatriation recordHandover(Handover told) {
        Draft draft = draft();
        draft.handover = told;
        draft.warnings.addAll(told.warnings());
        return draft.build();
    }

    /** Takes in the arrival. */
    public Repatriation recordArrival(Arrival told) {
        Draft draft = draft();
        draft.arrival = told;
        return draft.build();
    }

    /** Takes in that the case was withdrawn; after a handover that changes nothing about where the person is. */
    public Repatriation recordWithdrawal(Instant at) {
        Draft draft = draft();
        draft.withdrawnAt = draft.withdrawnAt == null ? at : draft.withdrawnAt;
        return draft.build();
    }

    private Repatriation recordReturnConsent(boolean ended, long version) {
        if (version < returnConsentVersion || (version == returnConsentVersion && ended == returnConsentEnded)) {
            return this;
        }
        Draft draft = draft();
        draft.returnConsentEnded = ended;
        draft.returnConsentVersion = version;
        return draft.build();
    }

    private boolean suspendedBy(Party party) {
        return suspensions.stream().anyMatch(each -> each.by() == party);
    }

    private boolean decidedAgainst() {
        ReturnDecision decided = decision;
        return decided != null && decided.choice() != Choice.RETURN;
    }

    private Optional<Rejection> onlyFor(Party allowed, String action) {
        return ownParty() == allowed ? Optional.empty()
                : Optional.of(Rejection.refused("wrong-side", "action", action, "side", side.name()));
    }

    private Optional<Rejection> notOver(String action) {
        return over() || withdrawnAt != null ? Optional.of(wrongState(action)) : Optional.empty();
    }

    private Rejection wrongState(String action) {
        return Rejection.refused("wrong-state", "action", action, "state", state.name());
    }

    private Draft draft() {
        return new Draft(this);
    }

    /** The facts while they change. */
    private static final class Draft {

        private final Repatriation before;
        private @Nullable TracingResult result;
        private @Nullable ReturnDecision decision;
        private int round;
        private @Nullable Arrangement arrangement;
        private @Nullable Confirmation confirmation;
        private final List<Suspension> suspensions;
        private boolean returnConsentEnded;
        private long returnConsentVersion;
        private @Nullable Handover handover;
        private @Nullable Arrival arrival;
        private @Nullable Instant withdrawnAt;
        private final Set<String> warnings;
        private CaseScope scope;

        private Draft(Repatriation before) {
            this.before = before;
            this.result = before.result;
            this.decision = before.decision;
            this.round = before.round;
            this.arrangement = before.arrangement;
            this.confirmation = before.confirmation;
            this.suspensions = new ArrayList<>(before.suspensions);
            this.returnConsentEnded = before.returnConsentEnded;
            this.returnConsentVersion = before.returnConsentVersion;
            this.handover = before.handover;
            this.arrival = before.arrival;
            this.withdrawnAt = before.withdrawnAt;
            this.warnings = new LinkedHashSet<>(before.warnings);
            this.scope = before.scope;
        }

        /** A decision against a return, or on another result, takes the plan off the table. */
        private void decided(ReturnDecision told) {
            boolean sameBasis = decision != null && Objects.equals(decision.resultVersion(), told.resultVersion());
            decision = told;
            if (told.choice() != Choice.RETURN || !sameBasis) {
                arrangement = null;
                confirmation = null;
            }
        }

        private void arranged(Arrangement told) {
            round = Math.max(round, told.number());
            if (arrangement == null || told.countsOver(arrangement)) {
                arrangement = told;
                confirmation = null;
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
            if (!suspensions.isEmpty() || returnConsentEnded) {
                return RepatriationState.RETURN_SUSPENDED;
            }
            Integer basis = decision.resultVersion();
            if (result != null && (basis == null || result.version() > basis)) {
                return RepatriationState.UNDER_REVIEW;
            }
            return confirmation == null ? RepatriationState.RETURN_PROPOSED : RepatriationState.RETURN_CONFIRMED;
        }

        /** Reception units are the origin's. */
        private CaseScope held() {
            if (before.side != Side.INCOMING) {
                return scope;
            }
            return scope.withUnit(arrangement == null ? null : arrangement.receptionUnit())
                    .withUnit(confirmation == null ? null : confirmation.receptionUnit())
                    .withUnit(arrival == null ? null : arrival.receptionUnit());
        }

        private Repatriation build() {
            return new Repatriation(before.caseRef, before.side, before.journey, state(), result, decision, round, arrangement,
                    confirmation, suspensions, returnConsentEnded, returnConsentVersion, handover, arrival, withdrawnAt,
                    List.copyOf(warnings), held());
        }
    }

    /** Whether the handover waits for its arrival since before that time. */
    public boolean unmatchedSince(Instant time) {
        Handover told = handover;
        return told != null && arrival == null && !told.handedOverAt().isAfter(time);
    }

    /** The agreed travel day, or empty while nothing is agreed. */
    public Optional<LocalDate> travelDate() {
        return Optional.ofNullable(confirmation).map(Confirmation::travelDate);
    }
}
