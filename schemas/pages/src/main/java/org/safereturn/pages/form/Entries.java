package org.safereturn.pages.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the body of a request from what was entered. What the API can judge is left to the API; here is only what has to
 * be right to make a body at all.
 */
public final class Entries {

    private static final JsonNodeFactory NODES = JsonMapper.shared().getNodeFactory();

    private final Map<String, List<String>> typed;
    private final Map<String, List<String>> entered;
    private final JsonNode record;
    private final String ref;
    private final Shown shown;
    private final Words words;
    private final Map<String, String> variables = new HashMap<>();

    private Entries(Form form, Map<String, List<String>> typed, JsonNode record, String ref, Shown shown, Words words) {
        this.typed = typed;
        this.record = record;
        this.ref = ref;
        this.shown = shown;
        this.words = words;
        this.entered = inEachRow(form);
    }

    /** What was typed, and in each row that somebody began, what was typed once for all rows where the row says nothing else. */
    private Map<String, List<String>> inEachRow(Form form) {
        Map<String, List<String>> all = new HashMap<>(typed);
        for (Field field : form.fields()) {
            for (String code : field.once().isEmpty() ? List.<String>of() : FieldView.offered(field, record, shown)) {
                String row = row(field.name(), code);
                for (String name : FieldView.says(typed, row) ? field.once() : List.<String>of()) {
                    String once = field.name() + FieldView.ONCE + name;
                    typed.forEach((input, values) -> {
                        if ((input.equals(once) || input.startsWith(once + ".")) && !saysItself(row + name)) {
                            all.put(row + name + input.substring(once.length()), values);
                        }
                    });
                }
            }
        }
        return all;
    }

    private boolean saysItself(String input) {
        return !first(typed, input).isEmpty() || FieldView.says(typed, input + ".");
    }

    private static String row(String input, String code) {
        return input + "[" + code + "].";
    }

    /**
     * Reads a form.
     *
     * @param entered values by the names of the page's inputs
     * @param record what the officer saw
     * @param ref the case; empty when there is none yet
     */
    public static Entry read(Form form, Map<String, List<String>> entered, JsonNode record, String ref, Shown shown,
            Words words) {
        Entries entries = new Entries(form, entered, record, ref, shown, words);
        List<Fault> faults = new ArrayList<>();
        ObjectNode body = entries.object(form.fields(), "", "", faults, true);
        return new Entry(body, entries.variables, List.copyOf(faults));
    }

    /**
     * What was entered into these fields.
     *
     * @param where in which row or repetition they are, for who reads what is wrong; empty for the form itself
     * @param needed whether it is wrong that nothing is entered
     */
    private ObjectNode object(List<Field> fields, String prefix, String where, List<Fault> faults, boolean needed) {
        ObjectNode object = NODES.objectNode();
        List<Fault> found = new ArrayList<>();
        Set<Fault> missing = new HashSet<>();
        for (Field field : fields) {
            String input = prefix + field.name();
            if (FieldView.idle(field, prefix, entered)) {
                continue;
            }
            int before = found.size();
            JsonNode value = value(field, input, where, found);
            if (value != null) {
                put(object, field.name(), value);
                impossible(field, input, where).ifPresent(found::add);
            } else if (FieldView.needed(field, record) && found.size() == before) {
                Fault fault = new Fault(input, words.with(FieldView.stands(field, record) ? fault(field) : "fault.missing",
                        label(field, where)));
                found.add(fault);
                missing.add(fault);
            }
        }
        fields.stream().filter(field -> FieldView.stands(field, record) && Shown.at(object, field.name()).isMissingNode())
                .flatMap(field -> together(field, fields, object, prefix, where).stream()).forEach(found::add);
        if (!needed && object.isEmpty()) {
            found.removeAll(missing);
        }
        faults.addAll(found);
        return object;
    }

    /** That it was not left empty, but not with this answer. */
    private Optional<Fault> impossible(Field field, String input, String where) {
        Field.Needed needed = field.needed();
        return needed == null || !FieldView.stands(field, record) || needed.answers().isEmpty()
                || needed.answers().contains(first(input)) ? Optional.empty()
                : Optional.of(new Fault(input, words.with(fault(field), label(field, where))));
    }

    private static String fault(Field field) {
        Field.Needed needed = field.needed();
        return needed == null || needed.fault() == null ? "fault.missing" : "fault." + needed.fault();
    }

    /** That it was left empty, where a field is filled in that needs it. */
    private Optional<Fault> together(Field field, List<Field> beside, ObjectNode object, String prefix, String where) {
        List<String> filled = field.needed() == null ? List.of() : field.needed().with().stream()
                .filter(name -> !Shown.at(object, name).isMissingNode()).toList();
        return filled.isEmpty() ? Optional.empty() : Optional.of(new Fault(prefix + field.name(),
                words.with("fault.together", label(field, where), FieldView.labels(filled, beside, words))));
    }

    private String label(Field field, String where) {
        return (where.isEmpty() ? "" : where + " – ") + FieldView.label(words, field);
    }

    private void put(ObjectNode object, String path, JsonNode value) {
        if (path.startsWith("@")) {
            variables.put(path.substring(1), value.asString());
            return;
        }
        ObjectNode at = object;
        String[] parts = path.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            at = at.path(parts[i]) instanceof ObjectNode known ? known : at.putObject(parts[i]);
        }
        at.set(parts[parts.length - 1], value);
    }

    private @Nullable JsonNode value(Field field, String input, String where, List<Fault> faults) {
        String text = first(input);
        String label = field.asked() ? label(field, where) : "";
        return switch (field.ask()) {
            case TEXT, LONG_TEXT, PLACE, COUNTRY, LANGUAGE -> text.isEmpty() ? null : NODES.stringNode(text);
            case LINES -> lines(text);
            case NUMBER -> number(text, input, label, faults);
            case DAY -> day(input, label, faults);
            case BIRTH -> birth(field, input, label, faults);
            case MONTH -> month(input, label, faults);
            case MOMENT -> moment(input, label, faults);
            case YES_NO -> text.isEmpty() ? null : NODES.booleanNode(text.equals("yes"));
            case TICK -> text.equals("yes") ? NODES.booleanNode(true) : null;
            case CODE -> FieldView.offered(field, record, shown).contains(text) ? NODES.stringNode(text) : null;
            case CODES -> chosen(FieldView.offered(field, record, shown), input);
            case LANGUAGES -> chosen(shown.places().codes(Places.LANGUAGES), input);
            case ROWS -> rows(field, input, faults);
            case SEVERAL -> several(field, input, faults);
            case ONE -> field.typed() ? otherCase(input, text, label, faults) : text.isEmpty() ? null : Choices.of(field, record).stream()
                    .filter(offer -> offer.value().equals(text)).findFirst().map(Choices.Offer::number).orElse(null);
            case CASE -> ref.isEmpty() ? null : NODES.stringNode(ref);
            case GIVEN -> {
                JsonNode given = Shown.at(record, String.valueOf(field.from()));
                yield given.isMissingNode() || given.isNull() ? null : given;
            }
        };
    }

    /** A case that was chosen, or whose reference was typed. One that is offered no longer is as good as a typed one. */
    private @Nullable JsonNode otherCase(String input, String chosen, String label, List<Fault> faults) {
        String typed = TypedReference.of(first(input + TypedReference.TYPED));
        String other = typed.isEmpty() ? chosen : typed;
        if (!other.equals(chosen) && !chosen.isEmpty()) {
            faults.add(new Fault(input, words.with("fault.two-cases", label)));
            return null;
        }
        if (!other.isEmpty() && !AccessRecording.isCaseRef(other)) {
            faults.add(new Fault(input, words.with("fault.reference", label)));
            return null;
        }
        return other.isEmpty() ? null : NODES.stringNode(other);
    }

    private @Nullable JsonNode lines(String text) {
        ArrayNode lines = NODES.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines.isEmpty() ? null : lines;
    }

    private @Nullable JsonNode number(String text, String input, String label, List<Fault> faults) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return NODES.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
            faults.add(new Fault(input, words.with("fault.number", label)));
            return null;
        }
    }

    private @Nullable JsonNode day(String input, String label, List<Fault> faults) {
        if (noDay(input)) {
            return null;
        }
        LocalDate day = readDay(input);
        if (day == null) {
            faults.add(new Fault(input, words.with("fault.day", label)));
            return null;
        }
        return NODES.stringNode(day.toString());
    }

    /** A year that may be of the Buddhist era is taken for that only when the officer says so, or the record has that day. */
    private @Nullable JsonNode birth(Field field, String input, String label, List<Fault> faults) {
        JsonNode day = day(input, label, faults);
        int year = TypedYear.of(entered, input).orElse(0);
        if (day == null || !TypedYear.maybeBuddhist(year)
                || (field.from() != null && Shown.at(record, field.from()).asString("").equals(day.asString()))) {
            return day;
        }
        String answer = first(input + TypedYear.ERA);
        if (answer.equals(String.valueOf(year))) {
            return day;
        }
        faults.add(new Fault(input, answer.equals(TypedYear.NO) ? words.with("fault.birth", label, year)
                : words.with("birth.question", TypedYear.gregorian(year), year)));
        return null;
    }

    private @Nullable JsonNode month(String input, String label, List<Fault> faults) {
        if (first(input + ".month").isEmpty() && first(input + ".year").isEmpty()) {
            return null;
        }
        LocalDate first = readDay(input, "1");
        if (first == null) {
            faults.add(new Fault(input, words.with("fault.month", label)));
            return null;
        }
        return NODES.stringNode(YearMonth.from(first).toString());
    }

    private @Nullable JsonNode moment(String input, String label, List<Fault> faults) {
        String time = first(input + ".time");
        if (noDay(input) && time.isEmpty()) {
            return null;
        }
        LocalDate day = readDay(input);
        LocalTime clock = readTime(time);
        if (day == null || clock == null) {
            faults.add(new Fault(input, words.with("fault.moment", label)));
            return null;
        }
        ZoneId zone = shown.zone();
        return NODES.stringNode(day.atTime(clock).atZone(zone).toInstant().toString());
    }

    private boolean noDay(String input) {
        return first(input + ".day").isEmpty() && first(input + ".month").isEmpty() && first(input + ".year").isEmpty();
    }

    private @Nullable LocalDate readDay(String input) {
        return readDay(input, first(input + ".day"));
    }

    private @Nullable LocalDate readDay(String input, String day) {
        try {
            return LocalDate.of(TypedYear.gregorian(TypedYear.of(entered, input).orElseThrow(NumberFormatException::new)),
                    Integer.parseInt(first(input + ".month")), Integer.parseInt(day));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalTime readTime(String text) {
        String[] parts = text.replace('.', ':').split(":", -1);
        try {
            return parts.length == 2 ? LocalTime.of(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()))
                    : null;
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private @Nullable JsonNode chosen(List<String> offered, String input) {
        ArrayNode codes = NODES.arrayNode();
        entered.getOrDefault(input, List.of()).stream().filter(offered::contains).forEach(codes::add);
        return codes.isEmpty() ? null : codes;
    }

    private @Nullable JsonNode rows(Field field, String input, List<Fault> faults) {
        ArrayNode rows = NODES.arrayNode();
        for (String code : FieldView.offered(field, record, shown)) {
            String title = shown.label(String.valueOf(field.list()), code, words.language());
            List<Fault> found = new ArrayList<>();
            ObjectNode row = object(field.fields(), row(input, code), title, found, false);
            found.stream().map(fault -> once(field, input, code, title, fault)).filter(fault -> !faults.contains(fault))
                    .forEach(faults::add);
            if (row.path("chosen").asBoolean(!row.isEmpty())) {
                row.remove("chosen");
                ObjectNode whole = NODES.objectNode();
                String[] keys = keys(field);
                String[] parts = code.split(" ", -1);
                for (int i = 0; i < keys.length; i++) {
                    whole.put(keys[i], parts[i]);
                }
                whole.setAll(row);
                rows.add(whole);
            }
        }
        return rows.isEmpty() ? null : rows;
    }

    /** What is wrong with an answer for all rows, or missing there, is told once. */
    private Fault once(Field field, String input, String code, String title, Fault fault) {
        String row = row(input, code);
        String name = fault.input().startsWith(row) ? fault.input().substring(row.length()) : "";
        return field.once().contains(name) && !saysItself(row + name)
                ? new Fault(input + FieldView.ONCE + name, fault.text().replace(title + " – ", "")) : fault;
    }

    /** Under which names a row says its code, or the two codes of its pair. */
    private static String[] keys(Field field) {
        return String.valueOf(field.key()).split(" ", -1);
    }

    /** What a row of a body is about, as the list of its field names it. */
    static String code(Field field, JsonNode row) {
        return Arrays.stream(keys(field)).map(key -> row.path(key).asString("")).collect(Collectors.joining(" "));
    }

    private @Nullable JsonNode several(Field field, String input, List<Fault> faults) {
        ArrayNode all = NODES.arrayNode();
        for (int i = 0; i < FieldView.times(field, input, entered); i++) {
            ObjectNode one = object(field.fields(), input + "[" + i + "].",
                    words.with("one.of", FieldView.label(words, field), i + 1), faults, false);
            if (!one.isEmpty()) {
                all.add(one);
            }
        }
        return all.isEmpty() ? null : all;
    }

    private String first(String input) {
        return first(entered, input);
    }

    private static String first(Map<String, List<String>> entered, String input) {
        List<String> values = entered.getOrDefault(input, List.of());
        return values.isEmpty() ? "" : values.getFirst().strip();
    }
}
