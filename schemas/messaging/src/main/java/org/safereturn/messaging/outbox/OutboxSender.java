package org.safereturn.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.wire.ByteProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the queued events: one batch at a time for each aggregate, different aggregates at the same time. */
final class OutboxSender {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int MOST_FAILURES = 30;

    private final ByteProducer producer;
    private final OutboxQueue queue;
    private final OutboxLeases leases;
    private final OutboxAcknowledger acknowledger;
    private final OutboxTimer timer;
    private final Duration margin;
    private final Clock clock;
    private final Map<String, Instant> unavailableTopics = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Sends nothing of an aggregate when less than {@code margin} remains of its lease. */
    OutboxSender(ByteProducer producer, OutboxQueue queue, OutboxLeases leases, OutboxAcknowledger acknowledger,
            OutboxTimer timer, Duration margin, Clock clock) {
        this.producer = producer;
        this.queue = queue;
        this.leases = leases;
        this.acknowledger = acknowledger;
        this.timer = timer;
        this.margin = margin;
        this.clock = clock;
    }

    /** How many events arrived at the broker since this was last asked. */
    long takeSent() {
        return sent.getAndSet(0);
    }

    /** How many batches failed since this was last asked. */
    long takeFailed() {
        return failed.getAndSet(0);
    }

    /** Sends the next batch, or waits a moment when there is none. */
    void turn() throws InterruptedException {
        Pending next = queue.next();
        if (next != null) {
            send(next);
        }
    }

    private void send(Pending pending) {
        Batch batch;
        synchronized (pending) {
            if (pending.gone || pending.state != Pending.State.QUEUED) {
                return;
            }
            if (pending.queue.isEmpty()) {
                pending.state = Pending.State.IDLE;
                return;
            }
            if (pending.lease.until().minus(margin).isBefore(clock.instant())) {
                pending.state = Pending.State.RENEWING;
                leases.renew(pending, 1);
                return;
            }
            Instant unavailable = unavailableTopics.get(pending.queue.getFirst().topic());
            if (unavailable != null && unavailable.isAfter(clock.instant())) {
                backOff(pending);
                return;
            }
            pending.state = Pending.State.SENDING;
            batch = new Batch(pending, pending.batch());
        }
        batch.send();
    }

    private void backOff(Pending pending) {
        pending.state = Pending.State.WAITING;
        pending.failures = Math.min(pending.failures + 1, MOST_FAILURES);
        timer.later(timer.untilNextSend(pending.failures), () -> {
            synchronized (pending) {
                if (pending.state == Pending.State.WAITING) {
                    queue.enqueue(pending);
                }
            }
        });
    }

    /** Asking for an unknown topic holds up the loop, so it is not asked for again at once. */
    private void unavailable(String topic, Exception failure) {
        if (failure instanceof TimeoutException) {
            unavailableTopics.put(topic, clock.instant().plus(timer.untilNextTry()));
        }
    }

    /** One aggregate's messages on their way at the same time. */
    private final class Batch {

        private final Pending pending;
        private final List<OutboundMessage> messages;
        private final Map<Integer, Optional<Exception>> results = new HashMap<>();
        private int expected;

        private Batch(Pending pending, List<OutboundMessage> messages) {
            this.pending = pending;
            this.messages = messages;
            this.expected = messages.size();
        }

        private void send() {
            for (int i = 0; i < messages.size(); i++) {
                if (failedAt(i)) {
                    leaveOutFrom(i);
                    return;
                }
                int index = i;
                OutboundMessage message = messages.get(i);
                ProducerRecord<byte[], byte[]> bytes = new ProducerRecord<>(message.topic(), null,
                        message.key().getBytes(StandardCharsets.UTF_8), message.value());
                message.headers().forEach((name, value) ->
                        bytes.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
                producer.send(bytes, (metadata, failure) -> arrived(index, failure));
            }
        }

        /** Whether one before this index has already failed. */
        private synchronized boolean failedAt(int index) {
            return results.values().stream().anyMatch(Optional::isPresent) && index > 0;
        }

        private void leaveOutFrom(int index) {
            boolean complete;
            synchronized (this) {
                expected = index;
                complete = results.size() == expected;
            }
            if (complete) {
                finish();
            }
        }

        private void arrived(int index, @Nullable Exception failure) {
            boolean complete;
            synchronized (this) {
                results.put(index, Optional.ofNullable(failure));
                complete = results.size() == expected;
            }
            if (complete) {
                finish();
            }
        }

        private void finish() {
            Exception first = null;
            int arrived = 0;
            synchronized (pending) {
                for (int i = 0; i < expected; i++) {
                    OutboundMessage message = messages.get(i);
                    Exception failure = results.getOrDefault(i, Optional.empty()).orElse(null);
                    if (failure == null) {
                        pending.queue.remove(message);
                        pending.unacknowledged.add(message.id());
                        arrived++;
                    } else if (first == null) {
                        first = failure;
                        if (!ByteProducer.isPermanent(failure)) {
                            unavailable(message.topic(), failure);
                        }
                    }
                }
                if (first == null) {
                    pending.failures = 0;
                    pending.since = pending.queue.isEmpty() ? Instant.MAX : clock.instant();
                    if (pending.queue.isEmpty()) {
                        pending.state = Pending.State.IDLE;
                    } else {
                        queue.enqueue(pending);
                    }
                } else if (ByteProducer.isPermanent(first)) {
                    pending.state = Pending.State.PARKED;
                    pending.reason = first.getClass().getSimpleName();
                    LOG.error("Parked {} {}: {}", pending.place.collection(), pending.place.id(), pending.reason);
                } else {
                    backOff(pending);
                }
                acknowledger.add(pending);
            }
            sent.addAndGet(arrived);
            if (first != null) {
                failed.incrementAndGet();
                LOG.warn("Cannot send to the broker now: {}", first.getClass().getSimpleName());
            }
        }
    }
}
