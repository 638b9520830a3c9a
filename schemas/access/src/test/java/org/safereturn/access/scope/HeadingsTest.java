package org.safereturn.access.scope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.scope.Headings.Heading;
import org.safereturn.access.scope.Headings.Overview;
import org.safereturn.access.scope.Headings.StateCount;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.testkit.InMemoryAggregates;
import org.safereturn.messaging.testkit.RecordingOutbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The cases of a ministry by state and age; the map counts changes, so its moments are the first milliseconds of 1970. */
class HeadingsTest {

    private enum Step { BEGUN, WAITS, OVER }

    private record Shelf(Step step, CaseScope scope) {
    }

    private final InMemoryAggregates<Shelf, String> shelves = new InMemoryAggregates<>(Shelf.class,
            (_, _, _, _) -> List.of(), new RecordingOutbox());
    private final Headings<Shelf> headings = new Headings<>(shelves, "state.step", EnumSet.of(Step.BEGUN, Step.WAITS),
            shelf -> new Headings.Said(new Journey("TH", "KH"), Party.ORIGIN, shelf.step(), shelf.scope()),
            Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(30)).plusMillis(3), ZoneOffset.UTC));

    @BeforeEach
    void fill() {
        put("a", Step.BEGUN, "KH-ONE");
        put("b", Step.WAITS, "KH-TWO");
        put("c", Step.OVER, "KH-ONE");
        put("d", Step.WAITS, "KH-ONE");
    }

    @Test
    void what_is_not_over_is_listed_with_what_has_not_changed_for_the_longest_first_page_by_page() {
        Overview first = ask(overseer(), null, Optional.empty());
        assertThat(first.items()).extracting(Heading::caseRef).containsExactly("a", "b");
        assertThat(first.items().getFirst()).isEqualTo(new Heading("a", Party.ORIGIN, "TH_TO_KH", "BEGUN",
                List.of("KH-ONE"), false, Instant.ofEpochMilli(1)));
        assertThat(first.shownCases()).containsExactly("a", "b");
        assertThat(first.next()).isNotNull();
        Heading last = first.items().getLast();
        Overview second = ask(overseer(), null, Optional.of(new Aggregates.Position(last.changedAt(), last.caseRef())));
        assertThat(second.items()).extracting(Heading::caseRef).containsExactly("d");
        assertThat(second.next()).isNull();
        assertThat(ask(overseer(), Step.OVER, Optional.empty()).items()).extracting(Heading::caseRef).containsExactly("c");
    }

    @Test
    void every_state_is_counted_by_how_long_nothing_has_happened_whichever_is_listed() {
        assertThat(ask(overseer(), Step.OVER, Optional.empty()).counts()).containsExactly(
                new StateCount("BEGUN", 1, 0, 0, 1, 0), new StateCount("OVER", 1, 0, 1, 0, 0),
                new StateCount("WAITS", 2, 0, 1, 1, 0));
    }

    @Test
    void nobody_is_answered_who_does_not_oversee_the_ministry() {
        Caller stranger = caller(Sight.headings(new Actor("kh-1", Role.SUPERVISOR.name(), "KH-ONE", "KH"), unit -> false));
        assertThatThrownBy(() -> ask(stranger, null, Optional.empty())).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.rejection().rule()).isEqualTo("ministry-work-not-permitted"));
    }

    private void put(String id, Step step, String unit) {
        shelves.change(id, new Cause.Internal("test"), _ -> Decision.accept(new Shelf(step, CaseScope.NOBODY.withUnit(unit)), List.of()))
                .block();
    }

    private Overview ask(Caller caller, @Nullable Step step, Optional<Aggregates.Position> after) {
        return headings.of(caller, step, new Paging(after, false, 2)).blockOptional().orElseThrow();
    }

    private static Caller overseer() {
        return caller(Sight.EVERYTHING);
    }

    private static Caller caller(Sight headings) {
        return new Caller(new Actor("kh-1", Role.SUPERVISOR.name(), "KH-DVP", "KH"), new Sight(false, Set.of()), headings,
                new Cause.Request("kh-1", Optional.empty(), ""));
    }
}
