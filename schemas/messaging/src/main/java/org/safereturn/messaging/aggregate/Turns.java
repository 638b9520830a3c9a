package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.mongodb.MongoTimeoutException;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outbox.Lease;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.store.ConditionalWrite;
import org.safereturn.messaging.store.ConditionalWrites;
import org.safereturn.messaging.store.Gathering;
import org.safereturn.messaging.store.Lookups;
import org.safereturn.messaging.store.SideBySide;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Does the tasks of one collection. One question finds the documents of all who ask at the same time, their tasks are done
 * in memory side by side, and one bulk writes what came of it. Each document has one turn at a time: the tasks that were
 * asked of it meanwhile are done by its next turn, in their order and with one write.
 *
 * <p>Once begun a task goes on to its end, even when whoever asked for it is gone: a commit that the relay does not hear
 * of would wait until the next scan.
 *
 * @param <S> state of the aggregates
 */
final class Turns<S> {

    private static final int MOST_LOADED = 256;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_CONFLICTS = 60;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final MongoCollection<Document> collection;
    private final Codec<Document> codec;
    private final MongoOutbox outbox;
    private final OutboxRelay relay;
    private final States<S> states;
    private final Clock clock;
    // Deciding, encoding and signing must not hold up the driver's threads; nor must events hold up requests.
    private final Scheduler requests = Schedulers.boundedElastic();
    private final Scheduler events;
    private final Gathering<Turn<S>> loads;
    private final ConditionalWrites writes;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Turn<S>> turns = new HashMap<>();

    Turns(MongoCollection<Document> collection, ConditionalWrites writes, MongoOutbox outbox, OutboxRelay relay,
            States<S> states, Clock clock, Scheduler events) {
        this.events = events;
        this.collection = collection;
        this.codec = collection.getCodecRegistry().get(Document.class);
        this.writes = writes;
        this.outbox = outbox;
        this.relay = relay;
        this.states = states;
        this.clock = clock;
        this.loads = new Gathering<>(MOST_LOADED, this::load);
    }

    /**
     * Does these; those of one document in their order.
     *
     * @throws MongoTimeoutException when too many wait already
     */
    void ask(List<? extends Task<S, ?>> tasks) {
        if (asked.addAndGet(tasks.size()) > MOST_WAITING) {
            asked.addAndGet(-tasks.size());
            throw new MongoTimeoutException("Too many changes wait for the store");
        }
        List<Turn<S>> begun = new ArrayList<>();
        synchronized (turns) {
            for (Task<S, ?> task : tasks) {
                var _ = task.done().whenComplete((_, _) -> asked.decrementAndGet());
                Turn<S> turn = turns.get(task.id());
                if (turn == null) {
                    turn = new Turn<>(task.id());
                    turns.put(task.id(), turn);
                    begun.add(turn);
                }
                turn.add(task);
            }
            begun.forEach(Turn::next);
        }
        begin(begun);
    }

    private void begin(List<Turn<S>> begun) {
        Map<Boolean, List<Turn<S>>> guessing = begun.stream().collect(Collectors.partitioningBy(Turn::guesses));
        loads.add(guessing.getOrDefault(false, List.of()));
        decideEach(guessing.getOrDefault(true, List.of()), Map.of());
    }

    private Map<Scheduler, List<Turn<S>>> byScheduler(List<Turn<S>> some) {
        return some.stream().collect(Collectors.groupingBy(this::scheduler));
    }

    private Scheduler scheduler(Turn<S> turn) {
        return turn.ofEvents() ? events : requests;
    }

    private void decideEach(List<Turn<S>> some, Map<String, Document> found) {
        byScheduler(some).forEach((scheduler, part) -> decide(scheduler, part, found));
    }

    private Mono<Void> load(List<Turn<S>> some) {
        return Flux.from(Lookups.byId(collection, some.stream().map(Turn::id).toList()))
                .collectMap(stored -> stored.getString("_id"))
                .doOnNext(found -> {
                    some.forEach(turn -> turn.looks = true);
                    decideEach(some, found);
                })
                .onErrorResume(failure -> {
                    byScheduler(some).forEach((scheduler, part) ->
                            SideBySide.each(scheduler, part, turn -> fail(turn, failure), () -> { }));
                    return Mono.empty();
                })
                .then();
    }

    /** Does what is to be done with these in memory, and writes what came of it all together. */
    private void decide(Scheduler scheduler, List<Turn<S>> some, Map<String, Document> found) {
        Queue<ConditionalWrite> prepared = new ConcurrentLinkedQueue<>();
        Queue<Turn<S>> unproven = new ConcurrentLinkedQueue<>();
        SideBySide.each(scheduler, some, turn -> {
            try {
                Draft<S> draft = drafted(turn, found.get(turn.id()));
                if (draft.isChanged()) {
                    prepared.add(write(turn, draft));
                } else if (turn.looks) {
                    end(turn);
                } else {
                    // Only an insert proves that there was nothing; whatever else came out is decided on what is loaded.
                    unproven.add(turn);
                }
            } catch (RuntimeException | Error e) {
                fail(turn, e);
            }
        }, () -> {
            writes.add(List.copyOf(prepared));
            loads.add(unproven);
        });
    }

    /** What the tasks of a turn lead to. A task that fails leaves nothing behind for the others. */
    private Draft<S> drafted(Turn<S> turn, @Nullable Document stored) {
        synchronized (turns) {
            turn.gather();
        }
        while (true) {
            Draft<S> draft = new Draft<>(turn.id(), stored, stored == null ? null : states.read(stored));
            if (List.copyOf(turn.tasks()).stream().allMatch(task -> taken(turn, task, draft))) {
                return draft;
            }
        }
    }

    private boolean taken(Turn<S> turn, Task<S, ?> task, Draft<S> draft) {
        try {
            task.take(draft);
            return true;
        } catch (RuntimeException | Error e) {
            turn.failed(task, e);
            return false;
        }
    }

    private ConditionalWrite write(Turn<S> turn, Draft<S> draft) {
        List<OutboundMessage> messages = draft.messages();
        Lease free = messages.isEmpty() ? null : relay.leaseFor(draft.lease());
        boolean sends = free != null || relay.holds(draft.lease());
        Lease lease = free == null ? draft.lease() : free;
        Document fields = new Document("version", draft.version()).append(MongoAggregates.CHANGED_AT, clock.millis());
        states.write(draft.decided(), fields);
        List<Document> sent = messages.stream().map(OutboundMessage::toDocument).toList();
        ConditionalWrite write;
        if (draft.isNew()) {
            Document document = new Document("_id", turn.id());
            document.putAll(fields);
            write = ConditionalWrite.insert(lease.into(draft.ledger().intoNew(document.append("outbox", sent))), codec);
        } else {
            Document update = new Document("$set", free == null ? fields : lease.into(fields));
            if (!sent.isEmpty()) {
                update.append("$push", new Document("outbox", new Document("$each", sent)));
            }
            write = ConditionalWrite.update(new Document("_id", turn.id()).append("version", draft.seen())
                    .append("lease", draft.lease().token()), draft.ledger().into(update), codec);
        }
        write.toldOn(scheduler(turn));
        var _ = write.done().whenComplete((effect, failure) -> {
            if (effect == null) {
                // The write may have happened, and only its answer was lost: the relay has a look.
                relay.contended(outbox, turn.id());
                fail(turn, failure);
                return;
            }
            switch (effect) {
                case WRITTEN -> {
                    if (sends) {
                        relay.committed(outbox, turn.id(), draft.version(), lease, draft.pending());
                    } else if (!messages.isEmpty()) {
                        relay.contended(outbox, turn.id());
                    }
                    end(turn);
                }
                case MOVED_ON -> again(turn);
                case TOO_LARGE -> tooLarge(turn);
            }
        });
        return write;
    }

    private void again(Turn<S> turn) {
        turn.looks = true;
        turn.conflicts++;
        if (turn.conflicts == 1) {
            loads.add(List.of(turn));
        } else if (turn.conflicts > MOST_CONFLICTS) {
            fail(turn, new IllegalStateException("Others were first with a document, again and again"));
        } else {
            var _ = scheduler(turn).schedule(() -> loads.add(List.of(turn)),
                    Math.min(turn.conflicts, LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    private void tooLarge(Turn<S> turn) {
        if (turn.tasks().size() == 1) {
            turn.tasks().getFirst().refuse();
            next(turn);
            return;
        }
        synchronized (turns) {
            turn.onlyFirst();
        }
        turn.looks = true;
        loads.add(List.of(turn));
    }

    private void end(Turn<S> turn) {
        List<Task<S, ?>> done = turn.tasks();
        next(turn);
        done.forEach(Task::complete);
    }

    private void fail(Turn<S> turn, Throwable failure) {
        List<Task<S, ?>> failed = turn.tasks();
        next(turn);
        failed.forEach(task -> task.fail(failure));
    }

    private void next(Turn<S> turn) {
        boolean more;
        synchronized (turns) {
            more = turn.next();
            if (!more) {
                turns.remove(turn.id());
            }
        }
        if (more) {
            begin(List.of(turn));
        }
    }
}
