package org.safereturn.monitoringservice.fold;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where the documents of the views are kept.
 *
 * <p>Storing is idempotent and independent of order and batching: the same updates leave the same documents whatever
 * their order, repetition and grouping, also when several callers store at the same time. Each document is changed in
 * one atomic step; a batch is not, and one that failed may be stored again as a whole.
 */
public interface Views {

    /** Makes a view ready to be read; done at once when it is. */
    Mono<Void> prepare(View view);

    /**
     * Folds these documents into those of the view, done when all are stored.
     *
     * @param documents by id, all of one kind
     */
    Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents);

    /** Applies the updates, done when all are stored. */
    default Mono<Void> apply(View view, Collection<Update> updates) {
        return Flux.fromArray(Update.Kind.values()).concatMap(kind -> {
            Map<String, Folded> documents = new LinkedHashMap<>();
            updates.stream().filter(each -> each.kind() == kind).forEach(update -> update.changes().forEach(
                    documents.computeIfAbsent(update.id(), _ -> new Folded())::add));
            return documents.isEmpty() ? Mono.<Void>empty() : store(view, kind, documents);
        }).then();
    }

    /** All journeys of a view, in no particular order. */
    Flux<Journey> journeys(View view);

    /**
     * The journeys of a view under these statistical references, in no particular order; one that there is not is left out.
     *
     * @param statRefs at most some thousands
     */
    Flux<Journey> journeys(View view, Collection<String> statRefs);

    /**
     * A page of journeys, each under its statistical reference; without conditions. A journey changes whenever an event
     * about it is applied, also one that was applied before, and in a rebuild.
     */
    Mono<Aggregates.Page<Journey>> journeys(View view, Aggregates.Query query);

    /** How many journeys a view holds. */
    Mono<Long> countJourneys(View view);

    /** All checkpoint counts of a view, in no particular order. */
    Flux<CheckpointCount> checkpointCounts(View view);

    /** Deletes every view that was begun before the next one, except the one that is shown. */
    Mono<Void> keepOnly(View shown, View next);
}
