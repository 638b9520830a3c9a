package org.safereturn.messaging.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.safereturn.messaging.outbox.MongoOutbox.Acknowledgement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes sent events from the documents: one bulk every quarter of a second, with all events that arrived meanwhile.
 */
final class OutboxAcknowledger {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxAcknowledger.class);
    private static final int LARGEST_BULK = 500;
    /** Rest between two bulks that are not full; nobody waits for them. */
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(20);

    private final OutboxQueue queue;
    private final OutboxLeases leases;
    private final OutboxTimer timer;
    private final BlockingQueue<Pending> sent = new LinkedBlockingQueue<>();

    OutboxAcknowledger(OutboxQueue queue, OutboxLeases leases, OutboxTimer timer) {
        this.queue = queue;
        this.leases = leases;
        this.timer = timer;
    }

    /** Something of it has arrived at the broker; for whoever holds its lock. */
    void add(Pending pending) {
        if (!pending.acknowledging && !pending.unacknowledged.isEmpty()) {
            pending.acknowledging = true;
            sent.add(pending);
        }
    }

    /** Whether everything is acknowledged. */
    boolean isEmpty() {
        return sent.isEmpty();
    }

    /** Acknowledges the next bulk, or waits a moment when there is none. */
    void turn() throws InterruptedException {
        Pending next = sent.poll(200, TimeUnit.MILLISECONDS);
        if (next == null) {
            return;
        }
        List<Pending> bulk = new ArrayList<>(List.of(next));
        sent.drainTo(bulk, LARGEST_BULK - 1);
        Map<MongoOutbox, List<Pending>> byOutbox = new HashMap<>();
        bulk.forEach(each -> byOutbox.computeIfAbsent(each.outbox, any -> new ArrayList<>()).add(each));
        byOutbox.forEach(this::acknowledge);
        if (sent.size() < LARGEST_BULK) {
            TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
        }
    }

    private void acknowledge(MongoOutbox outbox, List<Pending> bulk) {
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        for (Pending each : bulk) {
            synchronized (each) {
                acknowledgements.add(new Acknowledgement(each.place.id(), List.copyOf(each.unacknowledged),
                        each.queue.isEmpty() && each.state == Pending.State.IDLE, each.version, each.lease.token()));
                each.unacknowledged.clear();
            }
        }
        try {
            List<Boolean> asExpected = written(outbox, acknowledgements);
            List<Acknowledgement> movedOn = IntStream.range(0, bulk.size()).filter(i -> !asExpected.get(i))
                    .mapToObj(acknowledgements::get).toList();
            if (!movedOn.isEmpty()) {
                // Their leases were kept: what was sent is taken out in any case.
                written(outbox, movedOn.stream()
                        .map(each -> new Acknowledgement(each.id(), each.sent(), false, 0, "")).toList());
            }
            for (int i = 0; i < bulk.size(); i++) {
                settle(bulk.get(i), acknowledgements.get(i), asExpected.get(i));
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot acknowledge sent events now: {}", e.getClass().getSimpleName());
            for (int i = 0; i < bulk.size(); i++) {
                Pending each = bulk.get(i);
                synchronized (each) {
                    each.unacknowledged.addAll(0, acknowledgements.get(i).sent());
                }
            }
            timer.later(timer.untilNextTry(), () -> sent.addAll(bulk));
        }
    }

    private void settle(Pending pending, Acknowledgement acknowledgement, boolean asExpected) {
        synchronized (pending) {
            pending.acknowledging = false;
            add(pending);
            if (!pending.done()) {
                return;
            }
            if (acknowledgement.release() && asExpected) {
                queue.drop(pending);
            } else {
                // The document has moved on, or the aggregate was parked or waiting: give the lease back.
                leases.look(pending.outbox, pending.place, 1);
            }
        }
    }

    private static List<Boolean> written(MongoOutbox outbox, List<Acknowledgement> acknowledgements) {
        return Objects.requireNonNull(outbox.acknowledge(acknowledgements).block(STORE_TIMEOUT));
    }
}
