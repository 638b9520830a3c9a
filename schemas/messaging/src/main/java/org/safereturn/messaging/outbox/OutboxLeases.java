package org.safereturn.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.safereturn.messaging.outbox.Pending.Place;
import reactor.core.publisher.Mono;

/** The leases of this process: which documents it may send from, and how it checks those that it is not sure about. */
final class OutboxLeases {

    private final String instance;
    private final Duration length;
    private final OutboxQueue queue;
    private final OutboxTimer timer;
    private final Clock clock;
    private final AtomicLong tokens;
    private final Set<Place> watched = ConcurrentHashMap.newKeySet();
    private final Map<String, MongoOutbox.Waiting> waiting = new ConcurrentHashMap<>();

    OutboxLeases(String instance, Duration length, OutboxQueue queue, OutboxTimer timer, Clock clock) {
        this.instance = instance;
        this.length = length;
        this.queue = queue;
        this.timer = timer;
        this.clock = clock;
        this.tokens = new AtomicLong(clock.millis() * 1000);
    }

    /** A new lease of this process. */
    Lease lease() {
        return new Lease(instance + "/" + tokens.incrementAndGet(), clock.instant().plus(length));
    }

    /** The same token for longer; only together with a new version of the document. */
    Lease prolonged(Lease lease) {
        return new Lease(lease.token(), clock.instant().plus(length));
    }

    /** Whether a lease is one of this process. */
    boolean holds(Lease lease) {
        return lease.token().startsWith(instance + "/");
    }

    /** How many documents have messages that wait for a predecessor, and how many of those can take no more; as last scanned. */
    MongoOutbox.Waiting waiting() {
        return waiting.values().stream().reduce(MongoOutbox.Waiting.NONE, MongoOutbox.Waiting::and);
    }

    /** A document has pending events, but another process holds its lease, or it is not known who does. */
    void contended(MongoOutbox outbox, Place place) {
        if (watched.add(place)) {
            timer.later(timer.untilNextLook(0), () -> look(outbox, place, 1));
        }
    }

    /** Asks for more time, and goes on sending or leaves it to whoever has the lease by now. */
    void renew(Pending pending, int attempt) {
        pending.outbox.load(pending.place.id()).flatMap(seen -> {
            if (!holds(seen.lease())) {
                return Mono.just(Optional.<Lease>empty());
            }
            Lease renewed = lease();
            return pending.outbox.exchange(pending.place.id(), seen.version(), seen.lease().token(), renewed)
                    .flatMap(done -> done ? Mono.just(Optional.of(renewed)) : Mono.error(new Moved()));
        }).defaultIfEmpty(Optional.empty()).subscribe(renewed -> {
            synchronized (pending) {
                if (renewed.isPresent()) {
                    pending.lease = renewed.get();
                    queue.enqueue(pending);
                } else {
                    // Somebody else sends these now.
                    queue.drop(pending);
                    contended(pending.outbox, pending.place);
                }
            }
        }, failure -> timer.later(timer.untilNextLook(attempt), () -> renew(pending, attempt + 1)));
    }

    /** Reads a document about which this process is not sure, and takes over what is pending if it may. */
    void look(MongoOutbox outbox, Place place, int attempt) {
        outbox.load(place.id()).subscribe(seen -> {
            boolean mine = holds(seen.lease());
            boolean nothing = seen.messages().isEmpty();
            if (!mine && !seen.lease().isFree(clock.instant())) {
                if (nothing) {
                    watched.remove(place);
                } else {
                    again(outbox, place, attempt);
                }
                return;
            }
            if (nothing && !mine) {
                watched.remove(place);
                queue.dropIfDone(place);
                return;
            }
            Lease next = nothing ? Lease.FREE : lease();
            outbox.exchange(place.id(), seen.version(), seen.lease().token(), next).subscribe(done -> {
                if (!done) {
                    again(outbox, place, attempt);
                    return;
                }
                watched.remove(place);
                if (nothing) {
                    queue.dropIfDone(place);
                } else {
                    taken(outbox, place, seen, next);
                }
            }, failure -> again(outbox, place, attempt));
        }, failure -> again(outbox, place, attempt), () -> { });
    }

    private void again(MongoOutbox outbox, Place place, int attempt) {
        timer.later(timer.untilNextLook(attempt), () -> look(outbox, place, attempt + 1));
    }

    private void taken(MongoOutbox outbox, Place place, MongoOutbox.Snapshot seen, Lease lease) {
        Pending present = queue.at(place);
        if (present != null) {
            synchronized (present) {
                present.lease = lease;
            }
        }
        queue.committed(outbox, place, seen.version(), lease, seen.messages());
    }

    /** Looks for forgotten events, and counts the documents in which messages wait. */
    void scan(MongoOutbox outbox) {
        outbox.scan().collectList().subscribe(all -> {
            for (MongoOutbox.Found found : all) {
                Place place = new Place(outbox.name(), found.id());
                if (found.pending() && queue.at(place) == null) {
                    contended(outbox, place);
                }
            }
            waiting.put(outbox.name(), all.stream().map(MongoOutbox.Found::waiting)
                    .reduce(MongoOutbox.Waiting.NONE, MongoOutbox.Waiting::and));
        }, failure -> timer.later(timer.longest(), () -> scan(outbox)));
    }

    /** Whether messages waited in this collection when it was last scanned. */
    boolean waits(MongoOutbox outbox) {
        MongoOutbox.Waiting last = waiting.getOrDefault(outbox.name(), MongoOutbox.Waiting.NONE);
        return last.held() > 0 || last.parked() > 0;
    }

    private static final class Moved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Moved() {
            super("Changed by somebody else", null, false, false);
        }
    }
}
