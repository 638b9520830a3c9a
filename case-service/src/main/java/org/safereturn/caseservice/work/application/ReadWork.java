package org.safereturn.caseservice.work.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.scope.Whose;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Mono;

/** What waits for a caller: for the caller's unit and role, in the caller's unit, or in the whole ministry. */
public final class ReadWork {

    private static final int AT_ONCE = 200;

    private final WorkLists lists;

    /** Reads from these lists. */
    public ReadWork(WorkLists lists) {
        this.lists = lists;
    }

    /**
     * What waits in the cases that the caller sees: for the caller's role, or for any; or in the whole ministry, for whoever
     * oversees it. The data protection officer, who sees none, is told of every case with an access to acknowledge, and the
     * ministry's system of everything.
     *
     * @param only one list, or all
     */
    public Mono<WorkLists.Page> of(Whose whose, Caller caller, @Nullable WorkList only, Optional<WorkLists.Position> after,
            int size) {
        return of(whose, caller, only, after, size, Optional.empty());
    }

    /** The same, but only what is due on one of these days, the first day first. */
    public Mono<WorkLists.Page> due(Whose whose, Caller caller, @Nullable WorkList only, Optional<WorkLists.Position> after,
            int size, WorkLists.Days days) {
        return of(whose, caller, only, after, size, Optional.of(days));
    }

    private Mono<WorkLists.Page> of(Whose whose, Caller caller, @Nullable WorkList only, Optional<WorkLists.Position> after,
            int size, Optional<WorkLists.Days> due) {
        boolean told = whose == Whose.MINE && caller.is(Role.DATA_PROTECTION_OFFICER);
        Sight sight = told ? Sight.EVERYTHING : caller.listed(whose);
        Set<WorkList> counted = whose == Whose.MINE ? lists(caller) : EnumSet.allOf(WorkList.class);
        Set<WorkList> shown = only == null ? counted : counted.contains(only) ? Set.of(only) : Set.of();
        return lists.read(new WorkLists.Query(counted, shown, sight, after, size, due));
    }

    /** The arrivals that are agreed for one of these days, by day. They wait from the beginning of their day. */
    public Mono<List<WorkLists.Open>> arrivals(Whose whose, Caller caller, LocalDate first, LocalDate last) {
        Sight sight = caller.listed(whose);
        Instant end = WorkLists.Days.start(last.plusDays(1));
        WorkLists.Position before = new WorkLists.Position(WorkLists.Days.start(first).minusMillis(1), "~");
        return arrivals(sight, before)
                .expand(page -> page.next().filter(next -> next.since().isBefore(end))
                        .map(next -> arrivals(sight, next)).orElseGet(Mono::empty))
                .flatMapIterable(WorkLists.Page::items)
                .filter(open -> open.waiting().since().isBefore(end)).collectList();
    }

    private Mono<WorkLists.Page> arrivals(Sight sight, WorkLists.Position after) {
        Set<WorkList> list = Set.of(WorkList.ARRIVAL_EXPECTED);
        return lists.read(new WorkLists.Query(list, list, sight, Optional.of(after), AT_ONCE));
    }

    private static Set<WorkList> lists(Caller caller) {
        Set<WorkList> all = EnumSet.allOf(WorkList.class);
        if (!caller.is(Role.MINISTRY_SYSTEM)) {
            all.removeIf(list -> !list.isFor(Role.valueOf(caller.actor().role())));
        }
        return all;
    }
}
