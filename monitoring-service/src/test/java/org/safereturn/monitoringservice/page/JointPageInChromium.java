package org.safereturn.monitoringservice.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.safereturn.pages.testing.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/** The joint page in the browser, as it is after its scripts have run. */
final class JointPageInChromium {

    private static final int PATIENCE_SECONDS = 90;

    private JointPageInChromium() {
    }

    /** Opens a page and gives it back as it is after its scripts have run; without the browser the test is left out. */
    static String open(Path page, Path work) throws IOException, InterruptedException {
        Path answer = work.resolve(page.getFileName() + ".out");
        Process process = new ProcessBuilder(Chromium.program(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
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
}
