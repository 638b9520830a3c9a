package org.safereturn.monitoringservice.fold;

import java.util.Collection;

import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where the views are kept.
 *
 * <p>Applying updates is idempotent and independent of order and batching: the same updates leave the same documents
 * whatever their order, repetition and grouping, also when two callers apply at the same time. Each update is atomic;
 * a batch is not, and one that failed may be applied again as a whole.
 */
public interface Views {

    /** The view that is shown; generation 1 when nothing was ever rebuilt. */
    Mono<View> live();

    /** Makes a view the one that is shown, by one atomic write. */
    Mono<Void> makeLive(View view);

    /** Applies the updates, done when all are stored. */
    Mono<Void> apply(View view, Collection<Update> updates);

    /** All journeys of a view, in no particular order. */
    Flux<Journey> journeys(View view);

    /**
     * A page of journeys, each under its statistical reference; without conditions. A journey changes whenever an event
     * about it is applied, also one that was applied before, and in a rebuild.
     */
    Mono<Aggregates.Page<Journey>> journeys(View view, Aggregates.Query query);

    /** How many journeys a view holds. */
    Mono<Long> countJourneys(View view);

    /** All checkpoint counts of a view, in no particular order. */
    Flux<CheckpointCount> checkpointCounts(View view);

    /** Deletes every view but this one. */
    Mono<Void> keepOnly(View view);
}
