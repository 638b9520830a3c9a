package org.safereturn.events;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every statement and every contradiction of the minutes has a row, and no row claims what no test shows. */
class MinutesTest {

    /** The items of sections 7 to 9 in their order, and how many statements each makes. */
    private static final Map<String, Integer> ITEMS = items("7.1 1", "7.2 1", "7.3 1", "7.4 1", "7.5 2", "7.6 1", "7.7 2",
            "7.8 1", "8.1 1", "8.1.1 2", "8.1.1.1 12", "8.1.2 1", "8.1.2.1 10", "8.1.3 3", "8.2 1", "8.2.1 2", "8.2.2 4",
            "8.2.3 1", "8.2.4 1", "8.2.5 1", "8.3 1", "8.3.1 1", "8.3.2 1", "8.3.3 6", "8.3.4 2", "8.3.5 1", "9.1 4");
    private static final int CONTRADICTIONS = 12;
    /** An item of an earlier section, which only a contradiction names. */
    private static final String PREVIOUS_MEETING = "6.1";
    private static final Map<String, Pattern> SENTENCES = Map.of("en", Pattern.compile("(?:(?!\\. )[^|])+[.?]"),
            "km", Pattern.compile("[^|]*\\p{IsKhmer}[^|]*[។?]"), "th", Pattern.compile("[^|]*\\p{IsThai}[^|]*"));

    private static Map<String, Integer> items(String... counted) {
        Map<String, Integer> items = new LinkedHashMap<>();
        for (String each : counted) {
            String[] parts = each.split(" ", -1);
            items.put(parts[0], Integer.valueOf(parts[1]));
        }
        return items;
    }

    private static List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        ITEMS.forEach((item, count) -> {
            if (count == 1) {
                numbers.add(item);
            } else {
                IntStream.rangeClosed(1, count).forEach(part -> numbers.add(item + " (" + part + ')'));
            }
        });
        return numbers;
    }

    private static List<String> faults(List<Minutes.Row> rows, Map<String, String> sources) {
        List<String> faults = new ArrayList<>();
        for (Minutes.Row row : rows) {
            if (row.state() == Minutes.State.SHOWN && row.tests().isEmpty()) {
                faults.add(row.number() + ": no test");
            }
            row.tests().stream().filter(test -> !test.matches("\\w+#\\w+")
                            || !TestSources.hold(sources, test.substring(0, test.indexOf('#')),
                            test.substring(test.indexOf('#') + 1)))
                    .forEach(test -> faults.add(row.number() + ": no such test: " + test));
            row.texts().forEach(text -> SENTENCES.forEach((language, sentence) -> {
                if (!sentence.matcher(text.in(language)).matches()) {
                    faults.add(row.number() + ": no sentence in " + language + ": " + text.in(language));
                }
            }));
        }
        return faults;
    }

    @Test
    void the_document_is_the_one_that_is_made_from_the_statements() throws IOException {
        String made = Minutes.read().document();
        if (Boolean.getBoolean(Minutes.WRITE)) {
            Files.writeString(Minutes.FILE, made);
        }
        assertThat(Files.readString(Minutes.FILE)).as("minutes.md is stale; make it anew: %s", Minutes.COMMAND)
                .isEqualTo(made);
    }

    @Test
    void every_statement_of_sections_7_to_9_has_a_row() throws IOException {
        assertThat(Minutes.read().statements()).extracting(Minutes.Row::number).containsExactlyElementsOf(numbers());
    }

    @Test
    void every_contradiction_has_a_row_that_names_its_places() throws IOException {
        List<Minutes.Row> contradictions = Minutes.read().contradictions();
        assertThat(contradictions).extracting(Minutes.Row::number).containsExactlyElementsOf(
                IntStream.rangeClosed(1, CONTRADICTIONS).mapToObj(String::valueOf).toList());
        assertThat(contradictions).allSatisfy(row -> assertThat(row.items()).isNotEmpty().allMatch(
                item -> ITEMS.containsKey(item) || item.equals(PREVIOUS_MEETING)));
    }

    @Test
    void every_row_names_tests_that_exist_or_says_what_is_missing() throws IOException {
        assertThat(faults(Minutes.read().rows(), TestSources.read())).isEmpty();
    }

    @Test
    void the_check_bites() {
        Map<String, String> sources = Map.of("OneTest", "@Test\nvoid it_holds() {\n}\n\nvoid helper() {\n}\n");
        Minutes.Text sentence = new Minutes.Text(Map.of("en", "It holds.", "km", "វាត្រឹមត្រូវ។", "th", "ถูกต้อง"));
        Minutes.Text untranslated = new Minutes.Text(Map.of("en", "It holds. It helps.", "km", "It holds.", "th", "ถูกต้อง"));
        assertThat(faults(List.of(
                new Minutes.Row("1", List.of(), sentence, sentence, Minutes.State.SHOWN, List.of("OneTest#it_holds")),
                new Minutes.Row("2", List.of(), sentence, sentence, Minutes.State.NOT_BUILT, List.of()),
                new Minutes.Row("3", List.of(), sentence, sentence, Minutes.State.SHOWN, List.of()),
                new Minutes.Row("4", List.of(), sentence, sentence, Minutes.State.MINISTRIES, List.of("OneTest#helper")),
                new Minutes.Row("5", List.of(), sentence, sentence, Minutes.State.SHOWN, List.of("OneTest")),
                new Minutes.Row("6", List.of(), sentence, untranslated, Minutes.State.NOT_BUILT, List.of())), sources))
                .containsExactlyInAnyOrder("3: no test", "4: no such test: OneTest#helper", "5: no such test: OneTest",
                        "6: no sentence in en: It holds. It helps.", "6: no sentence in km: It holds.");
    }
}
