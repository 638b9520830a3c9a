package org.safereturn.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The broker of the embedded default, alone, as a process of its own on free ports; its topics and rules are there. */
final class RunningBroker implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Settings settings;
    private final Broker broker;
    private final Chores chores = new Chores();
    private final ChildProcess process;

    private RunningBroker(Settings settings) throws InterruptedException {
        this.settings = settings;
        broker = new Broker(settings);
        broker.prepare(chores);
        process = ChildProcess.start("Kafka broker", settings.logs().resolve("kafka.log"), settings.state(),
                broker.command(Training.USE));
        boolean complete = false;
        try {
            process.awaitReady(broker::isReady, LIMIT);
            broker.enforceAccess();
            Contract.createTopics(broker);
            complete = true;
        } finally {
            if (!complete) {
                process.kill();
            }
        }
    }

    /** Starts one that keeps its data, keys and log in this folder. */
    static RunningBroker in(Path folder) throws InterruptedException {
        return start(Settings.isolated(Path.of("../..").toAbsolutePath().normalize(), folder));
    }

    static RunningBroker start(Settings settings) throws InterruptedException {
        return new RunningBroker(settings);
    }

    Settings settings() {
        return settings;
    }

    Broker broker() {
        return broker;
    }

    /** Settings of a client that waits for seconds only. */
    Map<String, Object> client(String principal) {
        return bounded(Identities.read(settings.clientFile(principal)));
    }

    static Map<String, Object> bounded(Map<String, Object> client) {
        Map<String, Object> bounded = new HashMap<>(client);
        bounded.put("request.timeout.ms", "10000");
        bounded.put("default.api.timeout.ms", "10000");
        return bounded;
    }

    @Override
    public void close() {
        process.tell();
        process.awaitEnd(LIMIT);
        chores.end();
    }
}
