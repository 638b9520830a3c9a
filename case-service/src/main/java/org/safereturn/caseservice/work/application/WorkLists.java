package org.safereturn.caseservice.work.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.safereturn.access.scope.Sight;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Mono;

/**
 * The lists of open work of a ministry. What was said of an item last counts, however often and in which order it is said
 * again; a list is right once everything that was said about it was applied.
 */
public interface WorkLists {

    /** Takes in what was said; completes once it is kept. An error means broken machinery, and repeating it is safe. */
    Mono<Void> apply(WorkItem item);

    /** A page of what waits, and how much waits on each list. */
    Mono<Page> read(Query query);

    /**
     * Where an item stands: what has waited longest comes first, or what is due first.
     *
     * @param since when it has waited, or the beginning of the day on which it is due
     * @param id of the item
     */
    record Position(Instant since, String id) implements Comparable<Position> {

        private static final Comparator<Position> OLDEST_FIRST =
                Comparator.comparing(Position::since).thenComparing(Position::id);

        @Override
        public int compareTo(Position other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    /**
     * What is asked.
     *
     * @param counted the lists of which is told how much waits
     * @param shown those of them whose items are wanted
     * @param sight which cases the caller sees
     * @param after where the page before ended; empty for the first page
     * @param size of the page, from 1
     * @param due only what is due on one of these days, the first day first; empty for everything that waits, the longest first
     */
    record Query(Set<WorkList> counted, Set<WorkList> shown, Sight sight, Optional<Position> after, int size,
            Optional<Days> due) {

        /** Keeps its own copies. */
        public Query {
            counted = Set.copyOf(counted);
            shown = Set.copyOf(shown);
        }

        /** Everything that waits, the longest first. */
        public Query(Set<WorkList> counted, Set<WorkList> shown, Sight sight, Optional<Position> after, int size) {
            this(counted, shown, sight, after, size, Optional.empty());
        }
    }

    /**
     * Some days.
     *
     * @param first of them
     * @param last of them
     */
    record Days(LocalDate first, LocalDate last) {

        /** The moment at which a day stands in an order of days. */
        public static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        /** Whether what stands there is due on one of them. */
        public boolean include(Position position) {
            return !position.since().isBefore(start(first)) && position.since().isBefore(start(last.plusDays(1)));
        }
    }

    /**
     * A page.
     *
     * @param counts how much waits on each list that was counted, 0 included
     * @param items that wait, oldest first
     * @param next where the next page begins; empty when this one is the last
     */
    record Page(Map<WorkList, Long> counts, List<Open> items, Optional<Position> next) {

        /** Keeps its own copies. */
        public Page {
            counts = Map.copyOf(counts);
            items = List.copyOf(items);
        }
    }

    /** An item that waits. */
    record Open(String caseRef, WorkList list, Waiting waiting) {

        /** Where it stands. */
        public Position position() {
            return new Position(waiting.since(), new WorkItem(caseRef, list, 0, waiting).id());
        }
    }
}
