package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.stats.v1.VisitState;

/**
 * The first set of indicators, status PROPOSED: the minimum set of our proposal as far as events give it. Each takes
 * samples of a journey, at the time that decides their quarter; how samples become a figure is its measure.
 */
final class IndicatorSet {

    /** Which country's national column a person belongs to. */
    enum Side { HOST, ORIGIN }

    /**
     * What one journey gives to an indicator.
     *
     * @param at decides the quarter
     * @param value one for a person that counts, in a share one for yes and zero for no, else milliseconds
     */
    record Sample(Instant at, double value) {
    }

    /** The samples one journey gives: none when it is not of the cohort. */
    @FunctionalInterface
    interface Samples {
        Stream<Sample> of(Journey journey);
    }

    /** What an indicator is computed from. */
    record Definition(String id, Figures.Measure measure, Side side, Samples samples) {
    }

    static final String CHECKPOINT_RETURNS = "IND-A5";
    static final String REFERRALS = "IND-A1";
    static final String RETURNED_FOR_COMPLETION = "IND-A3";
    static final String RESULTS = "IND-B1";
    static final String NEEDS_ANSWERED = "IND-B6";
    static final String RESULT_FIRST = "IND-B10";
    static final String RETURNS = "IND-C1";
    static final String MATCHED = "IND-C4";
    static final String CASE_MANAGER = "IND-D1";
    static final String VISITS = "IND-D10";
    static final String LATE_HOST = "IND-T1";
    static final String LATE_ORIGIN = "IND-T2";

    /** Of countries that set a deadline for themselves. */
    static final Set<String> LATE = Set.of(LATE_HOST, LATE_ORIGIN);

    private IndicatorSet() {
    }

    /**
     * All of them.
     *
     * @param resultFirst whether the result must come before the return, by direction
     */
    static List<Definition> definitions(ZoneId zone, Predicate<String> resultFirst) {
        return List.of(
                new Definition(REFERRALS, Figures.Measure.COUNT, Side.HOST,
                        journey -> one(journey.first(Milestone.REFERRAL_SUBMITTED))),
                new Definition(RETURNED_FOR_COMPLETION, Figures.Measure.SHARE, Side.HOST,
                        journey -> share(journey.first(Milestone.REFERRAL_SUBMITTED),
                                !journey.completionRounds().isEmpty())),
                new Definition("IND-A4", Figures.Measure.MEDIAN, Side.ORIGIN,
                        journey -> took(journey, Milestone.REFERRAL_SUBMITTED, Milestone.REFERRAL_RECEIVED)),
                new Definition(RESULTS, Figures.Measure.COUNT, Side.ORIGIN,
                        journey -> one(journey.first(Milestone.TRACING_RESULT_ISSUED))),
                new Definition("IND-B2", Figures.Measure.MEDIAN, Side.ORIGIN, IndicatorSet::toFirstResult),
                new Definition("IND-B2", Figures.Measure.P90, Side.ORIGIN, IndicatorSet::toFirstResult),
                new Definition(NEEDS_ANSWERED, Figures.Measure.SHARE, Side.ORIGIN, journey -> journey.careFlags().isEmpty()
                        ? Stream.empty() : journey.result().stream().map(each ->
                                new Sample(each.at(), everyFlagAnswered(journey) ? 1 : 0))),
                new Definition(RESULT_FIRST, Figures.Measure.SHARE, Side.HOST,
                        journey -> mustHaveResult(journey, resultFirst) && !journey.overridden()
                                ? share(journey.first(Milestone.HANDOVER_EXECUTED), before(journey.first(Milestone.TRACING_RESULT_ISSUED),
                                        journey.first(Milestone.HANDOVER_EXECUTED))) : Stream.empty()),
                new Definition(RESULT_FIRST, Figures.Measure.OVERRIDES, Side.HOST,
                        journey -> mustHaveResult(journey, resultFirst) && journey.overridden()
                                ? one(journey.first(Milestone.HANDOVER_EXECUTED)) : Stream.empty()),
                new Definition(RETURNS, Figures.Measure.COUNT, Side.ORIGIN,
                        journey -> one(journey.first(Milestone.ARRIVAL_CONFIRMED))),
                new Definition("IND-C3", Figures.Measure.MEDIAN, Side.ORIGIN,
                        journey -> took(journey, Milestone.REFERRAL_SUBMITTED, Milestone.ARRIVAL_CONFIRMED)),
                new Definition(MATCHED, Figures.Measure.SHARE, Side.ORIGIN,
                        journey -> share(journey.first(Milestone.HANDOVER_EXECUTED), journey.has(Milestone.ARRIVAL_CONFIRMED))),
                new Definition(CASE_MANAGER, Figures.Measure.SHARE, Side.ORIGIN,
                        journey -> share(journey.first(Milestone.ARRIVAL_CONFIRMED),
                                journey.has(Milestone.CASE_MANAGER_ASSIGNED))),
                new Definition(VISITS, Figures.Measure.SHARE, Side.ORIGIN, journey -> journey.visits().stream()
                        .flatMap(each -> each.dueOn().stream().map(day -> new Sample(
                                day.atStartOfDay(zone).toInstant(), each.state() == VisitState.DONE ? 1 : 0)))),
                new Definition(LATE_HOST, Figures.Measure.COUNT, Side.HOST, journey -> late(journey, Direction::host, zone)),
                new Definition(LATE_ORIGIN, Figures.Measure.COUNT, Side.ORIGIN, journey -> late(journey, Direction::origin, zone)));
    }

    /** Somebody of whom that side let the last day of a step pass; the day after it decides the quarter. */
    private static Stream<Sample> late(Journey journey, Function<Direction, String> side, ZoneId zone) {
        return journey.direction().stream().flatMap(direction -> journey.breaches().stream()
                .filter(breach -> breach.country().equals(side.apply(direction)))
                .map(breach -> new Sample(breach.dueOn().plusDays(1).atStartOfDay(zone).toInstant(), 1)));
    }

    private static boolean mustHaveResult(Journey journey, Predicate<String> resultFirst) {
        return journey.direction().filter(each -> resultFirst.test(each.code())).isPresent();
    }

    private static Stream<Sample> toFirstResult(Journey journey) {
        return took(journey, Milestone.REFERRAL_ACCEPTED, Milestone.TRACING_RESULT_ISSUED);
    }

    private static boolean everyFlagAnswered(Journey journey) {
        return journey.answeredCareFlags().containsAll(journey.careFlags());
    }

    private static Stream<Sample> took(Journey journey, Milestone from, Milestone to) {
        Instant begin = journey.first(from);
        Instant end = journey.first(to);
        return begin == null || end == null ? Stream.empty()
                : Stream.of(new Sample(end, (double) Math.max(0, Duration.between(begin, end).toMillis())));
    }

    private static boolean before(@Nullable Instant earlier, @Nullable Instant later) {
        return earlier != null && later != null && !earlier.isAfter(later);
    }

    private static Stream<Sample> one(@Nullable Instant at) {
        return Optional.ofNullable(at).map(each -> new Sample(each, 1)).stream();
    }

    private static Stream<Sample> share(@Nullable Instant at, boolean counted) {
        return Optional.ofNullable(at).map(each -> new Sample(each, counted ? 1 : 0)).stream();
    }
}
