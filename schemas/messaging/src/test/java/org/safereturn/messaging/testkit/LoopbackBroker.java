package org.safereturn.messaging.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;

/**
 * A Kafka node in this process, broker and controller in one, that listens on the loopback address and nowhere else;
 * Kafka's own kit for tests listens on every address. It has no topics, and does not make them by itself.
 *
 * <p>Its sockets are opened here and handed to it, so that nobody can take a port between its choice and its use. A fault
 * is logged, where a server would end the process.
 */
public final class LoopbackBroker implements AutoCloseable {

    private static final int NODE = 1;
    private static final int BACKLOG = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerSocketChannel clients = listen("CLIENTS");
    private final ServerSocketChannel peers = listen("CONTROLLER");
    private final File folder;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /** A node that is ready for its clients; with these settings beside those that one node in one process needs. */
    public LoopbackBroker(Map<String, String> settings) {
        try {
            folder = Files.createTempDirectory("safereturn-broker").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        format();
        KafkaConfig config = config(settings);
        var storage = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(LoopbackBroker.class), "");
        SharedServer node = new SharedServer(config, storage._1(), Time.SYSTEM, new Metrics(),
                CompletableFuture.completedFuture(Map.of(NODE, address(peers))), List.of(),
                (name, _, action) -> new LoggingFaultHandler(name, action),
                (listener, _, _, _) -> "CLIENTS".equals(listener) ? clients : peers);
        controller = new ControllerServer(node, KafkaRaftServer.configSchema(), storage._2());
        broker = new BrokerServer(node);
        controller.startup();
        broker.startup();
    }

    private static ServerSocketChannel listen(String listener) {
        try {
            return ServerSocketFactory.INSTANCE.openServerSocket(listener,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address(ServerSocketChannel channel) {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }

    private void format() {
        try {
            new Formatter().setNodeId(NODE).setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString())).setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER").run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format the broker's storage", e);
        }
    }

    private KafkaConfig config(Map<String, String> settings) {
        String controllers = "127.0.0.1:" + address(peers).getPort();
        Map<String, String> all = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE),
                "controller.quorum.voters", NODE + "@" + controllers,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "CLIENTS",
                "listeners", "CLIENTS://" + address() + ",CONTROLLER://" + controllers,
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", folder.toString(),
                "log.cleaner.dedupe.buffer.size", "2097152"));
        all.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1"));
        all.putAll(settings);
        return new KafkaConfig(all);
    }

    /** Where clients find it, as a host and a port. */
    public String address() {
        return "127.0.0.1:" + address(clients).getPort();
    }

    /** Stops it and forgets all that it held; a second time, nothing. */
    @Override
    public void close() {
        CompletableFuture.runAsync(this::stop, task -> Thread.ofPlatform().daemon().start(task))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void stop() {
        broker.shutdown(PATIENCE.dividedBy(2));
        controller.shutdown();
        try {
            Utils.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
