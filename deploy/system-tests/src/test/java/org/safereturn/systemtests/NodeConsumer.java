package org.safereturn.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.safereturn.events.AccessRules;
import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The consumer that is written in another language. */
final class NodeConsumer {

    private static final Pattern READ = Pattern.compile("[a-z]{2}\\.(exchange|stats)\\..*");

    private NodeConsumer() {
    }

    /**
     * What it says at its end.
     *
     * @param messages by topic
     * @param failures messages that it could not decode
     * @param unverified messages whose signature does not hold
     */
    record Summary(Map<String, Long> messages, int failures, int unverified) {
    }

    /** Whether Node.js is there; in CI it must be. */
    static boolean canRun() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("node", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return version.waitFor(30, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException none) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("Node.js is not installed, and CI must have it", none);
            }
            return false;
        }
    }

    /** Installs what it needs, runs it and returns what it read. */
    static Summary run(Path root, Path folder, Settings settings) throws IOException, InterruptedException {
        Path program = folder.resolve("node-consumer");
        Files.createDirectories(program);
        for (String file : List.of("package.json", "package-lock.json", "consume.js", "profile.js")) {
            Files.copy(root.resolve("deploy/local/node-consumer").resolve(file), program.resolve(file));
        }
        command(program, List.of("npm", "ci", "--no-audit", "--no-fund"), folder.resolve("npm.log"));
        Path output = folder.resolve("node-consumer.log");
        command(program, List.of("node", "consume.js", "--quiet", "--idle", "3", "--limit", "90", "--client",
                settings.clientFile("trial.auditor").toString(), "--keys", settings.keys().resolve("joint").toString(), "--registry", settings.http(Endpoint.REGISTRY) + "/apis/ccompat/v7"), output);
        JsonNode summary = JsonMapper.shared().readTree(Files.readAllLines(output).getLast()).path("summary");
        Map<String, Long> messages = new TreeMap<>();
        summary.path("topics").forEachEntry((topic, counts) -> messages.put(topic, counts.path("messages").asLong()));
        return new Summary(messages, summary.path("failures").asInt(-1),
                summary.path("unverified").asInt(-1));
    }

    /** How many messages the broker holds, by topic, as its administrator sees it. */
    static Map<String, Long> held(Settings settings) throws Exception {
        Properties client = new Properties();
        try (InputStream file = Files.newInputStream(settings.clientFile(AccessRules.ADMINISTRATOR))) {
            client.load(file);
        }
        try (Admin admin = Admin.create(client)) {
            List<String> topics = admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                    .filter(topic -> READ.matcher(topic).matches()).toList();
            List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get(30, TimeUnit.SECONDS)
                    .values().stream().flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition()))).toList();
            Map<String, Long> held = new TreeMap<>();
            offsets(admin, partitions, OffsetSpec.latest()).forEach((partition, last) ->
                    held.merge(partition.topic(), last.offset(), Long::sum));
            offsets(admin, partitions, OffsetSpec.earliest()).forEach((partition, first) ->
                    held.merge(partition.topic(), -first.offset(), Long::sum));
            return held;
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(Admin admin, List<TopicPartition> partitions,
            OffsetSpec which) throws Exception {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which))).all()
                .get(30, TimeUnit.SECONDS);
    }

    private static void command(Path folder, List<String> command, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end: " + Files.readString(output));
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + Files.readString(output));
        }
    }
}
