package org.safereturn.access.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.testkit.InMemoryAggregates;
import org.safereturn.messaging.testkit.RecordingOutbox;
import org.safereturn.work.v1.WorkList;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TellingAggregatesTest {

    private static final Instant SINCE = Instant.parse("2026-11-23T01:00:00Z");

    private final String id = UUID.randomUUID().toString();
    private final List<OpenWork.Told<String>> told = new CopyOnWriteArrayList<>();
    private final Aggregates<Shelf, String> shelves = new TellingAggregates<>(new InMemoryAggregates<>(Shelf.class,
            (shelf, state, version, event) -> {
                told.add(event);
                return List.of();
            }, new RecordingOutbox()), Shelf::open, _ -> Mono.empty());

    /**
     * What a sample waits for.
     *
     * @param waits a list by name, none when null
     * @param officer who holds it
     */
    record Shelf(@Nullable String waits, String officer, boolean twice) {

        List<OpenItem> open() {
            List<OpenItem> open = new ArrayList<>();
            if (waits != null) {
                open.add(OpenItem.of(WorkList.valueOf(waits), CaseScope.NOBODY.withOfficer(officer, "ZZ-UNIT"), SINCE));
            }
            if (twice) {
                open.addAll(List.copyOf(open));
            }
            return open;
        }
    }

    @Test
    void what_begins_to_wait_and_what_no_longer_does_is_told_behind_the_events_of_the_change() {
        change(new Shelf("VISIT_TO_MAKE", "zz-1", false), "planned");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo(new OpenWork.Told.Own<>("planned"));
        assertThat(told.get(1)).isInstanceOfSatisfying(OpenWork.Told.Work.class, work -> {
            assertThat(work.list()).isEqualTo(WorkList.VISIT_TO_MAKE);
            assertThat(work.item()).isNotNull();
        });
        told.clear();
        change(new Shelf("RETURN_TO_CONFIRM", "zz-1", false), "made");
        assertThat(told).hasSize(3).contains(new OpenWork.Told.Work<>(WorkList.VISIT_TO_MAKE, null));
        told.clear();
        change(new Shelf(null, "zz-1", false), "over");
        assertThat(told).containsExactly(new OpenWork.Told.Own<>("over"),
                new OpenWork.Told.Work<>(WorkList.RETURN_TO_CONFIRM, null));
    }

    @Test
    void what_waits_as_before_is_not_told_again_even_when_another_officer_of_the_unit_holds_it() {
        change(new Shelf("VISIT_TO_MAKE", "zz-1", false), "planned");
        told.clear();
        change(new Shelf("VISIT_TO_MAKE", "zz-2", false), "handed on");
        assertThat(told).containsExactly(new OpenWork.Told.Own<>("handed on"));
    }

    @Test
    void what_a_rule_refuses_tells_nothing() {
        Outcome<Shelf> outcome = shelves.change(id, new Cause.Internal("test"),
                before -> Decision.refuse(Rejection.refused("not-now"))).blockOptional(Duration.ofSeconds(5)).orElseThrow();
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(told).isEmpty();
    }

    @Test
    void a_case_that_would_wait_twice_on_a_list_is_a_fault_of_the_program() {
        assertThatThrownBy(() -> change(new Shelf("VISIT_TO_MAKE", "zz-1", true), "planned"))
                .isInstanceOf(IllegalStateException.class);
    }

    private void change(Shelf after, String event) {
        shelves.change(id, new Cause.Internal("test"), (Optional<Shelf> before) -> Decision.accept(after, List.of(event)))
                .block(Duration.ofSeconds(5));
    }
}
