package org.safereturn.tracingservice.tracing.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.ProblemMessagesContract;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal is told in the caller's language. */
class ProblemTextsTest extends ProblemMessagesContract {

    private static final Pattern RULE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    @Override
    protected Set<String> rules() {
        return rules("tracing");
    }

    private static Set<String> rules(String module) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(Objects.requireNonNull(
                ProblemTextsTest.class.getResourceAsStream("/problems/" + module + ".properties")),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream().map(key -> key.substring(0, key.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_texts_are_those_of_the_rules_in_the_code() throws IOException {
        Set<String> inTheCode = rulesInTheCode();
        inTheCode.removeAll(rules("access"));
        assertThat(inTheCode).isEqualTo(rules());
    }

    private static Set<String> rulesInTheCode() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher rule = RULE.matcher(Files.readString(source));
                while (rule.find()) {
                    rules.add(rule.group(1));
                }
            }
        }
        return rules;
    }
}
