package org.safereturn.caseservice.work.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;

/**
 * What was last said of one case on one list.
 *
 * @param caseRef joint case reference
 * @param version of what the telling service holds of the case; a higher one is newer
 * @param waiting for whom and since when; null when it waits no longer
 */
public record WorkItem(String caseRef, WorkList list, long version, @Nullable Waiting waiting) {

    /**
     * It waits.
     *
     * @param scope units, contact points and crossing points whose officers may do it
     * @param since when
     * @param dueOn day by which or on which it is to be done, where somebody named one or a deadline sets it
     * @param crossingPoint code of the crossing point where it is to be done, where it is done at one
     * @param timer whose deadline the day is; absent where somebody named the day
     * @param holidaysUnknown years whose holidays were not known when the day was counted
     */
    public record Waiting(CaseScope scope, Instant since, @Nullable LocalDate dueOn, @Nullable String crossingPoint,
            @Nullable Timer timer, List<Integer> holidaysUnknown) {

        /** Keeps its own copy. */
        public Waiting {
            holidaysUnknown = List.copyOf(holidaysUnknown);
        }

        /** Something that is due on no day and done at no crossing point. */
        public static Waiting of(CaseScope scope, Instant since) {
            return new Waiting(scope, since, null, null, null, List.of());
        }
    }

    /** Names it among all items of all lists. */
    public String id() {
        return caseRef + "|" + list.name();
    }
}
