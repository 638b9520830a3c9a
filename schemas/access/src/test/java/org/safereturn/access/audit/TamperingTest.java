package org.safereturn.access.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.testing.AuditTrailContract;
import org.safereturn.messaging.keys.MinistryKeys;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Somebody with write access to the database changes ten records, the sixth of which is anchored, and is found out. */
class TamperingTest {

    private static final AuditStore STORE = new AuditStore();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CHAIN = AuditTrailContract.CHAIN;

    @TempDir
    private Path directory;

    private final MongoDatabase database = STORE.database();
    private final MongoCollection<Document> documents = AuditStore.documents(database);
    private final MongoAuditTrail trail = STORE.trail(database);
    private MinistryKeys keys = keys("ZZ");
    private AnchorFile anchors = AnchorFile.of(Path.of("."));

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @BeforeEach
    void ten_records_and_one_anchor() {
        keys = keys("ZZ");
        anchors = AnchorFile.in(directory, CHAIN);
        IntStream.range(0, 6).forEach(_ -> add());
        anchor();
        IntStream.range(0, 4).forEach(_ -> add());
    }

    @Test
    void what_nobody_touched_is_intact() {
        assertThat(verify()).isEqualTo(new ChainVerification.Intact(10, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"purpose", "action", "endpoint", "outcome", "recorded", "hash", "previous"})
    void a_changed_member_is_found(String member) {
        change(5, document -> document.append(member, switch (member) {
            case "action" -> "U";
            case "outcome" -> "FAILED";
            case "recorded" -> "2020-01-01T00:00:00Z";
            default -> "another";
        }));
        broken("Record 5 was changed: its hash does not fit its content.");
    }

    @Test
    void another_officer_or_another_case_is_found() {
        change(5, document -> {
            document.get("agent", Document.class).append("reference", "somebody-else");
            return document;
        });
        broken("Record 5 was changed: its hash does not fit its content.");
    }

    @Test
    void a_case_taken_out_of_its_history_is_found() {
        change(3, document -> document.append("cases", List.of()));
        broken("Record 3 was changed: its hash does not fit its content.");
    }

    @Test
    void an_added_or_lost_member_is_found() {
        change(7, document -> document.append("note", "nothing to see"));
        broken("Record 7 was changed: it has a member that no record has.");
        change(4, document -> {
            document.remove("purpose");
            return document;
        });
        broken("Record 4 was changed: its member purpose is missing or of another kind.");
    }

    @Test
    void a_changed_record_with_a_new_hash_no_longer_fits_the_next() {
        List<AuditRecord> records = AuditTrailContract.all(trail);
        replace(AuditRecord.chained(8, Instant.EPOCH, AuditTrailContract.read(), records.get(6).hash()));
        broken("Record 9 was chained to another record 8: one of the two was replaced.");
    }

    @Test
    void a_removed_record_is_found() {
        remove(4);
        broken("Record 4 is missing: the next one is record 5.");
        remove(1);
        broken("Record 1 is missing: the next one is record 2.");
    }

    @Test
    void records_that_changed_places_are_found() {
        Document second = document(2);
        Document third = document(3);
        put(second.append("_id", 3L));
        put(third.append("_id", 2L));
        broken("Record 2 was changed: its hash does not fit its content.");
    }

    @Test
    void a_cut_tail_is_found_up_to_the_last_anchor() {
        IntStream.rangeClosed(7, 10).forEach(this::remove);
        assertThat(verify()).isEqualTo(new ChainVerification.Intact(6, 6));
        remove(6);
        assertThatThrownBy(this::verify).isInstanceOf(BrokenChain.class)
                .hasMessageStartingWith("Record 6 and those after it were cut off: the anchor of ")
                .hasMessageEndingWith(" signed record 6.");
        IntStream.rangeClosed(1, 5).forEach(this::remove);
        assertThatThrownBy(this::verify).hasMessageStartingWith("Record 1 and those after it were cut off");
    }

    @Test
    void a_chain_written_anew_does_not_fit_its_anchor() {
        AuditRecord before = AuditTrailContract.all(trail).get(1);
        for (int i = 3; i <= 10; i++) {
            before = AuditRecord.chained(i, Instant.EPOCH, AuditTrailContract.read(), before.hash());
            replace(before);
        }
        assertThatThrownBy(this::verify).isInstanceOf(BrokenChain.class)
                .hasMessageStartingWith("Record 6 is not the one that the anchor of ");
    }

    @Test
    void a_chain_of_another_service_is_found() {
        assertThatThrownBy(() -> ChainVerification.verify("ZZ/other-service", trail.all(), List.of()).block(PATIENCE))
                .hasMessage("Record 1 is not the first record of this chain.");
    }

    @Test
    void an_anchor_that_the_ministry_did_not_sign_is_found() throws IOException {
        MinistryKeys other = keys("ZZ");
        anchors.add(Anchor.at(CHAIN, AuditTrailContract.all(trail).get(9), Instant.EPOCH), other.signing().orElseThrow());
        assertThatThrownBy(this::verify).isInstanceOf(BrokenChain.class)
                .hasMessageStartingWith("Anchor 2 in ").hasMessageEndingWith("was changed: the ministry did not sign it.");
        Files.writeString(anchors.path(), Files.readString(anchors.path()).lines().findFirst().orElseThrow()
                .replace('A', 'B') + "\n");
        assertThatThrownBy(this::verify).hasMessageStartingWith("Anchor 1 in ");
    }

    @Test
    void an_anchor_of_another_chain_is_found() {
        anchors.add(Anchor.at("ZZ/other-service", AuditTrailContract.all(trail).get(9), Instant.EPOCH),
                keys.signing().orElseThrow());
        assertThatThrownBy(this::verify).hasMessageStartingWith("Anchor 2 in ")
                .hasMessageEndingWith("is that of ZZ/other-service, not of ZZ/sample-service.");
    }

    @Test
    void a_ministry_cannot_anchor_the_chain_of_another() {
        MinistryKeys both = keys("ZZ", "KH");
        String jws = Anchor.at("KH/sample-service", AuditTrailContract.all(trail).get(9), Instant.EPOCH)
                .sign(both.signing().orElseThrow());
        assertThat(Anchor.verified(jws, both)).isEmpty();
    }

    @Test
    void half_an_anchor_that_a_crash_left_is_passed_over_and_replaced() throws IOException {
        Files.writeString(anchors.path(), Files.readString(anchors.path()) + "eyJhbGc");
        assertThat(verify()).isEqualTo(new ChainVerification.Intact(10, 6));
        anchor();
        assertThat(verify()).isEqualTo(new ChainVerification.Intact(10, 10));
    }

    @Test
    void an_exported_line_is_read_as_the_record_it_was() {
        assertThat(AuditTrailContract.all(trail)).allSatisfy(record ->
                assertThat(RecordForm.read(RecordForm.line(record))).isEqualTo(record));
        assertThatThrownBy(() -> RecordForm.read("[]")).isInstanceOf(MalformedRecord.class);
        assertThatThrownBy(() -> RecordForm.read("{\"sequence\":\"1\"}")).isInstanceOf(MalformedRecord.class);
    }

    private ChainVerification.Intact verify() {
        return Objects.requireNonNull(
                ChainVerification.verify(CHAIN, trail.all(), anchors.read(CHAIN, keys)).block(PATIENCE));
    }

    private void broken(String sentence) {
        assertThatThrownBy(this::verify).isInstanceOf(BrokenChain.class).hasMessage(sentence);
    }

    private void add() {
        AuditTrailContract.add(trail, AuditTrailContract.read(UUID.randomUUID().toString()));
    }

    private void anchor() {
        anchors.add(Anchor.at(CHAIN, trail.latest().orElseThrow(), Instant.parse("2026-01-02T03:04:05Z")),
                keys.signing().orElseThrow());
    }

    private void change(long sequence, UnaryOperator<Document> change) {
        put(change.apply(document(sequence)));
    }

    private void replace(AuditRecord record) {
        Document document = Document.parse(RecordForm.line(record));
        document.remove("sequence");
        put(document.append("_id", record.sequence()));
    }

    private Document document(long sequence) {
        return Objects.requireNonNull(Mono.from(documents.find(new Document("_id", sequence)).first()).block(PATIENCE));
    }

    private void put(Document document) {
        Mono.from(documents.replaceOne(new Document("_id", document.get("_id")), document)).block(PATIENCE);
    }

    private void remove(long sequence) {
        assertThat(Objects.requireNonNull(
                Mono.from(documents.deleteOne(new Document("_id", sequence))).block(PATIENCE)).getDeletedCount()).isEqualTo(1);
    }

    private static MinistryKeys keys(String... ministries) {
        try {
            Path parent = Files.createTempDirectory("safereturn-audit-keys");
            MinistryKeys.generate(parent, List.of(ministries));
            return MinistryKeys.load(parent.resolve(ministries[0].toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
