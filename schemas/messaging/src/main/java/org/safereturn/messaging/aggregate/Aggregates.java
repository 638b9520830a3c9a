package org.safereturn.messaging.aggregate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Mono;

/**
 * The aggregates of one kind. Every change is one atomic update of one document: state, version, handled message and
 * pending events together or not at all.
 *
 * <p>Errors signalled by the returned publishers are broken machinery (store down, keys missing); nothing was then
 * stored, or the store's answer was lost, and repeating the same change with the same cause is safe.
 *
 * @param <S> state of the aggregate
 * @param <E> the model's own events
 */
public interface Aggregates<S, E> {

    /** The aggregates among these that there are, by id. */
    Mono<Map<String, Aggregate<S>>> find(Collection<String> ids);

    /** The aggregate, or empty when there is none. */
    default Mono<Aggregate<S>> find(String id) {
        return find(List.of(id)).mapNotNull(found -> found.get(id));
    }

    /**
     * Loads, decides and stores. When somebody else stored in between, it loads and decides anew, so {@code decide}
     * must have no side effects. Changes of one aggregate are made in the order of the list, each on what the one before
     * left; changes of different aggregates may be made at the same time. Changes that this process asks for while others
     * of the same aggregate are under way follow those, in the order in which they were asked for.
     *
     * <p>A request with an idempotency key, and a message, are stored at most once; a same key with another fingerprint
     * is {@code Refused} by the rule {@code idempotency-key-reused}. What was decided for another version than the request
     * expects is {@code Refused} by the rule {@code version-outdated}; a repetition is not. What would make the aggregate
     * larger than the store takes is {@code Refused} by the rule {@code case-too-large}.
     *
     * @return an outcome for each change, in the order of the list
     */
    Mono<List<Outcome<S>>> change(List<Change<S, E>> changes);

    /** One change; see {@link #change(List)}. */
    default Mono<Outcome<S>> change(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        return change(List.of(new Change<>(id, cause, decide, false))).map(List::getFirst);
    }

    /** One change where there is usually nothing yet; see {@link Change#begins}. */
    default Mono<Outcome<S>> begin(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        return change(List.of(new Change<>(id, cause, decide, true))).map(List::getFirst);
    }

    /** A page of aggregates. */
    Mono<Page<S>> list(Query query);

    /**
     * How many aggregates there are.
     *
     * @param where {@code state.field} to the value it equals; a value of type {@code Collection} means any of them
     */
    Mono<Long> count(Map<String, Object> where);

    /**
     * How many aggregates there are with each value of a field, and since when they have not changed. All of them are
     * counted, so this takes the longer the more there are, with an index over the field too.
     *
     * @param field {@code state.field}, of one text; aggregates without it are left out
     * @param moments for each of which is told how many have not changed since
     * @return one for each value that there is, in the order of the values
     */
    Mono<List<Tally>> tally(String field, List<Instant> moments);

    /** Whether messages of this topic are kept in order here, so that leaving one out must be recorded. */
    boolean keepsOrderOf(String topic);

    /**
     * Records of messages of ordered streams that they will never be applied, so that the next ones are no gap. The key of
     * a message is the id of its aggregate. For the inbound pipeline.
     *
     * @return the held messages whose turn has now come
     */
    Mono<List<InboundRecord>> skip(List<EventMetadata> messages);

    /**
     * Records that the streams of these messages stand still: the messages lie among the dead letters, and those that
     * follow them wait. Over once such a message is handled after all, or skipped. For the inbound pipeline.
     */
    Mono<Void> park(List<EventMetadata> messages);

    /** The held messages whose turn has come in the streams of these messages. For the inbound pipeline. */
    Mono<List<InboundRecord>> due(List<EventMetadata> messages);

    /**
     * What shall be done with one aggregate.
     *
     * @param id of the aggregate
     * @param cause why, which decides how a repetition is recognised
     * @param decide given the present state (empty when there is none yet), answers what shall happen
     * @param begins whether there is usually nothing yet: then it is decided for nothing at once, and the aggregate is
     *     loaded only when that was wrong
     */
    record Change<S, E>(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide, boolean begins) {
    }

    /**
     * Where a page ends, and the next one begins.
     *
     * @param changedAt last change of the last aggregate on it
     * @param id of that aggregate
     */
    record Position(Instant changedAt, String id) {

        /** Before the newest of all: what comes after it is everything, and nobody counts, for which some stores read all. */
        public static final Position NEWEST = new Position(Instant.ofEpochMilli(Long.MAX_VALUE), "");
    }

    /**
     * What to list.
     *
     * @param where {@code state.field}, or {@code _id}, to the value it equals; a value of type {@code Collection} means any
     *     of them. Those of some ids are found without a scan in every store, as long as nobody counts them
     * @param after where the page before ended; empty for the first page
     * @param oldestFirst whether the oldest change comes first: whoever goes on from position to position then sees every
     *     aggregate that changes at least once, however much changes meanwhile; the last two seconds are left for a
     *     later page, for something may be written late. Otherwise the newest change comes first
     * @param size of a page, from 1
     */
    record Query(Map<String, Object> where, Optional<Position> after, boolean oldestFirst, int size) {

        /** Refuses an empty size. */
        public Query {
            where = Map.copyOf(where);
            if (size < 1) {
                throw new IllegalArgumentException("A page holds at least one item");
            }
        }

        /** The first page, newest change first. */
        public static Query first(Map<String, Object> where, int size) {
            return new Query(where, Optional.empty(), false, size);
        }
    }

    /**
     * A page.
     *
     * @param items the aggregates on it
     * @param next where the next page begins; empty when this one is not full
     * @param total how many aggregates match on all pages; counted for the first page only
     * @param changedAt last change of each of the items, in their order; empty where that was not asked
     */
    record Page<S>(List<Aggregate<S>> items, Optional<Position> next, Optional<Long> total, List<Instant> changedAt) {

        /** Keeps its own copies. */
        public Page {
            items = List.copyOf(items);
            changedAt = List.copyOf(changedAt);
        }

        /** A page of which nobody asks when its items were changed. */
        public Page(List<Aggregate<S>> items, Optional<Position> next, Optional<Long> total) {
            this(items, next, total, List.of());
        }
    }

    /**
     * How many aggregates have a value.
     *
     * @param unchanged how many of them have not changed since each of the moments, in the order of these
     */
    record Tally(String value, long total, List<Long> unchanged) {

        /** Keeps its own copy. */
        public Tally {
            unchanged = List.copyOf(unchanged);
        }
    }
}
