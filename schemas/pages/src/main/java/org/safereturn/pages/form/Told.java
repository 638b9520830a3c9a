package org.safereturn.pages.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;

/** What a form says, as it is read once more before it is sent; and which field a problem is about. */
public final class Told {

    /** Parameters of a problem that hold names of fields. */
    private static final Set<String> NAMES = Set.of("field", "fields", "other");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]]*");
    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,4})]\\.(.+)");

    private Told() {
    }

    /**
     * One line of what is sent.
     *
     * @param label of the field
     * @param value what is sent, as people read it
     */
    public record Line(String label, String value) {
    }

    /**
     * All that would be sent, field by field; what was left empty is said to be so.
     *
     * @param record what the officer saw
     */
    public static List<Line> lines(Form form, JsonNode body, JsonNode record, Shown shown, Words words) {
        List<Line> lines = new ArrayList<>();
        lines(form.fields(), body, record, shown, words, lines);
        return lines;
    }

    private static void lines(List<Field> fields, JsonNode body, JsonNode record, Shown shown, Words words,
            List<Line> lines) {
        Locale language = words.language();
        for (Field field : fields) {
            if (!field.asked() || FieldView.needless(field, record, shown)) {
                continue;
            }
            JsonNode value = field.name().startsWith("@") ? body.path(field.name()) : Shown.at(body, field.name());
            String label = FieldView.label(words, field);
            if (field.ask() == Field.Ask.ROWS || field.ask() == Field.Ask.SEVERAL) {
                int number = 1;
                for (JsonNode each : value) {
                    String name = field.ask() == Field.Ask.ROWS
                            ? shown.label(Objects.requireNonNull(field.list()), Entries.code(field, each), language)
                            : words.with("one.of", FieldView.label(words, field), number++);
                    List<Line> inside = new ArrayList<>();
                    lines(field.fields(), each, record, shown, words, inside);
                    lines.add(new Line(name, String.join(", ", inside.stream()
                            .filter(line -> !line.value().equals(words.of("not.said")))
                            .map(line -> line.label() + ": " + line.value()).toList())));
                }
                if (value.isEmpty()) {
                    lines.add(new Line(label, words.of("not.said")));
                }
                continue;
            }
            String told = field.ask() == Field.Ask.ONE ? Choices.told(field, value, record, shown, words)
                    : shown.line(Row.of(".", kind(field), field.list()), value, language);
            lines.add(new Line(label, told.isEmpty() ? words.of("not.said") : told));
        }
    }

    private static Kind kind(Field field) {
        return switch (field.ask()) {
            case CODE, CODES -> Kind.CODE;
            case PLACE -> Kind.PLACE;
            case COUNTRY -> Kind.COUNTRY;
            case LANGUAGE, LANGUAGES -> Kind.LANGUAGE;
            case DAY, BIRTH, MOMENT -> Kind.DAY;
            case MONTH -> Kind.MONTH;
            case YES_NO, TICK -> Kind.YES_NO;
            case TEXT, LONG_TEXT, LINES, NUMBER, ROWS, SEVERAL, ONE, CASE, GIVEN -> Kind.TEXT;
        };
    }

    /**
     * What a problem of the API says, beside the field that it is about where it names one of this form. A field has the
     * label there that it has on the form, and not the name that programs use.
     *
     * @param body what was sent
     */
    public static Fault fault(Form form, JsonNode problem, JsonNode body, Shown shown, Words words) {
        Map<String, String> said = new LinkedHashMap<>();
        problem.path("parameters").propertyStream().forEach(each -> said.put(each.getKey(), each.getValue().asString("")));
        return fault(form, problem.path("rule").asString(""), said,
                problem.path("title").asString("") + ". " + problem.path("detail").asString(""), body, shown, words);
    }

    /** The same for what the API would say of this body. */
    public static Fault fault(Form form, Rejection rejection, JsonNode body, Shown shown, Words words) {
        return fault(form, rejection.rule(), rejection.parameters(), rejection.rule(), body, shown, words);
    }

    private static Fault fault(Form form, String rule, Map<String, String> said, String otherwise, JsonNode body, Shown shown,
            Words words) {
        Map<String, String> parameters = new LinkedHashMap<>(said);
        NAMES.forEach(name -> parameters.computeIfPresent(name, (_, names) -> labelled(form, names, body, shown, words)));
        String text = shown.problem(rule, parameters, words.language())
                .map(told -> told.title() + ". " + told.detail()).orElse(otherwise);
        return new Fault(place(form.fields(), said.getOrDefault("field", ""), "", "", body, shown, words)
                .map(Place::input).orElse(""), text);
    }

    /** The names that a text speaks of, each by the label of its field. */
    private static String labelled(Form form, String names, JsonNode body, Shown shown, Words words) {
        return NAME.matcher(names.replace(" or ", " / ")).replaceAll(found -> Matcher.quoteReplacement(
                place(form.fields(), found.group(), "", "", body, shown, words).map(place -> "“" + place.label() + "”")
                        .or(() -> words.find("field." + found.group().substring(found.group().lastIndexOf('.') + 1))
                                .map(label -> "“" + label + "”"))
                        .orElseGet(() -> words.of("field.other"))));
    }

    /** Where the page asks for something of the body. */
    private record Place(String input, String label) {
    }

    private static Optional<Place> place(List<Field> fields, String path, String inputs, String labels, JsonNode body,
            Shown shown, Words words) {
        return fields.stream().filter(Field::asked)
                .filter(field -> path.equals(field.name()) || path.startsWith(field.name() + ".")
                        || path.startsWith(field.name() + "["))
                .max(Comparator.comparingInt(field -> field.name().length()))
                .map(field -> inside(field, path.substring(field.name().length()), inputs + field.name(),
                        labels + FieldView.label(words, field), Shown.at(body, field.name()), shown, words));
    }

    /** The field itself, or the one inside it that the rest of the path names. */
    private static Place inside(Field field, String rest, String input, String label, JsonNode value, Shown shown,
            Words words) {
        Matcher index = INDEX.matcher(rest);
        if (!index.matches()) {
            return new Place(input, label);
        }
        int at = Integer.parseInt(index.group(1));
        JsonNode each = value.path(at);
        String code = field.ask() == Field.Ask.ROWS ? Entries.code(field, each) : String.valueOf(at);
        String name = field.ask() == Field.Ask.ROWS
                ? shown.label(Objects.requireNonNull(field.list()), code, words.language())
                : words.with("one.of", FieldView.label(words, field), at + 1);
        return place(field.fields(), index.group(2), input + "[" + code + "].", name + " – ", each, shown, words)
                .orElseGet(() -> new Place(input, label));
    }
}
