package org.safereturn.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.text.Languages;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.Forms;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.definition.Sheet;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Sheets for paper. Each says what it is, of which case and in which version, who printed it and when, and that it is
 * proposed; the style sheet numbers the pages.
 */
final class SheetViews {

    /** Parameter: in which language words are read to the person. */
    static final String SPOKEN = "spoken";

    /** What stands at the top of a sheet about its form. */
    private static final List<Row> FORM = List.of(row("code", Kind.PLACE, null, "formTitle"),
            row("document", Kind.TEXT, null, "formDocument"), row("number", Kind.TEXT, null, "formNumber"),
            row("version", Kind.TEXT, null, "formVersion"), row("approval", Kind.CODE, "FormApproval", "formApproval"),
            new Row("languages", Kind.MANY, null, List.of(row("language", Kind.LANGUAGE, null, "formLanguage"),
                    row("translation", Kind.CODE, "FormTranslation", "formTranslation")), "formLanguages", List.of(), null),
            row("backgroundNote", Kind.CODE, "BackgroundNote", "backgroundNote"),
            row("fieldsAuthority", Kind.CODE, "authorities", "fieldsAuthority"),
            row("country", Kind.COUNTRY, null, "formCountry"), row("known", Kind.YES_NO, null, "formKnown"));

    private final Shown shown;
    private final RecordLines lines;
    private final Clock clock;
    private final Forms forms;

    /** Sheets whose forms are those of this profile where a case does not say another one. */
    SheetViews(Shown shown, Clock clock, Forms forms) {
        this.shown = shown;
        this.lines = new RecordLines(shown);
        this.clock = clock;
        this.forms = forms;
    }

    /** A box on paper with what it stands for. */
    record Box(String label, boolean ticked) {
    }

    /** A labelled line; without a value and boxes it is one to write on. */
    record Line(String label, String value, List<Box> boxes, List<List<RecordLines.Line>> inside) {
    }

    /** What a column says; a line to write on where it says nothing. */
    record Cell(String value, List<Box> boxes) {
    }

    /** A line of a table; {@code label} and {@code read} are empty where the table has no code list and no words. */
    record Entry(String label, String read, List<Cell> cells) {
    }

    /** A table. */
    record Table(boolean labelled, boolean read, List<String> columns, List<Entry> entries) {
    }

    /** A part of the sheet. */
    record Part(String title, List<Line> lines, @Nullable Table table) {
    }

    /** In which language words are read, and in which others they can be. */
    record Spoken(String language, String text, List<Frame.Link> languages) {
    }

    /** Where a sheet is; the empty one where there is no case. */
    static String address(String id, String ref) {
        return "/pages/sheets/" + id + (ref.isEmpty() ? "" : "/" + ref);
    }

    /** One of the languages that there are words in. */
    static Optional<Locale> known(@Nullable String language) {
        return Languages.ALL.stream().filter(each -> each.getLanguage().equals(language)).findFirst();
    }

    /**
     * What a sheet shows.
     *
     * @param ref the case; empty for a sheet to be filled in by hand
     * @param record what the API says of it; a missing node for none
     * @param by who prints it
     * @param chosen the language in which words are read to the person; that of the record, or of the page, for none
     */
    Map<String, Object> model(Sheet sheet, RecordPage page, String ref, JsonNode record, Actor by, @Nullable String chosen,
            Words words) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        String version = record.path("version").asString("");
        String spoken = sheet.spoken();
        Words read = spoken == null ? words : shown.texts().in(known(chosen)
                .or(() -> known(Shown.at(record, spoken).asString(""))).orElse(words.language()));
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of("sheet." + sheet.id()));
        model.put("lead", words.find("sheet." + sheet.id() + ".lead").orElse(""));
        model.put("ref", ref);
        model.put("short", RecordViews.shortened(ref));
        model.put("back", ref.isEmpty() ? "/" : "/pages/" + page.id() + "/" + ref);
        model.put("about", words.with("sheet.about", sheet.version(), words.of("authority." + sheet.authority())));
        model.put("state", version.isEmpty() ? "" : words.with("sheet.state", version));
        model.put("printed", words.with("sheet.printed", shown.moment(now.toString(), words.language()), by.reference()));
        model.put("parts", Stream.concat(forms(sheet, record, now).map(form -> form(form, words)),
                sheet.parts().stream().map(part -> part(part, page, record, words, read))
                        .filter(part -> !part.lines().isEmpty() || part.table() != null)).toList());
        model.put("signatures", sheet.signatures().stream().map(who -> words.of("sign." + who)).toList());
        model.put("spoken", spoken == null ? null : spoken(sheet, address(sheet.id(), ref), read, words));
        return model;
    }

    private static Spoken spoken(Sheet sheet, String address, Words read, Words words) {
        return new Spoken(read.language().getLanguage(), sheet.read() == null ? "" : read.of("read." + sheet.read()),
                Languages.ALL.stream().map(each -> new Frame.Link(each.getLanguage(), words.of("language." + each.getLanguage()),
                        address + "?" + SPOKEN + "=" + each.getLanguage(), each.equals(read.language()))).toList());
    }

    private static Row row(String path, Kind kind, @Nullable String list, String label) {
        return new Row(path, kind, list, List.of(), label, List.of(), null);
    }

    /**
     * The versions of the sheet's form that the case was recorded on, or the one that the sheet shows; the one in force where the
     * case was recorded on none yet.
     */
    private Stream<JsonNode> forms(Sheet sheet, JsonNode record, Instant now) {
        FormKind kind = sheet.form();
        if (kind == null) {
            return Stream.empty();
        }
        String code = sheet.formAt() == null ? "" : Shown.at(record, sheet.formAt()).asString("");
        List<JsonNode> used = record.path("forms").valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind.name()))
                .filter(each -> code.isEmpty() || each.path("code").asString("").equals(code)).toList();
        if (used.isEmpty() && !code.isEmpty()) {
            return forms.find(code).<JsonNode>map(JsonMapper.shared()::valueToTree).stream();
        }
        return used.isEmpty() ? forms.inForce(kind, now).<JsonNode>map(JsonMapper.shared()::valueToTree).stream() : used.stream();
    }

    private Part form(JsonNode form, Words words) {
        return new Part(words.of("section.form"), lines.of(FORM, form, words).stream()
                .map(line -> new Line(line.label(), line.value(), List.of(), line.inside())).toList(), null);
    }

    private Part part(Sheet.Part part, RecordPage page, JsonNode record, Words words, Words read) {
        List<Line> lines = new ArrayList<>();
        part.blank().forEach(label -> lines.add(new Line(words.of("field." + label), "", List.of(), List.of())));
        for (Row row : part.rows(page)) {
            List<RecordLines.Line> said = this.lines.of(List.of(row), record, words);
            if (!row.boxes().isEmpty()) {
                lines.add(new Line(words.of("field." + row.name()), "", boxes(row, record, words), List.of()));
            } else if (!said.isEmpty()) {
                lines.add(new Line(said.getFirst().label(), said.getFirst().value(), List.of(), said.getFirst().inside()));
            } else if (part.write()) {
                lines.add(new Line(words.of("field." + row.name()), "", List.of(), List.of()));
            }
        }
        Sheet.Table table = part.table();
        return new Part(words.of("section." + part.id()), lines, table == null ? null : table(table, record, words, read));
    }

    private Table table(Sheet.Table table, JsonNode record, Words words, Words read) {
        List<JsonNode> things = RecordLines.entries(Shown.at(record, table.in()), table.ended());
        List<Entry> entries = new ArrayList<>();
        if (table.list() == null) {
            things.forEach(thing -> entries.add(entry(table, "", "", thing, words)));
        } else {
            for (String code : shown.codes(table.list())) {
                JsonNode thing = things.stream().filter(each -> each.path(String.valueOf(table.key())).asString("")
                        .equals(code)).findFirst().orElse(MissingNode.getInstance());
                entries.add(entry(table, shown.label(table.list(), code, words.language()),
                        table.read() == null ? "" : read.of("read." + table.read() + "." + code), thing, words));
            }
        }
        List<String> columns = new ArrayList<>();
        if (table.list() != null) {
            columns.add(words.of("field." + table.key()));
        }
        if (table.read() != null) {
            columns.add(words.of("sheet.read"));
        }
        table.columns().forEach(column -> columns.add(words.of("field." + column.name())));
        return new Table(table.list() != null, table.read() != null, columns, entries);
    }

    private Entry entry(Sheet.Table table, String label, String read, JsonNode thing, Words words) {
        return new Entry(label, read, table.columns().stream().map(column -> new Cell(
                column.boxes().isEmpty() ? shown.line(column, thing, words.language()) : "",
                boxes(column, thing, words))).toList());
    }

    private List<Box> boxes(Row row, JsonNode record, Words words) {
        JsonNode value = Shown.at(record, row.path());
        List<String> said = value.isArray() ? value.valueStream().map(each -> each.asString("")).toList()
                : List.of(row.kind() == Kind.YES_NO && value.isBoolean() ? value.asBoolean() ? "yes" : "no"
                        : value.asString(""));
        return row.boxes().stream().map(code -> new Box(row.kind() == Kind.YES_NO ? words.of(code)
                : shown.label(Objects.requireNonNull(row.list(), row.path()), code, words.language()),
                said.contains(code))).toList();
    }
}
