package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** The Kafka broker: one node that is broker and controller, with its data on disk and every listener on 127.0.0.1. */
final class Broker {

    private static final int HEAP_MEGABYTES = 224;
    private static final Duration FORMAT = Duration.ofMinutes(1);

    private final Settings settings;
    private final Path folder;

    Broker(Settings settings) {
        this.settings = settings;
        this.folder = settings.state().resolve("kafka");
    }

    /** Writes the configuration and, the first time, formats the storage. */
    void prepare(Chores chores) throws InterruptedException {
        try {
            Files.createDirectories(folder);
            Files.writeString(configuration(), String.join("\n", properties()) + "\n");
        } catch (IOException e) {
            throw new StartFailure("The folder " + folder + " cannot be written: " + e.getMessage() + ".");
        }
        if (!Files.exists(folder.resolve("data/meta.properties"))) {
            chores.run(() -> ChildProcess.start("formatting of Kafka's storage", settings.logs().resolve("kafka-format.log"),
                    folder, Jvm.command(HEAP_MEGABYTES, java("kafka.tools.StorageTool", "format", "-t",
                            Uuid.randomUuid().toString(), "-c", configuration().toString(), "--ignore-formatted"))),
                    FORMAT);
        }
    }

    List<String> command() {
        return Jvm.archiving(settings.archive("kafka"), HEAP_MEGABYTES,
                java("kafka.Kafka", configuration().toString()));
    }

    boolean isReady() {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Creates the topics that are not there yet and leaves the others as they are. */
    void create(List<NewTopic> topics) throws InterruptedException {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            admin.createTopics(topics.stream().filter(topic -> !existing.contains(topic.name())).toList())
                    .all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure("The topics cannot be created: " + e.getMessage() + ".");
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000"));
    }

    private Path configuration() {
        return folder.resolve("server.properties");
    }

    private List<String> java(String... arguments) {
        List<String> flags = new ArrayList<>(List.of("-cp", settings.launcherClassPath(), "-Dsafereturn.log=warn"));
        flags.addAll(List.of(arguments));
        return flags;
    }

    private List<String> properties() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + settings.port(Endpoint.KAFKA_CONTROLLER),
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:" + settings.port(Endpoint.KAFKA) + ",CONTROLLER://127.0.0.1:"
                        + settings.port(Endpoint.KAFKA_CONTROLLER),
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + settings.port(Endpoint.KAFKA),
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                "log.dirs=" + folder.resolve("data"),
                "auto.create.topics.enable=false",
                "default.replication.factor=1",
                "min.insync.replicas=1",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=5",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=5",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "num.network.threads=2",
                "num.io.threads=4",
                "log.segment.bytes=67108864",
                "log.cleaner.dedupe.buffer.size=4194304",
                "log.cleaner.io.buffer.size=131072");
    }
}
