package org.safereturn.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.audit.Action;
import org.safereturn.access.audit.Agent;
import org.safereturn.access.audit.Anchor;
import org.safereturn.access.audit.AnchorFile;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.local.store.StoreProcess;
import org.safereturn.messaging.keys.MinistryKeys;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** The command against a store in its own process, with what somebody did to the trail meanwhile. */
@Timeout(120)
class AuditTest {

    private static final String CHAIN = "ZZ/tracing-service";
    /** A store that was killed is back later than this only where something is wrong, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private StoreProcess store;
    private MongoClient client;
    private MongoAuditTrail trail;
    private AnchorFile anchors;
    private String out = "";
    private String err = "";

    @BeforeEach
    void twenty_records_all_anchored() throws IOException {
        MinistryKeys.generate(directory.resolve("keys"), List.of("ZZ"));
        store = new StoreProcess(directory.resolve("store"));
        client = MongoClients.create(store.uri("zz_tracing"));
        trail = new MongoAuditTrail(client.getDatabase("zz_tracing"), CHAIN, Clock.systemUTC(), PATIENCE);
        anchors = AnchorFile.in(directory.resolve("anchors"), CHAIN);
        add(20);
        anchors.add(Anchor.at(CHAIN, trail.latest().orElseThrow(), Clock.systemUTC().instant()),
                MinistryKeys.load(directory.resolve("keys/zz")).signing().orElseThrow());
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void an_intact_trail_is_told_with_the_number_of_its_records() {
        assertThat(verify()).isZero();
        assertThat(out).isEqualTo("ZZ/tracing-service: intact, 20 records\n");
        add(3);
        assertThat(verify()).isZero();
        assertThat(out).isEqualTo("ZZ/tracing-service: intact, 23 records; the last 3 are not anchored yet\n");
        assertThat(err).isEmpty();
    }

    @Test
    void a_changed_a_removed_and_a_cut_record_are_named_in_one_sentence() {
        tamper(documents -> documents.updateOne(new Document("_id", 7L),
                new Document("$set", new Document("purpose", "RETURN"))));
        assertThat(verify()).isEqualTo(1);
        assertThat(err).isEqualTo("ZZ/tracing-service: Record 7 was changed: its hash does not fit its content.\n");
        tamper(documents -> documents.deleteOne(new Document("_id", 5L)));
        assertThat(verify()).isEqualTo(1);
        assertThat(err).isEqualTo("ZZ/tracing-service: Record 5 is missing: the next one is record 6.\n");
        tamper(documents -> documents.drop());
        assertThat(verify()).isEqualTo(1);
        assertThat(err).startsWith("ZZ/tracing-service: Record 1 and those after it were cut off: the anchor of ");
        assertThat(out).isEmpty();
    }

    @Test
    void without_any_anchor_the_end_is_not_vouched_for() throws IOException {
        Files.delete(anchors.path());
        assertThat(verify()).isEqualTo(1);
        assertThat(err).startsWith("ZZ/tracing-service: No anchor vouches for the 20 records");
        assertThat(run("verify", "--chain", CHAIN, "--store", store.uri("zz_tracing"), "--without-anchors")).isZero();
        assertThat(out).isEqualTo("ZZ/tracing-service: intact, 20 records; anchors were not looked at\n");
    }

    @Test
    void a_trail_that_was_cut_together_with_its_anchors_is_not_called_intact() throws IOException {
        String first = Files.readString(anchors.path());
        add(5);
        anchors.add(Anchor.at(CHAIN, trail.latest().orElseThrow(), Clock.systemUTC().instant()),
                MinistryKeys.load(directory.resolve("keys/zz")).signing().orElseThrow());
        assertThat(verifySeen()).isZero();
        assertThat(out).isEqualTo("ZZ/tracing-service: intact, 25 records\n");
        tamper(documents -> documents.deleteMany(new Document("_id", new Document("$gt", 20L))));
        Files.writeString(anchors.path(), first);
        assertThat(verifySeen()).isEqualTo(4);
        assertThat(err).startsWith("ZZ/tracing-service: NOT PROVEN: chain and anchors agree, but an earlier check of ")
                .contains(" saw another record 25 ");
        assertThat(out).isEmpty();
        tamper(MongoCollection::drop);
        Files.delete(anchors.path());
        assertThat(verifySeen()).isEqualTo(4);
        assertThat(verify()).as("without an earlier check").isEqualTo(4);
        assertThat(err).isEqualTo("ZZ/tracing-service: NOT PROVEN: there is no record, no anchor and no earlier check; "
                + "nothing tells whether there ever was one.\n");
    }

    private int verifySeen() {
        return run("verify", "--chain", CHAIN, "--store", store.uri("zz_tracing"), "--keys",
                directory.resolve("keys/zz").toString(), "--anchors", anchors.path().toString(), "--seen",
                directory.resolve("elsewhere/trail.seen").toString());
    }

    @Test
    void an_exported_trail_is_checked_without_the_store() throws Exception {
        Path file = directory.resolve("trail.jsonl");
        assertThat(run("export", "--chain", CHAIN, "--store", store.uri("zz_tracing"), "--output", file.toString())).isZero();
        assertThat(run("export", "--chain", CHAIN, "--store", store.uri("zz_tracing"))).isZero();
        assertThat(out).isEqualTo(Files.readString(file));
        store.kill();
        assertThat(verifyFile(file)).isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(3, lines.get(3).replace("zz-officer-1", "zz-officer-2"));
        Files.write(file, lines);
        assertThat(verifyFile(file)).isEqualTo(1);
        assertThat(err).isEqualTo("ZZ/tracing-service: Record 4 was changed: its hash does not fit its content.\n");
        Files.write(file, Stream.of(lines.get(1), lines.get(0)).toList());
        assertThat(verifyFile(file)).isEqualTo(1);
        assertThat(err).isEqualTo("ZZ/tracing-service: Record 1 is missing: the next one is record 2.\n");
    }

    @Test
    void a_store_that_does_not_answer_is_no_broken_trail() throws Exception {
        store.kill();
        assertThat(verify()).isEqualTo(3);
        assertThat(err).startsWith("ZZ/tracing-service cannot be read: ");
    }

    @Test
    void a_killed_store_has_every_record_that_was_acknowledged_and_the_chain_goes_on() throws Exception {
        ConcurrentSkipListSet<Long> acknowledged = new ConcurrentSkipListSet<>();
        Flux.range(0, 5_000).flatMap(_ -> trail.append(entry()), 32).map(AuditRecord::sequence).doOnNext(acknowledged::add)
                .filter(sequence -> sequence > 500).next().block();
        store.kill();
        store.startAgain();
        add(1);
        assertThat(verify()).isZero();
        assertThat(trail.all().map(AuditRecord::sequence).collectList().block()).containsAll(acknowledged);
        assertThat(acknowledged).hasSizeGreaterThan(400);
    }

    @Test
    void options_that_make_no_sense_are_one_sentence() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(err).startsWith("The first word must be verify or export");
        assertThat(run("verify", "--service", "monitoring")).isEqualTo(2);
        assertThat(err).contains("kh-case, kh-tracing, kh-referral, th-case, th-tracing, th-referral");
        assertThat(run("export")).isEqualTo(2);
        assertThat(run("verify", "--chain", CHAIN, "--store", "x")).isEqualTo(2);
        assertThat(run("verify", "--chain", "tracing")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(out).startsWith("usage: deploy/audit verify");
    }

    @Test
    void the_trails_of_this_machine_are_named_as_the_services_name_them_and_anchored_where_the_command_looks()
            throws IOException {
        Settings settings = Settings.usual(directory);
        for (Service service : AuditOptions.national()) {
            Path yaml = Path.of("../..", service.artifact().id(), "src/main/resources/application.yaml");
            assertThat(Files.readString(yaml)).contains("  service: " + service.artifact().id() + "\n");
            assertThat(AuditOptions.chainOf(service)).isEqualTo(service.country() + "/" + service.artifact().id());
            assertThat(service.arguments(settings)).contains("--safereturn.audit.anchors=" + settings.anchors(),
                    "--spring.mongodb.uri=" + service.storeUri(settings));
        }
        assertThat(AuditOptions.national()).hasSize(6);
    }

    private void add(int many) {
        Flux.range(0, many).concatMap(_ -> trail.append(entry())).blockLast();
    }

    private static AuditEntry entry() {
        return AuditEntry.ended(new Agent("zz-officer-1", "TRACING_OFFICER", "ZZ-UNIT-1", "ZZ"), "TRACING", Action.READ,
                "GET /tracings/{ref}", List.of(UUID.randomUUID().toString()), 200, Optional.empty(), OptionalLong.empty());
    }

    private void tamper(Consumer<MongoCollection<Document>> change) {
        try (com.mongodb.client.MongoClient intruder = com.mongodb.client.MongoClients.create(
                new ConnectionString(store.uri("zz_tracing")))) {
            change.accept(intruder.getDatabase("zz_tracing").getCollection(MongoAuditTrail.COLLECTION));
        }
    }

    private int verify() {
        return run("verify", "--chain", CHAIN, "--store", store.uri("zz_tracing").replace("20000", "1000"), "--keys",
                directory.resolve("keys/zz").toString(), "--anchors", anchors.path().toString());
    }

    private int verifyFile(Path file) {
        return run("verify", "--chain", CHAIN, "--file", file.toString(), "--keys",
                directory.resolve("keys/zz").toString(), "--anchors", anchors.path().toString());
    }

    private int run(String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = Audit.run(List.of(arguments), new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        out = output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        err = errors.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        return status;
    }
}
