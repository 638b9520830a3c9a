package org.safereturn.access.work;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.work.v1.WorkList;

/**
 * A case waits for an act of this ministry.
 *
 * @param list on which it waits, once
 * @param scope to whom the case belongs; its officers are not told
 * @param since when it has waited
 * @param dueOn day by which or on which it is to be done, where somebody named one
 * @param crossingPoint code of the crossing point where it is to be done, where it is done at one
 */
public record OpenItem(WorkList list, CaseScope scope, Instant since, @Nullable LocalDate dueOn,
        @Nullable String crossingPoint) {

    /** Keeps units, contact points and crossing points only, so that another officer of the same unit changes nothing. */
    public OpenItem {
        scope = scope.withoutOfficers();
    }

    /** Something that is due on no day and done at no crossing point. */
    public static OpenItem of(WorkList list, CaseScope scope, Instant since) {
        return new OpenItem(list, scope, since, null, null);
    }

    /** The same, due on that day, if any. */
    public OpenItem due(@Nullable LocalDate day) {
        return new OpenItem(list, scope, since, day, crossingPoint);
    }

    /** The same, at that crossing point, if any. */
    public OpenItem at(@Nullable String point) {
        return new OpenItem(list, scope, since, dueOn, point);
    }
}
