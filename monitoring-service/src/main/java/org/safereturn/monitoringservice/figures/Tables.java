package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.fold.JourneyState;

/**
 * The figures of one quarter for one reader: what the level has published, and of this moment in full what the reader's
 * own ministry records.
 */
final class Tables {

    private static final String NOBODY = "";

    private final Scope scope;
    private final Reader reader;
    private final boolean smallCellsShown;
    private final Quarter quarter;
    private final Publication published;
    private final Counts live;
    private final Instant now;
    private final boolean begun;
    private final String own;

    Tables(Scope scope, Reader reader, boolean smallCellsShown, Quarter quarter, Publication published, Counts live,
            Instant now) {
        this.scope = scope;
        this.reader = reader;
        this.smallCellsShown = smallCellsShown;
        this.quarter = quarter;
        this.published = published;
        this.live = live;
        this.now = now;
        this.own = Objects.requireNonNullElse(reader.own(), NOBODY);
        // Codes of quarters sort by time.
        this.begun = quarter.code().equals(Quarter.at(now, scope.zone()).code())
                || Names.quarters(published.names().stream()).anyMatch(each -> each.compareTo(quarter.code()) <= 0);
    }

    Figures figures() {
        List<String> directions = new ArrayList<>(new TreeSet<>(Names.directions(published.names().stream()).toList()));
        Map<String, Cell> byDirection = new LinkedHashMap<>();
        directions.forEach(each -> byDirection.put(each, cell(Names.persons(each))));
        return new Figures(reader.level().code(), reader.level().threshold(), reader.own(), "PROPOSED",
                reader.own() == null ? published.at() : now, published.at(), reader.level().next(published.at()),
                quarter.code(), smallCellsShown, directions, scope.countries(), scope.readiness(), cell(Names.JOURNEYS),
                cell(Names.PERSONS), cell(Names.DUPLICATES), byDirection, thisQuarter(directions), states(directions),
                waiting(directions), directions.stream().map(each -> new Figures.Unmatched(each,
                        cell(Names.state(JourneyState.HANDED_OVER, each)))).toList(),
                checkpoints(), indicators(), splits());
    }

    private Cell cell(String name) {
        return cell(name, Cell.Source.EVENTS);
    }

    /** A number of persons, in full when the reader's own ministry records it. */
    private Cell cell(String name, Cell.Source source) {
        if (live.isOwned(name, own)) {
            return Cell.count(live.get(name), source);
        }
        Long shown = published.shown().get(name);
        if (shown != null) {
            return Cell.count(shown, source);
        }
        return published.names().contains(name) ? Cell.without(Cell.State.SUPPRESSED, source) : Cell.count(0, source);
    }

    private Cell inQuarter(String name) {
        return begun ? cell(name) : Cell.without(Cell.State.NOT_STARTED, Cell.Source.EVENTS);
    }

    private Map<Figures.Counted, Map<String, Cell>> thisQuarter(List<String> directions) {
        Map<Figures.Counted, Map<String, Cell>> result = new EnumMap<>(Figures.Counted.class);
        for (Figures.Counted what : Figures.Counted.values()) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            directions.forEach(each -> cells.put(each,
                    inQuarter(Names.quarter(quarter.code(), what, each))));
            result.put(what, cells);
        }
        return result;
    }

    private List<Figures.StateRow> states(List<String> directions) {
        return Arrays.stream(JourneyState.values()).map(state -> {
            Map<String, Cell> cells = new LinkedHashMap<>();
            directions.forEach(each -> cells.put(each, cell(Names.state(state, each))));
            return new Figures.StateRow(state, state.phase(), cells);
        }).toList();
    }

    private List<Figures.WaitingRow> waiting(List<String> directions) {
        List<Figures.WaitingRow> rows = new ArrayList<>();
        for (Figures.WaitingFor what : Figures.WaitingFor.values()) {
            directions.forEach(each -> rows.add(new Figures.WaitingRow(what, each, cell(Names.waiting(what, each)),
                    Names.bands(what, each).stream().map(this::cell).toList())));
        }
        return rows;
    }

    private List<Figures.CheckpointRow> checkpoints() {
        return Names.checkpoints(published.names().stream(), quarter.code())
                .sorted(Comparator.comparing(Names.CheckpointName::month).reversed()
                        .thenComparing(Names.CheckpointName::checkpoint).thenComparing(Names.CheckpointName::direction))
                .map(this::checkpoint).toList();
    }

    private Figures.CheckpointRow checkpoint(Names.CheckpointName name) {
        Map<String, Cell> reported = new LinkedHashMap<>();
        scope.countries().forEach(each -> reported.put(each, reported(name, each)));
        return new Figures.CheckpointRow(name.month(), name.checkpoint(), name.direction(), cell(Names.total(name.row())),
                reported, difference(List.copyOf(reported.values())),
                groups(Sex.values(), code -> Names.sex(name.row(), code)),
                groups(AgeGroup.values(), code -> Names.age(name.row(), code)));
    }

    private Cell reported(Names.CheckpointName name, String country) {
        String number = Names.reported(name.row(), country);
        return published.names().contains(number) ? cell(number, Cell.Source.MINISTRY)
                : Cell.without(Cell.State.NOT_REPORTED, Cell.Source.MINISTRY);
    }

    /** Between the two reports, when the reader sees both. */
    private static Cell difference(List<Cell> reports) {
        List<Cell> made = reports.stream().filter(each -> each.state() != Cell.State.NOT_REPORTED).toList();
        if (made.size() < 2) {
            return Cell.without(Cell.State.NOT_APPLICABLE, Cell.Source.MINISTRY);
        }
        List<Double> values = made.stream().map(Cell::value).filter(Objects::nonNull).sorted().toList();
        return values.size() < made.size() ? Cell.without(Cell.State.SUPPRESSED, Cell.Source.MINISTRY)
                : Cell.count(Math.round(values.getLast() - values.getFirst()), Cell.Source.MINISTRY);
    }

    private Map<String, Cell> groups(Enum<?>[] codes, UnaryOperator<String> name) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        FiguresCalculation.codes(codes).keySet().forEach(code -> cells.put(code, cell(name.apply(code))));
        return cells;
    }

    private List<Figures.Indicator> indicators() {
        Map<String, Figures.Indicator> result = new TreeMap<>(Tables::inOrder);
        IndicatorSet.definitions(scope.zone(), scope.resultFirst()::contains).forEach(each ->
                put(result, indicator(each.id(), each.measure())));
        put(result, indicator(IndicatorSet.CHECKPOINT_RETURNS, Figures.Measure.COUNT));
        // What only a ministry or a register can say; neither reports to this view yet.
        put(result, reported("IND-A6", Figures.Measure.COUNT, Cell.State.NOT_APPLICABLE, Cell.State.NOT_REPORTED));
        put(result, reported("IND-B3", Figures.Measure.SHARE, Cell.State.NOT_APPLICABLE, Cell.State.NOT_APPLICABLE));
        put(result, reported("IND-G2", Figures.Measure.REGISTER, Cell.State.NOT_REPORTED, Cell.State.NOT_REPORTED));
        put(result, reported("IND-G4", Figures.Measure.REGISTER, Cell.State.NOT_REPORTED, Cell.State.NOT_REPORTED));
        return List.copyOf(result.values());
    }

    private Figures.Indicator indicator(String id, Figures.Measure measure) {
        Map<String, Cell> national = new LinkedHashMap<>();
        scope.countries().forEach(country -> national.put(country, national(id, measure, country)));
        if (IndicatorSet.LATE.contains(id) && scope.limited().isEmpty()) {
            return new Figures.Indicator(id, measure, Cell.without(Cell.State.NOT_APPLICABLE, Cell.Source.EVENTS), national);
        }
        return new Figures.Indicator(id, measure, begun ? column(id, measure, Names.JOINT, Cell.Source.EVENTS)
                : Cell.without(Cell.State.NOT_STARTED, Cell.Source.EVENTS), national);
    }

    private Cell national(String id, Figures.Measure measure, String country) {
        if (!scope.started(country, quarter)) {
            return Cell.without(Cell.State.NOT_STARTED, Cell.Source.MINISTRY);
        }
        if (IndicatorSet.LATE.contains(id) && !scope.limited().contains(country)) {
            return Cell.without(Cell.State.NOT_APPLICABLE, Cell.Source.NATIONAL_EVENTS);
        }
        return begun ? column(id, measure, country, Cell.Source.NATIONAL_EVENTS)
                : Cell.without(Cell.State.NOT_REPORTED, Cell.Source.NATIONAL_EVENTS);
    }

    private Cell column(String id, Figures.Measure measure, String column, Cell.Source source) {
        String name = Names.indicator(quarter.code(), id, measure, column);
        return switch (measure) {
            case COUNT, OVERRIDES -> cell(name, source);
            case SHARE -> id.equals(IndicatorSet.VISITS) ? measured(name, source) : share(name, source);
            case MEDIAN, P90 -> measured(name, source);
            case REGISTER -> Cell.without(Cell.State.NOT_REPORTED, source);
        };
    }

    private Cell share(String name, Cell.Source source) {
        Cell persons = cell(name, source);
        Double of = persons.value();
        Double yes = cell(Names.yes(name), source).value();
        return of == null || yes == null ? persons
                : Cell.measure(of == 0 ? 0 : 100 * yes / of, of.longValue(), source);
    }

    private Cell measured(String name, Cell.Source source) {
        Cell persons = cell(name, source);
        @Nullable Double value = live.isOwned(name, own) ? live.measure(name).map(Counts.Measure::value).orElse(null)
                : published.measures().get(name);
        Double of = persons.value();
        if (of == null || (value == null && of > 0)) {
            return Cell.without(Cell.State.SUPPRESSED, source);
        }
        return Cell.measure(Optional.ofNullable(value).orElse(0.0), of.longValue(), source);
    }

    private static void put(Map<String, Figures.Indicator> indicators, Figures.Indicator indicator) {
        indicators.put(indicator.id() + " " + indicator.measure(), indicator);
    }

    private Figures.Indicator reported(String id, Figures.Measure measure, Cell.State joint, Cell.State started) {
        Map<String, Cell> national = new LinkedHashMap<>();
        scope.countries().forEach(country -> national.put(country, Cell.without(
                scope.started(country, quarter) ? started : Cell.State.NOT_STARTED, Cell.Source.MINISTRY)));
        return new Figures.Indicator(id, measure, Cell.without(joint, Cell.Source.EVENTS), national);
    }

    private Map<String, Map<String, Cell>> splits() {
        Map<String, Map<String, Cell>> result = new LinkedHashMap<>();
        FiguresCalculation.SPLITS.forEach((id, codes) -> {
            Map<String, Cell> cells = new LinkedHashMap<>();
            codes.forEach(code -> cells.put(code, inQuarter(Names.split(quarter.code(), id, code))));
            result.put(id, cells);
        });
        return result;
    }

    /** By letter, then by number, then by measure: {@code IND-B2} before {@code IND-B10}. */
    private static int inOrder(String one, String other) {
        return sortable(one).compareTo(sortable(other));
    }

    private static String sortable(String name) {
        return name.replaceFirst("IND-(\\p{Upper})(\\d) ", "IND-$10$2 ");
    }
}
