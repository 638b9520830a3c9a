package org.safereturn.monitoringservice.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.springframework.context.MessageSource;

/** The minutes as the words of one language. */
final class MinutesText {

    /** A table of the page. */
    record Sheet(String id, String title, String hint, List<Line> lines) {
    }

    /** A statement or a contradiction. */
    record Line(String number, String says, String does, String state, String style, List<String> tests) {
    }

    private final MessageSource messages;
    private final Locale language;

    MinutesText(MessageSource messages, Locale language) {
        this.messages = messages;
        this.language = language;
    }

    List<Sheet> sheets(Minutes minutes) {
        return List.of(sheet("statements", minutes.statements(), Minutes.Row::number),
                sheet("contradictions", minutes.contradictions(),
                        row -> text("minutes.contradiction", row.number(), String.join(", ", row.items()))));
    }

    private Sheet sheet(String name, List<Minutes.Row> rows, Function<Minutes.Row, String> number) {
        String key = "minutes." + name;
        return new Sheet(name + "-title", text(key), text(key + ".hint"), rows.stream().map(row -> new Line(number.apply(row),
                sentence(row.says()), sentence(row.does()), text("minutes.state." + row.state().name()), row.state().style(),
                row.tests())).toList());
    }

    private String sentence(Map<String, String> byLanguage) {
        return byLanguage.getOrDefault(language.getLanguage(), "");
    }

    private String text(String key, Object... values) {
        return messages.getMessage(key, values, language);
    }
}
