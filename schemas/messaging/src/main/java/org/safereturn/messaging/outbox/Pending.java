package org.safereturn.messaging.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One aggregate with events to send, as this process knows it. Every field is guarded by the object itself. */
final class Pending {

    private static final int LARGEST_BATCH = 16;

    /** Where an aggregate is on its way to the broker. */
    enum State { IDLE, QUEUED, SENDING, RENEWING, WAITING, PARKED }

    /** Where its document is. */
    record Place(String collection, String id) {
    }

    final MongoOutbox outbox;
    final Place place;
    final List<OutboundMessage> queue = new ArrayList<>();
    final List<String> unacknowledged = new ArrayList<>();
    long highest;
    long version;
    Lease lease = Lease.FREE;
    State state = State.IDLE;
    int failures;
    boolean acknowledging;
    boolean gone;
    Instant since = Instant.MAX;
    String reason = "";

    Pending(MongoOutbox outbox, Place place) {
        this.outbox = outbox;
        this.place = place;
    }

    /** Takes in what a commit left, as of this version of the document. */
    void committed(long newVersion, Lease newLease, List<OutboundMessage> messages, Instant now) {
        if (newVersion > version) {
            version = newVersion;
            lease = newLease;
        }
        for (OutboundMessage message : messages) {
            if (message.position() > highest) {
                if (queue.isEmpty()) {
                    since = now;
                }
                queue.add(message);
                highest = message.position();
            }
        }
    }

    /** The longest beginning of the queue in which no topic comes twice. */
    List<OutboundMessage> batch() {
        Set<String> topics = new HashSet<>();
        List<OutboundMessage> batch = new ArrayList<>();
        for (OutboundMessage message : queue) {
            if (batch.size() == LARGEST_BATCH || !topics.add(message.topic())) {
                break;
            }
            batch.add(message);
        }
        return batch;
    }

    /** Whether nothing of it is left to send or to acknowledge. */
    boolean done() {
        return queue.isEmpty() && state == State.IDLE && !acknowledging;
    }

    /** Whether something of it is under way now. */
    boolean moves() {
        return acknowledging || state == State.QUEUED || state == State.SENDING || state == State.RENEWING;
    }
}
