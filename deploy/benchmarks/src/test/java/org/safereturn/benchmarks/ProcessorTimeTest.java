package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class ProcessorTimeTest {

    @Test
    void a_process_counts_for_the_part_in_whose_folder_it_runs(@TempDir Path state) throws IOException {
        Path part = Files.createDirectories(state.resolve("run/kh-case"));
        Files.createDirectories(state.resolve("logs"));
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").directory(part.toFile()).start();
        Process other = new ProcessBuilder("sleep", "60").directory(state.resolve("logs").toFile()).start();
        try {
            ProcessorTime before = ProcessorTime.of(state);
            await().until(() -> ProcessorTime.of(state).since(before).byPart().getOrDefault("kh-case", Duration.ZERO)
                    .isPositive());
            assertThat(ProcessorTime.of(state).byPart()).containsOnlyKeys("kh-case");
            assertThat(ProcessorTime.of(state).generator()).isPositive();
        } finally {
            busy.destroy();
            other.destroy();
        }
    }

    @Test
    void nothing_is_known_of_a_system_that_does_not_run_here(@TempDir Path state) {
        assertThat(ProcessorTime.of(state).byPart()).isEmpty();
    }

    @Test
    void a_cost_is_what_was_used_meanwhile_for_each_referral() {
        ProcessorTime opening = time(4, 10, 2).since(time(3, 8, 1));
        ProcessorTime referring = time(9, 30, 7).since(time(4, 10, 2));
        Cost cost = Cost.of(opening, referring, time(0, 1, 3), 1000, time(0, 1, 0), Duration.ofSeconds(5));

        assertThat(cost.of("kh-case")).isCloseTo(6, within(1e-9));
        assertThat(cost.total()).isCloseTo(6 + 22, within(1e-9));
        assertThat(cost.generator()).isCloseTo(6, within(1e-9));
        assertThat(cost.bareStores()).isCloseTo(1, within(1e-9));
        assertThat(cost.bareDrivers()).isCloseTo(3, within(1e-9));
        assertThat(cost.idle()).containsEntry("kafka", 200.0);
    }

    @Test
    void a_part_that_started_meanwhile_counts_from_its_start() {
        assertThat(time(1, 2, 0).since(new ProcessorTime(Map.of(), Duration.ZERO)).byPart())
                .containsEntry("kafka", Duration.ofSeconds(2));
    }

    private static ProcessorTime time(int caseService, int kafka, int generator) {
        return new ProcessorTime(Map.of("kh-case", Duration.ofSeconds(caseService), "kafka", Duration.ofSeconds(kafka)),
                Duration.ofSeconds(generator));
    }
}
