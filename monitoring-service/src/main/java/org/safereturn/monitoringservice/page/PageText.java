package org.safereturn.monitoringservice.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.safereturn.access.text.Labels;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.monitoringservice.figures.Cell;
import org.safereturn.monitoringservice.figures.Countries;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresCalculation;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.context.MessageSource;

/**
 * Figures and events as the words of one language. Data stay ISO; only what is shown in Thai carries years of the
 * Buddhist era.
 */
final class PageText {

    /** What stands in a cell. */
    record Text(String text, String title, String style) {
    }

    /** A large figure with its parts. */
    record Tile(String label, String value, List<Part> parts, String style) {
    }

    /** A part of a large figure. */
    record Part(String label, String value) {
    }

    /** States of one stretch of the way. */
    record Stretch(String label, List<StateLine> lines) {
    }

    /** Persons in one state. */
    record StateLine(String label, List<Bar> bars) {
    }

    /** A figure with a bar, 0 to 100. */
    record Bar(Text value, String width) {
    }

    /** Who waits for one thing. */
    record Wait(String label, String direction, boolean first, Text total, List<Text> bands) {
    }

    /** Returns through a checkpoint. */
    record Checkpoint(String month, String place, String direction, Text total, List<Text> reports, Text difference,
            List<Text> groups) {
    }

    /** One indicator. */
    record IndicatorLine(String id, String name, String unit, Text joint, List<Text> countries) {
    }

    /** Outcomes behind one indicator. */
    record SplitTable(String id, String name, List<SplitLine> lines) {
    }

    /** One outcome. */
    record SplitLine(String label, Text value) {
    }

    /** One country's readiness. */
    record ReadinessLine(String country, String state, String style) {
    }

    /** All figures of the page. */
    record Board(String level, String levelText, String at, String published, String next, String quarter,
            String smallCells, List<Tile> tiles, List<String> directions,
            List<String> countries, List<Stretch> stretches, List<String> bands, List<Wait> waiting,
            List<String> sexes, List<String> ages, List<String> checkpointGroups, List<Checkpoint> checkpoints, List<IndicatorLine> indicators,
            List<SplitTable> splits, List<ReadinessLine> readiness) {
    }

    /** One line of the stream. */
    record Line(String time, String isoTime, String country, String event, String direction, String journey,
            String style) {
    }

    /** The state of the rebuild. */
    record RebuildText(String text, boolean running, String percent) {
    }

    private static final Locale THAI = Locale.of("th");
    private static final List<String> BANDS = List.of("0-30", "31-60", "61-90", "90+");

    private final MessageSource messages;
    private final Labels labels;
    private final Countries countries;
    private final Locale language;
    private final ZoneId zone;

    PageText(MessageSource messages, Labels labels, Countries countries, Locale language, ZoneId zone) {
        this.messages = messages;
        this.labels = labels;
        this.countries = countries;
        this.language = language;
        this.zone = zone;
    }

    Board figures(Figures figures) {
        String own = figures.own();
        String levelText = message("level." + figures.level());
        return new Board(message("level", figures.level()),
                own == null ? levelText : levelText + " " + message("level.own", country(own)),
                timestamp(figures.at()), timestamp(figures.published()), timestamp(figures.nextPublication()),
                quarter(figures.quarter()), figures.smallCellsShown() ? message("cells.shown")
                        : message("cells.hidden", figures.hiddenBelow() - 1, figures.hiddenBelow()), tiles(figures),
                figures.directions().stream().map(this::direction).toList(),
                figures.countries().stream().map(this::country).toList(), stretches(figures),
                BANDS.stream().map(each -> message("band." + each)).toList(), waiting(figures),
                labels(figures, Figures.CheckpointRow::bySex, Sex.class), labels(figures, Figures.CheckpointRow::byAgeGroup, AgeGroup.class),
                checkpointGroups(figures), checkpoints(figures), indicators(figures), splits(figures),
                readiness(figures));
    }

    Line line(Notice notice) {
        return new Line(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(zone).format(notice.at()),
                notice.at().toString(), country(notice.country()), label(notice.event()),
                direction(notice.direction()), notice.journey(), style(notice.event()));
    }

    RebuildText rebuild(Rebuild.Progress progress) {
        Instant ended = progress.ended();
        String text = switch (progress.state()) {
            case NEVER_RUN -> message("rebuild.never");
            case RUNNING -> message("rebuild.running", progress.percent(), progress.done(), progress.total());
            case DONE -> message("rebuild.done", ended == null ? "" : timestamp(ended), progress.done());
            case FAILED -> message("rebuild.failed", ended == null ? "" : timestamp(ended));
        };
        return new RebuildText(text, progress.running(), String.valueOf(progress.percent()));
    }

    private List<Tile> tiles(Figures figures) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(message("tile.persons"), text(figures.persons()).text(), parts(figures.personsByDirection()),
                "plain"));
        figures.thisQuarter().forEach((what, cells) -> tiles.add(
                new Tile(message("tile." + what), total(cells.values()), parts(cells), "plain")));
        Map<String, Cell> unmatched = new LinkedHashMap<>();
        figures.unmatchedHandovers().forEach(each -> unmatched.put(each.direction(), each.count()));
        boolean nobody = unmatched.values().stream().allMatch(each -> each.state() == Cell.State.ZERO_TRUE);
        tiles.add(new Tile(message("tile.unmatched"), total(unmatched.values()), parts(unmatched),
                nobody ? "calm" : "alarm"));
        return tiles;
    }

    private List<Part> parts(Map<String, Cell> cells) {
        List<Part> parts = new ArrayList<>();
        cells.forEach((direction, cell) -> parts.add(new Part(direction(direction), text(cell).text())));
        return parts;
    }

    /** Of cells that are all shown; otherwise what the first that is not says. */
    private String total(Collection<Cell> cells) {
        return cells.stream().filter(each -> each.value() == null).findFirst().map(each -> text(each).text())
                .orElseGet(() -> number(cells.stream().mapToLong(each -> each.persons().orElse(0)).sum()));
    }

    private List<Stretch> stretches(Figures figures) {
        double largest = figures.states().stream().flatMap(each -> each.byDirection().values().stream())
                .map(Cell::value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).max().orElse(1);
        List<Stretch> stretches = new ArrayList<>();
        for (JourneyState.Phase phase : JourneyState.Phase.values()) {
            stretches.add(new Stretch(label(phase), figures.states().stream()
                    .filter(row -> row.phase() == phase && (row.state() != JourneyState.NOT_YET_KNOWN || present(row)))
                    .map(row -> new StateLine(label(row.state()), row.byDirection().values().stream()
                            .map(cell -> new Bar(text(cell), width(cell, largest))).toList()))
                    .toList()));
        }
        return stretches;
    }

    private static boolean present(Figures.StateRow row) {
        return row.byDirection().values().stream().anyMatch(each -> each.state() != Cell.State.ZERO_TRUE);
    }

    private static String width(Cell cell, double largest) {
        Double value = cell.value();
        return String.valueOf(value == null || value == 0 ? 0 : Math.max(1, Math.round(100 * value / largest)));
    }

    private List<Wait> waiting(Figures figures) {
        List<Wait> rows = new ArrayList<>();
        Figures.WaitingFor before = null;
        for (Figures.WaitingRow row : figures.waiting()) {
            List<Text> bands = new ArrayList<>();
            for (int band = 0; band < row.bands().size(); band++) {
                Text plain = text(row.bands().get(band));
                boolean somebody = row.bands().get(band).state() == Cell.State.VALUE;
                bands.add(somebody ? new Text(plain.text(), plain.title(), "band" + band) : plain);
            }
            rows.add(new Wait(label(row.waitingFor()), direction(row.direction()),
                    row.waitingFor() != before, text(row.total()), bands));
            before = row.waitingFor();
        }
        return rows;
    }

    /** The columns of a table with one row of headings. */
    private List<String> checkpointGroups(Figures figures) {
        return Stream.concat(
                labels(figures, Figures.CheckpointRow::bySex, Sex.class).stream().map(each -> message("sex.column", each)),
                labels(figures, Figures.CheckpointRow::byAgeGroup, AgeGroup.class).stream().map(each -> message("age.column", each)))
                .toList();
    }

    private List<String> labels(Figures figures, Function<Figures.CheckpointRow, Map<String, Cell>> cells,
            Class<? extends Enum<?>> list) {
        return figures.checkpointReturns().stream().limit(1).flatMap(row -> cells.apply(row).keySet().stream())
                .map(each -> label(list, each)).toList();
    }

    private List<Checkpoint> checkpoints(Figures figures) {
        return figures.checkpointReturns().stream().map(row -> {
            List<Text> groups = new ArrayList<>();
            row.bySex().values().forEach(each -> groups.add(text(each)));
            row.byAgeGroup().values().forEach(each -> groups.add(text(each)));
            return new Checkpoint(month(row.month()), countries.placeName(row.checkpoint(), language),
                    direction(row.direction()), text(row.total()),
                    row.byCountry().values().stream().map(this::text).toList(), text(row.difference()), groups);
        }).toList();
    }

    private List<IndicatorLine> indicators(Figures figures) {
        return figures.indicators().stream().map(each -> new IndicatorLine(each.id(),
                message("indicator." + each.id()), label(each.measure()), text(each.joint()),
                each.byCountry().values().stream().map(this::text).toList())).toList();
    }

    private List<SplitTable> splits(Figures figures) {
        List<SplitTable> tables = new ArrayList<>();
        figures.splits().forEach((id, cells) -> {
            List<SplitLine> lines = new ArrayList<>();
            Class<? extends Enum<?>> outcomes = Objects.requireNonNull(FiguresCalculation.OUTCOMES.get(id), id);
            cells.forEach((code, cell) -> lines.add(new SplitLine(label(outcomes, code), text(cell))));
            tables.add(new SplitTable(id, message("indicator." + id), lines));
        });
        return tables;
    }

    private List<ReadinessLine> readiness(Figures figures) {
        List<ReadinessLine> lines = new ArrayList<>();
        figures.readiness().forEach((code, readiness) -> lines.add(new ReadinessLine(country(code),
                label(readiness.state()) + " · " + message("authority." + readiness.authority())
                        + (readiness.countsWithoutConsent() ? " · " + message("readiness.withoutConsent") : ""),
                readiness.started() ? "started" : "missing")));
        return lines;
    }

    private Text text(Cell cell) {
        String source = label(cell.source());
        Double value = cell.value();
        if (value == null) {
            return new Text(label(cell.state()), message("cell." + cell.state() + ".why"),
                    cell.state() == Cell.State.SUPPRESSED ? "hidden" : "missing");
        }
        Long of = cell.of();
        String shown = of == null ? number(value.longValue()) : decimal(value);
        String title = of == null ? source : source + " · n = " + number(of);
        return new Text(shown, title, cell.state() == Cell.State.ZERO_TRUE ? "zero" : "value");
    }

    private String direction(String code) {
        int at = code.indexOf("_TO_");
        return at < 0 ? code : country(code.substring(0, at)) + " → " + country(code.substring(at + 4));
    }

    private String country(String code) {
        return Objects.requireNonNullElse(messages.getMessage("country." + code, null, code, language), code);
    }

    private String timestamp(Instant at) {
        return date("d MMM uuuu HH:mm:ss").withZone(zone).format(at);
    }

    private String month(String month) {
        LocalDate first = YearMonth.parse(month).atDay(1);
        return date("MMM uuuu").format(first);
    }

    private String quarter(String code) {
        int year = Integer.parseInt(code.substring(0, 4));
        int shown = language.equals(THAI)
                ? ThaiBuddhistChronology.INSTANCE.date(LocalDate.of(year, 1, 1)).get(
                        ChronoField.YEAR)
                : year;
        return message("quarter", code.substring(6), String.valueOf(shown));
    }

    private DateTimeFormatter date(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language)
                .withChronology(language.equals(THAI) ? ThaiBuddhistChronology.INSTANCE : IsoChronology.INSTANCE);
    }

    private String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    private String decimal(double value) {
        return value == Math.rint(value) ? number((long) value) : String.format(Locale.ENGLISH, "%,.1f", value);
    }

    private static String style(Milestone event) {
        return switch (event) {
            case REFERRAL_SUBMITTED, DELIVERY_RECEIPT, REFERRAL_RECEIVED, REFERRAL_RETURNED_FOR_COMPLETION,
                 REFERRAL_ACCEPTED, REFERRAL_DECLINE_REVOKED -> "referral";
            case TRACING_PROGRESS_REPORTED, TRACING_RESULT_ISSUED, TRACING_RESULT_ACKNOWLEDGED,
                 CARE_ANSWERS_RECORDED -> "tracing";
            case RETURN_DECISION_RECORDED, REPATRIATION_PROPOSED, REPATRIATION_CONFIRMED, REPATRIATION_RESCHEDULED,
                 REPATRIATION_SUSPENDED, REPATRIATION_RESUMED, HANDOVER_EXECUTED, EMERGENCY_OVERRIDE_CONFIRMED,
                 ARRIVAL_CONFIRMED -> "return";
            case CASE_MANAGER_ASSIGNED, REINTEGRATION_STATUS_REPORTED, CASE_CLOSED, CASE_REOPENED,
                 REINTEGRATION_STATS_RECORDED, MONITORING_VISIT_RECORDED -> "reintegration";
            case REFERRAL_DECLINED, REFERRAL_WITHDRAWN, CONSENT_UPDATED, CONSENT_WITHDRAWN,
                 CONSENT_EFFECT_CONFIRMED, CASE_MERGED -> "consent";
            case NON_VICTIM_RETURNS_COUNTED, DEADLINE_BREACHED -> "count";
        };
    }

    private String label(Enum<?> code) {
        return label(code.getDeclaringClass(), code.name());
    }

    private String label(Class<? extends Enum<?>> list, String code) {
        return labels.of(list, code, language).orElse(code);
    }

    private String message(String code, Object... arguments) {
        return messages.getMessage(code, arguments, language);
    }
}
