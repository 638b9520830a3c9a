package org.safereturn.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(60)
class ChildProcessTest {

    @TempDir
    Path folder;

    @Test
    void a_child_that_dies_before_it_is_ready_is_one_sentence_that_quotes_its_log() {
        ChildProcess child = start("echo starting; echo 'Port 1 was already in use.'; echo later; exit 7");
        assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(20)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The small shop ended with exit status 7 (Port 1 was already in use.); see ");
    }

    @Test
    void a_child_that_was_killed_is_not_explained_by_an_older_line_of_its_log() {
        ChildProcess child = start("echo 'The answer cannot come.'; kill -9 $$");
        assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(20)))
                .isInstanceOf(StartFailure.class).hasMessageStartingWith("The small shop was ended by signal 9; see ");
    }

    @Test
    void what_a_child_writes_only_its_owner_can_read() throws IOException, InterruptedException {
        start("mkdir deep; echo made up > deep/file").awaitSuccess(Duration.ofSeconds(20));
        Path deep;
        try (Stream<Path> all = Files.walk(folder)) {
            deep = all.filter(each -> each.endsWith("deep")).findFirst().orElseThrow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.resolve("file"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_lies_in_a_folder_is_closed_to_others_with_it() throws IOException {
        Path open = Files.createDirectories(folder.resolve("state/store"));
        Path file = Files.writeString(open.resolve("kh.mv"), "made up");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Folders.close(folder.resolve("state"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(file).hasContent("made up");
    }

    @Test
    void what_the_child_before_it_wrote_is_kept() throws IOException, InterruptedException {
        start("echo first").awaitSuccess(Duration.ofSeconds(20));
        start("echo second").awaitSuccess(Duration.ofSeconds(20));
        assertThat(folder.resolve("logs/child.log")).hasContent("second");
        assertThat(folder.resolve("logs/child.previous.log")).hasContent("first");
    }

    @Test
    void a_child_that_is_never_ready_is_one_sentence() {
        ChildProcess child = start("exec sleep 60");
        assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(10)))
                .isInstanceOf(StartFailure.class).hasMessageContaining("is not ready after");
        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void a_child_that_was_told_to_end_did_not_end_by_itself() {
        ChildProcess child = start("exec sleep 60");
        child.tell();
        child.awaitEnd(Duration.ofSeconds(20));
        assertThat(child.isAlive()).isFalse();
        assertThat(child.endedByItself()).isFalse();
    }

    @Test
    void a_child_that_does_not_want_to_end_is_ended() {
        ChildProcess child = start("trap '' TERM; while :; do sleep 1; done");
        child.tell();
        child.awaitEnd(Duration.ofMillis(100));
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void a_child_outlives_the_thread_that_started_it_but_not_the_launcher_that_was_killed() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv of util-linux is not installed");
        Process launcher = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                ShortLivedLauncher.class.getName(), folder.toString()).redirectError(Redirect.DISCARD).start();
        try (BufferedReader said = launcher.inputReader()) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(child::isAlive);
            launcher.destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive());
        } finally {
            launcher.destroyForcibly();
        }
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("small shop", folder.resolve("logs/child.log"), folder.resolve("run"),
                List.of("/bin/sh", "-c", script));
    }
}
