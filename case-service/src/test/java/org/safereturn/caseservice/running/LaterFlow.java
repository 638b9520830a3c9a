package org.safereturn.caseservice.running;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A second version of the flow beside the first: its first day is far away, a case is closed after fewer states, and one
 * condition is called otherwise.
 */
final class LaterFlow {

    static final String OTHER_NAME = "A made-up condition";

    private static final String FIRST = "country/flows/flow-1.yaml";

    private LaterFlow() {
    }

    /** Both files, as a pattern; they are gone when the tests end. */
    static String files() {
        try (InputStream in = Objects.requireNonNull(LaterFlow.class.getClassLoader().getResourceAsStream(FIRST))) {
            String first = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String second = changed(changed(changed(first, "\nversion: 1\n", "\nversion: 2\nvalid-from: 2999-01-01\n"),
                    "    from: [CASE_MANAGER_ASSIGNED, RECOVERY, REINTEGRATION, MONITORING]\n    to: [CLOSED]\n    event: CaseClosed\n",
                    "    from: [MONITORING]\n    to: [CLOSED]\n    event: CaseClosed\n"),
                    "en: \"The host has decided that the person is a victim, and the case goes into the joint exchange.\"",
                    "en: \"" + OTHER_NAME + "\"");
            Path folder = Files.createTempDirectory("flows");
            folder.toFile().deleteOnExit();
            write(folder, "flow-1.yaml", first);
            write(folder, "flow-2.yaml", second);
            return "file:" + folder + File.separator + "flow-*.yaml";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String changed(String flow, String before, String after) {
        assertThat(flow).contains(before);
        return flow.replace(before, after);
    }

    private static void write(Path folder, String name, String flow) throws IOException {
        Path file = Files.writeString(folder.resolve(name), flow);
        file.toFile().deleteOnExit();
    }
}
