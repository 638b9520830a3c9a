package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;

/**
 * What one journey adds to the figures, whenever they are computed. The shape is that of many journeys; the minutes are its
 * own.
 *
 * @param shape to which numbers it adds
 * @param minutes one for each of the shape's series
 * @param through the last day on which it is counted, in days since 1970; a day beyond the numbers is the last of them
 */
record Contribution(Shape shape, List<Integer> minutes, int through) {

    /**
     * To which numbers somebody adds.
     *
     * @param names numbers that have one person more
     * @param series that have one number of minutes more
     * @param elsewhere where the person stands for the ministries whose step did not lead there
     * @param visits of the person, by number
     * @param quarters in which something happened
     * @param direction of a person; empty for a duplicate
     */
    record Shape(List<String> names, List<Series> series, List<KnownSteps.Elsewhere> elsewhere, List<Visited> visits,
            List<String> quarters, String direction) {

        /** The same, of which every part that other shapes have, too, is held once. */
        Shape sharing(Shared shared) {
            return new Shape(shared.each(names), shared.each(series), shared.each(elsewhere), shared.each(visits),
                    shared.each(quarters), shared.one(direction));
        }
    }

    /**
     * Numbers of which each person has one, in whole minutes: figures tell days and tenths of days, so a number of four bytes
     * does.
     */
    sealed interface Series {

        /**
         * Since when persons wait, in minutes since 1970.
         *
         * @param name of the number of those who wait
         */
        record Waits(String name) implements Series {
        }

        /**
         * How long something took for the persons of one country. The joint column is made of those of all countries, and each
         * measure of an indicator of the same, so each is held once.
         *
         * @param indicator its id
         * @param country whose national column they belong to
         */
        record Took(String quarter, String indicator, String country) implements Series {
        }
    }

    /**
     * Visits of one person in a quarter.
     *
     * @param name of the number of persons
     */
    record Visited(String name, int done, int due) {
    }

    private record Wait(Figures.WaitingFor what, Instant since) {
    }

    /** What a journey adds, which is nothing as long as nobody knows its direction, and of somebody who is counted on no day. */
    static Optional<Contribution> of(Journey journey, Scope scope, List<IndicatorSet.Definition> definitions) {
        return journey.direction().filter(_ -> !scope.countedThrough(journey).equals(LocalDate.MIN))
                .map(direction -> new Reading(journey, direction, scope).read(definitions));
    }

    /** Whole minutes; what lies beyond the numbers is the last of them. */
    static int minutes(long milliseconds) {
        return Math.clamp(Math.floorDiv(milliseconds, Duration.ofMinutes(1).toMillis()), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Reads one journey. */
    private static final class Reading {

        private final Journey journey;
        private final Direction direction;
        private final Scope scope;
        private final List<String> names = new ArrayList<>();
        private final Map<Series, Integer> minutes = new LinkedHashMap<>();
        private final List<Visited> visits = new ArrayList<>();
        private final TreeSet<String> quarters = new TreeSet<>();

        Reading(Journey journey, Direction direction, Scope scope) {
            this.journey = journey;
            this.direction = direction;
            this.scope = scope;
        }

        Contribution read(List<IndicatorSet.Definition> definitions) {
            int through = Math.clamp(scope.countedThrough(journey).toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            names.add(Names.JOURNEYS);
            if (journey.duplicate()) {
                names.add(Names.DUPLICATES);
                return new Contribution(new Shape(List.copyOf(names), List.of(), List.of(), List.of(), List.of(), ""), List.of(),
                        through);
            }
            String code = direction.code();
            JourneyState state = journey.state();
            names.add(Names.PERSONS);
            names.add(Names.persons(code));
            names.add(Names.state(state, code));
            List<KnownSteps.Elsewhere> elsewhere = List.of(direction.host(), direction.origin()).stream()
                    .flatMap(ministry -> KnownSteps.elsewhere(ministry, code, journey).stream()).toList();
            count(Figures.Counted.REFERRALS, journey.first(Milestone.REFERRAL_SUBMITTED));
            count(Figures.Counted.RESULTS, journey.first(Milestone.TRACING_RESULT_ISSUED));
            count(Figures.Counted.RETURNS, journey.first(Milestone.ARRIVAL_CONFIRMED));
            Instant handover = journey.first(Milestone.HANDOVER_EXECUTED);
            if (handover != null) {
                names.add(Names.handovers(quarter(handover), code));
            }
            waitIn(state).ifPresent(each -> {
                String waiting = Names.waiting(each.what(), code);
                names.add(waiting);
                minutes.put(new Series.Waits(waiting), minutes(each.since().toEpochMilli()));
            });
            definitions.forEach(this::collect);
            journey.result().ifPresent(result -> {
                split("IND-B4", result.at(), result.nationality().name());
                split("IND-B5", result.at(), result.family().name());
            });
            journey.last(Milestone.CASE_CLOSED).ifPresent(at ->
                    journey.closureReason().ifPresent(reason -> split("IND-D13", at, reason.name())));
            return new Contribution(new Shape(List.copyOf(names), List.copyOf(minutes.keySet()), elsewhere,
                    List.copyOf(visits), List.copyOf(quarters), code), List.copyOf(minutes.values()), through);
        }

        private Optional<Wait> waitIn(JourneyState state) {
            return FiguresCalculation.waitingFor(state).flatMap(what -> since(what).map(at -> new Wait(what, at)));
        }

        private Optional<Instant> since(Figures.WaitingFor what) {
            return switch (what) {
                case RECEIPT -> journey.last(Milestone.REFERRAL_SUBMITTED);
                case ACCEPTANCE -> journey.last(Milestone.REFERRAL_RECEIVED);
                case RESULT -> journey.last(Milestone.REFERRAL_ACCEPTED);
                case RETURN -> journey.waitsForReturnSince();
            };
        }

        private String quarter(Instant at) {
            String code = Quarter.at(at, scope.zone()).code();
            quarters.add(code);
            return code;
        }

        private void count(Figures.Counted what, @Nullable Instant at) {
            if (at != null) {
                names.add(Names.quarter(quarter(at), what, direction.code()));
            }
        }

        private void split(String indicator, Instant at, String code) {
            String name = Names.split(quarter(at), indicator, code);
            names.add(name);
            names.add(Names.recordedBy(name, direction.origin()));
        }

        private void collect(IndicatorSet.Definition definition) {
            String country = switch (definition.side()) {
                case HOST -> direction.host();
                case ORIGIN -> direction.origin();
            };
            Map<String, List<Double>> byQuarter = new TreeMap<>();
            definition.samples().of(journey).forEach(sample ->
                    byQuarter.computeIfAbsent(quarter(sample.at()), _ -> new ArrayList<>()).add(sample.value()));
            byQuarter.forEach((quarter, samples) -> {
                for (String column : List.of(Names.JOINT, country)) {
                    String name = Names.indicator(quarter, definition.id(), definition.measure(), column);
                    names.add(name);
                    switch (definition.measure()) {
                        case SHARE -> share(definition, name, samples);
                        // There is one of a journey, and each column and measure has the same one.
                        case MEDIAN, P90 -> minutes.put(new Series.Took(quarter, definition.id(), country),
                                minutes(samples.getFirst().longValue()));
                        case COUNT, OVERRIDES, REGISTER -> { }
                    }
                }
            });
        }

        private void share(IndicatorSet.Definition definition, String name, List<Double> samples) {
            if (definition.id().equals(IndicatorSet.VISITS)) {
                visits.add(new Visited(name, (int) samples.stream().filter(each -> each == 1).count(), samples.size()));
            } else {
                names.add(samples.contains(1.0) ? Names.yes(name) : Names.no(name));
            }
        }
    }
}
