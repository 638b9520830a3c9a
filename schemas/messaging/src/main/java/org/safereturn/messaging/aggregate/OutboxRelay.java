package org.safereturn.messaging.aggregate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.MongoOutbox.Acknowledgement;
import org.safereturn.messaging.wire.ByteProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Sends what commits leave in the outboxes.
 *
 * <p>A caller may rely on: every pending event is sent at least once, byte for byte the same each time; within one
 * topic, an aggregate's event is sent only after every earlier one has arrived at the broker; events that one batch
 * carries to different topics travel at the same time, and a batch is at most one event for each topic; of several
 * instances only the one that holds the lease sends. An aggregate whose event cannot be sent now is tried again,
 * later and later, for as long as it takes; one whose event can never be sent is parked. Neither holds up others.
 */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int LARGEST_BATCH = 16;
    private static final int LARGEST_BULK = 500;
    /** Rest between two bulks of acknowledgements that are not full; nobody waits for them. */
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration RECOUNT_EVERY = Duration.ofMinutes(1);

    private final ByteProducer producer;
    private final Settings settings;
    private final Clock clock;
    private final AtomicLong tokens;
    private final Map<Place, Pending> cases = new ConcurrentHashMap<>();
    private final Set<Place> watched = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> unavailableTopics = new ConcurrentHashMap<>();
    private final List<MongoOutbox> outboxes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Pending> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<Pending> sent = new LinkedBlockingQueue<>();
    private final Map<String, Long> held = new ConcurrentHashMap<>();
    private final Set<String> holding = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-timer").daemon().factory());
    private final AtomicLong sentCount = new AtomicLong();
    private final AtomicLong failureCount = new AtomicLong();
    private volatile boolean running;
    private @Nullable Thread sender;
    private @Nullable Thread acknowledger;

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

    private record Place(String collection, String id) {
    }

    private enum State { IDLE, QUEUED, SENDING, RENEWING, WAITING, PARKED }

    /** One aggregate with something to send; all fields guarded by itself. */
    private static final class Pending {

        private final MongoOutbox outbox;
        private final Place place;
        private final List<OutboundMessage> queue = new ArrayList<>();
        private final List<String> unacknowledged = new ArrayList<>();
        private long highest;
        private long version;
        private Lease lease = Lease.FREE;
        private State state = State.IDLE;
        private int failures;
        private boolean acknowledging;
        private boolean gone;
        private Instant since = Instant.MAX;
        private String reason = "";

        private Pending(MongoOutbox outbox, Place place) {
            this.outbox = outbox;
            this.place = place;
        }
    }

    /** A relay that is not yet running. */
    public OutboxRelay(ByteProducer producer, Settings settings, Clock clock) {
        this.producer = producer;
        this.settings = settings;
        this.clock = clock;
        this.tokens = new AtomicLong(clock.millis() * 1000);
    }

    /** Publishes how the relay does. */
    @SuppressWarnings("FutureReturnValueIgnored") // runs as long as the timer
    public void measure(MeterRegistry registry) {
        Gauge.builder("safereturn.outbox.pending", this, OutboxRelay::pendingCount)
                .description("Events committed and not yet at the broker.").register(registry);
        Gauge.builder("safereturn.outbox.parked", this, relay -> relay.parked().size())
                .description("Aggregates whose next event can never be sent as it is.").register(registry);
        Gauge.builder("safereturn.outbox.oldest", this, relay -> relay.oldest().toMillis() / 1000.0)
                .baseUnit("seconds").description("Age of the oldest event not yet at the broker.").register(registry);
        Gauge.builder("safereturn.outbox.backing.off", this, OutboxRelay::backingOffCount)
                .description("Aggregates that wait after a failure.").register(registry);
        Gauge.builder("safereturn.inbox.held", this, OutboxRelay::heldCount)
                .description("Aggregates with messages that wait for a predecessor, counted once a minute.")
                .register(registry);
        Counter sends = Counter.builder("safereturn.outbox.sent").register(registry);
        Counter failures = Counter.builder("safereturn.outbox.failures").register(registry);
        timer.scheduleAtFixedRate(() -> {
            sends.increment((double) sentCount.getAndSet(0));
            failures.increment((double) failureCount.getAndSet(0));
        }, 1, 1, TimeUnit.SECONDS);
    }

    /** Events committed and known here that are not yet at the broker. */
    public int pendingCount() {
        return cases.values().stream().mapToInt(each -> {
            synchronized (each) {
                return each.queue.size();
            }
        }).sum();
    }

    /** Aggregates that wait after a failure. */
    public int backingOffCount() {
        return (int) cases.values().stream().filter(each -> {
            synchronized (each) {
                return each.state == State.WAITING;
            }
        }).count();
    }

    /** Aggregates with messages that wait for a predecessor, counted once a minute. */
    public long heldCount() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Age of the oldest event known here that is not yet at the broker. */
    public Duration oldest() {
        return cases.values().stream().map(each -> {
            synchronized (each) {
                return each.queue.isEmpty() ? Instant.MAX : each.since;
            }
        }).min(Comparator.naturalOrder()).filter(since -> since.isBefore(Instant.MAX))
                .map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    }

    /** Everything parked, oldest first. */
    public List<Parked> parked() {
        List<Parked> parked = new ArrayList<>();
        for (Pending each : cases.values()) {
            synchronized (each) {
                if (each.state == State.PARKED && !each.queue.isEmpty()) {
                    parked.add(new Parked(each.place.collection(), each.place.id(), each.queue.getFirst().topic(),
                            each.since, each.reason));
                }
            }
        }
        parked.sort(Comparator.comparing(Parked::since));
        return parked;
    }

    /** Tries parked aggregates again, for example after the broker's limits were raised. */
    public void resume() {
        for (Pending each : cases.values()) {
            synchronized (each) {
                if (each.state == State.PARKED) {
                    enqueue(each);
                }
            }
        }
    }

    // What the aggregates need.

    void serve(MongoOutbox outbox) {
        outboxes.add(outbox);
        if (running) {
            scan(outbox);
        }
    }

    Lease lease() {
        return new Lease(settings.instance() + "/" + tokens.incrementAndGet(), clock.instant().plus(settings.lease()));
    }

    /** The same token for longer; only together with a new version of the document. */
    Lease prolonged(Lease lease) {
        return new Lease(lease.token(), clock.instant().plus(settings.lease()));
    }

    boolean holds(Lease lease) {
        return lease.token().startsWith(settings.instance() + "/");
    }

    /**
     * Everything pending of a document whose lease this process holds, as of this version.
     */
    void committed(MongoOutbox outbox, String id, long version, Lease lease, List<OutboundMessage> messages) {
        Place place = new Place(outbox.name(), id);
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
                if (version > pending.version) {
                    pending.version = version;
                    pending.lease = lease;
                }
                for (OutboundMessage message : messages) {
                    if (message.position() > pending.highest) {
                        if (pending.queue.isEmpty()) {
                            pending.since = clock.instant();
                        }
                        pending.queue.add(message);
                        pending.highest = message.position();
                    }
                }
                if (pending.state == State.IDLE && !pending.queue.isEmpty()) {
                    enqueue(pending);
                }
                return;
            }
        }
    }

    /** A document has pending events, but another process holds its lease, or it is not known who does. */
    void contended(MongoOutbox outbox, String id) {
        Place place = new Place(outbox.name(), id);
        if (watched.add(place)) {
            later(settings.firstBackOff(), () -> look(outbox, place, 1));
        }
    }

    /** A message of a document waits for its predecessor. */
    void holds(MongoOutbox outbox) {
        holding.add(outbox.name());
    }

    // Sending.

    private void enqueue(Pending pending) {
        pending.state = State.QUEUED;
        ready.add(pending);
    }

    private void sendLoop() {
        while (running) {
            try {
                Pending next = ready.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("The outbox relay met {}", e.getClass().getName());
            }
        }
    }

    private void send(Pending pending) {
        Batch batch;
        synchronized (pending) {
            if (pending.gone || pending.state != State.QUEUED) {
                return;
            }
            if (pending.queue.isEmpty()) {
                pending.state = State.IDLE;
                return;
            }
            if (pending.lease.until().minus(settings.margin()).isBefore(clock.instant())) {
                pending.state = State.RENEWING;
                renew(pending, 1);
                return;
            }
            Instant unavailable = unavailableTopics.get(pending.queue.getFirst().topic());
            if (unavailable != null && unavailable.isAfter(clock.instant())) {
                backOff(pending);
                return;
            }
            pending.state = State.SENDING;
            batch = new Batch(pending, head(pending.queue));
        }
        for (int i = 0; i < batch.messages.size(); i++) {
            if (batch.failedAt(i)) {
                batch.leaveOutFrom(i);
                return;
            }
            int index = i;
            OutboundMessage message = batch.messages.get(i);
            ProducerRecord<byte[], byte[]> bytes = new ProducerRecord<>(message.topic(), null,
                    message.key().getBytes(StandardCharsets.UTF_8), message.value());
            message.headers().forEach((name, value) ->
                    bytes.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
            producer.send(bytes, (metadata, failure) -> batch.arrived(index, failure));
        }
    }

    /** The longest beginning of the queue in which no topic comes twice. */
    private static List<OutboundMessage> head(List<OutboundMessage> queue) {
        Set<String> topics = new HashSet<>();
        List<OutboundMessage> head = new ArrayList<>();
        for (OutboundMessage message : queue) {
            if (head.size() == LARGEST_BATCH || !topics.add(message.topic())) {
                break;
            }
            head.add(message);
        }
        return head;
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
                        pending.state = State.IDLE;
                    } else {
                        enqueue(pending);
                    }
                } else if (ByteProducer.isPermanent(first)) {
                    pending.state = State.PARKED;
                    pending.reason = first.getClass().getSimpleName();
                    LOG.error("Parked {} {}: {}", pending.place.collection(), pending.place.id(), pending.reason);
                } else {
                    backOff(pending);
                }
                acknowledge(pending);
            }
            sentCount.addAndGet(arrived);
            if (first != null) {
                failureCount.incrementAndGet();
                LOG.warn("Cannot send to the broker now: {}", first.getClass().getSimpleName());
            }
        }
    }

    /** Asking for an unknown topic holds up the loop, so it is not asked for again at once. */
    private void unavailable(String topic, Exception failure) {
        if (failure instanceof org.apache.kafka.common.errors.TimeoutException) {
            unavailableTopics.put(topic, clock.instant().plus(settings.firstBackOff().multipliedBy(4)));
        }
    }

    private void backOff(Pending pending) {
        pending.state = State.WAITING;
        pending.failures = Math.min(pending.failures + 1, 30);
        Duration wait = settings.firstBackOff().multipliedBy(1L << Math.min(pending.failures - 1, 16));
        later(wait.compareTo(settings.longestBackOff()) > 0 ? settings.longestBackOff() : wait, () -> {
            synchronized (pending) {
                if (pending.state == State.WAITING) {
                    enqueue(pending);
                }
            }
        });
    }

    // Acknowledging: a bulk every quarter of a second, each with all that has arrived meanwhile.

    private void acknowledge(Pending pending) {
        if (!pending.acknowledging && !pending.unacknowledged.isEmpty()) {
            pending.acknowledging = true;
            sent.add(pending);
        }
    }

    private void acknowledgeLoop() {
        List<Pending> bulk = new ArrayList<>();
        while (running || !sent.isEmpty()) {
            try {
                Pending next = sent.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    bulk.add(next);
                    sent.drainTo(bulk, LARGEST_BULK - 1);
                    Map<MongoOutbox, List<Pending>> byOutbox = new HashMap<>();
                    bulk.forEach(each -> byOutbox.computeIfAbsent(each.outbox, any -> new ArrayList<>()).add(each));
                    byOutbox.forEach(this::acknowledge);
                    if (sent.size() < LARGEST_BULK) {
                        TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("The outbox relay met {}", e.getClass().getName());
            } finally {
                bulk.clear();
            }
        }
    }

    private void acknowledge(MongoOutbox outbox, List<Pending> bulk) {
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        for (Pending each : bulk) {
            synchronized (each) {
                acknowledgements.add(new Acknowledgement(each.place.id(), List.copyOf(each.unacknowledged),
                        each.queue.isEmpty() && each.state == State.IDLE, each.version, each.lease.token()));
                each.unacknowledged.clear();
            }
        }
        try {
            boolean asExpected = written(outbox, acknowledgements) == acknowledgements.size();
            if (!asExpected) {
                // Some document has moved on, so its lease was kept: what was sent is taken out in any case.
                written(outbox, acknowledgements.stream().filter(Acknowledgement::release)
                        .map(each -> new Acknowledgement(each.id(), each.sent(), false, 0, "")).toList());
            }
            for (int i = 0; i < bulk.size(); i++) {
                settle(outbox, bulk.get(i), acknowledgements.get(i), asExpected);
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot acknowledge sent events now: {}", e.getClass().getSimpleName());
            for (int i = 0; i < bulk.size(); i++) {
                Pending each = bulk.get(i);
                synchronized (each) {
                    each.unacknowledged.addAll(0, acknowledgements.get(i).sent());
                }
            }
            later(settings.firstBackOff().multipliedBy(4), () -> sent.addAll(bulk));
        }
    }

    private void settle(MongoOutbox outbox, Pending pending, Acknowledgement acknowledgement, boolean asExpected) {
        synchronized (pending) {
            pending.acknowledging = false;
            acknowledge(pending);
            boolean nothingLeft = pending.queue.isEmpty() && pending.state == State.IDLE && !pending.acknowledging;
            if (acknowledgement.release() && nothingLeft) {
                if (asExpected) {
                    drop(pending);
                } else {
                    look(outbox, pending.place, 1);
                }
            } else if (nothingLeft) {
                // Parked or waiting when it was acknowledged, idle now: give the lease back.
                look(outbox, pending.place, 1);
            }
        }
    }

    private static int written(MongoOutbox outbox, List<Acknowledgement> acknowledgements) {
        Integer matched = outbox.acknowledge(acknowledgements).block(STORE_TIMEOUT);
        return matched == null ? 0 : matched;
    }

    private void drop(Pending pending) {
        pending.gone = true;
        cases.remove(pending.place, pending);
    }

    // Leases.

    private void renew(Pending pending, int attempt) {
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
                    enqueue(pending);
                } else {
                    // Somebody else sends these now.
                    drop(pending);
                    contended(pending.outbox, pending.place.id());
                }
            }
        }, failure -> later(wait(attempt), () -> renew(pending, attempt + 1)));
    }

    /** Reads a document about which this process is not sure, and takes over what is pending if it may. */
    private void look(MongoOutbox outbox, Place place, int attempt) {
        outbox.load(place.id()).subscribe(seen -> {
            boolean mine = holds(seen.lease());
            if (!mine && !seen.lease().isFree(clock.instant())) {
                if (seen.messages().isEmpty()) {
                    watched.remove(place);
                } else {
                    later(wait(attempt), () -> look(outbox, place, attempt + 1));
                }
                return;
            }
            boolean nothing = seen.messages().isEmpty();
            if (nothing && !mine) {
                watched.remove(place);
                forget(place);
                return;
            }
            Lease next = nothing ? Lease.FREE : lease();
            outbox.exchange(place.id(), seen.version(), seen.lease().token(), next).subscribe(done -> {
                if (!done) {
                    later(wait(attempt), () -> look(outbox, place, attempt + 1));
                } else if (nothing) {
                    watched.remove(place);
                    forget(place);
                } else {
                    watched.remove(place);
                    taken(outbox, place, seen, next);
                }
            }, failure -> later(wait(attempt), () -> look(outbox, place, attempt + 1)));
        }, failure -> later(wait(attempt), () -> look(outbox, place, attempt + 1)), () -> { });
    }

    private void taken(MongoOutbox outbox, Place place, MongoOutbox.Snapshot seen, Lease lease) {
        Pending present = cases.get(place);
        if (present != null) {
            synchronized (present) {
                present.lease = lease;
            }
        }
        committed(outbox, place.id(), seen.version(), lease, seen.messages());
    }

    private void forget(Place place) {
        Pending present = cases.get(place);
        if (present != null) {
            synchronized (present) {
                if (present.queue.isEmpty() && present.state == State.IDLE && !present.acknowledging) {
                    drop(present);
                }
            }
        }
    }

    private void scan(MongoOutbox outbox) {
        outbox.scan().collectList().subscribe(all -> {
            for (MongoOutbox.Found found : all) {
                if (found.pending() && !cases.containsKey(new Place(outbox.name(), found.id()))) {
                    contended(outbox, found.id());
                }
            }
            held.put(outbox.name(), all.stream().filter(MongoOutbox.Found::holding).count());
        }, failure -> later(settings.longestBackOff(), () -> scan(outbox)));
    }

    /** Counts again where messages wait, or waited when it was last counted. */
    private void recount() {
        outboxes.stream().filter(each -> holding.remove(each.name()) || held.getOrDefault(each.name(), 0L) > 0)
                .forEach(this::scan);
    }

    private Duration wait(int attempt) {
        Duration wait = settings.firstBackOff().multipliedBy(1L << Math.min(attempt, 8));
        Duration longest = settings.longestBackOff().compareTo(Duration.ofSeconds(1)) < 0
                ? settings.longestBackOff() : Duration.ofSeconds(1);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs later reports by itself
    private void later(Duration wait, Runnable action) {
        try {
            timer.schedule(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.error("The outbox relay met {}", e.getClass().getName());
                }
            }, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The outbox relay is stopping");
        }
    }

    private static final class Moved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Moved() {
            super("Changed by somebody else", null, false, false);
        }
    }

    // Life.

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the scan reports by itself
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        sender = Thread.ofPlatform().name("outbox-sender").daemon().start(this::sendLoop);
        acknowledger = Thread.ofPlatform().name("outbox-acknowledger").daemon().start(this::acknowledgeLoop);
        timer.scheduleWithFixedDelay(() -> outboxes.forEach(this::scan), 0, settings.scanEvery().toMillis(),
                TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::recount, RECOUNT_EVERY.toSeconds(), RECOUNT_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    /** Sends what is ready, for at most ten seconds, and gives back the leases. */
    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        Instant enough = clock.instant().plusSeconds(10);
        try {
            while (clock.instant().isBefore(enough) && cases.values().stream().anyMatch(OutboxRelay::moves)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            running = false;
            for (Thread thread : new Thread[] {sender, acknowledger}) {
                if (thread != null) {
                    thread.join(Duration.ofSeconds(5));
                }
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }

    private static boolean moves(Pending pending) {
        synchronized (pending) {
            return pending.acknowledging || pending.state == State.QUEUED || pending.state == State.SENDING
                    || pending.state == State.RENEWING;
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
