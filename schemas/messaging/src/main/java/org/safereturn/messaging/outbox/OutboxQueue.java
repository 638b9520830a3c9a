package org.safereturn.messaging.outbox;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outbox.Pending.Place;

/** The aggregates of this process that have events to send, in the order of their turns. */
final class OutboxQueue {

    private final Clock clock;
    private final Map<Place, Pending> cases = new ConcurrentHashMap<>();
    private final BlockingQueue<Pending> ready = new LinkedBlockingQueue<>();

    OutboxQueue(Clock clock) {
        this.clock = clock;
    }

    /** Everything pending of a document whose lease this process holds, as of this version. */
    void committed(MongoOutbox outbox, Place place, long version, Lease lease, List<OutboundMessage> messages) {
        while (true) {
            Pending pending = messages.isEmpty() ? cases.get(place)
                    : cases.computeIfAbsent(place, absent -> new Pending(outbox, absent));
            if (pending == null) {
                return;
            }
            synchronized (pending) {
                if (pending.gone) {
                    continue;
                }
                pending.committed(version, lease, messages, clock.instant());
                if (pending.state == Pending.State.IDLE && !pending.queue.isEmpty()) {
                    enqueue(pending);
                }
                return;
            }
        }
    }

    /** Gives it its turn; for whoever holds its lock. */
    void enqueue(Pending pending) {
        pending.state = Pending.State.QUEUED;
        ready.add(pending);
    }

    /** Whose turn it is, or null after a short wait without any. */
    @Nullable Pending next() throws InterruptedException {
        return ready.poll(200, TimeUnit.MILLISECONDS);
    }

    @Nullable Pending at(Place place) {
        return cases.get(place);
    }

    Collection<Pending> all() {
        return cases.values();
    }

    /** Forgets it; for whoever holds its lock. */
    void drop(Pending pending) {
        pending.gone = true;
        cases.remove(pending.place, pending);
    }

    /** Forgets what is at this place, unless something of it is left to do. */
    void dropIfDone(Place place) {
        Pending present = cases.get(place);
        if (present != null) {
            synchronized (present) {
                if (present.done()) {
                    drop(present);
                }
            }
        }
    }
}
