package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.stats.v1.VisitState;

/**
 * The first set of indicators, status PROPOSED: the minimum set of our proposal as far as events give it. Each is a
 * sample for every person of its cohort in the quarter; how samples become a figure is its measure.
 */
final class IndicatorSet {

    /** Which country's national column a person belongs to. */
    enum Side { HOST, ORIGIN }

    /** The samples one journey gives: none when it is not of the cohort. */
    @FunctionalInterface
    interface Samples {
        DoubleStream of(Journey journey, Quarter quarter);
    }

    /** What an indicator is computed from. */
    record Definition(String id, Figures.Measure measure, Side side, Samples samples) {
    }

    static final String CHECKPOINT_RETURNS = "IND-A5";

    private static final double DAY = Duration.ofDays(1).toMillis();

    private IndicatorSet() {
    }

    static List<Definition> definitions() {
        return List.of(
                new Definition("IND-A1", Figures.Measure.COUNT, Side.HOST,
                        (journey, quarter) -> one(in(quarter, journey.first(Milestone.REFERRAL_SUBMITTED)))),
                new Definition("IND-A3", Figures.Measure.SHARE, Side.HOST,
                        (journey, quarter) -> share(in(quarter, journey.first(Milestone.REFERRAL_SUBMITTED)),
                                !journey.completionRounds().isEmpty())),
                new Definition("IND-A4", Figures.Measure.MEDIAN, Side.ORIGIN,
                        (journey, quarter) -> days(quarter, journey, Milestone.REFERRAL_SUBMITTED,
                                Milestone.REFERRAL_RECEIVED)),
                new Definition("IND-B1", Figures.Measure.COUNT, Side.ORIGIN,
                        (journey, quarter) -> one(in(quarter, journey.first(Milestone.TRACING_RESULT_ISSUED)))),
                new Definition("IND-B2", Figures.Measure.MEDIAN, Side.ORIGIN, IndicatorSet::toFirstResult),
                new Definition("IND-B2", Figures.Measure.P90, Side.ORIGIN, IndicatorSet::toFirstResult),
                new Definition("IND-B6", Figures.Measure.SHARE, Side.ORIGIN,
                        (journey, quarter) -> share(resultIn(journey, quarter) && !journey.careFlags().isEmpty(),
                                everyFlagAnswered(journey))),
                new Definition("IND-B10", Figures.Measure.SHARE, Side.HOST,
                        (journey, quarter) -> share(in(quarter, journey.first(Milestone.HANDOVER_EXECUTED)),
                                before(journey.first(Milestone.TRACING_RESULT_ISSUED),
                                        journey.first(Milestone.HANDOVER_EXECUTED)))),
                new Definition("IND-C1", Figures.Measure.COUNT, Side.ORIGIN,
                        (journey, quarter) -> one(in(quarter, journey.first(Milestone.ARRIVAL_CONFIRMED)))),
                new Definition("IND-C3", Figures.Measure.MEDIAN, Side.ORIGIN,
                        (journey, quarter) -> days(quarter, journey, Milestone.REFERRAL_SUBMITTED,
                                Milestone.ARRIVAL_CONFIRMED)),
                new Definition("IND-C4", Figures.Measure.SHARE, Side.ORIGIN,
                        (journey, quarter) -> share(in(quarter, journey.first(Milestone.HANDOVER_EXECUTED)),
                                journey.has(Milestone.ARRIVAL_CONFIRMED))),
                new Definition("IND-D1", Figures.Measure.SHARE, Side.ORIGIN,
                        (journey, quarter) -> share(in(quarter, journey.first(Milestone.ARRIVAL_CONFIRMED)),
                                journey.has(Milestone.CASE_MANAGER_ASSIGNED))),
                new Definition("IND-D10", Figures.Measure.SHARE, Side.ORIGIN,
                        (journey, quarter) -> journey.visits().stream()
                                .filter(each -> each.dueOn().filter(day -> in(quarter, day)).isPresent())
                                .mapToDouble(each -> each.state() == VisitState.DONE ? 1 : 0)));
    }

    static boolean resultIn(Journey journey, Quarter quarter) {
        return journey.result().filter(each -> quarter.contains(each.at())).isPresent();
    }

    private static DoubleStream toFirstResult(Journey journey, Quarter quarter) {
        return days(quarter, journey, Milestone.REFERRAL_ACCEPTED, Milestone.TRACING_RESULT_ISSUED);
    }

    private static boolean everyFlagAnswered(Journey journey) {
        return journey.result().filter(result -> result.answered().containsAll(journey.careFlags())).isPresent();
    }

    private static DoubleStream days(Quarter quarter, Journey journey, Milestone from, Milestone to) {
        Instant begin = journey.first(from);
        Instant end = journey.first(to);
        return begin == null || end == null || !quarter.contains(end) ? DoubleStream.empty()
                : DoubleStream.of(Math.max(0, Duration.between(begin, end).toMillis() / DAY));
    }

    private static boolean before(@Nullable Instant earlier, @Nullable Instant later) {
        return earlier != null && later != null && !earlier.isAfter(later);
    }

    private static boolean in(Quarter quarter, @Nullable Instant at) {
        return at != null && quarter.contains(at);
    }

    private static boolean in(Quarter quarter, LocalDate day) {
        return quarter.contains(day.atStartOfDay(quarter.zone()).toInstant());
    }

    private static DoubleStream one(boolean counted) {
        return counted ? DoubleStream.of(1) : DoubleStream.empty();
    }

    private static DoubleStream share(boolean ofCohort, boolean counted) {
        return ofCohort ? DoubleStream.of(counted ? 1 : 0) : DoubleStream.empty();
    }
}
