package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.apache.kafka.common.acl.AclBinding;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;

/** The Kafka broker: one node that is broker and controller, with its data on disk and every listener on 127.0.0.1. */
final class Broker {

    private static final Duration FORMAT = Duration.ofMinutes(1);

    private final Settings settings;
    private final Path folder;
    private final Identities identities;
    private final AccessRules access = AccessRules.of(TopicCatalogue.load(), Service.COUNTRIES);

    Broker(Settings settings) {
        this.settings = settings;
        this.folder = settings.state().resolve("kafka");
        this.identities = settings.identities();
    }

    /** Writes the configuration and everybody's way to the broker and, the first time, formats the storage. */
    void prepare(Chores chores) throws InterruptedException {
        List<String> principals = new ArrayList<>(access.principals());
        principals.addAll(TrialAccess.PRINCIPALS);
        if (!settings.insecure()) {
            identities.make(principals, List.of("127.0.0.1"), Clock.systemUTC());
        }
        principals.add(AccessRules.BROKER);
        identities.writeClientFiles(principals, settings.bootstrapServers(), settings.insecure());
        try {
            Files.createDirectories(folder);
            Files.writeString(configuration(), String.join("\n", properties()) + "\n");
        } catch (IOException e) {
            throw new StartFailure("The folder " + folder + " cannot be written: " + e.getMessage() + ".");
        }
        if (!Files.exists(folder.resolve("data/meta.properties"))) {
            chores.run(() -> ChildProcess.start("formatting of Kafka's storage", settings.logs().resolve("kafka-format.log"),
                    folder, Jvm.command(Heap.BROKER.small(), java("kafka.tools.StorageTool", "format", "-t",
                            Uuid.randomUuid().toString(), "-c", configuration().toString(), "--ignore-formatted"))),
                    FORMAT);
        }
    }

    List<String> command(Training training) {
        return training.command(settings, "kafka", Heap.BROKER, java("kafka.Kafka", configuration().toString()));
    }

    boolean isReady() {
        try (Admin admin = Admin.create(client(AccessRules.ADMINISTRATOR))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets it have the access rules of the catalogue and those for trying things out, and no other. */
    void enforceAccess() throws InterruptedException {
        if (!settings.insecure()) {
            Set<AclBinding> wanted = new HashSet<>(AccessControl.of(access));
            wanted.addAll(TrialAccess.bindings(TopicCatalogue.load(), Service.COUNTRIES));
            AccessControl.enforce(client(AccessRules.BROKER), wanted);
        }
    }

    /** Creates the topics that are not there yet and leaves the others as they are. */
    void create(List<NewTopic> topics) throws InterruptedException {
        AccessControl.create(client(AccessRules.ADMINISTRATOR), topics);
    }

    private Map<String, Object> client(String principal) {
        Map<String, Object> client = Identities.read(identities.clientFile(principal));
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        return client;
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
        String protocol = settings.insecure() ? "PLAINTEXT" : "SSL";
        List<String> properties = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + settings.port(Endpoint.KAFKA_CONTROLLER),
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=CLIENTS",
                "listeners=CLIENTS://127.0.0.1:" + settings.port(Endpoint.KAFKA) + ",CONTROLLER://127.0.0.1:"
                        + settings.port(Endpoint.KAFKA_CONTROLLER),
                "advertised.listeners=CLIENTS://127.0.0.1:" + settings.port(Endpoint.KAFKA),
                "listener.security.protocol.map=CONTROLLER:" + protocol + ",CLIENTS:" + protocol,
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
                // Every half second by default, which is most of what an idle broker does.
                "metadata.max.idle.interval.ms=10000",
                "num.network.threads=2",
                "num.io.threads=4",
                "log.segment.bytes=67108864",
                "log.cleaner.dedupe.buffer.size=4194304",
                "log.cleaner.io.buffer.size=131072"));
        if (!settings.insecure()) {
            properties.addAll(access());
        }
        return properties;
    }

    /** Who is who, and that nobody may do what no rule allows. */
    private List<String> access() {
        List<String> properties = new ArrayList<>(List.of(
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found=false",
                "super.users=User:" + AccessRules.BROKER,
                "ssl.client.auth=required",
                "ssl.principal.mapping.rules=RULE:^CN=([a-z]+[.][a-z-]+)$/$1/",
                "ssl.enabled.protocols=TLSv1.3",
                "ssl.cipher.suites=" + suites(settings.footing())));
        properties.addAll(stores("clients", identities.certificate(AccessRules.BROKER),
                identities.trusted(AccessRules.BROKER)));
        properties.addAll(stores("controller", identities.controller(), identities.controllerTrusted()));
        return properties;
    }

    /** With the quick compiler only, AES is several times dearer; the optimising one finds it in the processor. */
    private static String suites(Footing footing) {
        return switch (footing) {
            case SMALL -> "TLS_CHACHA20_POLY1305_SHA256,TLS_AES_128_GCM_SHA256";
            case SERVER -> "TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256";
        };
    }

    private static List<String> stores(String listener, Path certificate, Path trusted) {
        String prefix = "listener.name." + listener + ".ssl.";
        return List.of(
                prefix + "keystore.type=PEM",
                prefix + "keystore.location=" + certificate,
                prefix + "truststore.type=PEM",
                prefix + "truststore.location=" + trusted);
    }
}
