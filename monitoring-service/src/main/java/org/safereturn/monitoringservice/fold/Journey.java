package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.ReturnDecision;

/**
 * One case on its way, under its statistical reference. Everything about it follows from facts that do not depend on the
 * order in which events arrived.
 */
public final class Journey {

    private static final Set<ConsentDecision> AGAINST = EnumSet.of(ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN,
            ConsentDecision.EXPIRED);

    private final String statRef;
    private final ViewDocument document;
    private final Map<Milestone, Instant> first = new EnumMap<>(Milestone.class);

    private Journey(String statRef, ViewDocument document) {
        this.statRef = statRef;
        this.document = document;
        for (Milestone milestone : Milestone.values()) {
            document.time(milestone.firstPath()).ifPresent(at -> first.put(milestone, at));
        }
        // A corrected record outweighs the time that was stated first.
        handover().ifPresent(each -> first.put(Milestone.HANDOVER_EXECUTED, each.at()));
        document.fact(Fact.ARRIVAL).ifPresent(each -> first.put(Milestone.ARRIVAL_CONFIRMED, each.at()));
    }

    /** Reads the document of a journey. */
    public static Journey read(String statRef, ViewDocument document) {
        return new Journey(statRef, document);
    }

    /** Its statistical reference. */
    public String statRef() {
        return statRef;
    }

    /** Between which countries, when an event said so. */
    public Optional<Direction> direction() {
        return document.fact(Fact.DIRECTION);
    }

    /** When it first happened, by business time. */
    public @Nullable Instant first(Milestone milestone) {
        return first.get(milestone);
    }

    /** Whether it ever happened. */
    public boolean has(Milestone milestone) {
        return first.containsKey(milestone);
    }

    /** When it last happened, by business time. */
    public Optional<Instant> last(Milestone milestone) {
        return document.time(milestone.lastPath());
    }

    /** When each thing first happened. */
    public Map<Milestone, Instant> milestones() {
        return Map.copyOf(first);
    }

    /** The latest record of the handover. */
    public Optional<Fact.Handover> handover() {
        return document.fact(Fact.HANDOVER);
    }

    /** The latest tracing result. */
    public Optional<Fact.Result> result() {
        return document.fact(Fact.RESULT);
    }

    /** Special needs, as the host counts them; of releases that told them in clear, those of the latest round. */
    public List<CareFlag> careFlags() {
        return document.fact(Fact.CARE_ANSWERS).map(Fact.CareAnswers::flags)
                .or(() -> document.fact(Fact.CARE).map(Fact.Care::flags)).orElse(List.of());
    }

    /** Special needs that the latest result answered. */
    public List<CareFlag> answeredCareFlags() {
        return document.fact(Fact.CARE_ANSWERS).map(Fact.CareAnswers::answered)
                .or(() -> result().map(Fact.Result::answered)).orElse(List.of());
    }

    /** Who was referred, by the first round. */
    public Optional<Fact.Intake> intake() {
        return document.fact(Fact.INTAKE);
    }

    /** Rounds that were returned for completion. */
    public Set<String> completionRounds() {
        return document.members(Fold.COMPLETION_ROUNDS);
    }

    /** Steps that were past a deadline. */
    public List<Breach> breaches() {
        return document.members(Fold.BREACHES).stream().map(Breach::of).toList();
    }

    /** Why the case is closed, while it is. */
    public Optional<ClosureReason> closureReason() {
        return state() == JourneyState.CLOSED ? document.fact(Fact.CLOSURE).map(Fact.Closure::reason)
                : Optional.empty();
    }

    /** All monitoring visits, in no particular order. */
    public List<Fact.Visit> visits() {
        return document.visits();
    }

    private Optional<Instant> decidedToReturn() {
        return document.fact(Fact.DECISION).filter(each -> each.decision() == ReturnDecision.RETURN)
                .map(Fact.Decision::at);
    }

    /**
     * Declined because the same person was referred before, or merged into another case: it is not one more person. Whoever was
     * handed over all the same is counted.
     */
    public boolean duplicate() {
        boolean merged = has(Milestone.CASE_MERGED) && !has(Milestone.HANDOVER_EXECUTED) && !has(Milestone.ARRIVAL_CONFIRMED);
        return merged || document.fact(Fact.REFERRAL).flatMap(Fact.ReferralStep::declined)
                .filter(reason -> reason == DeclineReason.DUPLICATE).isPresent();
    }

    /**
     * The last day on which the person may be counted: the earliest there is when the person, or who decides for the person,
     * has said no, and the latest there is when a yes does not run out.
     */
    public LocalDate countedThrough() {
        return document.fact(Fact.CONSENT).map(each -> AGAINST.contains(each.decision()) ? LocalDate.MIN
                : each.expiresOn().orElse(LocalDate.MAX)).orElse(LocalDate.MAX);
    }

    /** Whether the handover went past a rule by order of an authority. */
    public boolean overridden() {
        return handover().filter(Fact.Handover::overridden).isPresent();
    }

    /** Since when the person waits for the return: the decision, or the last step where none is known. */
    public Optional<Instant> waitsForReturnSince() {
        return decidedToReturn().or(() -> document.fact(Fact.REPATRIATION).map(Fact.RepatriationStep::at));
    }

    /** Where it stands. */
    public JourneyState state() {
        Optional<JourneyState> afterArrival = document.fact(Fact.REINTEGRATION)
                .map(each -> reintegration(each.state()));
        if (afterArrival.isPresent()) {
            return afterArrival.get();
        }
        if (has(Milestone.ARRIVAL_CONFIRMED)) {
            return JourneyState.ARRIVED;
        }
        if (has(Milestone.HANDOVER_EXECUTED)) {
            return JourneyState.HANDED_OVER;
        }
        if (withdrawn()) {
            return JourneyState.WITHDRAWN;
        }
        Optional<JourneyState> beforeTravel = document.fact(Fact.REPATRIATION)
                .filter(each -> !corrected(each.at()) && !beforeLastReferral(each.round(), each.at()))
                .map(each -> repatriation(each.state()));
        if (beforeTravel.isPresent()) {
            return beforeTravel.get();
        }
        Optional<JourneyState> tracing = result().filter(each -> !beforeLastReferral(each.round(), each.at()))
                .map(result -> acknowledged(result.version())
                ? JourneyState.RESULT_REVIEWED : JourneyState.RESULT_ISSUED);
        return tracing.orElseGet(() -> document.fact(Fact.REFERRAL)
                .map(each -> referral(each.state()))
                .orElse(JourneyState.NOT_YET_KNOWN));
    }

    /** A case that is referred again begins anew: what was found and arranged for an earlier round says not where it stands. */
    private boolean beforeLastReferral(int round, Instant at) {
        int last = document.fact(Fact.REFERRAL).map(Fact.ReferralStep::round).orElse(0);
        return (round > 0 && last > 0) ? round < last : last(Milestone.REFERRAL_SUBMITTED).filter(at::isBefore).isPresent();
    }

    private boolean withdrawn() {
        if (document.fact(Fact.REFERRAL).filter(each -> each.state() == ReferralState.WITHDRAWN).isPresent()) {
            return true;
        }
        Optional<Instant> withdrawn = last(Milestone.REFERRAL_WITHDRAWN);
        Optional<Instant> submitted = last(Milestone.REFERRAL_SUBMITTED);
        return withdrawn.isPresent() && (submitted.isEmpty() || !withdrawn.get().isBefore(submitted.get()));
    }

    /** A result corrected after the last step towards the return takes the journey back to the review. */
    private boolean corrected(Instant stepAt) {
        return result().filter(each -> each.version() > 1 && each.at().isAfter(stepAt)).isPresent();
    }

    private boolean acknowledged(int version) {
        return document.fact(Fact.ACKNOWLEDGEMENT).filter(each -> each.version() >= version).isPresent();
    }

    private static JourneyState referral(ReferralState state) {
        return switch (state) {
            case REFERRED -> JourneyState.REFERRED;
            case RECEIVED -> JourneyState.RECEIVED;
            case RETURNED_FOR_COMPLETION -> JourneyState.RETURNED_FOR_COMPLETION;
            case DECLINED -> JourneyState.DECLINED;
            case ACCEPTED -> JourneyState.TRACING;
            case WITHDRAWN -> JourneyState.WITHDRAWN;
            case UNKNOWN -> JourneyState.NOT_YET_KNOWN;
        };
    }

    private static JourneyState repatriation(RepatriationState state) {
        return switch (state) {
            case DECISION_RECORDED -> JourneyState.RETURN_DECIDED;
            case NO_RETURN -> JourneyState.NO_RETURN;
            case UNDER_REVIEW -> JourneyState.RESULT_REVIEWED;
            case RETURN_PROPOSED -> JourneyState.RETURN_PROPOSED;
            case RETURN_CONFIRMED -> JourneyState.RETURN_CONFIRMED;
            case RETURN_SUSPENDED -> JourneyState.RETURN_SUSPENDED;
            case HANDED_OVER -> JourneyState.HANDED_OVER;
            case ARRIVED -> JourneyState.ARRIVED;
            case WITHDRAWN -> JourneyState.WITHDRAWN;
            case UNKNOWN -> JourneyState.NOT_YET_KNOWN;
        };
    }

    private static JourneyState reintegration(ReintegrationState state) {
        return switch (state) {
            case CASE_MANAGER_ASSIGNED -> JourneyState.CASE_MANAGER_ASSIGNED;
            case RECOVERY -> JourneyState.RECOVERY;
            case REINTEGRATION -> JourneyState.REINTEGRATION;
            case MONITORING -> JourneyState.MONITORING;
            case CLOSED -> JourneyState.CLOSED;
            case UNKNOWN -> JourneyState.NOT_YET_KNOWN;
        };
    }
}
