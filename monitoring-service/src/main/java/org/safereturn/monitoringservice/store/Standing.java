package org.safereturn.monitoringservice.store;

import java.time.Instant;
import java.util.List;

import org.safereturn.monitoringservice.fold.View;

/**
 * Which view is shown, which one is filled, and by whom.
 *
 * @param revision rises with every change of this
 * @param changes rises whenever a process has stored something in the views
 * @param shown the view that is shown
 * @param next the view that a rebuild fills, or filled last; the one that is shown when there never was a rebuild
 * @param lease of the rebuild that runs, or ran last
 * @param progress of that rebuild
 * @param kept what of it is stored for good: whoever takes it over goes on from there
 */
record Standing(long revision, long changes, View shown, View next, Lease lease, Rebuild.Progress progress,
        History.Position kept) {

    /**
     * Who rebuilds.
     *
     * @param attempt rises whenever a rebuild begins or is taken over; what an earlier attempt still wants is refused
     * @param until after this anybody may take it over
     */
    record Lease(long attempt, Instant until) {

        static final Lease NONE = new Lease(0, Instant.EPOCH);
    }

    /** In which every event that arrives is stored. */
    List<View> written() {
        return progress.running() ? List.of(shown, next) : List.of(shown);
    }

    /** Whether a rebuild runs whose process is gone. */
    boolean isAbandoned(Instant now) {
        return progress.running() && lease.until().isBefore(now);
    }
}
