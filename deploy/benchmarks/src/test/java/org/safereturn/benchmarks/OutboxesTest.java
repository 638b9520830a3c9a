package org.safereturn.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxesTest {

    @Test
    void the_own_outbox_delivers_everything_once_and_in_order_from_a_store_that_forces_commits_to_disk() throws Exception {
        try (Outboxes outboxes = new Outboxes(Path.of(""), Optional.empty(), true)) {
            RelayReport report = outboxes.measure(List.of(Outboxes.Kind.OWN), 1, 100);
            assertThat(report.measured().get(Outboxes.Kind.OWN)).singleElement().satisfies(repeat -> {
                assertThat(repeat.perSecond()).isPositive();
                assertThat(repeat.overtaken() + repeat.lost() + repeat.twice()).isZero();
                assertThat(repeat.cost().outbox()).isPositive().isGreaterThanOrEqualTo(repeat.cost().compiler());
                assertThat(repeat.cost().compiler()).isPositive();
                assertThat(repeat.cost().all()).isGreaterThan(repeat.cost().outbox());
            });
        }
    }
}
