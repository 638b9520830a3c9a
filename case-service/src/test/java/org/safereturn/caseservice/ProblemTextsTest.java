package org.safereturn.caseservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.safereturn.access.testing.ProblemMessagesContract;

class ProblemTextsTest extends ProblemMessagesContract {

    private static final Pattern RULE =
            Pattern.compile("Rejection\\s*\\.(?:invalid|unknown|forbidden|conflict|refused)\\(\\s*\"([a-z-]+)\"");

    /** Read from the sources, so that a new rule without its texts fails the build. */
    @Override
    protected Set<String> rules() {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            Set<String> rules = new TreeSet<>();
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                RULE.matcher(Files.readString(source)).results().forEach(found -> rules.add(found.group(1)));
            }
            if (rules.isEmpty()) {
                throw new IllegalStateException("No rule found");
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
