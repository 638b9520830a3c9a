package org.safereturn.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.ReturnDecision;

/**
 * One case on its way, under its statistical reference. Everything about it follows from facts that do not depend on the
 * order in which events arrived.
 */
final class Journey {

    /**
     * The latest tracing result.
     *
     * @param version 1 or higher
     * @param at when it was issued
     * @param careAnswers as {@code FLAG:CAPACITY}
     */
    record Result(long version, Instant at, String nationality, String family, List<String> careAnswers) {
    }

    /**
     * A monitoring visit as last reported.
     *
     * @param dueOn the day it was due, or done when no day was set
     */
    record Visit(String state, Optional<LocalDate> dueOn, String outcome) {
    }

    private final String statRef;
    private final ViewDocument document;
    private final Map<Milestone, Instant> first = new EnumMap<>(Milestone.class);

    private Journey(String statRef, ViewDocument document) {
        this.statRef = statRef;
        this.document = document;
        for (Milestone milestone : Milestone.values()) {
            document.time(Fold.FIRST + milestone).ifPresent(at -> first.put(milestone, at));
        }
    }

    static Journey read(String statRef, ViewDocument document) {
        return new Journey(statRef, document);
    }

    String statRef() {
        return statRef;
    }

    Optional<Direction> direction() {
        Optional<String> host = document.ranked(Fold.HOST).map(each -> each.fact(0));
        Optional<String> origin = document.ranked(Fold.ORIGIN).map(each -> each.fact(0));
        return host.flatMap(from -> origin.map(to -> new Direction(from, to)));
    }

    /** When it first happened, by business time. */
    @Nullable Instant first(Milestone milestone) {
        return first.get(milestone);
    }

    boolean has(Milestone milestone) {
        return first.containsKey(milestone);
    }

    /** When it last happened, by business time. */
    Optional<Instant> last(Milestone milestone) {
        return document.time(Fold.LAST + milestone);
    }

    Map<Milestone, Instant> milestones() {
        return Map.copyOf(first);
    }

    Optional<Result> result() {
        return document.ranked(Fold.RESULT).map(each -> new Result(Long.parseLong(each.text().substring(0, 19)),
                Instant.ofEpochMilli(Long.parseLong(each.fact(0))), each.fact(1), each.fact(2), each.codes(3)));
    }

    /** Special-care flags of the latest round. */
    List<String> careFlags() {
        return document.ranked(Fold.FLAGS).map(each -> each.codes(0)).orElse(List.of());
    }

    Optional<String> sex() {
        return document.ranked(Fold.INTAKE).map(each -> each.fact(0));
    }

    /** Age group at the first referral. */
    Optional<String> ageGroup() {
        return document.ranked(Fold.INTAKE).map(each -> each.fact(1));
    }

    Optional<LocalDate> identifiedOn() {
        return document.ranked(Fold.INTAKE).flatMap(each -> day(each.fact(2)));
    }

    Set<String> completionRounds() {
        return document.members(Fold.COMPLETION_ROUNDS);
    }

    Optional<String> closureReason() {
        return state() == JourneyState.CLOSED ? document.ranked(Fold.CLOSURE).map(each -> each.fact(0))
                : Optional.empty();
    }

    List<Visit> visits() {
        Collection<Ranked> visits = document.rankedUnder(Fold.VISITS);
        return visits.stream()
                .map(each -> new Visit(each.fact(0), day(each.fact(1)).or(() -> day(each.fact(2))), each.fact(3)))
                .toList();
    }

    boolean handedOverByOverride() {
        return document.ranked(Fold.HANDOVER).map(each -> "OVERRIDE".equals(each.fact(0))).orElse(false);
    }

    /** When the person last decided to return, if that decision stands. */
    Optional<Instant> decidedToReturn() {
        return document.ranked(Fold.DECISION)
                .filter(each -> ReturnDecision.RETURN.name().equals(each.fact(0)))
                .map(each -> Instant.ofEpochMilli(Long.parseLong(each.fact(3))));
    }

    /** Declined because the same person was referred before: it is not one more person. */
    boolean duplicate() {
        return document.ranked(Fold.REFERRAL)
                .map(each -> ReferralState.DECLINED.name().equals(each.fact(0))
                        && DeclineReason.DUPLICATE.name().equals(each.fact(1)))
                .orElse(false);
    }

    /** Whether it counts as a person in the exchange: a referral was seen and it is not a duplicate. */
    boolean person() {
        return !duplicate();
    }

    JourneyState state() {
        Optional<JourneyState> afterArrival = document.ranked(Fold.REINTEGRATION)
                .map(each -> reintegration(ReintegrationState.valueOf(each.fact(0))));
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
        Optional<JourneyState> beforeTravel = document.ranked(Fold.REPATRIATION)
                .filter(each -> !corrected(each))
                .map(each -> repatriation(RepatriationState.valueOf(each.fact(0))));
        if (beforeTravel.isPresent()) {
            return beforeTravel.get();
        }
        Optional<JourneyState> tracing = result().map(result -> acknowledged(result.version())
                ? JourneyState.RESULT_REVIEWED : JourneyState.RESULT_ISSUED);
        return tracing.orElseGet(() -> document.ranked(Fold.REFERRAL)
                .map(each -> referral(ReferralState.valueOf(each.fact(0))))
                .orElse(JourneyState.NOT_YET_KNOWN));
    }

    private boolean withdrawn() {
        Optional<Instant> withdrawn = last(Milestone.REFERRAL_WITHDRAWN);
        Optional<Instant> submitted = last(Milestone.REFERRAL_SUBMITTED);
        return withdrawn.isPresent() && (submitted.isEmpty() || !withdrawn.get().isBefore(submitted.get()));
    }

    /** A result corrected after the last step towards the return takes the journey back to the review. */
    private boolean corrected(Ranked step) {
        Instant stepAt = Instant.ofEpochMilli(Long.parseLong(step.fact(1)));
        return result().filter(each -> each.version() > 1 && each.at().isAfter(stepAt)).isPresent();
    }

    private boolean acknowledged(long version) {
        return document.ranked(Fold.ACKNOWLEDGED)
                .map(each -> Long.parseLong(each.fact(0)) >= version)
                .orElse(false);
    }

    private static Optional<LocalDate> day(String fact) {
        return fact.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(fact));
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
