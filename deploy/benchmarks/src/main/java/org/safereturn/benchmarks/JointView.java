package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.local.Endpoint;
import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.safereturn.local.client.SystemLogin;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Broker, store, registry, identity provider and the joint view alone, on free ports, with TLS and access rules, as for
 * lasting service. When it is closed, all its data are gone.
 */
final class JointView implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READER = "kh-system";

    private final Path folder;
    private final Settings settings;
    private final LocalSystem system;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private JointView(Path folder, Settings settings, LocalSystem system) {
        this.folder = folder;
        this.settings = settings;
        this.system = system;
    }

    /**
     * Starts it; the caller closes it.
     *
     * @param more what the joint view is told besides, as arguments
     */
    static JointView start(Path root, List<String> more) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("safereturn-bench");
        Settings settings = Settings.isolated(root, folder).on(Footing.SERVER);
        boolean started = false;
        try {
            JointView view = new JointView(folder, settings,
                    LocalSystem.startOnly(Map.of(Endpoint.MONITORING.id(), more), settings, new Progress(System.out)));
            started = true;
            return view;
        } finally {
            if (!started) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    Settings settings() {
        return settings;
    }

    /** Its address. */
    URI address() {
        return settings.http(Endpoint.MONITORING);
    }

    /** The most that its heap may grow to, in MiB, as it says itself. */
    double largestHeap() throws IOException, InterruptedException {
        String secret = Files.readString(settings.scrapeSecret(TopicCatalogue.JOINT)).strip();
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address().resolve("/actuator/prometheus"))
                .timeout(PATIENCE).header("Authorization", "Bearer " + secret).build(), HttpResponse.BodyHandlers.ofString());
        return answer.body().lines()
                .filter(line -> line.startsWith("jvm_memory_max_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum() / (1 << 20);
    }

    /** What it answers to a ministry's system. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(address().resolve(path)).GET(), 200);
    }

    /** How many journeys it counts. */
    long journeys() throws IOException, InterruptedException {
        return get("/figures").at("/journeys/value").asLong(-1);
    }

    /** Begins a rebuild. */
    void rebuild() throws IOException, InterruptedException {
        json(HttpRequest.newBuilder(address().resolve("/rebuild")).POST(HttpRequest.BodyPublishers.noBody()), 202);
    }

    private JsonNode json(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        String token = SystemLogin.token(settings.http(Endpoint.IDENTITY), READER, SystemLogin.key(settings.systemKey("KH")));
        HttpResponse<String> answer = http.send(request.timeout(PATIENCE).header("Authorization", "Bearer " + token)
                .header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("The joint view answered " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Waits until it has taken in everything that was sent. */
    void awaitTakenIn(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        try (Admin admin = Admin.create(Target.connection(settings.clientFile(AccessRules.operator(TopicCatalogue.JOINT))))) {
            while (lag(admin) > 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("The joint view has not taken in what was sent within " + patience.toMinutes()
                            + " minutes.");
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static long lag(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(
                AccessRules.principal(TopicCatalogue.JOINT, "monitoring-service"))
                .partitionsToOffsetAndMetadata().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        List<String> topics = TopicCatalogue.load().subscriptions("monitoring-service", TopicCatalogue.JOINT, List.of("KH", "TH"));
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).forEach((name, topic) ->
                topic.partitions().forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
        Map<TopicPartition, OffsetSpec> latest = partitions.stream()
                .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).entrySet().stream()
                .mapToLong(each -> {
                    OffsetAndMetadata position = read.get(each.getKey());
                    return each.getValue().offset() - (position == null ? 0 : position.offset());
                }).sum();
    }

    @Override
    public void close() throws IOException {
        http.close();
        system.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
