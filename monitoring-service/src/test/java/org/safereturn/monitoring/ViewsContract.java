package org.safereturn.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** What every store of views promises. */
abstract class ViewsContract {

    private static final View FIRST = new View(1);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    /** Views without any document. */
    abstract Views empty();

    @Test
    void any_order_repetition_and_batching_give_the_same_figures() {
        Random random = new Random(42);
        List<Update> updates = updates(random);
        Views inOrder = empty();
        inOrder.apply(FIRST, updates).block();
        Figures expected = figures(inOrder, FIRST);
        assertThat(expected.journeys().value()).isEqualTo(60.0);

        List<Update> disordered = new ArrayList<>(updates);
        disordered.addAll(updates.subList(0, updates.size() / 2));
        Collections.shuffle(disordered, random);
        View second = new View(2);
        for (int from = 0; from < disordered.size(); from += 37) {
            inOrder.apply(second, disordered.subList(from, Math.min(disordered.size(), from + 37))).block();
        }
        assertThat(figures(inOrder, second)).isEqualTo(expected);
    }

    @Test
    void two_callers_at_once_lose_nothing() {
        List<Update> updates = updates(new Random(43));
        Views views = empty();
        views.apply(FIRST, updates).block();
        View second = new View(2);
        Flux.merge(views.apply(second, updates), views.apply(second, updates.reversed())).blockLast();
        assertThat(figures(views, second)).isEqualTo(figures(views, FIRST));
    }

    @Test
    void the_first_view_is_live_until_another_one_is_made_live() {
        Views views = empty();
        assertThat(views.live().block()).isEqualTo(FIRST);
        views.makeLive(new View(7)).block();
        assertThat(views.live().block()).isEqualTo(new View(7));
    }

    @Test
    void keeping_one_view_deletes_the_others() {
        Views views = empty();
        List<Update> updates = updates(new Random(44));
        views.apply(FIRST, updates).block();
        views.apply(new View(2), updates).block();
        views.keepOnly(new View(2)).block();
        assertThat(views.countJourneys(FIRST).block()).isZero();
        assertThat(views.countJourneys(new View(2)).block()).isEqualTo(60);
    }

    @Test
    void pages_hold_every_journey_once() {
        Views views = empty();
        views.apply(FIRST, updates(new Random(45))).block();
        List<String> seen = new ArrayList<>();
        for (int page = 0; page < 7; page++) {
            views.journeys(FIRST, page, 10).map(Journey::statRef).collectList().blockOptional()
                    .ifPresent(seen::addAll);
        }
        assertThat(seen).hasSize(60).doesNotHaveDuplicates().isSorted();
    }

    private static List<Update> updates(Random random) {
        List<Update> updates = new ArrayList<>(FoldTest.journeys(60, random).stream()
                .map(JourneyFixtures.Sent::update).toList());
        updates.add(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 2, 40, 30)
                .update());
        updates.add(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 1, 4, 3)
                .update());
        return updates;
    }

    private static Figures figures(Views views, View view) {
        FiguresCalculation calculation = new FiguresCalculation(CLOCK.instant(),
                Quarter.at(CLOCK.instant(), ZoneId.of("Asia/Bangkok")), FiguresTest.READINESS,
                List.of("KH_TO_TH", "TH_TO_KH"), new SmallCells(true));
        views.journeys(view).doOnNext(calculation::add).blockLast();
        views.checkpointCounts(view).doOnNext(calculation::add).blockLast();
        return calculation.finish();
    }
}
