package org.safereturn.caseservice.work.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.scope.Sight;
import org.safereturn.caseservice.work.application.WorkLists.Open;
import org.safereturn.caseservice.work.application.WorkLists.Page;
import org.safereturn.caseservice.work.application.WorkLists.Position;
import org.safereturn.caseservice.work.application.WorkLists.Query;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** What every implementation of the lists promises. */
public abstract class WorkListsContract {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final CaseScope UNIT_A = CaseScope.NOBODY.withUnit("ZZ-UNIT-A");
    private static final CaseScope UNIT_B = CaseScope.NOBODY.withUnit("ZZ-UNIT-B");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WorkLists lists = new InMemoryWorkLists();

    /** Lists in which nothing waits yet. */
    protected abstract WorkLists empty();

    /** The same lists as another process of the service sees them. */
    protected WorkLists another(WorkLists same) {
        return same;
    }

    @BeforeEach
    void begin() {
        lists = empty();
    }

    @Test
    void what_waits_is_listed_longest_first_and_counted() {
        String second = open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 20);
        String first = open(WorkList.REFERRAL_TO_ANSWER, 1, UNIT_A, 10);
        String third = open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 30);
        Page page = read(Sight.EVERYTHING, Optional.empty(), 10);
        assertThat(page.items()).extracting(Open::caseRef).containsExactly(first, second, third);
        assertThat(page.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 2L).containsEntry(WorkList.REFERRAL_TO_ANSWER, 1L)
                .containsEntry(WorkList.VISIT_TO_MAKE, 0L);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void nothing_waits_where_nothing_was_said() {
        Page page = read(Sight.EVERYTHING, Optional.empty(), 10);
        assertThat(page.items()).isEmpty();
        assertThat(page.counts().values()).containsOnly(0L);
    }

    @Test
    void everything_that_was_said_of_an_item_is_shown() {
        String caseRef = UUID.randomUUID().toString();
        Waiting waiting = new Waiting(UNIT_A.offered().offeredAt("ZZ-GATE"), START, LocalDate.of(2026, 12, 1), "ZZ-GATE",
                Timer.T_MATCH, List.of(2026));
        apply(new WorkItem(caseRef, WorkList.ARRIVAL_EXPECTED, 3, waiting));
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items())
                .containsExactly(new Open(caseRef, WorkList.ARRIVAL_EXPECTED, waiting));
    }

    @Test
    void what_is_done_waits_no_longer_whatever_comes_late() {
        String caseRef = open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 10);
        apply(item(caseRef, WorkList.REFERRAL_TO_OPEN, 2, null, 0));
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).isEmpty();
        apply(item(caseRef, WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 10));
        apply(item(caseRef, WorkList.REFERRAL_TO_OPEN, 2, null, 0));
        Page page = read(Sight.EVERYTHING, Optional.empty(), 10);
        assertThat(page.items()).isEmpty();
        assertThat(page.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 0L);
    }

    @Test
    void what_is_done_before_it_was_heard_of_never_waits() {
        String caseRef = UUID.randomUUID().toString();
        apply(item(caseRef, WorkList.RETURN_TO_CONFIRM, 7, null, 0));
        apply(item(caseRef, WorkList.RETURN_TO_CONFIRM, 5, UNIT_A, 10));
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).isEmpty();
        apply(item(caseRef, WorkList.RETURN_TO_CONFIRM, 9, UNIT_A, 40));
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).hasSize(1);
    }

    @Test
    void a_case_that_goes_to_another_unit_waits_there_only() {
        String caseRef = open(WorkList.TRACING_TO_DO, 1, UNIT_A, 10);
        apply(item(caseRef, WorkList.TRACING_TO_DO, 2, UNIT_B, 10));
        assertThat(read(new Sight(false, Set.of("unit:ZZ-UNIT-A")), Optional.empty(), 10).items()).isEmpty();
        assertThat(read(new Sight(false, Set.of("unit:ZZ-UNIT-B")), Optional.empty(), 10).items()).hasSize(1);
        apply(item(caseRef, WorkList.TRACING_TO_DO, 1, UNIT_A, 10));
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).singleElement()
                .satisfies(open -> assertThat(open.waiting().scope()).isEqualTo(UNIT_B));
    }

    @Test
    void a_caller_sees_and_counts_what_waits_for_the_own_units_and_each_item_once() {
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A.offered(), 10);
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_B.offered(), 20);
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_B, 30);
        open(WorkList.REFERRAL_TO_OPEN, 1, CaseScope.NOBODY, 40);
        Page unit = read(new Sight(false, Set.of("unit:ZZ-UNIT-A")), Optional.empty(), 10);
        assertThat(unit.items()).hasSize(1);
        assertThat(unit.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 1L);
        Page contact = read(new Sight(false, Set.of("unit:ZZ-UNIT-A", "contact-points")), Optional.empty(), 10);
        assertThat(contact.items()).hasSize(2);
        assertThat(contact.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 2L);
        assertThat(read(new Sight(false, Set.of()), Optional.empty(), 10).items()).isEmpty();
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).hasSize(4);
    }

    @Test
    void one_list_is_shown_and_all_are_counted() {
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 10);
        open(WorkList.VISIT_TO_MAKE, 1, UNIT_A, 20);
        Page page = Mono.from(lists.read(new Query(EnumSet.allOf(WorkList.class), Set.of(WorkList.VISIT_TO_MAKE),
                Sight.EVERYTHING, Optional.empty(), 10))).blockOptional(PATIENCE).orElseThrow();
        assertThat(page.items()).extracting(Open::list).containsExactly(WorkList.VISIT_TO_MAKE);
        assertThat(page.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 1L);
    }

    @Test
    void two_items_of_the_same_moment_are_both_listed() {
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 10);
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 10);
        Page first = read(Sight.EVERYTHING, Optional.empty(), 1);
        Page second = read(Sight.EVERYTHING, first.next(), 1);
        assertThat(first.items()).hasSize(1);
        assertThat(second.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_thousand_items_said_in_any_order_and_twice_come_page_by_page_in_order_and_leave_one_by_one() {
        Random random = new Random(11);
        List<WorkList> three = List.of(WorkList.REFERRAL_TO_OPEN, WorkList.REFERRAL_TO_ANSWER, WorkList.REFERRAL_TO_COMPLETE);
        List<WorkItem> told = new ArrayList<>(IntStream.range(0, 1000).mapToObj(number -> item(
                UUID.randomUUID().toString(), three.get(number % 3), 2, number % 2 == 0 ? UNIT_A : UNIT_B,
                random.nextInt(100_000))).toList());
        List<WorkItem> repeated = new ArrayList<>(told);
        told.forEach(item -> repeated.add(item(item.caseRef(), item.list(), 1, UNIT_A, random.nextInt(100_000))));
        repeated.addAll(told);
        Collections.shuffle(repeated, random);
        applyAll(repeated);
        assertThat(listed(70)).containsExactlyInAnyOrderElementsOf(told.stream().map(WorkItem::id).toList());

        Set<String> left = new HashSet<>(told.stream().map(WorkItem::id).toList());
        Collections.shuffle(told, random);
        List<WorkItem> done = told.subList(0, 900).stream().map(item -> item(item.caseRef(), item.list(), 3, null, 0)).toList();
        applyAll(done);
        done.forEach(item -> left.remove(item.id()));
        assertThat(listed(30)).containsExactlyInAnyOrderElementsOf(left);
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 1).counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(100);
        applyAll(told.subList(900, 1000).stream().map(item -> item(item.caseRef(), item.list(), 3, null, 0)).toList());
        assertThat(listed(30)).isEmpty();
    }

    @Test
    void two_processes_that_are_told_the_same_in_different_order_agree() {
        Random random = new Random(7);
        List<WorkItem> told = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            String caseRef = UUID.randomUUID().toString();
            for (int version = 1; version <= 4; version++) {
                told.add(item(caseRef, WorkList.RESULT_TO_READ, version,
                        version == 4 && number % 2 == 0 ? null : version % 2 == 0 ? UNIT_A : UNIT_B, version));
            }
        }
        List<WorkItem> otherwise = new ArrayList<>(told);
        Collections.shuffle(otherwise, random);
        WorkLists other = another(lists);
        Flux.merge(Flux.fromIterable(told).flatMap(item -> lists.apply(item), 16),
                Flux.fromIterable(otherwise).flatMap(item -> other.apply(item), 16)).then().block(PATIENCE);
        Page page = read(Sight.EVERYTHING, Optional.empty(), 100);
        assertThat(page.items()).hasSize(30).allSatisfy(open -> assertThat(open.waiting().scope()).isEqualTo(UNIT_A));
        assertThat(page.counts()).containsEntry(WorkList.RESULT_TO_READ, 30L);
    }

    @Test
    void what_is_due_is_listed_and_counted_by_its_day_and_what_is_due_on_none_is_not() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        String later = due(UNIT_A, 10, day.plusDays(1));
        String first = due(UNIT_A, 30, day.minusDays(30));
        String second = due(UNIT_B, 20, day);
        String moved = due(UNIT_A, 40, day);
        apply(new WorkItem(moved, WorkList.REFERRAL_TO_OPEN, 2, waiting(UNIT_A, 40, day.plusDays(9))));
        String done = due(UNIT_A, 50, day);
        apply(item(done, WorkList.REFERRAL_TO_OPEN, 2, null, 0));
        open(WorkList.REFERRAL_TO_OPEN, 1, UNIT_A, 5);
        WorkLists.Days untilThen = new WorkLists.Days(LocalDate.EPOCH, day);
        Page page = due(Sight.EVERYTHING, Optional.empty(), 10, untilThen);
        assertThat(page.items()).extracting(Open::caseRef).containsExactly(first, second);
        assertThat(page.items().getFirst().waiting()).isEqualTo(waiting(UNIT_A, 30, day.minusDays(30)));
        assertThat(page.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 2L).containsEntry(WorkList.VISIT_TO_MAKE, 0L);
        assertThat(due(Sight.EVERYTHING, Optional.empty(), 10, new WorkLists.Days(day.plusDays(1), day.plusDays(9))).items())
                .extracting(Open::caseRef).containsExactly(later, moved);
        assertThat(due(new Sight(false, Set.of("unit:ZZ-UNIT-B")), Optional.empty(), 10, untilThen).items())
                .extracting(Open::caseRef).containsExactly(second);
        assertThat(read(Sight.EVERYTHING, Optional.empty(), 10).items()).hasSize(5);
    }

    @Test
    void five_hundred_that_are_due_come_page_by_page_in_the_order_of_their_days_and_each_window_counts_its_own() {
        LocalDate day = LocalDate.of(2026, 12, 1);
        applyAll(IntStream.range(0, 500).mapToObj(number -> new WorkItem(UUID.randomUUID().toString(),
                WorkList.REFERRAL_TO_OPEN, 1, waiting(number % 2 == 0 ? UNIT_A : UNIT_B, number, day.plusDays(number * 7L % 100))))
                .toList());
        WorkLists.Days tenDays = new WorkLists.Days(day.plusDays(20), day.plusDays(29));
        List<LocalDate> days = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            Page page = due(Sight.EVERYTHING, after, 20, tenDays);
            assertThat(page.counts()).containsEntry(WorkList.REFERRAL_TO_OPEN, 50L);
            page.items().forEach(open -> days.add(open.waiting().dueOn()));
            after = page.next();
        } while (after.isPresent());
        assertThat(days).hasSize(50).isSorted().allMatch(each -> !each.isBefore(tenDays.first()) && !each.isAfter(tenDays.last()));
    }

    private String due(CaseScope scope, long seconds, LocalDate day) {
        String caseRef = UUID.randomUUID().toString();
        apply(new WorkItem(caseRef, WorkList.REFERRAL_TO_OPEN, 1, waiting(scope, seconds, day)));
        return caseRef;
    }

    private static Waiting waiting(CaseScope scope, long seconds, LocalDate day) {
        return new Waiting(scope, START.plusSeconds(seconds), day, null, Timer.T_ACK, List.of());
    }

    private Page due(Sight sight, Optional<Position> after, int size, WorkLists.Days days) {
        Set<WorkList> all = EnumSet.allOf(WorkList.class);
        return lists.read(new Query(all, all, sight, after, size, Optional.of(days))).blockOptional(PATIENCE).orElseThrow();
    }

    /** Ids of everything, read page by page; the order is checked on the way. */
    private List<String> listed(int size) {
        List<String> ids = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        Position before = new Position(Instant.MIN, "");
        do {
            Page page = read(Sight.EVERYTHING, after, size);
            for (Open open : page.items()) {
                assertThat(open.position()).isGreaterThan(before);
                before = open.position();
                ids.add(before.id());
            }
            after = page.next();
        } while (after.isPresent());
        return ids;
    }

    private Page read(Sight sight, Optional<Position> after, int size) {
        Set<WorkList> all = EnumSet.allOf(WorkList.class);
        return lists.read(new Query(all, all, sight, after, size)).blockOptional(PATIENCE).orElseThrow();
    }

    private String open(WorkList list, long version, CaseScope scope, long seconds) {
        String caseRef = UUID.randomUUID().toString();
        apply(item(caseRef, list, version, scope, seconds));
        return caseRef;
    }

    private void apply(WorkItem item) {
        lists.apply(item).block(PATIENCE);
    }

    private void applyAll(List<WorkItem> items) {
        Flux.fromIterable(items).flatMap(item -> lists.apply(item), 64).then().block(PATIENCE);
    }

    private static WorkItem item(String caseRef, WorkList list, long version, @Nullable CaseScope scope, long seconds) {
        return new WorkItem(caseRef, list, version, scope == null ? null
                : Waiting.of(scope, START.plusSeconds(seconds)));
    }
}
