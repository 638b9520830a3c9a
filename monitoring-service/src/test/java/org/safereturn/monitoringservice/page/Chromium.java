package org.safereturn.monitoringservice.page;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The browser that {@code deploy/install-test-tools} installs, without a window. */
final class Chromium {

    private static final int PATIENCE_SECONDS = 90;

    private Chromium() {
    }

    /** Opens a page and gives it back as it is after its scripts have run; without the browser the test is left out. */
    static String open(Path page, Path work) throws IOException, InterruptedException {
        String program = program().orElseGet(Chromium::isMissing);
        Path answer = work.resolve(page.getFileName() + ".out");
        Process process = new ProcessBuilder(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--allow-file-access-from-files", "--user-data-dir=" + work.resolve("profile"),
                "--virtual-time-budget=30000", "--window-size=1440,1600", "--dump-dom", page.toUri().toString())
                .redirectOutput(answer.toFile()).redirectError(work.resolve("chromium.log").toFile()).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(work.resolve("chromium.log"))).isZero();
        return Files.readString(answer, StandardCharsets.UTF_8);
    }

    private static Optional<String> program() {
        return Optional.ofNullable(System.getenv("CHROMIUM")).or(() ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable).map(Path::toString).findFirst());
    }

    private static String isMissing() {
        assertThat(System.getenv("CI")).as("Chromium is missing").isNotEqualTo("true");
        return abort("Chromium is not installed, so the pages are not tried in a browser.");
    }
}
