package org.safereturn.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The benchmark on something that behaves in a known way. */
class ExchangeTest {

    private static final int REFERRALS = 200;
    private static final Exchange.Plan PLAN = new Exchange.Plan(REFERRALS, 50, Duration.ofSeconds(2), Duration.ofMillis(100),
            Duration.ofSeconds(2), Duration.ofSeconds(1));

    private static StandInSystem system;

    @BeforeAll
    static void start() throws IOException {
        system = new StandInSystem();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.close();
    }

    @Test
    void it_measures_what_is_there_and_leaves_nothing_of_the_floor_behind() throws Exception {
        try (Sender sender = new Sender(() -> "token")) {
            Exchange benchmark = new Exchange(system.target(), sender, PLAN);

            Sizes sizes = benchmark.warmUp();
            assertThat(sender.takeSentAgain()).as("one request of the warm-up was not answered").isEqualTo(1);
            assertThat(sizes.partitions()).isEqualTo(2);
            assertThat(sizes.record()).isBetween(StandInSystem.RECORD_BYTES, StandInSystem.RECORD_BYTES + 100);
            assertThat(sizes.received()).isBetween(StandInSystem.DOCUMENT_BYTES, StandInSystem.DOCUMENT_BYTES + 100);
            assertThat(sizes.sent()).isEqualTo(sizes.received() + sizes.record());
            assertThat(sizes.writes()).as("one document in each country").isEqualTo(2);

            Repeat repeat = benchmark.repeat(sizes);
            assertThat(repeat.sentAgain()).isZero();
            assertThat(repeat.turnedAway()).as("some are told to come later, and come").isPositive();
            Overloaded overloaded = repeat.overloaded().orElseThrow();
            int accepted = overloaded.count(Overload.Fate.ACCEPTED);
            int turnedAway = overloaded.count(Overload.Fate.TURNED_AWAY);
            assertThat(accepted).isPositive();
            assertThat(turnedAway).isPositive();
            assertThat(accepted + turnedAway).as("whoever is turned away stays away").isEqualTo(overloaded.offers().size());
            assertThat(overloaded.lost()).isZero();
            assertThat(overloaded.uninvited()).isZero();
            assertThat(repeat.cost().isKnown()).as("no process of its own").isFalse();
            assertThat(repeat.floor()).isPositive();
            assertThat(repeat.bare()).isPositive();
            assertThat(repeat.sustained()).isPositive();
            // What is on its way for a fixed time is not seen earlier; the answer may be slower than the way begins.
            double way = StandInSystem.WAY.toMillis();
            assertThat(repeat.steadySinceDue().percentile(1)).isGreaterThanOrEqualTo(way);
            assertThat(repeat.steady().percentile(50)).isBetween(way / 2, 20 * way);
            assertThat(repeat.steady().percentile(99)).isGreaterThanOrEqualTo(repeat.steady().percentile(50));
            assertThat(repeat.steadyBack().percentile(50)).as("the receipt comes back after the referral is there")
                    .isBetween(repeat.steady().percentile(50), repeat.steady().percentile(50) + 5 * way);
            assertThat(system.leftovers()).isEmpty();
        }
    }

    @Test
    void a_refusal_ends_it_and_says_what_was_answered() {
        try (Sender stranger = new Sender(() -> "another token")) {
            assertThatThrownBy(() -> new Exchange(system.target(), stranger, PLAN).warmUp())
                    .isInstanceOf(ExecutionException.class).hasMessageContaining("answered with 404");
        }
    }
}
