package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;

/** Adds up journeys and checkpoint counts, each once and in any order, into the figures of one moment. */
public final class FiguresCalculation {

    private static final int BANDS = 4;
    private static final int BAND_DAYS = 30;

    private final Instant now;
    private final Quarter quarter;
    private final Map<String, Readiness> readiness;
    private final SmallCells smallCells;
    private final TreeSet<String> directions = new TreeSet<>();

    private long journeys;
    private long duplicates;
    private final Map<String, Long> persons = new HashMap<>();
    private final Map<JourneyState, Map<String, Long>> states = new EnumMap<>(JourneyState.class);
    private final Map<Figures.Counted, Map<String, Long>> quarterCounts = new EnumMap<>(Figures.Counted.class);
    private final Map<Figures.WaitingFor, Map<String, Waiting>> waiting = new EnumMap<>(Figures.WaitingFor.class);
    private final Map<String, Unmatched> unmatched = new HashMap<>();
    private final List<CheckpointCount> checkpointCounts = new ArrayList<>();
    private final List<Collected> collected = new ArrayList<>();
    private final Map<String, Map<String, Long>> splits = new LinkedHashMap<>();

    /**
     * Begins with nothing.
     *
     * @param readiness by country; its keys are the countries of the view
     * @param directions that are shown even when nobody travels
     */
    public FiguresCalculation(Instant now, Quarter quarter, Map<String, Readiness> readiness,
            Collection<String> directions, SmallCells smallCells) {
        this.now = now;
        this.quarter = quarter;
        this.readiness = readiness;
        this.smallCells = smallCells;
        this.directions.addAll(directions);
        IndicatorSet.definitions().forEach(each -> collected.add(new Collected(each)));
        splits.put("IND-B4", codes(NationalityOutcome.values()));
        splits.put("IND-B5", codes(FamilyOutcome.values()));
        splits.put("IND-D13", codes(ClosureReason.values()));
    }

    /** Adds a count. */
    public void add(CheckpointCount count) {
        checkpointCounts.add(count);
    }

    /** Adds a journey. */
    public void add(Journey journey) {
        journeys++;
        if (!journey.person()) {
            duplicates++;
            return;
        }
        Optional<Direction> known = journey.direction();
        if (known.isEmpty()) {
            return;
        }
        Direction direction = known.get();
        String code = direction.code();
        directions.add(code);
        JourneyState state = journey.state();
        persons.merge(code, 1L, Long::sum);
        states.computeIfAbsent(state, each -> new HashMap<>()).merge(code, 1L, Long::sum);
        count(Figures.Counted.REFERRALS, code, journey.first(Milestone.REFERRAL_SUBMITTED));
        count(Figures.Counted.RESULTS, code, journey.first(Milestone.TRACING_RESULT_ISSUED));
        count(Figures.Counted.RETURNS, code, journey.first(Milestone.ARRIVAL_CONFIRMED));
        waits(journey, state).ifPresent(each -> waiting
                .computeIfAbsent(each.waitingFor(), what -> new HashMap<>())
                .computeIfAbsent(code, what -> new Waiting())
                .add(Duration.between(each.since(), now).toDays()));
        Instant handover = journey.first(Milestone.HANDOVER_EXECUTED);
        if (handover != null && !journey.has(Milestone.ARRIVAL_CONFIRMED)) {
            unmatched.computeIfAbsent(code, each -> new Unmatched()).add(Duration.between(handover, now).toHours());
        }
        collected.forEach(each -> each.add(journey, direction, quarter));
        if (IndicatorSet.resultIn(journey, quarter)) {
            journey.result().ifPresent(result -> {
                split("IND-B4", result.nationality().name());
                split("IND-B5", result.family().name());
            });
        }
        if (journey.last(Milestone.CASE_CLOSED).filter(quarter::contains).isPresent()) {
            journey.closureReason().ifPresent(reason -> split("IND-D13", reason.name()));
        }
    }

    /** The figures of everything added. */
    public Figures finish() {
        List<String> countries = List.copyOf(readiness.keySet());
        Map<String, Cell> byDirection = new LinkedHashMap<>();
        directions.forEach(each -> byDirection.put(each, count(persons.getOrDefault(each, 0L))));
        return new Figures("L2", "PROPOSED", now, quarter.code(), smallCells.shown(), List.copyOf(directions),
                countries, readiness, count(journeys), count(journeys - duplicates), count(duplicates), byDirection,
                quarterFigures(), stateRows(), waitingRows(), unmatchedRows(), checkpointRows(), indicators(),
                splitFigures());
    }

    private record Waits(Figures.WaitingFor waitingFor, Instant since) {
    }

    private static Optional<Waits> waits(Journey journey, JourneyState state) {
        return switch (state) {
            case REFERRED -> journey.last(Milestone.REFERRAL_SUBMITTED)
                    .map(since -> new Waits(Figures.WaitingFor.RECEIPT, since));
            case RECEIVED -> journey.last(Milestone.REFERRAL_RECEIVED)
                    .map(since -> new Waits(Figures.WaitingFor.ACCEPTANCE, since));
            case TRACING -> journey.last(Milestone.REFERRAL_ACCEPTED)
                    .map(since -> new Waits(Figures.WaitingFor.RESULT, since));
            case RETURN_DECIDED, RETURN_PROPOSED, RETURN_CONFIRMED, RETURN_SUSPENDED, HANDED_OVER ->
                    journey.decidedToReturn().map(since -> new Waits(Figures.WaitingFor.RETURN, since));
            case RETURNED_FOR_COMPLETION, RESULT_ISSUED, RESULT_REVIEWED, ARRIVED, CASE_MANAGER_ASSIGNED, RECOVERY,
                 REINTEGRATION, MONITORING, CLOSED, NO_RETURN, DECLINED, WITHDRAWN, NOT_YET_KNOWN -> Optional.empty();
        };
    }

    private void count(Figures.Counted what, String direction, @Nullable Instant at) {
        if (at != null && quarter.contains(at)) {
            quarterCounts.computeIfAbsent(what, each -> new HashMap<>()).merge(direction, 1L, Long::sum);
        }
    }

    private void split(String indicator, String code) {
        splits.computeIfAbsent(indicator, each -> new LinkedHashMap<>()).merge(code, 1L, Long::sum);
    }

    private Map<Figures.Counted, Map<String, Cell>> quarterFigures() {
        Map<Figures.Counted, Map<String, Cell>> result = new EnumMap<>(Figures.Counted.class);
        for (Figures.Counted what : Figures.Counted.values()) {
            Map<String, Long> counts = quarterCounts.getOrDefault(what, Map.of());
            Map<String, Cell> cells = new LinkedHashMap<>();
            directions.forEach(each -> cells.put(each, count(counts.getOrDefault(each, 0L))));
            result.put(what, cells);
        }
        return result;
    }

    private List<Figures.StateRow> stateRows() {
        Map<JourneyState, Map<String, Cell>> rows = new EnumMap<>(JourneyState.class);
        List<JourneyState> all = List.of(JourneyState.values());
        for (String direction : directions) {
            List<Cell> shown = smallCells.protect(all.stream()
                    .map(state -> count(states.getOrDefault(state, Map.of()).getOrDefault(direction, 0L)))
                    .toList());
            for (int index = 0; index < all.size(); index++) {
                rows.computeIfAbsent(all.get(index), each -> new LinkedHashMap<>()).put(direction, shown.get(index));
            }
        }
        return rows.entrySet().stream()
                .map(each -> new Figures.StateRow(each.getKey(), each.getKey().phase(), each.getValue()))
                .toList();
    }

    private List<Figures.WaitingRow> waitingRows() {
        List<Figures.WaitingRow> rows = new ArrayList<>();
        for (Figures.WaitingFor what : Figures.WaitingFor.values()) {
            for (String direction : directions) {
                Waiting each = waiting.getOrDefault(what, Map.of()).getOrDefault(direction, new Waiting());
                List<Cell> bands = smallCells.protect(Arrays.stream(each.bands).mapToObj(FiguresCalculation::count)
                        .toList());
                long total = Arrays.stream(each.bands).sum();
                rows.add(new Figures.WaitingRow(what, direction, count(total), bands,
                        total == 0 ? null : each.longest));
            }
        }
        return rows;
    }

    private List<Figures.Unmatched> unmatchedRows() {
        return directions.stream().map(direction -> {
            Unmatched found = unmatched.getOrDefault(direction, new Unmatched());
            return new Figures.Unmatched(direction, count(found.count), found.count == 0 ? null : found.longest);
        }).toList();
    }

    private List<Figures.CheckpointRow> checkpointRows() {
        return checkpointCounts.stream()
                .filter(each -> quarter.containsMonth(each.month()))
                .sorted(Comparator.comparing(CheckpointCount::month).reversed()
                        .thenComparing(CheckpointCount::checkpoint).thenComparing(CheckpointCount::country))
                .map(this::checkpointRow)
                .toList();
    }

    private Figures.CheckpointRow checkpointRow(CheckpointCount count) {
        Map<String, Long> bySex = codes(Sex.values());
        Map<String, Long> byAge = codes(AgeGroup.values());
        count.groups().forEach(each -> {
            bySex.merge(each.sex().name(), (long) each.count(), Long::sum);
            byAge.merge(each.ageGroup().name(), (long) each.count(), Long::sum);
        });
        return new Figures.CheckpointRow(count.month(), count.checkpoint(), count.country(), count.direction().code(),
                count(count.total()), protectedCells(bySex), protectedCells(byAge));
    }

    private Map<String, Map<String, Cell>> splitFigures() {
        Map<String, Map<String, Cell>> result = new LinkedHashMap<>();
        splits.forEach((indicator, counts) -> result.put(indicator, protectedCells(counts)));
        return result;
    }

    private Map<String, Cell> protectedCells(Map<String, Long> counts) {
        List<String> codes = List.copyOf(counts.keySet());
        List<Cell> cells = smallCells.protect(counts.values().stream().map(FiguresCalculation::count).toList());
        Map<String, Cell> result = new LinkedHashMap<>();
        for (int index = 0; index < codes.size(); index++) {
            result.put(codes.get(index), cells.get(index));
        }
        return result;
    }

    private List<Figures.Indicator> indicators() {
        Map<String, Figures.Indicator> result = new TreeMap<>(FiguresCalculation::inOrder);
        for (Collected each : collected) {
            Figures.Measure measure = each.definition.measure();
            Map<String, Cell> national = new LinkedHashMap<>();
            readiness.forEach((country, ready) -> national.put(country, ready.started()
                    ? each.byCountry.getOrDefault(country, new Numbers()).cell(measure, Cell.Source.NATIONAL_EVENTS)
                    : Cell.without(Cell.State.NOT_STARTED, Cell.Source.MINISTRY)));
            Cell joint = each.joint.cell(measure, Cell.Source.EVENTS);
            boolean total = measure == Figures.Measure.COUNT;
            result.put(each.definition.id() + " " + measure, new Figures.Indicator(each.definition.id(), measure,
                    total ? joint : smallCells.protect(joint), protectedCountries(national, total)));
        }
        Map<String, Cell> checkpoints = new LinkedHashMap<>();
        readiness.forEach((country, ready) -> checkpoints.put(country, ready.started()
                ? Cell.count(checkpointTotal(country), Cell.Source.NATIONAL_EVENTS)
                : Cell.without(Cell.State.NOT_STARTED, Cell.Source.MINISTRY)));
        put(result, new Figures.Indicator(IndicatorSet.CHECKPOINT_RETURNS, Figures.Measure.COUNT,
                count(readiness.keySet().stream().mapToLong(this::checkpointTotal).sum()),
                protectedCountries(checkpoints, true)));
        // What only a ministry or a register can say; neither reports to this view yet.
        put(result, reported("IND-A6", Figures.Measure.COUNT, Cell.State.NOT_APPLICABLE));
        put(result, reported("IND-B3", Figures.Measure.SHARE, Cell.State.NOT_APPLICABLE, Cell.State.NOT_APPLICABLE));
        put(result, reported("IND-G2", Figures.Measure.REGISTER, Cell.State.NOT_REPORTED));
        put(result, reported("IND-G4", Figures.Measure.REGISTER, Cell.State.NOT_REPORTED));
        return List.copyOf(result.values());
    }

    private static void put(Map<String, Figures.Indicator> indicators, Figures.Indicator indicator) {
        indicators.put(indicator.id() + " " + indicator.measure(), indicator);
    }

    private Figures.Indicator reported(String id, Figures.Measure measure, Cell.State joint) {
        return reported(id, measure, joint, Cell.State.NOT_REPORTED);
    }

    private Figures.Indicator reported(String id, Figures.Measure measure, Cell.State joint, Cell.State started) {
        Map<String, Cell> national = new LinkedHashMap<>();
        readiness.forEach((country, ready) -> national.put(country,
                Cell.without(ready.started() ? started : Cell.State.NOT_STARTED, Cell.Source.MINISTRY)));
        return new Figures.Indicator(id, measure, Cell.without(joint, Cell.Source.EVENTS), national);
    }

    private Map<String, Cell> protectedCountries(Map<String, Cell> cells, boolean addUp) {
        List<String> countries = List.copyOf(cells.keySet());
        List<Cell> shown = addUp ? smallCells.protect(List.copyOf(cells.values()))
                : cells.values().stream().map(smallCells::protect).toList();
        Map<String, Cell> result = new LinkedHashMap<>();
        for (int index = 0; index < countries.size(); index++) {
            result.put(countries.get(index), shown.get(index));
        }
        return result;
    }

    private long checkpointTotal(String country) {
        return checkpointCounts.stream()
                .filter(each -> each.country().equals(country) && quarter.containsMonth(each.month()))
                .mapToLong(CheckpointCount::total)
                .sum();
    }

    private static Cell count(long count) {
        return Cell.count(count, Cell.Source.EVENTS);
    }

    private static Map<String, Long> codes(Enum<?>[] values) {
        Map<String, Long> result = new LinkedHashMap<>();
        Stream.of(values).filter(each -> !"UNKNOWN".equals(each.name())).forEach(each -> result.put(each.name(), 0L));
        return result;
    }

    /** By letter, then by number, then by measure: {@code IND-B2} before {@code IND-B10}. */
    private static int inOrder(String one, String other) {
        return sortable(one).compareTo(sortable(other));
    }

    private static String sortable(String name) {
        return name.replaceFirst("IND-(\\p{Upper})(\\d) ", "IND-$10$2 ");
    }

    /** Who waits for one thing in one direction. */
    private static final class Waiting {
        private final long[] bands = new long[BANDS];
        private long longest;

        void add(long days) {
            long counted = Math.max(0, days);
            bands[Math.clamp((counted - 1) / BAND_DAYS, 0, BANDS - 1)]++;
            longest = Math.max(longest, counted);
        }
    }

    /** Handovers without arrival in one direction. */
    private static final class Unmatched {
        private long count;
        private long longest;

        void add(long hours) {
            count++;
            longest = Math.max(longest, Math.max(0, hours));
        }
    }

    /** Samples of one indicator. */
    private static final class Collected {
        private final IndicatorSet.Definition definition;
        private final Numbers joint = new Numbers();
        private final Map<String, Numbers> byCountry = new HashMap<>();

        Collected(IndicatorSet.Definition definition) {
            this.definition = definition;
        }

        void add(Journey journey, Direction direction, Quarter quarter) {
            String country = switch (definition.side()) {
                case HOST -> direction.host();
                case ORIGIN -> direction.origin();
            };
            definition.samples().of(journey, quarter).forEach(sample -> {
                joint.add(sample);
                byCountry.computeIfAbsent(country, each -> new Numbers()).add(sample);
            });
        }
    }

    /** A growing list of numbers. */
    private static final class Numbers {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        Cell cell(Figures.Measure measure, Cell.Source source) {
            return switch (measure) {
                case COUNT -> Cell.count(size, source);
                case SHARE -> Cell.measure(size == 0 ? 0 : 100 * sum() / size, size, source);
                case MEDIAN -> Cell.measure(quantile(0.5), size, source);
                case P90 -> Cell.measure(quantile(0.9), size, source);
                case REGISTER -> Cell.without(Cell.State.NOT_REPORTED, source);
            };
        }

        private double sum() {
            return Arrays.stream(values, 0, size).sum();
        }

        /** The smallest value that this share of the samples does not exceed; the mean of both middle ones for a half. */
        private double quantile(double share) {
            if (size == 0) {
                return 0;
            }
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            if (share == 0.5 && size % 2 == 0) {
                return (sorted[size / 2 - 1] + sorted[size / 2]) / 2;
            }
            return sorted[(int) Math.ceil(share * size) - 1];
        }
    }
}
