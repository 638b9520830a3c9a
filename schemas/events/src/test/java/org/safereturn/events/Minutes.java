package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.yaml.snakeyaml.Yaml;

/** {@code minutes.md}, made from {@code minutes.yaml}: what the minutes say and what the product does with it. */
record Minutes(List<Minutes.Row> statements, List<Minutes.Row> contradictions) {

    static final Path FILE = TestSources.ROOT.resolve("deploy/docs/minutes.md");
    /** System property: {@code true} makes the test write the document. */
    static final String WRITE = "safereturn.minutes.write";
    static final String COMMAND = "mvn test -pl schemas/events -Dtest=MinutesTest -D" + WRITE + "=true";

    private static final Path SOURCE = TestSources.ROOT.resolve("monitoring-service/src/main/resources/minutes.yaml");
    private static final Set<String> KEYS = Set.of("number", "items", "says", "does", "state", "tests");
    private static final String HEAD = """
            # The minutes, statement by statement

            What the minutes of 16 January 2023 say in sections 7 to 9, in our words; what the product does with it; and \
            the tests that show it. A number such as 8.1.3 is an item of the minutes; of an item with several statements, \
            each has its number in parentheses. The authors have not seen the procedure itself or its annexes.

            - **not built yet**: the sentence beside it says what is missing. Tests that stand there show the part that is built.
            - **needs the ministries**: only they can say, decide or give it.

            Nothing here is official; what the product does is proposed. `MinutesTest` in \
            [schemas/events](../../schemas/events/README.md) checks that every statement and every contradiction has its \
            row and that every test that is named exists. The table is made from \
            [minutes.yaml](../../monitoring-service/src/main/resources/minutes.yaml), which has it in Khmer and Thai too \
            (our translations, `PROPOSED`); officials of both ministries read it in the [joint \
            view](../../monitoring-service/README.md) at `/minutes`. Change that file and run

            ```sh
            %s
            ```

            ## Statements
            """.formatted(COMMAND);
    private static final String CONTRADICTIONS = """

            ## Contradictions and gaps

            The product settles none of them. Each row says where both sides stay visible.
            """;

    /** How far a statement is built. */
    enum State {
        SHOWN(""), NOT_BUILT("**not built yet**"), MINISTRIES("**needs the ministries**");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }
    }

    /** A sentence by language. */
    record Text(Map<String, String> byLanguage) {

        String in(String language) {
            return byLanguage.getOrDefault(language, "");
        }
    }

    /** A statement or a contradiction. A contradiction names the items in which it lies. */
    record Row(String number, List<String> items, Text says, Text does, State state, List<String> tests) {

        Stream<Text> texts() {
            return Stream.of(says, does);
        }

        private String proof() {
            String named = tests.stream().map(test -> '`' + test + '`').collect(Collectors.joining(", "));
            return Stream.of(state.mark, named).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
        }
    }

    static Minutes read() throws IOException {
        try (InputStream in = Files.newInputStream(SOURCE)) {
            return of(SchemaFiles.JSON.<JsonNode>valueToTree(new Yaml().load(in)).path("minutes"));
        }
    }

    private static Minutes of(JsonNode minutes) {
        return new Minutes(rows(minutes.path("statements")), rows(minutes.path("contradictions")));
    }

    private static List<Row> rows(JsonNode nodes) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode node : nodes) {
            Set<String> unknown = new TreeSet<>();
            node.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(KEYS);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("Unknown keys in minutes.yaml: " + unknown);
            }
            rows.add(new Row(node.path("number").asText(), list(node.path("items")), text(node.path("says")),
                    text(node.path("does")), State.valueOf(node.path("state").asText()), list(node.path("tests"))));
        }
        return rows;
    }

    private static List<String> list(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static Text text(JsonNode node) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(language -> byLanguage.put(language, node.path(language).asText()));
        return new Text(byLanguage);
    }

    List<Row> rows() {
        return Stream.concat(statements.stream(), contradictions.stream()).toList();
    }

    /** The whole document. */
    String document() {
        StringBuilder document = new StringBuilder(HEAD);
        document.append("\n| item | the minutes say | the product | shown by |\n|---|---|---|---|\n");
        statements.forEach(row -> document.append(line(row.number(), row.says().in("en"), row.does().in("en"), row.proof())));
        document.append(CONTRADICTIONS);
        document.append("\n| no. | items | contradiction or gap | the product | shown by |\n|---|---|---|---|---|\n");
        contradictions.forEach(row -> document.append(line(row.number(), String.join(", ", row.items()),
                row.says().in("en"), row.does().in("en"), row.proof())));
        return document.toString();
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
