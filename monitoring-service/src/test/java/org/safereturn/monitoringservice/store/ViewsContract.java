package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.figures.Readiness;
import org.safereturn.monitoringservice.figures.RunningFigures;
import org.safereturn.monitoringservice.figures.Scope;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** What every store of views promises. */
abstract class ViewsContract {

    private static final View FIRST = View.FIRST;
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Map<String, Readiness> READINESS = Map.of("KH",
            new Readiness(Readiness.State.NOT_STARTED, "PROPOSED", null, false));

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    /** Views without any document. */
    abstract Views empty(Clock clock);

    @Test
    void any_order_repetition_and_batching_give_the_same_figures() {
        Random random = new Random(42);
        List<Update> updates = updates(random);
        Views inOrder = empty(clock);
        inOrder.apply(FIRST, updates).block();
        Map<String, Long> expected = figures(inOrder, FIRST);
        assertThat(expected).containsEntry("journeys", 60L);

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
        Views views = empty(clock);
        views.apply(FIRST, updates).block();
        View second = new View(2);
        Flux.merge(views.apply(second, updates), views.apply(second, updates.reversed())).blockLast();
        assertThat(figures(views, second)).isEqualTo(figures(views, FIRST));
    }

    @Test
    void when_a_new_view_begins_all_before_it_are_deleted_but_the_one_that_is_shown() {
        Views views = empty(clock);
        List<Update> updates = updates(new Random(44));
        for (long generation = 1; generation <= 5; generation++) {
            views.apply(new View(generation), updates).block();
        }
        views.keepOnly(new View(2), new View(4)).block();
        assertThat(Stream.of(1, 2, 3, 4, 5).map(each -> views.countJourneys(new View(each)).blockOptional().orElseThrow()))
                .containsExactly(0L, 60L, 0L, 60L, 60L);
    }

    @Test
    void pages_hold_every_journey_once_the_newest_change_first() {
        Views views = empty(clock);
        List<Update> updates = updates(new Random(45));
        for (int from = 0; from < updates.size(); from += 100) {
            views.apply(FIRST, updates.subList(from, Math.min(updates.size(), from + 100))).block();
            now.updateAndGet(before -> before.plusSeconds(1));
        }
        views.apply(FIRST, List.of(updates.getFirst())).block();
        Aggregates.Page<Journey> page = page(views, Optional.empty(), false);
        assertThat(page.total()).contains(60L);
        assertThat(statRefs(page)).first().isEqualTo(updates.getFirst().id());
        List<String> seen = new ArrayList<>(statRefs(page));
        while (page.next().isPresent()) {
            page = page(views, page.next(), false);
            assertThat(page.total()).isEmpty();
            seen.addAll(statRefs(page));
        }
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void who_follows_the_changes_hears_of_a_journey_again_when_it_changes() {
        Views views = empty(clock);
        List<Update> updates = updates(new Random(46));
        views.apply(FIRST, updates).block();
        now.set(BEGIN.plusSeconds(60));
        views.apply(FIRST, List.of(updates.getFirst())).block();
        Optional<Aggregates.Position> since = Optional.of(new Aggregates.Position(BEGIN.plusSeconds(1), ""));
        assertThat(statRefs(page(views, since, true))).as("it may still be overtaken").isEmpty();
        now.set(BEGIN.plusSeconds(63));
        assertThat(statRefs(page(views, since, true))).containsExactly(updates.getFirst().id());
    }

    private static Aggregates.Page<Journey> page(Views views, Optional<Aggregates.Position> after, boolean oldestFirst) {
        return views.journeys(FIRST, new Aggregates.Query(Map.of(), after, oldestFirst, 7)).blockOptional()
                .orElseThrow();
    }

    private static List<String> statRefs(Aggregates.Page<Journey> page) {
        return page.items().stream().map(each -> each.state().statRef()).toList();
    }

    private static List<Update> updates(Random random) {
        List<Update> updates = new ArrayList<>(JourneyFixtures.journeys(60, random).stream()
                .map(JourneyFixtures.Sent::update).toList());
        updates.add(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 2, 40, 30)
                .update());
        updates.add(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", new Direction("TH", "KH"), 1, 4, 3)
                .update());
        return updates;
    }

    /** All numbers of a view, none hidden. */
    private static Map<String, Long> figures(Views views, View view) {
        RunningFigures figures = new RunningFigures(new Scope(ZoneId.of("Asia/Bangkok"), READINESS,
                List.of("KH_TO_TH", "TH_TO_KH"), Set.of(), Set.of()));
        views.journeys(view).doOnNext(figures::put).blockLast();
        figures.reports(views.checkpointCounts(view).collectList().blockOptional().orElseThrow());
        return Protection.publish(new Level("L2", 1, Duration.ofDays(1)), BEGIN, figures.at(BEGIN), Optional.empty())
                .shown();
    }
}
