package org.safereturn.access.work;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.work.v1.WorkList;

/**
 * A case waits for an act of this ministry.
 *
 * @param list on which it waits, once
 * @param scope to whom the case belongs; its officers are not told
 * @param since when it has waited
 * @param dueOn day by which or on which it is to be done, where somebody named one or a deadline of the country sets it
 * @param crossingPoint code of the crossing point where it is to be done, where it is done at one
 * @param timer whose deadline the day is; absent where somebody named the day
 * @param holidaysUnknown years whose holidays were not known when the day was counted
 */
public record OpenItem(WorkList list, CaseScope scope, Instant since, @Nullable LocalDate dueOn,
        @Nullable String crossingPoint, @Nullable Timer timer, List<Integer> holidaysUnknown) {

    /** Keeps units, contact points and crossing points only, so that another officer of the same unit changes nothing. */
    public OpenItem {
        scope = scope.withoutOfficers();
        holidaysUnknown = List.copyOf(holidaysUnknown);
    }

    /** Something that is due on no day and done at no crossing point. */
    public static OpenItem of(WorkList list, CaseScope scope, Instant since) {
        return new OpenItem(list, scope, since, null, null, null, List.of());
    }

    /** The same, due on that day, if any. */
    public OpenItem due(@Nullable LocalDate day) {
        return new OpenItem(list, scope, since, day, crossingPoint, null, List.of());
    }

    /** The same with a deadline, if there is one and nobody named an earlier day. */
    public OpenItem limited(Optional<Due> limit) {
        return limit.filter(due -> dueOn == null || due.on().isBefore(dueOn)).map(due -> new OpenItem(list, scope, since,
                due.on(), crossingPoint, due.timer(), due.holidaysUnknown())).orElse(this);
    }

    /** The same, at that crossing point, if any. */
    public OpenItem at(@Nullable String point) {
        return new OpenItem(list, scope, since, dueOn, point, timer, holidaysUnknown);
    }
}
