package org.safereturn.monitoringservice.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.monitoringservice.fold.Notice;

import static org.assertj.core.api.Assertions.assertThat;

class TickerTest {

    private final Ticker ticker = new Ticker();

    @Test
    void who_comes_again_gets_what_was_missed_in_its_order() {
        ticker.add(lines(1, 5));
        assertThat(ticker.after("3")).hasValueSatisfying(missed ->
                assertThat(missed).extracting(Notice::id).containsExactly("4", "5"));
        assertThat(ticker.after("5")).contains(List.of());
    }

    @Test
    void what_is_no_longer_or_was_never_remembered_is_not_replayed_in_part() {
        ticker.add(lines(1, 500));
        assertThat(ticker.after("3")).isEmpty();
        assertThat(ticker.after("nothing-like-it")).isEmpty();
    }

    private static List<Notice> lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> new Notice(String.valueOf(number),
                Instant.parse("2026-11-20T03:00:00Z"), "KH", Milestone.REFERRAL_SUBMITTED, "KH_TO_TH", "abcd")).toList();
    }
}
