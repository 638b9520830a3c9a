package org.safereturn.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LocalSystemTest {

    @TempDir
    Path folder;

    private final Progress silence = new Progress(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    @Test
    void a_port_in_use_is_named_with_what_needs_it() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.isolated(folder, folder).withPort(Endpoint.KH_CASE, taken.getLocalPort());
            assertThatThrownBy(() -> LocalSystem.start(settings, silence)).isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " is in use, but the case service of Cambodia")
                    .hasMessageContaining("--port kh-case=NUMBER");
            assertThat(folder.resolve("state")).doesNotExist();
        }
    }

    @Test
    void a_checkout_that_is_not_built_is_one_sentence() {
        Settings settings = Settings.isolated(folder, folder);
        assertThatThrownBy(() -> LocalSystem.start(settings, silence)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("is not unpacked").hasMessageNotContaining("Exception");
    }

    @Test
    void a_fresh_start_removes_the_data_and_nothing_beside_it() throws IOException {
        Settings settings = Settings.isolated(folder, folder);
        Files.createDirectories(settings.state().resolve("kafka/data"));
        Files.writeString(settings.state().resolve("kafka/data/segment"), "old");
        Files.createDirectories(settings.logs());
        LocalSystem.wipe(settings);
        assertThat(settings.state()).doesNotExist();
        assertThat(settings.logs()).exists();
    }

    @Test
    void a_fresh_start_leaves_the_data_of_a_running_system_alone() throws IOException {
        Settings settings = Settings.isolated(folder, folder);
        var running = LocalSystem.lock(settings);
        assertThatThrownBy(() -> LocalSystem.wipe(settings)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("in use by another deploy/up");
        assertThat(settings.state()).exists();
        running.acquiredBy().close();
    }
}
