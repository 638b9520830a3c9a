package org.safereturn.monitoringservice.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The {@link Standing} of the views, which all processes share: one document, and every step is one atomic change of it.
 * A step that came too late is refused: its answer is empty.
 */
final class ViewPointer {

    private static final String ID = "live";
    private static final String REVISION = "revision";
    private static final String CHANGES = "changes";
    private static final String SHOWN = "generation";
    private static final String NEXT = "next";
    private static final String ATTEMPT = "attempt";
    private static final String UNTIL = "until";
    private static final String STATE = "state";
    private static final String DONE = "done";
    private static final String TOTAL = "total";
    private static final String REFUSED = "refused";
    private static final String BEGAN = "began";
    private static final String ENDED = "ended";
    private static final String KEPT = "kept";
    private static final String READ = "read";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> pointers;
    private final ChangeLog log;

    ViewPointer(MongoDatabase database) {
        pointers = database.getCollection("view_pointers");
        log = new ChangeLog(database);
    }

    /** As it stands. */
    Mono<Standing> read() {
        return Mono.from(pointers.find(Filters.eq("_id", ID))).map(ViewPointer::standing)
                .switchIfEmpty(Mono.defer(() -> step(Filters.eq("_id", ID), List.of(), true)));
    }

    /** These were stored in the views. */
    Mono<Standing> changed(Collection<Update> updates) {
        return step(Filters.eq("_id", ID), List.of(Updates.inc(CHANGES, 1L)), true)
                .delayUntil(now -> log.write(now.changes(), updates));
    }

    /** What was stored after a number of changes, up to another; empty when only the views themselves can tell. */
    Mono<Optional<ChangeLog.Changed>> changed(long after, long last) {
        return log.between(after, last);
    }

    /** Begins a rebuild into a view that there never was; empty while one runs. */
    Mono<Standing> begin(Instant now, Instant until) {
        return Mono.defer(this::read).flatMap(before -> {
            View next = new View(Math.max(before.shown().generation(), before.next().generation()) + 1);
            return before.progress().running() ? Mono.empty() : step(attempt(before), List.of(
                    Updates.set(ATTEMPT, before.lease().attempt() + 1), Updates.set(UNTIL, Date.from(until)),
                    Updates.set(NEXT, next.generation()), Updates.set(STATE, Rebuild.Progress.State.RUNNING.name()),
                    Updates.set(DONE, 0L), Updates.set(TOTAL, 0L), Updates.set(REFUSED, 0L),
                    Updates.set(BEGAN, Date.from(now)), Updates.unset(ENDED), Updates.unset(KEPT)), false);
        });
    }

    /** Takes over the rebuild of a process that is gone; empty when there is none, or somebody else was first. */
    Mono<Standing> takeOver(Instant now, Instant until) {
        return Mono.defer(this::read).filter(before -> before.isAbandoned(now)).flatMap(before -> step(attempt(before),
                List.of(Updates.set(ATTEMPT, before.lease().attempt() + 1), Updates.set(UNTIL, Date.from(until))), false));
    }

    /** How far this attempt is, and that its process is still there; empty when somebody else has taken over. */
    Mono<Standing> advance(long attempt, Instant until, History.Position reached, History.Position kept) {
        return step(running(attempt), List.of(Updates.set(UNTIL, Date.from(until)), Updates.set(DONE, reached.done()),
                Updates.set(TOTAL, reached.total()), Updates.set(REFUSED, reached.refused()), Updates.set(KEPT, document(kept))),
                false);
    }

    /** Shows the view that this attempt has filled; empty when somebody else has taken over. */
    Mono<Standing> show(long attempt, View filled, Instant now, History.Position reached) {
        return step(running(attempt), List.of(Updates.set(SHOWN, filled.generation()), Updates.inc(CHANGES, 1L),
                Updates.set(STATE, Rebuild.Progress.State.DONE.name()), Updates.set(ENDED, Date.from(now)),
                Updates.set(DONE, reached.done()), Updates.set(TOTAL, reached.total()),
                Updates.set(REFUSED, reached.refused()), Updates.unset(KEPT)), false);
    }

    /** Gives the rebuild up; empty when somebody else has taken over. */
    Mono<Standing> giveUp(long attempt, Instant now) {
        return step(running(attempt), List.of(Updates.set(STATE, Rebuild.Progress.State.FAILED.name()),
                Updates.set(ENDED, Date.from(now)), Updates.unset(KEPT)), false);
    }

    private static Document attempt(Standing before) {
        long attempt = before.lease().attempt();
        // Where there never was a rebuild, there is no such field.
        return new Document("_id", ID).append(ATTEMPT, attempt == 0 ? null : attempt);
    }

    private static Document running(long attempt) {
        return new Document("_id", ID).append(ATTEMPT, attempt).append(STATE, Rebuild.Progress.State.RUNNING.name());
    }

    private Mono<Standing> step(Bson before, List<Bson> updates, boolean evenTheFirst) {
        List<Bson> all = new ArrayList<>(updates);
        all.add(Updates.inc(REVISION, 1L));
        if (evenTheFirst) {
            all.add(Updates.setOnInsert(SHOWN, View.FIRST.generation()));
        }
        return Mono.from(pointers.findOneAndUpdate(before, Updates.combine(all), new FindOneAndUpdateOptions()
                .upsert(evenTheFirst).returnDocument(ReturnDocument.AFTER)))
                // Two may write the first one; the second try finds it.
                .retryWhen(Retry.max(3).filter(failure -> failure instanceof MongoException mongo
                        && mongo.getCode() == DUPLICATE_KEY))
                .map(ViewPointer::standing);
    }

    private static Standing standing(Document found) {
        View shown = new View(number(found, SHOWN));
        String state = found.getString(STATE);
        Rebuild.Progress progress = state == null ? Rebuild.Progress.none() : new Rebuild.Progress(
                Rebuild.Progress.State.valueOf(state), number(found, DONE), number(found, TOTAL), number(found, REFUSED),
                time(found, BEGAN), time(found, ENDED));
        Instant until = time(found, UNTIL);
        return new Standing(number(found, REVISION), number(found, CHANGES), shown,
                found.containsKey(NEXT) ? new View(number(found, NEXT)) : shown,
                until == null ? Standing.Lease.NONE : new Standing.Lease(number(found, ATTEMPT), until), progress,
                position(found.get(KEPT, Document.class)));
    }

    private static long number(Document found, String field) {
        Number number = found.get(field, Number.class);
        return number == null ? 0 : number.longValue();
    }

    private static @Nullable Instant time(Document found, String field) {
        Date date = found.getDate(field);
        return date == null ? null : date.toInstant();
    }

    /** As a list, for the name of a topic has dots. */
    private static Document document(History.Position kept) {
        List<Document> read = new ArrayList<>();
        kept.read().forEach((partition, offset) -> read.add(new Document("topic", partition.topic())
                .append("partition", partition.partition()).append("offset", offset)));
        return new Document(DONE, kept.done()).append(TOTAL, kept.total()).append(REFUSED, kept.refused())
                .append(READ, read);
    }

    private static History.Position position(@Nullable Document kept) {
        if (kept == null) {
            return History.Position.BEGIN;
        }
        Map<TopicPartition, Long> read = new HashMap<>();
        kept.getList(READ, Document.class).forEach(each -> read.put(
                new TopicPartition(each.getString("topic"), each.getInteger("partition")), number(each, "offset")));
        return new History.Position(number(kept, DONE), number(kept, TOTAL), number(kept, REFUSED), read);
    }
}
