package org.safereturn.pages.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;

/** What a form says, as it is read once more before it is sent; and which field a problem is about. */
public final class Told {

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
            if (!field.asked()) {
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
            case DAY, MOMENT -> Kind.DAY;
            case MONTH -> Kind.MONTH;
            case YES_NO, TICK -> Kind.YES_NO;
            case TEXT, LONG_TEXT, LINES, NUMBER, ROWS, SEVERAL, ONE, CASE, GIVEN -> Kind.TEXT;
        };
    }

    /** What a problem of the API says, beside the field that it is about where it names one of this form. */
    public static Fault fault(Form form, JsonNode problem) {
        String about = problem.path("parameters").path("field").asString("");
        String text = problem.path("title").asString("") + ". " + problem.path("detail").asString("");
        return form.fields().stream().filter(Field::asked)
                .filter(field -> about.equals(field.name()) || about.startsWith(field.name() + ".")
                        || about.startsWith(field.name() + "["))
                .max(Comparator.comparingInt(field -> field.name().length()))
                .map(field -> new Fault(field.name(), text)).orElseGet(() -> new Fault("", text));
    }
}
