package org.safereturn.messaging.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.messaging.inbox.EventMetadata;
import org.safereturn.messaging.inbox.InboundRecord;
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

    /** The aggregate, or empty when there is none. */
    Mono<Aggregate<S>> find(String id);

    /**
     * Loads, decides and stores. When somebody else stored in between, it loads and decides anew, so {@code decide}
     * must have no side effects.
     *
     * <p>A request with an idempotency key, and a message, are stored at most once; a same key with another fingerprint
     * is {@code Refused} by the rule {@code idempotency-key-reused}.
     *
     * @param decide given the present state (empty when there is none yet), answers what shall happen
     */
    Mono<Outcome<S>> change(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide);

    /**
     * The same where there is usually nothing yet: decides for nothing at once, and loads only when that was wrong.
     */
    default Mono<Outcome<S>> begin(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        return change(id, cause, decide);
    }

    /** A page of aggregates, newest change first. */
    Mono<Page<S>> list(Query query);

    /**
     * How many aggregates there are.
     *
     * @param where {@code state.field} to the value it equals; a value of type {@code Collection} means any of them
     */
    Mono<Long> count(Map<String, Object> where);

    /** Whether messages of this topic are kept in order here, so that leaving one out must be recorded. */
    boolean keepsOrderOf(String topic);

    /**
     * Records that a message of an ordered stream will never be applied, so that the next one is no gap. For the
     * inbound pipeline.
     *
     * @return the held messages whose turn has now come
     */
    Mono<List<InboundRecord>> skip(String id, EventMetadata message);

    /** The held messages of this topic whose turn has come. For the inbound pipeline. */
    Mono<List<InboundRecord>> due(String id, String topic);

    /**
     * What to list.
     *
     * @param where {@code state.field} to the value it equals; a value of type {@code Collection} means any of them
     * @param page from 0
     * @param size of a page, from 1
     */
    record Query(Map<String, Object> where, int page, int size) {

        /** Refuses a negative page and an empty size. */
        public Query {
            where = Map.copyOf(where);
            if (page < 0 || size < 1) {
                throw new IllegalArgumentException("A page is counted from 0 and holds at least one item");
            }
        }
    }

    /**
     * A page.
     *
     * @param items the aggregates on it
     * @param page from 0
     * @param size asked for
     * @param total how many aggregates match on all pages
     */
    record Page<S>(List<Aggregate<S>> items, int page, int size, long total) {

        /** Keeps its own copy of the items. */
        public Page {
            items = List.copyOf(items);
        }
    }
}
