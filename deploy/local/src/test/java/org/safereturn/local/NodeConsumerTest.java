package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The consumer in another language answers the test vectors of the contract, from the profile alone. */
class NodeConsumerTest {

    private static final Path PROGRAM = Path.of("node-consumer");
    private static final Path CONTRACT = Path.of("../../schemas/events/src/main/resources").toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_verifies_unwraps_and_opens_every_test_vector_as_the_profile_says() throws Exception {
        boolean node = isInstalled();
        assertThat(node || !"true".equals(System.getenv("CI"))).as("Node.js is installed, as it must be in CI").isTrue();
        assumeTrue(node, "Node.js is not installed, so the consumer in another language is not tried.");
        for (String file : List.of("package.json", "package-lock.json", "profile.js", "vectors.js")) {
            Files.copy(PROGRAM.resolve(file), folder.resolve(file));
        }
        run("npm", "ci", "--no-audit", "--no-fund");

        Outcome outcome = run("node", "vectors.js", CONTRACT.toString());

        assertThat(outcome.text()).endsWith(" answers, 0 of them wrong\n");
        assertThat(outcome.status()).isZero();
        assertThat(Integer.parseInt(outcome.text().split(" ", 2)[0])).isGreaterThan(80);
    }

    private record Outcome(int status, String text) {
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), Files.readString(output));
    }
}
