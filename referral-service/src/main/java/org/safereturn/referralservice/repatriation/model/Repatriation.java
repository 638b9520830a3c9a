package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Running.Pause;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.referral.model.NextStep;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement.Agreement;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.EmergencyOverrideConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationRescheduled;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationResumed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationSuspended;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnDecisionRecorded;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;

/**
 * The return of one person as one side holds it. The state is derived from the facts and never set, and each fact has
 * one side that may tell it, so both sides come to the same state whatever the order in which messages arrive.
 *
 * <p>A method named like an action decides about the own side's request: it answers events, or which rule says no.
 * {@link #hear} takes in what is known from elsewhere and never refuses because of a state. Both change the return by
 * {@link #evolve} only.
 *
 * @param side of the own ministry
 * @param result the latest tracing result, absent while there is none
 * @param firstResultAt when the first tracing result was issued, absent while there is none
 * @param acknowledged the latest version of a result that the host opened, 0 while there is none
 * @param earlierDecisions that were superseded, oldest first
 * @param round highest number a plan has had
 * @param referralRound round of the referral that the return belongs to, 0 while nobody has named one
 * @param suspensions at most one of each side by an officer, and one for a closed crossing point
 * @param pauses when it stood still and went on again, oldest first
 * @param returnConsentEnded whether the person's consent to return ended after it was given
 * @param returnConsentVersion of the case that told it
 * @param earlierHandovers superseded revisions, oldest first
 * @param overrideConfirmation of the second officer, absent while there is none
 * @param earlierArrivals superseded revisions, oldest first
 * @param discrepancies between what was agreed and what was recorded; they follow from the facts
 * @param alarms what somebody must look after; they follow from the facts
 * @param withdrawnAt when the case was withdrawn, absent while it is not
 * @param warnings ids of rules that warned on the way
 * @param scope to whom in this ministry the case belongs
 */
public record Repatriation(String caseRef, Side side, Journey journey, RepatriationState state,
        @Nullable TracingResult result, @Nullable Instant firstResultAt, int acknowledged, @Nullable ReturnDecision decision,
        List<ReturnDecision> earlierDecisions, int round, int referralRound, @Nullable Arrangement arrangement,
        @Nullable Confirmation confirmation, List<Suspension> suspensions, List<Pause> pauses, boolean returnConsentEnded,
        long returnConsentVersion, @Nullable Handover handover, List<Handover> earlierHandovers,
        @Nullable OverrideConfirmation overrideConfirmation, @Nullable Arrival arrival, List<Arrival> earlierArrivals,
        List<Discrepancy> discrepancies, List<Alarm> alarms, @Nullable Instant withdrawnAt, List<String> warnings,
        CaseScope scope) {

    /** Keeps its own copies of the lists; documents of an older release lack some. */
    public Repatriation {
        firstResultAt = firstResultAt == null && result != null ? result.issuedAt() : firstResultAt;
        earlierDecisions = copy(earlierDecisions);
        suspensions = List.copyOf(suspensions);
        pauses = copy(pauses);
        earlierHandovers = copy(earlierHandovers);
        earlierArrivals = copy(earlierArrivals);
        discrepancies = copy(discrepancies);
        alarms = alarms == null ? Alarm.of(handover, arrival, confirmation, overrideConfirmation, copy(discrepancies))
                : List.copyOf(alarms);
        warnings = List.copyOf(warnings);
        scope = CaseScope.orNobody(scope);
    }

    /** A return of which nothing is known yet. */
    public static Repatriation of(String caseRef, Side side, Journey journey) {
        return new Repatriation(caseRef, side, journey, RepatriationState.AWAITING_DECISION, null, null, 0, null,
                List.of(), 0, 0, null, null, List.of(), List.of(), false, 0, null, List.of(), null, null, List.of(), List.of(), List.of(),
                null, List.of(), CaseScope.NOBODY);
    }

    /** The same return, and the case belongs to these too; the units that receive the person here always do. */
    public Repatriation heldBy(CaseScope more) {
        return new RepatriationDraft(this).heldBy(more).build();
    }

    /** The same return, which belongs to this round of the referral; one of an earlier round begins anew. */
    public Repatriation inRound(int present) {
        return new RepatriationDraft(this).in(present).build();
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
        return unless(onlyFor(Party.HOST, "return-decision").or(() -> notOver("return-decision"))
                .or(() -> superseding(act)).or(() -> policy.checkDecision(this, act)),
                () -> new ReturnDecisionRecorded(act.placed(earlierDecisions.size() + (decision == null ? 1 : 2),
                        resultVersion(), policy.decisionWarnings(this)), referralRound));
    }

    /** The host puts a plan on the table, or the next one; where a crossing point is closed, that lets the return go on. */
    public Decision<Repatriation, RepatriationEvent> propose(Arrangement act, ReturnPolicy policy) {
        return unless(onlyFor(Party.HOST, "proposal").or(() -> notOver("proposal"))
                .or(() -> no(state == RepatriationState.RETURN_SUSPENDED && !awaitsNewPlan(), () -> wrongState("proposal")))
                .or(() -> policy.checkProposal(this, act)),
                () -> new RepatriationProposed(act.completedBy(result).numbered(round + 1), referralRound));
    }

    /** The origin agrees to the plan that the host put on the table (GRD8, GRD9). */
    public Decision<Repatriation, RepatriationEvent> confirm(Agreement said, ReturnPolicy policy) {
        Optional<Rejection> no = onlyFor(Party.ORIGIN, "confirmation").or(() -> notOver("confirmation"));
        Arrangement plan = arrangement;
        if (no.isPresent() || plan == null || state != RepatriationState.RETURN_PROPOSED) {
            return Decision.refuse(no.orElseGet(() -> wrongState("confirmation")));
        }
        return said.to(plan, policy.receivingUnitOf(said.officer())).map(act -> unless(policy.checkConfirmation(this, plan,
                        act, said.capacityAvailable(), said.supportInPlace()),
                        () -> new RepatriationConfirmed(act, referralRound)))
                .orElseGet(() -> Decision.refuse(notAgreed("receptionUnit")));
    }

    /** Either side moves the plan; the other side is asked again. */
    public Decision<Repatriation, RepatriationEvent> reschedule(Rescheduling act, ReturnPolicy policy) {
        String point = act.crossingPoint();
        Arrangement plan = arrangement;
        return unless(onlyArranged("rescheduling").or(() -> policy.checkWindow(act.windowFrom(), act.windowTo()))
                .or(() -> point == null ? Optional.empty() : policy.checkCrossing(point))
                .or(() -> plan == null ? Optional.empty() : policy.checkOpen(point == null ? plan.crossingPoint() : point,
                        act.windowFrom(), act.windowTo())),
                () -> new RepatriationRescheduled((plan == null ? act : act.at(plan.crossingPoint())).numbered(round + 1),
                        referralRound));
    }

    /** Either side lets the return stand still. */
    public Decision<Repatriation, RepatriationEvent> suspend(Suspension act) {
        return unless(onlyArranged("suspension").or(() -> no(suspendedBy(act.by()),
                () -> Rejection.conflict("already-suspended", "by", act.by().name()))),
                () -> new RepatriationSuspended(act, referralRound));
    }

    /**
     * Lets the return stand still where nobody can pass its crossing point on a day on which the person may pass it. It is
     * done once for each plan; who is handed over is not held up.
     */
    public Decision<Repatriation, RepatriationEvent> standStill(Crossings crossings, LocalDate today, Officer by, Instant now) {
        return closed(crossings, today, by, now).map(act -> happened(new RepatriationSuspended(act, referralRound)))
                .orElseGet(() -> Decision.refuse(wrongState("suspension")));
    }

    /** The suspension that is due now; empty where nothing closes the way, or one stands already. */
    public Optional<Suspension> closed(Crossings crossings, LocalDate today, Officer by, Instant now) {
        Arrangement plan = arrangement;
        if (plan == null || over() || withdrawnAt != null || decidedAgainst() || state == RepatriationState.UNDER_REVIEW
                || heldUpAtClosedPoint().isPresent()) {
            return Optional.empty();
        }
        Confirmation agreed = confirmation;
        LocalDate from = agreed == null ? plan.windowFrom() : agreed.travelDate();
        LocalDate to = agreed == null ? plan.windowTo() : agreed.travelDate();
        return crossings.closure(plan.passing(agreed), notBefore(today, from), notBefore(today, to))
                .map(found -> new Suspension(ownParty(), by, now, ChangeReason.CROSSING_CLOSED, found.until(),
                        new ClosedPoint(plan.number(), found.crossingPoint(), found.alternativeCrossingPoint())));
    }

    private static LocalDate notBefore(LocalDate today, LocalDate day) {
        return day.isBefore(today) ? today : day;
    }

    /** Where the person passes as things stand; empty where no return is arranged. */
    public Optional<String> passing() {
        Arrangement plan = arrangement;
        return plan == null ? Optional.empty() : Optional.of(plan.passing(confirmation));
    }

    /** The suspensions that count for the plan on the table. */
    public Stream<Suspension> holdingUp() {
        return suspensions.stream().filter(each -> each.holdsUp(arrangement, confirmation));
    }

    /** What holds the return up because its crossing point is closed; empty where nothing does. */
    public Optional<Suspension> heldUpAtClosedPoint() {
        return state != RepatriationState.RETURN_SUSPENDED ? Optional.empty()
                : holdingUp().filter(each -> !each.isByOfficer()).findFirst();
    }

    /** Whether nothing but a closed crossing point holds the return up, so that another plan lets it go on. */
    public boolean awaitsNewPlan() {
        return heldUpAtClosedPoint().isPresent() && !returnConsentEnded
                && suspensions.stream().noneMatch(Suspension::isByOfficer);
    }

    /** Whether an officer of this party suspended the return. */
    public boolean suspendedBy(Party party) {
        return suspensions.stream().anyMatch(each -> each.by() == party && each.isByOfficer());
    }

    /**
     * The side that suspended the return lets it go on; the host only while the person consents to return. Where a crossing
     * point is closed, another plan does.
     */
    public Decision<Repatriation, RepatriationEvent> resume(Resumption act, ReturnPolicy policy) {
        return unless(notOver("resumption")
                .or(() -> no(!suspendedBy(act.by()), () -> heldUpAtClosedPoint().map(Suspension::closedPoint)
                        .map(closed -> Rejection.refused("closure-needs-proposal", "code", closed.crossingPoint()))
                        .orElseGet(() -> Rejection.refused("not-suspended-by-this-side", "by", act.by().name(), "state",
                                state.name()))))
                .or(() -> act.by() == Party.HOST ? policy.checkReturnConsent() : Optional.empty()),
                () -> new RepatriationResumed(act, referralRound));
    }

    /**
     * The host records the handover (GRD10, GRD14); where it says no place, the person was handed over as confirmed. What a
     * rule refuses can still be recorded with an authority of the profile and a reason: a person who was handed over on
     * paper must not be lost. The record keeps every rule that said no, and waits for a second officer to stand by the
     * override.
     */
    public Decision<Repatriation, RepatriationEvent> handOver(Handover.Said said, ReturnPolicy policy) {
        Handover first = handover;
        Optional<Rejection> no = onlyFor(Party.HOST, "handover").or(() -> first == null ? Optional.empty()
                : already("already-handed-over", first.officer(), first.handedOverAt()));
        String place = said.crossingPoint() == null && confirmation != null ? confirmation.crossingPoint()
                : said.crossingPoint();
        if (no.isPresent() || place == null) {
            return Decision.refuse(no.orElseGet(() -> notAgreed("crossingPoint")));
        }
        Handover stated = said.at(place, policy.answeredItems(this));
        Handover act = stated.at(policy.kept(stated.handedOverAt()));
        ReturnPolicy.Judgement judgement = policy.judgeHandover(this, act);
        return unless(policy.checkHandoverFacts(stated)
                .or(() -> act.override() == null ? judgement.violations().stream().findFirst() : Optional.empty()),
                () -> new HandoverExecuted(act.judged(resultVersion(), judgement)));
    }

    /** The host corrects the record of the handover, or stands by it; the revision before stays readable. */
    public Decision<Repatriation, RepatriationEvent> correctHandover(Handover.Corrected act, ReturnPolicy policy) {
        Handover before = handover;
        if (before == null) {
            return Decision.refuse(ownParty() == Party.HOST ? wrongState("handover-correction")
                    : wrongSide("handover-correction"));
        }
        Handover stated = before.corrected(act);
        Handover after = stated.at(policy.kept(stated.handedOverAt()));
        ReturnPolicy.Judgement judgement = policy.judgeTime(this, after.handedOverAt());
        return unless(onlyFor(Party.HOST, "handover-correction")
                .or(() -> changesAsItSays(act.why(), after.saysAs(before)))
                .or(() -> policy.checkHandoverFacts(stated))
                .or(() -> after.override() == null ? judgement.violations().stream().findFirst() : Optional.empty()),
                () -> new HandoverExecuted(after.rejudged(judgement)));
    }

    /** A second officer of the host stands by the override of the handover. */
    public Decision<Repatriation, RepatriationEvent> confirmOverride(OverrideConfirmation act) {
        Handover told = handover;
        OverrideConfirmation first = overrideConfirmation;
        return unless(onlyFor(Party.HOST, "override-confirmation")
                .or(() -> no(told == null || told.override() == null, () -> Rejection.refused("no-override")))
                .or(() -> first == null ? Optional.empty()
                        : already("override-already-confirmed", first.officer(), first.confirmedAt()))
                .or(() -> no(recordedTheHandover(act.officer()), () -> Rejection.forbidden("override-by-same-person"))),
                () -> new EmergencyOverrideConfirmed(act));
    }

    boolean recordedTheHandover(Officer officer) {
        return Stream.concat(earlierHandovers.stream(), Stream.ofNullable(handover))
                .anyMatch(each -> each.officer().reference().equals(officer.reference()));
    }

    /**
     * The origin records the arrival, also when it knows of no handover: the person is there. Where it says no place, the
     * officer's own unit received the person, or the confirmed one, and the person came the way of the handover.
     */
    public Decision<Repatriation, RepatriationEvent> arrive(Arrival.Said said, ReturnPolicy policy) {
        Arrival first = arrival;
        Optional<Rejection> no = onlyFor(Party.ORIGIN, "arrival").or(() -> first == null ? Optional.empty()
                : already("already-arrived", first.officer(), first.arrivedAt()));
        Optional<String> unit = Optional.ofNullable(said.receptionUnit()).or(() -> policy.receivingUnitOf(said.officer()))
                .or(() -> Optional.ofNullable(confirmation).map(Confirmation::receptionUnit));
        Optional<String> role = Optional.ofNullable(said.receivedByRole())
                .or(() -> Optional.of(said.officer().role()).filter(own -> !ReturnPolicy.MINISTRY_SYSTEM.equals(own)));
        if (no.isPresent() || unit.isEmpty() || role.isEmpty()) {
            return Decision.refuse(no.orElseGet(() -> unit.isEmpty() ? notAgreed("receptionUnit")
                    : Rejection.invalid("field-missing", "field", "receivedByRole")));
        }
        Arrival act = said.at(unit.get(), said.crossingPoint() == null ? Discrepancy.expectedCrossing(handover, confirmation)
                : said.crossingPoint(), role.get());
        return unless(policy.checkArrivalFacts(act), () -> new ArrivalConfirmed(seen(act, policy)));
    }

    /** The origin corrects the record of the arrival, or stands by it; the revision before stays readable. */
    public Decision<Repatriation, RepatriationEvent> correctArrival(Arrival.Corrected act, ReturnPolicy policy) {
        Arrival before = arrival;
        if (before == null) {
            return Decision.refuse(ownParty() == Party.ORIGIN ? wrongState("arrival-correction")
                    : wrongSide("arrival-correction"));
        }
        Arrival after = before.corrected(act);
        return unless(onlyFor(Party.ORIGIN, "arrival-correction")
                .or(() -> changesAsItSays(act.why(), after.saysAs(before)))
                .or(() -> policy.checkArrivalFacts(after)),
                () -> new ArrivalConfirmed(seen(after, policy)));
    }

    /** The arrival with the differences that follow from the other records. */
    private Arrival seen(Arrival act, ReturnPolicy policy) {
        List<Arrival.Difference> differences = new ArrayList<>();
        if (handover == null) {
            differences.add(Arrival.Difference.HANDOVER_NOT_KNOWN);
        }
        for (Discrepancy each : Discrepancy.between(handover, act, confirmation)) {
            switch (each) {
                case ARRIVAL_BEFORE_HANDOVER -> differences.add(Arrival.Difference.BEFORE_HANDOVER);
                case ARRIVAL_AT_OTHER_CROSSING -> differences.add(Arrival.Difference.OTHER_PLACE);
                case ARRIVAL_AT_OTHER_UNIT -> differences.add(Arrival.Difference.OTHER_UNIT);
                case HANDOVER_AT_OTHER_CROSSING, HANDOVER_BEFORE_CONFIRMATION -> { }
            }
        }
        return act.at(policy.kept(act.arrivedAt())).differing(differences, policy.isLate(act.arrivedAt()));
    }

    private static Optional<Rejection> changesAsItSays(Correction why, boolean same) {
        return no(same != (why.reason() == Correction.Reason.CONFIRMED_AS_STATED),
                () -> Rejection.invalid(same ? "correction-changes-nothing" : "confirmation-changes-something"));
    }

    // What is known from elsewhere

    /** Takes in what is known from elsewhere; only what it says of another journey than this one is refused. */
    public Decision<Repatriation, RepatriationEvent> hear(Journey of, RepatriationEvent told) {
        return of.equals(journey) ? Decision.accept(evolve(told), List.of())
                : Decision.refuse(Rejection.refused("referral-of-another-journey", "side", side.name()));
    }

    /**
     * Takes in that the person's consent to return ended or stands again. The host lets a return that is arranged stand
     * still and says so; the origin only takes it in.
     *
     * @param by who told it
     */
    public Decision<Repatriation, RepatriationEvent> hearConsent(ReturnConsentKnown told, Officer by) {
        Repatriation next = evolve(told);
        boolean stops = told.ended() && !next.equals(this) && ownParty() == Party.HOST && arrangement != null && !over()
                && withdrawnAt == null && !suspendedBy(Party.HOST);
        return stops ? next.happened(new RepatriationSuspended(
                new Suspension(Party.HOST, by, told.occurredAt(), ChangeReason.VICTIM_CHOICE, null), referralRound))
                : Decision.accept(next, List.of());
    }

    // What happened

    /** The return after an event, whichever side it happened on. */
    public Repatriation evolve(RepatriationEvent event) {
        return RepatriationDraft.after(this, event);
    }

    private Decision<Repatriation, RepatriationEvent> unless(Optional<Rejection> no, Supplier<RepatriationEvent> event) {
        return no.<Decision<Repatriation, RepatriationEvent>>map(Decision::refuse).orElseGet(() -> happened(event.get()));
    }

    private Decision<Repatriation, RepatriationEvent> happened(RepatriationEvent event) {
        return Decision.accept(evolve(event), List.of(event));
    }

    private @Nullable Integer resultVersion() {
        TracingResult known = result;
        return known == null ? null : (Integer) known.version();
    }

    private boolean decidedAgainst() {
        ReturnDecision decided = decision;
        return decided != null && decided.choice() != Choice.RETURN;
    }

    private Optional<Rejection> onlyFor(Party allowed, String action) {
        return no(ownParty() != allowed, () -> wrongSide(action));
    }

    private Rejection wrongSide(String action) {
        return Rejection.refused("wrong-side", "action", action, "side", side.name());
    }

    private Optional<Rejection> superseding(ReturnDecision act) {
        return no((decision == null) != (act.supersedingReason() == null), () -> Rejection.invalid(
                decision == null ? "superseding-reason-without-need" : "superseding-reason-missing"));
    }

    private Optional<Rejection> onlyArranged(String action) {
        return notOver(action).or(() -> no(arrangement == null || decidedAgainst(), () -> wrongState(action)));
    }

    private Optional<Rejection> notOver(String action) {
        return no(over() || withdrawnAt != null, () -> wrongState(action));
    }

    private Rejection wrongState(String action) {
        return Rejection.refused("wrong-state", "action", action, "state", state.name(), "next",
                (awaitsNewPlan() ? NextStep.PROPOSE : state.next()).name());
    }

    private static Rejection notAgreed(String field) {
        return Rejection.invalid("place-not-agreed", "field", field);
    }

    private static Optional<Rejection> already(String rule, Officer first, Instant at) {
        return Optional.of(Rejection.conflict(rule, "officer", first.reference(), "at", at.toString()));
    }

    private static Optional<Rejection> no(boolean violated, Supplier<Rejection> rejection) {
        return violated ? Optional.of(rejection.get()) : Optional.empty();
    }

    private static <T> List<T> copy(@Nullable List<T> stored) {
        return stored == null ? List.of() : List.copyOf(stored);
    }
}
