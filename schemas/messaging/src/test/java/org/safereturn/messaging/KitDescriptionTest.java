package org.safereturn.messaging;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safereturn.messaging.inbox.DeadLetterReason;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The README says what the code does. */
class KitDescriptionTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.-]+)` \\| (.+?) \\|", Pattern.MULTILINE);

    private static String readme = "";

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    private static Map<String, String> rows(String after, String before) {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(readme.substring(readme.indexOf(after), readme.indexOf(before)));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    private static MockEnvironment environment() throws IOException {
        Path keys = Files.createTempDirectory("keys");
        MockEnvironment environment = new MockEnvironment().withProperty("safereturn.country", "KH")
                .withProperty("safereturn.service", "referral-service").withProperty("safereturn.countries", "KH,TH")
                .withProperty("safereturn.keys.directory", keys.toString());
        new InboundBindingDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void every_key_of_the_configuration_is_described_with_its_default() {
        Map<String, String> described = rows("## Configuration", "**Confluent's serializer.**");
        Map<String, String> bound = new LinkedHashMap<>();
        defaults("", MessagingProperties.class, bound);
        assertThat(described.keySet()).containsExactlyElementsOf(bound.keySet());
        bound.forEach((key, value) -> {
            if (!value.isEmpty()) {
                assertThat(described.get(key)).as(key).isEqualTo("`" + value + "`");
            }
        });
    }

    private static void defaults(String prefix, Class<?> type, Map<String, String> found) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        for (Parameter parameter : constructor.getParameters()) {
            String key = prefix + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (parameter.getType().isRecord()) {
                defaults(key + ".", parameter.getType(), found);
            } else {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                found.put(key, value == null ? "" : String.join(",", value.value()));
            }
        }
    }

    @Test
    void the_codec_of_the_build_is_on_the_class_path() throws Exception {
        MockEnvironment environment = environment();
        assertThat(Class.forName(environment.getRequiredProperty("safereturn.codec.serializer")))
                .isAssignableTo(Serializer.class);
        assertThat(Class.forName(environment.getRequiredProperty("safereturn.codec.deserializer")))
                .isAssignableTo(Deserializer.class);
    }

    @Test
    void every_reason_of_a_dead_letter_is_described() {
        assertThat(rows("| dead letter", "A dead letter is").keySet()).containsExactlyElementsOf(
                Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::code).toList());
    }

    @Test
    void the_example_is_code_that_a_test_runs() throws IOException {
        String example = readme.substring(readme.indexOf("```java") + 7);
        List<String> lines = example.substring(0, example.indexOf("```")).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).toList();
        List<String> run = Files.readString(Path.of(
                "src/test/java/org/safereturn/messaging/inbox/ReadingServiceTest.java")).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).toList();
        assertThat(lines).hasSizeGreaterThan(15);
        assertThat(run).containsSequence(lines);
    }
}
