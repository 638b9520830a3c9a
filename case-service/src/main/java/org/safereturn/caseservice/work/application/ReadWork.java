package org.safereturn.caseservice.work.application;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Mono;

/** What waits for a caller: for the caller's unit and role, or in the whole ministry. */
public final class ReadWork {

    private final WorkLists lists;
    private final CountryProfile profile;
    private final Clock clock;

    /** Reads from these lists what the profile lets a caller oversee. */
    public ReadWork(WorkLists lists, CountryProfile profile, Clock clock) {
        this.lists = lists;
        this.profile = profile;
        this.clock = clock;
    }

    /** Whether the caller oversees the open work of the whole ministry. */
    public boolean oversees(Caller caller) {
        return caller.is(Role.MINISTRY_SYSTEM)
                || profile.overseesWork(caller.actor().role(), caller.actor().unit(), clock.instant());
    }

    /**
     * What waits for the caller's role in the cases that the caller sees; the data protection officer, who sees none, is
     * told of every case with an access to acknowledge, and the ministry's system of everything.
     *
     * @param only one list, or all
     */
    public Mono<WorkLists.Page> mine(Caller caller, @Nullable WorkList only, Optional<WorkLists.Position> after, int size) {
        boolean told = caller.is(Role.DATA_PROTECTION_OFFICER);
        return read(lists(caller), told ? Sight.EVERYTHING : caller.sight(), only, after, size);
    }

    /** What waits in the whole ministry; for whoever {@link #oversees}. */
    public Mono<WorkLists.Page> ministry(@Nullable WorkList only, Optional<WorkLists.Position> after, int size) {
        return read(EnumSet.allOf(WorkList.class), Sight.EVERYTHING, only, after, size);
    }

    private Mono<WorkLists.Page> read(Set<WorkList> counted, Sight sight, @Nullable WorkList only,
            Optional<WorkLists.Position> after, int size) {
        Set<WorkList> shown = only == null ? counted : counted.contains(only) ? Set.of(only) : Set.of();
        return lists.read(new WorkLists.Query(counted, shown, sight, after, size));
    }

    private static Set<WorkList> lists(Caller caller) {
        Set<WorkList> all = EnumSet.allOf(WorkList.class);
        if (!caller.is(Role.MINISTRY_SYSTEM)) {
            all.removeIf(list -> !list.isFor(Role.valueOf(caller.actor().role())));
        }
        return all;
    }
}
