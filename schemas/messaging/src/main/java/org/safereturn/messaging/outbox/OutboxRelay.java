package org.safereturn.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outbox.Pending.Place;
import org.safereturn.messaging.wire.ByteProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;

/**
 * Sends the events that commits leave in the outboxes.
 *
 * <p>A caller may rely on: every pending event is sent at least once, byte for byte the same each time; within one
 * topic, an aggregate's event is sent only after every earlier one has arrived at the broker; events that one batch
 * carries to different topics travel at the same time, and a batch is at most one event for each topic; of several
 * instances only the one that holds the lease sends. An aggregate whose event cannot be sent now is tried again,
 * later and later, for as long as it takes; one whose event can never be sent is parked. Neither holds up others.
 *
 * <p>Its parts have one concern each: {@link OutboxQueue}, {@link OutboxSender}, {@link OutboxAcknowledger},
 * {@link OutboxLeases}, {@link OutboxGauges}.
 */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration RECOUNT_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Settings settings;
    private final Clock clock;
    private final OutboxTimer timer;
    private final OutboxQueue queue;
    private final OutboxLeases leases;
    private final OutboxAcknowledger acknowledger;
    private final OutboxSender sender;
    private final OutboxGauges gauges;
    private final List<MongoOutbox> outboxes = new CopyOnWriteArrayList<>();
    private final Set<String> holding = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread sending;
    private @Nullable Thread acknowledging;

    /**
     * How the relay behaves.
     *
     * @param instance names this process in leases; the same name again after a restart takes over at once, so no two
     *     running processes of a service may share it
     * @param lease how long a lease lasts
     * @param margin nothing is sent when less than this remains; longer than any send can take
     * @param firstBackOff wait after a first failure
     * @param longestBackOff wait after many
     * @param scanEvery how often forgotten documents are looked for
     */
    public record Settings(String instance, Duration lease, Duration margin, Duration firstBackOff,
            Duration longestBackOff, Duration scanEvery) {
    }

    /**
     * An aggregate whose events cannot be sent as they are.
     *
     * @param collection it is stored in
     * @param id of the aggregate
     * @param topic of the first event in the way
     * @param since when
     * @param reason simple name of what the broker's client said
     */
    public record Parked(String collection, String id, String topic, Instant since, String reason) {
    }

    /** How far events on their way to the broker have come. */
    public enum UnsentState {
        /** They have their turn, or wait for it. */
        ON_ITS_WAY,
        /** Sending failed and is tried again. */
        TRIED_AGAIN,
        /** They can never be sent as they are. */
        PARKED
    }

    /**
     * Events of an aggregate that are not yet at the broker.
     *
     * @param id of the aggregate
     * @param topic of the first of them
     * @param events how many there are
     * @param since when this process has known the first of them
     * @param state how far they have come
     */
    public record Unsent(String id, String topic, int events, Instant since, UnsentState state) {
    }

    /** Makes a relay and does not start it. */
    public OutboxRelay(ByteProducer producer, Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        timer = new OutboxTimer(settings.firstBackOff(), settings.longestBackOff());
        queue = new OutboxQueue(clock);
        leases = new OutboxLeases(settings.instance(), settings.lease(), queue, timer, clock);
        acknowledger = new OutboxAcknowledger(queue, leases, timer);
        sender = new OutboxSender(producer, queue, leases, acknowledger, timer, settings.margin(), clock);
        gauges = new OutboxGauges(queue, leases, sender, timer, clock);
    }

    /** Publishes how the relay does. */
    public void measure(MeterRegistry registry) {
        gauges.publish(registry);
    }

    /** Events committed and known here that are not yet at the broker. */
    public int pendingCount() {
        return gauges.pendingCount();
    }

    /** Aggregates that wait after a failure. */
    public int backingOffCount() {
        return gauges.backingOffCount();
    }

    /** Aggregates with messages that wait for a predecessor, and those that can keep no more; counted once a minute. */
    public MongoOutbox.Waiting waiting() {
        return leases.waiting();
    }

    /** Age of the oldest event known here that is not yet at the broker. */
    public Duration oldest() {
        return gauges.oldest();
    }

    /** Everything known here that is not yet at the broker, oldest first. */
    public List<Unsent> unsent() {
        return gauges.unsent();
    }

    /**
     * The streams of cases that stand still, with what waits in them. The store is asked only where messages wait, or waited
     * when this process last counted; what another process of the service holds back may be missed for ten minutes.
     */
    public Flux<MongoOutbox.Standstill> standstills() {
        return Flux.fromIterable(outboxes).filter(each -> holding.contains(each.name()) || leases.waits(each))
                .concatMap(MongoOutbox::standstills);
    }

    /** Everything parked, oldest first. */
    public List<Parked> parked() {
        return gauges.parked();
    }

    /** Tries parked aggregates again, for example after the broker's limits were raised. */
    public void resume() {
        for (Pending each : queue.all()) {
            synchronized (each) {
                if (each.state == Pending.State.PARKED) {
                    queue.enqueue(each);
                }
            }
        }
    }

    // What the store of aggregates says to it.

    /** Sends for the documents of this collection too. */
    public void serve(MongoOutbox outbox) {
        outboxes.add(outbox);
        if (running) {
            leases.scan(outbox);
        }
    }

    /**
     * The lease to write with a commit that leaves something to send.
     *
     * @param seen the lease that the document had when it was read
     * @return empty when another process holds it
     */
    public @Nullable Lease leaseFor(Lease seen) {
        if (leases.holds(seen)) {
            return leases.prolonged(seen);
        }
        return seen.isFree(clock.instant()) ? leases.lease() : null;
    }

    /** Whether this process holds it. */
    public boolean holds(Lease lease) {
        return leases.holds(lease);
    }

    /** Everything pending of a document whose lease this process holds, as of this version. */
    public void committed(MongoOutbox outbox, String id, long version, Lease lease, List<OutboundMessage> messages) {
        queue.committed(outbox, new Place(outbox.name(), id), version, lease, messages);
    }

    /** A document has pending events, but another process holds its lease, or it is not known who does. */
    public void contended(MongoOutbox outbox, String id) {
        leases.contended(outbox, new Place(outbox.name(), id));
    }

    /** A message of a document waits for its predecessor. */
    public void messageWaits(MongoOutbox outbox) {
        holding.add(outbox.name());
    }

    // Life.

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        sending = Thread.ofPlatform().name("outbox-sender").daemon().start(() -> loop(sender::turn, () -> false));
        acknowledging = Thread.ofPlatform().name("outbox-acknowledger").daemon()
                .start(() -> loop(acknowledger::turn, () -> !acknowledger.isEmpty()));
        timer.every(Duration.ZERO, settings.scanEvery(), () -> outboxes.forEach(leases::scan));
        // Counted again where messages wait, or waited when it was last counted.
        timer.every(RECOUNT_EVERY, RECOUNT_EVERY, () -> outboxes.stream()
                .filter(each -> holding.remove(each.name()) || leases.waits(each)).forEach(leases::scan));
    }

    private interface Turn {

        void take() throws InterruptedException;
    }

    private interface Work {

        boolean isLeft();
    }

    private void loop(Turn turn, Work work) {
        while (running || work.isLeft()) {
            try {
                turn.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("The outbox relay met {}", e.getClass().getName());
            }
        }
    }

    /** Sends what is ready, for at most ten seconds, and gives back the leases. */
    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        Instant enough = clock.instant().plus(LONGEST_STOP);
        try {
            while (clock.instant().isBefore(enough) && queue.all().stream().anyMatch(OutboxRelay::moves)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            running = false;
            for (Thread thread : new Thread[] {sending, acknowledging}) {
                if (thread != null) {
                    thread.join(Duration.ofSeconds(5));
                }
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
        timer.stop();
    }

    private static boolean moves(Pending pending) {
        synchronized (pending) {
            return pending.moves();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before and stops after whatever receives requests or messages. */
    @Override
    public int getPhase() {
        return 0;
    }
}
