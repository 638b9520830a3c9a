package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;

/**
 * Adds up what persons contribute and checkpoint counts, each once and in any order, into the numbers of one moment, of
 * every quarter, and says how they hang together.
 */
public final class FiguresCalculation {

    private static final int BAND_DAYS = 30;
    private static final double MINUTES_OF_A_DAY = Duration.ofDays(1).toMinutes();
    private static final String UNKNOWN = "UNKNOWN";

    /** Lists of the outcomes that are counted, by indicator. */
    public static final Map<String, Class<? extends Enum<?>>> OUTCOMES = Map.of("IND-B4", NationalityOutcome.class,
            "IND-B5", FamilyOutcome.class, "IND-D13", ClosureReason.class);

    /** Outcomes that are counted, by indicator. */
    static final Map<String, List<String>> SPLITS = splitCodes();

    /** Whose step a person waits on that leads here: with it the ministry knows who waits, and since when. */
    private static final Map<Figures.WaitingFor, JourneyState.Taker> WAITS_FOR = Map.of(
            Figures.WaitingFor.RECEIPT, JourneyState.Taker.HOST, Figures.WaitingFor.ACCEPTANCE, JourneyState.Taker.ORIGIN,
            Figures.WaitingFor.RESULT, JourneyState.Taker.ORIGIN, Figures.WaitingFor.RETURN, JourneyState.Taker.EITHER);

    private final Instant now;
    private final Scope scope;
    private final Counts counts = new Counts();
    /** Persons by name, before they are put in order. */
    private final Map<String, Long> numbers = new HashMap<>();
    private final TreeSet<String> directions = new TreeSet<>();
    private final TreeSet<String> quarters = new TreeSet<>();
    private final List<IndicatorSet.Definition> definitions;
    /** Minutes by quarter and indicator, then by country. */
    private final Map<String, Map<String, Numbers>> times = new TreeMap<>();
    private final Map<String, Visits> visits = new TreeMap<>();
    private final Map<String, List<CheckpointCount>> checkpoints = new TreeMap<>();
    private final Map<String, List<String>> checkpointRows = new TreeMap<>();
    private final Map<String, KnownSteps> knownSteps = new TreeMap<>();

    /** Begins with nothing. */
    FiguresCalculation(Instant now, Scope scope) {
        this.now = now;
        this.scope = scope;
        this.definitions = IndicatorSet.definitions(scope.zone(), scope.resultFirst()::contains);
        this.directions.addAll(scope.directions());
        this.quarters.add(Quarter.at(now, scope.zone()).code());
    }

    /** Adds a count. */
    void add(CheckpointCount count) {
        checkpoints.computeIfAbsent(count.month() + "/" + count.checkpoint() + "/" + count.direction().code(),
                _ -> new ArrayList<>()).add(count);
    }

    /** Adds so many persons who all add the same to the numbers. */
    void add(Contribution.Shape shape, long persons) {
        shape.names().forEach(each -> numbers.merge(each, persons, Long::sum));
        quarters.addAll(shape.quarters());
        if (!shape.direction().isEmpty()) {
            directions.add(shape.direction());
        }
        shape.elsewhere().forEach(each -> knownSteps(each.ministry(), each.direction()).add(each, persons));
        shape.visits().forEach(each -> visits.computeIfAbsent(each.name(), _ -> new Visits()).add(each, persons));
    }

    /** Adds numbers of which each person has one. */
    void add(Contribution.Series series, Numbers minutes) {
        switch (series) {
            case Contribution.Series.Waits(String name) -> waits(name, minutes);
            case Contribution.Series.Took(String quarter, String indicator, String country) -> times.computeIfAbsent(
                    Names.times(quarter, indicator), _ -> new TreeMap<>()).put(country, minutes);
        }
    }

    /** Since when the persons behind a number wait, from the band of all of them to that of those who wait longest. */
    private void waits(String name, Numbers since) {
        long longer = since.size();
        for (int band = 0; band < Names.BANDS; band++) {
            long evenLonger = band + 1 == Names.BANDS ? 0 : since.atMost(Contribution.minutes(
                    now.minus(Duration.ofDays(BAND_DAYS * (band + 1L) + 1)).toEpochMilli()));
            numbers.merge(Names.band(name, band), longer - evenLonger, Long::sum);
            longer = evenLonger;
        }
    }

    /** What a person in this state waits for. */
    static Optional<Figures.WaitingFor> waitingFor(JourneyState state) {
        return switch (state) {
            case REFERRED -> Optional.of(Figures.WaitingFor.RECEIPT);
            case RECEIVED -> Optional.of(Figures.WaitingFor.ACCEPTANCE);
            case TRACING -> Optional.of(Figures.WaitingFor.RESULT);
            case RETURN_DECIDED, RETURN_PROPOSED, RETURN_CONFIRMED, RETURN_SUSPENDED, HANDED_OVER ->
                    Optional.of(Figures.WaitingFor.RETURN);
            case RETURNED_FOR_COMPLETION, RESULT_ISSUED, RESULT_REVIEWED, ARRIVED, CASE_MANAGER_ASSIGNED, RECOVERY,
                 REINTEGRATION, MONITORING, CLOSED, NO_RETURN, DECLINED, WITHDRAWN, NOT_YET_KNOWN -> Optional.empty();
        };
    }

    /** The states in which a person waits for this, in one direction. */
    private static List<String> waitingStates(Figures.WaitingFor what, String direction) {
        return Arrays.stream(JourneyState.values()).filter(each -> waitingFor(each).equals(Optional.of(what)))
                .map(each -> Names.state(each, direction)).toList();
    }

    private KnownSteps knownSteps(String ministry, String direction) {
        return knownSteps.computeIfAbsent(ministry + "/" + direction, _ -> new KnownSteps(ministry, direction));
    }

    /** All numbers, and how they hang together. */
    Counts finish() {
        numbers.forEach(counts::add);
        counts.sum(Names.JOURNEYS, List.of(Names.PERSONS, Names.DUPLICATES));
        counts.sum(Names.PERSONS, directions.stream().map(Names::persons).toList());
        for (String direction : directions) {
            counts.sum(Names.persons(direction),
                    Arrays.stream(JourneyState.values()).map(each -> Names.state(each, direction)).toList());
            for (Figures.WaitingFor what : Figures.WaitingFor.values()) {
                counts.sum(Names.waiting(what, direction), Names.bands(what, direction));
                counts.sumIfSo(List.of(Names.waiting(what, direction)), waitingStates(what, direction));
            }
        }
        directions.forEach(this::recorded);
        scope.countries().stream().filter(country -> directions.stream().allMatch(each -> ends(each).contains(country)))
                .forEach(country -> List.of(Names.JOURNEYS, Names.PERSONS, Names.DUPLICATES).forEach(each ->
                        counts.owned(each, country)));
        checkpoints.values().forEach(this::checkpoint);
        checkpointRows.forEach(counts::sum);
        quarters.forEach(this::quarter);
        overall();
        return counts;
    }

    /** Both countries of a direction. */
    private static List<String> ends(String direction) {
        return List.of(direction.split("_TO_"));
    }

    /** Whose steps lead to which numbers of a direction: one side refers and the other hears of it, so both know how many. */
    private void recorded(String direction) {
        for (String ministry : ends(direction)) {
            counts.owned(Names.persons(direction), ministry);
            JourneyState.Taker side = KnownSteps.side(ministry, direction);
            Arrays.stream(JourneyState.values()).filter(each -> each.taker() == side)
                    .forEach(each -> counts.owned(Names.state(each, direction), ministry));
            knownSteps(ministry, direction).tell(counts);
            for (Figures.WaitingFor what : Figures.WaitingFor.values()) {
                if (WAITS_FOR.get(what) == side) {
                    counts.owned(Names.waiting(what, direction), ministry);
                    Names.bands(what, direction).forEach(each -> counts.owned(each, ministry));
                }
            }
        }
    }

    private void quarter(String quarter) {
        for (IndicatorSet.Definition each : definitions) {
            String joint = Names.indicator(quarter, each.id(), each.measure(), Names.JOINT);
            List<String> national = scope.countries().stream()
                    .map(country -> Names.indicator(quarter, each.id(), each.measure(), country)).toList();
            counts.sumIfSo(List.of(joint), national);
            column(quarter, each, joint, Names.JOINT);
            scope.countries().forEach(country ->
                    column(quarter, each, Names.indicator(quarter, each.id(), each.measure(), country), country));
            if (each.measure() == Figures.Measure.SHARE && !each.id().equals(IndicatorSet.VISITS)) {
                counts.sumIfSo(List.of(Names.yes(joint)), national.stream().map(Names::yes).toList());
                counts.sumIfSo(List.of(Names.no(joint)), national.stream().map(Names::no).toList());
            }
        }
        SPLITS.forEach((id, codes) -> {
            String all = Names.split(quarter, id, "all");
            counts.neverShown(all);
            counts.neverShown(Names.split(quarter, id, UNKNOWN));
            List<String> parts = Stream.concat(codes.stream(), Stream.of(UNKNOWN))
                    .map(code -> Names.split(quarter, id, code)).toList();
            counts.add(all, parts.stream().mapToLong(counts::get).sum());
            counts.sum(all, parts);
            parts.forEach(each -> counts.sum(each, origins().map(country -> {
                String part = Names.recordedBy(each, country);
                counts.neverShown(part);
                counts.knownTo(part, country);
                return part;
            }).toList()));
        });
        cohorts(quarter);
    }

    /** One column of an indicator: who records it, what is shown of it, and what goes with it. */
    private void column(String quarter, IndicatorSet.Definition definition, String name, String country) {
        boolean national = !country.equals(Names.JOINT);
        boolean started = !national || scope.started(country);
        counts.add(name, 0);
        List<String> numbers = definition.measure() == Figures.Measure.SHARE && !definition.id().equals(IndicatorSet.VISITS)
                ? List.of(name, Names.yes(name), Names.no(name)) : List.of(name);
        if (numbers.size() > 1) {
            counts.sum(name, List.of(Names.yes(name), Names.no(name)));
            counts.together(numbers);
        }
        numbers.forEach(each -> {
            if (national) {
                counts.owned(each, country);
            }
            if (!started) {
                counts.neverShown(each);
            }
        });
        Collection<Numbers> minutes = minutes(quarter, definition, country);
        if (!minutes.isEmpty()) {
            counts.measure(name, measure(minutes, definition.measure(), name));
        }
        Visits visited = visits.get(name);
        if (visited != null) {
            counts.measure(name, visited.measure(name, counts.get(name)));
        }
    }

    /** How long it took for the persons of a column: of all countries in the joint one. */
    private Collection<Numbers> minutes(String quarter, IndicatorSet.Definition definition, String column) {
        return switch (definition.measure()) {
            case MEDIAN, P90 -> {
                Map<String, Numbers> byCountry = times.getOrDefault(Names.times(quarter, definition.id()), Map.of());
                Numbers national = byCountry.get(column);
                yield column.equals(Names.JOINT) ? byCountry.values() : national == null ? List.of() : List.of(national);
            }
            case COUNT, SHARE, OVERRIDES, REGISTER -> List.of();
        };
    }

    /** A time in days, and how many persons at least lie at it or on either side of it. */
    private static Counts.Measure measure(Collection<Numbers> minutes, Figures.Measure measure, String name) {
        double share = measure == Figures.Measure.MEDIAN ? 0.5 : 0.9;
        int persons = Numbers.size(minutes);
        int rank = (int) Math.ceil(share * persons);
        return new Counts.Measure(Numbers.quantile(minutes, share) / MINUTES_OF_A_DAY, name, Math.min(rank, persons - rank + 1));
    }

    /** The same persons under several names. */
    private void cohorts(String quarter) {
        for (Figures.Counted what : Figures.Counted.values()) {
            directions.forEach(direction -> {
                counts.add(Names.quarter(quarter, what, direction), 0);
                counts.owned(Names.quarter(quarter, what, direction), what.recordedBy(direction));
            });
        }
        directions.forEach(direction -> {
            counts.add(Names.handovers(quarter, direction), 0);
            counts.neverShown(Names.handovers(quarter, direction));
            counts.knownTo(Names.handovers(quarter, direction), ends(direction).getFirst());
            // Whom one side refers, the other hears of.
            counts.knownTo(Names.quarter(quarter, Figures.Counted.REFERRALS, direction), ends(direction).getLast());
        });
        for (String country : scope.countries()) {
            // Who alone is on the other side records the rounds for completion, and whose needs a result answered.
            theOnly(leaving(country)).ifPresent(direction -> share(quarter, IndicatorSet.RETURNED_FOR_COMPLETION, country)
                    .forEach(each -> counts.knownTo(each, ends(direction).getLast())));
            theOnly(returningTo(country)).ifPresent(direction -> share(quarter, IndicatorSet.NEEDS_ANSWERED, country)
                    .forEach(each -> counts.knownTo(each, ends(direction).getFirst())));
        }
        for (String country : scope.countries()) {
            List<String> referred = leaving(country).map(each ->
                    Names.quarter(quarter, Figures.Counted.REFERRALS, each)).toList();
            List<String> returned = returningTo(country).map(each ->
                    Names.quarter(quarter, Figures.Counted.RETURNS, each)).toList();
            same(quarter, IndicatorSet.REFERRALS, Figures.Measure.COUNT, country, referred);
            same(quarter, IndicatorSet.RETURNED_FOR_COMPLETION, Figures.Measure.SHARE, country, referred);
            same(quarter, IndicatorSet.RESULTS, Figures.Measure.COUNT, country, returningTo(country).map(each ->
                    Names.quarter(quarter, Figures.Counted.RESULTS, each)).toList());
            same(quarter, IndicatorSet.RETURNS, Figures.Measure.COUNT, country, returned);
            same(quarter, IndicatorSet.CASE_MANAGER, Figures.Measure.SHARE, country, returned);
            same(quarter, "IND-C3", Figures.Measure.MEDIAN, country, returned);
            same(quarter, IndicatorSet.MATCHED, Figures.Measure.SHARE, country,
                    returningTo(country).map(each -> Names.handovers(quarter, each)).toList());
            counts.sumIfSo(List.of(Names.indicator(quarter, IndicatorSet.RESULT_FIRST, Figures.Measure.SHARE, country),
                    Names.indicator(quarter, IndicatorSet.RESULT_FIRST, Figures.Measure.OVERRIDES, country)),
                    leaving(country).filter(scope.resultFirst()::contains).map(each ->
                            Names.handovers(quarter, each)).toList());
        }
        for (String column : Stream.concat(Stream.of(Names.JOINT), scope.countries().stream()).toList()) {
            counts.sumIfSo(List.of(Names.indicator(quarter, "IND-B2", Figures.Measure.MEDIAN, column)),
                    List.of(Names.indicator(quarter, "IND-B2", Figures.Measure.P90, column)));
            counts.sumIfSo(List.of(Names.indicator(quarter, "IND-B2", Figures.Measure.MEDIAN, column)),
                    List.of(Names.indicator(quarter, IndicatorSet.RESULTS, Figures.Measure.COUNT, column)));
        }
        counts.sumIfSo(List.of(Names.split(quarter, "IND-B4", "all")),
                List.of(Names.indicator(quarter, IndicatorSet.RESULTS, Figures.Measure.COUNT, Names.JOINT)));
    }

    private void same(String quarter, String id, Figures.Measure measure, String country, List<String> others) {
        counts.sumIfSo(List.of(Names.indicator(quarter, id, measure, country)), others);
    }

    private static Optional<String> theOnly(Stream<String> some) {
        List<String> all = some.toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static List<String> share(String quarter, String id, String country) {
        String name = Names.indicator(quarter, id, Figures.Measure.SHARE, country);
        return List.of(name, Names.yes(name), Names.no(name));
    }

    /** Countries that somebody returns to. */
    private Stream<String> origins() {
        return directions.stream().map(each -> ends(each).getLast()).distinct();
    }

    private Stream<String> leaving(String country) {
        return directions.stream().filter(each -> each.startsWith(country + "_TO_"));
    }

    private Stream<String> returningTo(String country) {
        return directions.stream().filter(each -> each.endsWith("_TO_" + country));
    }

    /** What all quarters together say of the states of today. */
    private void overall() {
        for (String direction : directions) {
            counts.sumIfSo(List.of(Names.persons(direction)), eachQuarter(Figures.Counted.REFERRALS, direction));
            counts.sumIfSo(since(JourneyState.RESULT_ISSUED, direction), eachQuarter(Figures.Counted.RESULTS, direction));
            counts.sumIfSo(since(JourneyState.HANDED_OVER, direction),
                    quarters.stream().map(each -> Names.handovers(each, direction)).toList());
            counts.sumIfSo(since(JourneyState.ARRIVED, direction), eachQuarter(Figures.Counted.RETURNS, direction));
        }
        counts.sumIfSo(directions.stream().map(each -> Names.state(JourneyState.CLOSED, each)).toList(),
                quarters.stream().map(each -> Names.split(each, "IND-D13", "all")).toList());
        for (String country : scope.countries()) {
            counts.sumIfSo(returningTo(country).map(each -> Names.state(JourneyState.HANDED_OVER, each)).toList(),
                    eachQuarterNot(IndicatorSet.MATCHED, country));
            counts.sumIfSo(returningTo(country).map(each -> Names.state(JourneyState.ARRIVED, each)).toList(),
                    eachQuarterNot(IndicatorSet.CASE_MANAGER, country));
        }
    }

    private List<String> eachQuarter(Figures.Counted what, String direction) {
        return quarters.stream().map(each -> Names.quarter(each, what, direction)).toList();
    }

    private List<String> eachQuarterNot(String id, String country) {
        return quarters.stream().map(each -> Names.no(Names.indicator(each, id, Figures.Measure.SHARE, country))).toList();
    }

    /** The states that a person can be in after this step. */
    private static List<String> since(JourneyState first, String direction) {
        EnumSet<JourneyState> states = EnumSet.range(first, JourneyState.CLOSED);
        if (first == JourneyState.RESULT_ISSUED) {
            states.add(JourneyState.NO_RETURN);
        }
        return states.stream().map(each -> Names.state(each, direction)).toList();
    }

    /** Reports of the same month and place speak of the same people: the larger one counts. */
    private void checkpoint(List<CheckpointCount> reports) {
        CheckpointCount counted = reports.stream().max(Comparator.comparingLong(CheckpointCount::total)
                .thenComparing(CheckpointCount::country, Comparator.reverseOrder())).orElseThrow();
        String quarter = Quarter.ofMonth(counted.month(), scope.zone()).code();
        quarters.add(quarter);
        String row = Names.checkpoint(quarter, counted.month(), counted.checkpoint(), counted.direction().code());
        String all = Names.indicator(quarter, IndicatorSet.CHECKPOINT_RETURNS, Figures.Measure.COUNT, Names.JOINT);
        counts.add(Names.total(row), counted.total());
        for (CheckpointCount each : reports) {
            String reported = Names.reported(row, each.country());
            counts.add(reported, each.total());
            counts.owned(reported, each.country());
            String national = Names.indicator(quarter, IndicatorSet.CHECKPOINT_RETURNS, Figures.Measure.COUNT, each.country());
            counts.add(national, each.total());
            counts.owned(national, each.country());
            if (!scope.started(each.country())) {
                counts.neverShown(national);
            }
        }
        // Most readers would guess that two reports are the same, though no answer says so.
        List<CheckpointCount> alike = reports.stream().filter(each -> each.total() == counted.total()).toList();
        alike.forEach(each -> counts.sumIfSo(List.of(Names.total(row)), List.of(Names.reported(row, each.country()))));
        counts.add(all, counted.total());
        groups(Names.total(row), counted, alike, CheckpointCount.Group::sex, Sex.values(), code -> Names.sex(row, code));
        groups(Names.total(row), counted, alike, CheckpointCount.Group::ageGroup, AgeGroup.values(),
                code -> Names.age(row, code));
        checkpointRows.computeIfAbsent(all, _ -> new ArrayList<>()).add(Names.total(row));
        reports.forEach(each -> checkpointRows.computeIfAbsent(Names.indicator(quarter,
                IndicatorSet.CHECKPOINT_RETURNS, Figures.Measure.COUNT, each.country()), _ -> new ArrayList<>())
                .add(Names.reported(row, each.country())));
    }

    /** Who made the report that counts records its groups; who reported the same number knows it. */
    private void groups(String total, CheckpointCount counted, List<CheckpointCount> alike,
            Function<CheckpointCount.Group, Enum<?>> groupOf, Enum<?>[] codes, UnaryOperator<String> name) {
        Map<String, Long> groups = persons(counted, groupOf, codes);
        groups.forEach((code, persons) -> {
            counts.add(name.apply(code), persons);
            counts.owned(name.apply(code), counted.country());
            if (code.equals(UNKNOWN)) {
                counts.neverShown(name.apply(code));
            }
        });
        alike.forEach(each -> persons(each, groupOf, codes).forEach((code, persons) -> {
            if (persons.equals(groups.get(code))) {
                counts.knownTo(name.apply(code), each.country());
            }
        }));
        counts.sum(total, groups.keySet().stream().map(name).toList());
    }

    private static Map<String, Long> persons(CheckpointCount report, Function<CheckpointCount.Group, Enum<?>> groupOf,
            Enum<?>[] codes) {
        Map<String, Long> persons = codes(codes);
        report.groups().forEach(each -> persons.merge(groupOf.apply(each).name(), (long) each.count(), Long::sum));
        return persons;
    }

    static Map<String, Long> codes(Enum<?>[] values) {
        Map<String, Long> result = new LinkedHashMap<>();
        Stream.of(values).filter(each -> !UNKNOWN.equals(each.name())).forEach(each -> result.put(each.name(), 0L));
        return result;
    }

    private static Map<String, List<String>> splitCodes() {
        Map<String, List<String>> splits = new TreeMap<>();
        OUTCOMES.forEach((id, list) -> splits.put(id, List.copyOf(codes(list.getEnumConstants()).keySet())));
        return splits;
    }

    /** Visits of several persons. */
    private static final class Visits {
        private long done;
        private long due;
        private long personsDone;
        private long personsNot;

        void add(Contribution.Visited visited, long persons) {
            done += persons * visited.done();
            due += persons * visited.due();
            personsDone += visited.done() > 0 ? persons : 0;
            personsNot += visited.due() > visited.done() ? persons : 0;
        }

        Counts.Measure measure(String name, long persons) {
            return new Counts.Measure(100.0 * done / due, name,
                    Stream.of(persons, personsDone, personsNot).filter(each -> each > 0).mapToLong(Long::longValue).min()
                            .orElse(0));
        }
    }
}
