package org.safereturn.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecoveryTest {

    private static final long MILLI = 1_000_000;

    @Test
    void a_system_that_is_as_usual_at_once_needs_no_second() {
        assertThat(Recovery.seconds(fiveSeconds(Overload.Fate.ACCEPTED, -1), caseRef -> stored(caseRef, 99))).isZero();
    }

    @Test
    void the_last_second_in_which_somebody_was_turned_away_counts() {
        assertThat(Recovery.seconds(fiveSeconds(Overload.Fate.TURNED_AWAY, 2), caseRef -> stored(caseRef, 99))).isEqualTo(3);
    }

    @Test
    void slow_seconds_count_and_what_never_arrives_is_slow() {
        assertThat(Recovery.seconds(fiveSeconds(Overload.Fate.ACCEPTED, -1), caseRef ->
                stored(caseRef, Integer.parseInt(caseRef) < 2 ? 101 : 100))).isEqualTo(2);
        assertThat(Recovery.seconds(fiveSeconds(Overload.Fate.ACCEPTED, -1), _ -> Long.MAX_VALUE)).isEqualTo(5);
    }

    private static long stored(String caseRef, long milliseconds) {
        return (Integer.parseInt(caseRef) * 1000L + milliseconds) * MILLI;
    }

    /** One offer a second, named by it; that of one second ends so. */
    private static List<Overload.Offer> fiveSeconds(Overload.Fate fate, int second) {
        return IntStream.range(0, 5).mapToObj(each -> new Overload.Offer(String.valueOf(each), each * 1000L * MILLI,
                each * 1000L * MILLI, each == second ? fate : Overload.Fate.ACCEPTED)).toList();
    }
}
