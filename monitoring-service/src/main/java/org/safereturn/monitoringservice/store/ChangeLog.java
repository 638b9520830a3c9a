package org.safereturn.monitoringservice.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import com.mongodb.MongoException;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.messaging.store.Lookups;
import org.safereturn.monitoringservice.fold.Update;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which journeys the latest changes of the views concern, by the number of the change. There is a place for each of the last
 * 1,024; a later change takes the place of an earlier one.
 */
final class ChangeLog {

    private static final int PLACES = 1024;
    private static final String NUMBER = "number";
    private static final String JOURNEYS = "journeys";
    private static final String REPORTS = "reports";
    private static final int DUPLICATE_KEY = 11000;

    /** Whoever has a number says at once what it was; after this long, the process is gone. */
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int TRIES = 40;

    private final MongoCollection<Document> changes;

    /**
     * What changed.
     *
     * @param journeys under their statistical references
     * @param reports whether counts of checkpoints changed
     */
    record Changed(Set<String> journeys, boolean reports) {

        /** Keeps its own copy. */
        Changed {
            journeys = Set.copyOf(journeys);
        }
    }

    ChangeLog(MongoDatabase database) {
        changes = database.getCollection("view_changes");
    }

    /** Says what a change concerns; done as well when its place is taken by a later one. */
    Mono<Void> write(long number, Collection<Update> updates) {
        Document entry = new Document("_id", place(number)).append(NUMBER, number)
                .append(JOURNEYS, updates.stream().filter(each -> each.kind() == Update.Kind.JOURNEY).map(Update::id)
                        .distinct().toList())
                .append(REPORTS, updates.stream().anyMatch(each -> each.kind() == Update.Kind.CHECKPOINT_COUNT));
        return Mono.from(changes.replaceOne(new Document("_id", place(number)).append(NUMBER, new Document("$lt", number)),
                        entry, new ReplaceOptions().upsert(true)))
                .onErrorResume(MongoException.class, failure -> failure.getCode() == DUPLICATE_KEY ? Mono.empty()
                        : Mono.error(failure))
                .then();
    }

    /**
     * What changed after the first number, up to the last. Empty when that is no longer known: it is too long ago, or a
     * process has changed something and is gone before it said what.
     */
    Mono<Optional<Changed>> between(long after, long last) {
        return last - after > PLACES ? Mono.just(Optional.empty()) : between(after, last, TRIES);
    }

    private Mono<Optional<Changed>> between(long after, long last, int tries) {
        List<String> places = LongStream.rangeClosed(after + 1, last).mapToObj(ChangeLog::place).toList();
        return Flux.from(Lookups.byId(changes, places)).collectList().flatMap(found -> {
            if (found.stream().anyMatch(each -> each.getLong(NUMBER) > last)) {
                return Mono.just(Optional.empty());
            }
            List<Document> entries = found.stream().filter(each -> each.getLong(NUMBER) > after).toList();
            if (entries.size() == last - after) {
                return Mono.just(Optional.of(changed(entries)));
            }
            return tries == 0 ? Mono.just(Optional.empty()) : Mono.delay(PAUSE).then(between(after, last, tries - 1));
        });
    }

    private static Changed changed(List<Document> entries) {
        Set<String> journeys = new HashSet<>();
        entries.forEach(each -> journeys.addAll(each.getList(JOURNEYS, String.class)));
        return new Changed(journeys, entries.stream().anyMatch(each -> each.getBoolean(REPORTS)));
    }

    private static String place(long number) {
        return Integer.toString(Math.floorMod(number, PLACES));
    }
}
