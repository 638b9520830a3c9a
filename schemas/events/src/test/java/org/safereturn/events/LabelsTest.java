package org.safereturn.events;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every code of the contract is called, beside the codes. */
class LabelsTest {

    private static Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        SchemaFiles.under(SchemaFiles.SOURCES, ".avsc").stream().map(SchemaFiles::json)
                .filter(schema -> schema.path("type").asText().equals("enum"))
                .forEach(list -> list.path("symbols").forEach(code -> {
                    if (!code.asText().equals("UNKNOWN")) {
                        codes.add(list.path("namespace").asText() + "." + list.path("name").asText() + "." + code.asText());
                    }
                }));
        return codes;
    }

    private static Properties labels(String file) throws IOException {
        Properties labels = new Properties();
        try (Reader reader = new InputStreamReader(Objects.requireNonNull(
                EventSchemas.class.getResourceAsStream("/labels/" + file)), StandardCharsets.UTF_8)) {
            labels.load(reader);
        }
        return labels;
    }

    @ParameterizedTest
    @CsvSource({"codes.properties, IsLatin", "codes_km.properties, IsKhmer", "codes_th.properties, IsThai"})
    void every_code_of_the_contract_has_a_label_in_every_language(String file, String script) throws IOException {
        Properties labels = labels(file);
        assertThat(labels.stringPropertyNames()).isEqualTo(codes());
        assertThat(labels.stringPropertyNames()).allSatisfy(code ->
                assertThat(labels.getProperty(code)).as(code).containsPattern("\\p{" + script + "}"));
    }

    @Test
    void two_codes_of_a_list_are_told_apart_by_their_labels() throws IOException {
        for (String file : Set.of("codes.properties", "codes_km.properties", "codes_th.properties")) {
            Properties labels = labels(file);
            Set<String> seen = new TreeSet<>();
            assertThat(labels.stringPropertyNames()).as(file).allSatisfy(code -> assertThat(seen.add(
                    code.substring(0, code.lastIndexOf('.')) + " " + labels.getProperty(code))).as(code).isTrue());
        }
    }
}
