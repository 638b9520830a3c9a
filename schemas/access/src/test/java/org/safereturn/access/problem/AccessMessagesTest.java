package org.safereturn.access.problem;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.safereturn.access.testing.ProblemMessagesContract;

class AccessMessagesTest extends ProblemMessagesContract {

    /** Every rule named in this module's source stands in its English texts; the other languages must follow. */
    @Override
    protected Set<String> rules() {
        Properties english = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/problems/access.properties"))) {
            english.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return english.stringPropertyNames().stream()
                .map(key -> key.substring(0, key.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }
}
