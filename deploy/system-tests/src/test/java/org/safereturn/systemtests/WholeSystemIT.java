package org.safereturn.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.local.Endpoint;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.safereturn.local.demo.Demo;
import org.safereturn.local.demo.Reconciliation;
import org.safereturn.messaging.testkit.Sockets;
import org.safereturn.messaging.testkit.store.AskedQuestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Both countries and the joint view as real processes on ports of their own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class WholeSystemIT {

    private static final int SURGE = 200;
    private static final int SURGE_WITH_A_DEATH = 60;
    private static final int PARTS = 11;
    private static final long LEAST_OF_A_JVM = 16L << 20;
    private static final long THREE_GIB = 3L << 30;

    private static final Path SHAPES = Path.of(Objects.requireNonNull(System.getenv("SAFERETURN_STORE_SHAPES")));
    private static final Set<String> TWO_VALUED = Set.of("state.side", "state.opened");
    private static final Set<String> READ_AS_A_WHOLE = Set.of("journeys_", "checkpoint_counts_", "cases", "referrals",
            "repatriations", "tracings", "non_victim_returns", "national_forms");

    @TempDir
    static Path folder;

    private static LocalSystem system;
    private static Demo demo;
    private static DescribedAnswers answers;

    @BeforeAll
    static void start_everything() throws InterruptedException, IOException {
        Progress progress = new Progress(System.out);
        forgetWhatWasAsked();
        Settings isolated = Settings.isolated(root(), folder);
        // The processes' logs outlive the test: without them nobody can tell why it failed.
        Path logs = root().resolve("deploy/system-tests/target/whole-system-logs");
        system = LocalSystem.start(isolated.withLogs(logs), progress);
        answers = new DescribedAnswers(root(), system.settings());
        demo = new Demo(system.settings(), progress, answers);
    }

    /** The services write it down where the environment says, which they take over from this test. */
    private static void forgetWhatWasAsked() throws IOException {
        Files.createDirectories(SHAPES);
        try (Stream<Path> files = Files.list(SHAPES)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @AfterAll
    static void stop_everything() {
        // When the start failed there is nothing to stop.
        if (demo != null) {
            demo.close();
            system.close();
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("safereturn.root"));
    }

    @Test
    @Order(1)
    void the_scenarios_go_as_described_in_both_directions() throws InterruptedException {
        assertThat(demo.scenarios()).isEmpty();
        assertThat(demo.roles()).isEmpty();
    }

    @Test
    @Order(2)
    void what_a_surge_had_accepted_is_in_the_peers_inbox_and_in_monitoring() throws InterruptedException {
        Reconciliation result = demo.wave().run(SURGE);
        assertThat(result.accepted()).isEqualTo(SURGE);
        assertThat(result.matches()).as("%s", result).isTrue();
    }

    @Test
    @Order(2)
    void every_answer_of_the_demonstration_is_as_the_descriptions_say() {
        assertThat(answers.seen()).isPositive();
        assertThat(answers.faults()).isEmpty();
    }

    @Test
    @Order(2)
    void after_sign_out_streams_have_ended_and_the_provider_asks_for_the_password_again() throws Exception {
        URI page = system.settings().http(Endpoint.MONITORING).resolve("/");
        try (PageBrowser browser = new PageBrowser()) {
            HttpResponse<String> login = browser.open(page);
            HttpResponse<String> figures = browser.submit(login, "/login", Map.of("username", "th-me-1",
                    "password", "demo-th-me-1"));
            assertThat(figures.body()).contains("IND-A1", "th-me-1");
            CompletableFuture<String> stream = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    stream.complete(browser.listen(page.resolve("/live")));
                } catch (IOException | InterruptedException e) {
                    stream.completeExceptionally(e);
                }
            });
            Awaitility.await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> !stream.isDone());
            HttpResponse<String> signedOut = browser.submit(figures, "/logout", Map.of());
            assertThat(signedOut.uri()).isEqualTo(page.resolve("/signed-out"));
            assertThat(stream.get(10, TimeUnit.SECONDS)).contains("event:figures");
            HttpResponse<String> again = browser.open(page);
            assertThat(again.uri().getPath()).isEqualTo("/login");
            assertThat(again.body()).contains("type=\"password\"");
        }
    }

    @Test
    @Order(3)
    void nothing_listens_beyond_the_loopback_address() {
        assertThat(system.parts()).hasSize(PARTS);
        for (String part : system.parts()) {
            assertThat(Sockets.listening(system.pid(part))).as("sockets of %s", part).isNotEmpty()
                    .allMatch(Sockets.Listener::isLoopback);
        }
    }

    @Test
    @Order(4)
    void all_processes_together_stay_within_three_gibibytes() {
        Map<String, Long> resident = new TreeMap<>();
        system.parts().forEach(part -> resident.put(part, Sockets.residentBytes(system.pid(part))));
        assertThat(resident).hasSize(PARTS).allSatisfy((part, bytes) -> assertThat(bytes).as(part)
                .isGreaterThan(LEAST_OF_A_JVM));
        assertThat(resident.values().stream().mapToLong(Long::longValue).sum()).as("%s", resident)
                .isLessThan(THREE_GIB);
    }

    @Test
    @Order(5)
    void a_program_in_another_language_reads_every_topic_that_an_auditor_may_read() throws Exception {
        assumeTrue(NodeConsumer.canRun(), "Node.js is not installed, so the consumer in another language is not tried.");
        NodeConsumer.Summary read = NodeConsumer.run(root(), folder, system.settings());
        Map<String, Long> held = NodeConsumer.held(system.settings());
        assertThat(read.failures()).isZero();
        assertThat(read.unverified()).as("signatures that do not hold").isZero();
        assertThat(held.keySet()).hasSizeGreaterThanOrEqualTo(14);
        Map<String, Long> keys = new TreeMap<>(held);
        keys.keySet().removeIf(topic -> !topic.contains(".case-key."));
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2).allSatisfy((_, messages) -> assertThat(messages).isPositive());
        held.keySet().removeAll(keys.keySet());
        assertThat(read.messages()).isEqualTo(held);
        assertThat(held.values().stream().mapToLong(Long::longValue).sum()).isPositive();
    }

    @Test
    @Order(5)
    void a_client_made_from_the_descriptions_compiles_and_refers_a_person() throws Exception {
        if (!NodeConsumer.canRun()) {
            assertThat(System.getenv("CI")).as("Node.js is missing").isNotEqualTo("true");
            abort("Node.js is not installed, so the TypeScript client is not tried.");
        }
        assertThat(TypeScriptClient.run(root(), root().resolve("deploy/system-tests/target/typescript-client"),
                system.settings())).last().isEqualTo("The host sees that it is accepted");
    }

    @Test
    @Order(2)
    void every_question_of_the_demonstration_to_a_store_has_an_index() {
        AskedQuestions asked = AskedQuestions.ofAll(SHAPES);
        assertThat(asked.shapes()).extracting(AskedQuestions::name).contains("referrals", "cases", "tracings", "audit",
                "work_items");
        assertThat(asked.withoutIndex((first, field) -> TWO_VALUED.contains(field)
                        || (first.equals("state.alarms") && field.equals("state.scope.holders")),
                name -> READ_AS_A_WHOLE.stream().anyMatch(name::startsWith))).isEmpty();
    }

    @ParameterizedTest
    @Order(6)
    @ValueSource(strings = {"kafka", "registry", "store", "identity", "kh-case", "kh-tracing", "kh-referral", "th-case",
            "th-tracing", "th-referral", "monitoring"})
    void a_process_that_is_killed_in_a_surge_and_started_again_loses_and_doubles_nothing(String part) throws Exception {
        Demo.Wave wave = demo.wave();
        CompletableFuture<Reconciliation> surge = new CompletableFuture<>();
        Thread sender = Thread.startVirtualThread(() -> {
            try {
                surge.complete(wave.run(SURGE_WITH_A_DEATH));
            } catch (InterruptedException | RuntimeException e) {
                surge.completeExceptionally(e);
            }
        });
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(Duration.ofMinutes(2))
                .until(() -> wave.acceptedSoFar() >= SURGE_WITH_A_DEATH / 3 || !sender.isAlive());
        long killed = system.pid(part);
        system.kill(part);
        assertThat(wave.acceptedSoFar()).as("accepted when %s died", part)
                .isBetween(SURGE_WITH_A_DEATH / 3, SURGE_WITH_A_DEATH - 1);
        system.startAgain(part);
        assertThat(system.pid(part)).isNotEqualTo(killed);

        Reconciliation result = surge.get(4, TimeUnit.MINUTES);
        assertThat(result.accepted()).isEqualTo(SURGE_WITH_A_DEATH);
        assertThat(result.matches()).as("%s", result).isTrue();
    }
}
