package org.safereturn.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.safereturn.local.store.DocumentStore;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.rivals.Writers;

/** A broker, a store and, for the rivals, a PostgreSQL server, and on them one outbox after the other. */
final class Outboxes implements AutoCloseable {

    /** Events a second at the gentle pace. */
    static final int GENTLE = 20;

    private static final int GENTLE_EVENTS = 100;
    /** Runs that are not counted: the compiler takes most of the processors at first. */
    private static final int WARM_UP = 4;
    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** What is compared. */
    enum Kind {
        OWN("own outbox", OptionalDouble.empty()),
        MODULITH("Spring Modulith", OptionalDouble.of(2.5)),
        MODULITH_SERIALIZED("Spring Modulith, serialized", OptionalDouble.of(10)),
        MODULITH_ONE_THREAD("Spring Modulith, serialized, one thread", OptionalDouble.of(10)),
        NAMASTACK("namastack-outbox, tuned", OptionalDouble.of(2));

        private final String title;
        private final OptionalDouble factor;

        Kind(String title, OptionalDouble factor) {
            this.title = title;
            this.factor = factor;
        }

        String title() {
            return title;
        }

        /** How many times as fast the own outbox shall be. */
        OptionalDouble factor() {
            return factor;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Scratch scratch;
    private final Path root;
    private final List<AutoCloseable> started = new ArrayList<>();
    private final Child broker;
    private final String brokers;
    private final Child embedded;
    private final String store;
    private final Optional<Postgres> postgres;
    private int runs;

    /**
     * Starts what all of them need.
     *
     * @param programs of PostgreSQL; without it only the own outbox can be measured
     * @param forced whether stores force each commit to disk, or keep it through the end of their process only
     */
    Outboxes(Path root, Optional<Path> programs, boolean forced) throws IOException, InterruptedException {
        this.root = root;
        scratch = new Scratch();
        boolean complete = false;
        try {
            MinistryKeys.generate(scratch.folder(), List.of("KH", "TH"));
            broker = started(Child.java("broker", scratch.folder(), ownClasses(), List.of(OwnBroker.class.getName())));
            brokers = broker.answer();
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            embedded = started(Child.java("store", scratch.folder(), ownClasses(), List.of("-D" + DocumentStore.FORCED + "="
                    + forced, DocumentStore.class.getName(), scratch.folder().resolve("store").toString(), "kh=" + port)));
            embedded.answer();
            store = "mongodb://127.0.0.1:" + port;
            postgres = programs.isEmpty() ? Optional.empty()
                    : Optional.of(Postgres.start(programs.get(), scratch.folder(), forced));
            postgres.ifPresent(started::add);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private Child started(Child child) {
        started.add(child);
        return child;
    }

    private static String ownClasses() {
        return System.getProperty("java.class.path");
    }

    /** So many repeats of each, one outbox after the other. */
    RelayReport measure(List<Kind> kinds, int repeats, int events) throws IOException, InterruptedException, ExecutionException {
        Map<Kind, List<RelayReport.Repeat>> measured = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            measured.put(kind, repeats(kind, repeats, events));
        }
        return new RelayReport(measured);
    }

    private List<RelayReport.Repeat> repeats(Kind kind, int repeats, int events)
            throws IOException, InterruptedException, ExecutionException {
        List<RelayReport.Repeat> measured = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(kind.id(), PARTITIONS, (short) 1))).all().get();
        }
        try (Child outbox = start(kind, kind.id()); KafkaConsumer<byte[], byte[]> consumer = consumer(kind.id())) {
            if (!outbox.answer().equals(Writers.READY)) {
                throw new IllegalStateException(kind.title() + " is not ready");
            }
            for (int index = 0; index < WARM_UP; index++) {
                run(outbox, consumer, events, 0);
            }
            for (int index = 0; index < repeats; index++) {
                Used before = used(kind, outbox);
                Run full = run(outbox, consumer, events, 0);
                RelayReport.Cost cost = used(kind, outbox).since(before, events);
                Run gentle = run(outbox, consumer, GENTLE_EVENTS, GENTLE);
                Latencies latencies = new Latencies(gentle.deliveries().latencies(gentle.committed()));
                measured.add(new RelayReport.Repeat(full.deliveries().perSecond(full.start()),
                        full.deliveries().overtaken() + gentle.deliveries().overtaken(),
                        full.deliveries().twice() + gentle.deliveries().twice(),
                        full.deliveries().missing() + gentle.deliveries().missing(),
                        latencies.percentile(50), latencies.percentile(99), cost));
                System.out.printf(Locale.ROOT, "%s, repeat %d of %d: %.0f events/s.%n", kind.title(), index + 1, repeats,
                        measured.getLast().perSecond());
            }
        }
        return measured;
    }

    /** Processor time used so far by all that take part. */
    private record Used(Duration outbox, Duration compiler, Duration store, Duration broker, Duration consumer) {

        /** Milliseconds an event since then. */
        RelayReport.Cost since(Used earlier, int events) {
            return new RelayReport.Cost(perEvent(outbox, earlier.outbox, events), perEvent(compiler, earlier.compiler, events),
                    perEvent(store, earlier.store, events), perEvent(broker, earlier.broker, events),
                    perEvent(consumer, earlier.consumer, events));
        }

        private static double perEvent(Duration now, Duration earlier, int events) {
            return ProcessorTime.milliseconds(now.minus(earlier)) / events;
        }
    }

    private Used used(Kind kind, Child outbox) {
        return new Used(outbox.used(), outbox.compiling(),
                kind == Kind.OWN ? embedded.used() : postgres.orElseThrow().used(), broker.used(),
                ProcessorTime.used(ProcessHandle.current()));
    }

    /** The process of an outbox, with a database of its own. */
    private Child start(Kind kind, String name) throws IOException, InterruptedException {
        if (kind == Kind.OWN) {
            return Child.java(name, scratch.folder(), ownClasses(), List.of(OwnOutbox.class.getName(),
                    store + "/" + name + "?w=majority&journal=true", brokers, name, scratch.folder().resolve("kh").toString()));
        }
        Path rivals = root.resolve("deploy/benchmarks/rivals/target");
        String classes = rivals.resolve("classes") + File.pathSeparator + rivals.resolve("lib") + "/*";
        return Child.java(name, scratch.folder(), classes, List.of("org.safereturn.rivals.Rivals", kind.id(),
                postgres.orElseThrow().database(name), brokers, name));
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers,
                "enable.auto.commit", false), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(each -> new TopicPartition(topic, each)).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** One run of the writers, from its start to the last delivery. */
    @SuppressWarnings("ArrayRecordComponent") // measurements, handed on once and never compared
    private record Run(long start, long[] committed, Deliveries deliveries) {
    }

    private Run run(Child outbox, KafkaConsumer<byte[], byte[]> consumer, int events, int perSecond)
            throws InterruptedException, ExecutionException {
        int run = runs++;
        Deliveries deliveries = new Deliveries(run, events);
        long start = System.nanoTime();
        outbox.tell(run + " " + events + " " + perSecond);
        CompletableFuture<long[]> committed = CompletableFuture.supplyAsync(() ->
                Arrays.stream(outbox.answer().split(" ")).mapToLong(Long::parseLong).toArray());
        long last = start;
        while (deliveries.missing() > 0 && !committed.isCompletedExceptionally()
                && System.nanoTime() - last < LONGEST_SILENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                last = System.nanoTime();
                deliveries.take(record.value(), last);
            }
        }
        return new Run(start, committed.get(), deliveries);
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable each : started.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                System.err.println("It did not end in good order: " + e);
            }
        }
        scratch.close();
    }
}
