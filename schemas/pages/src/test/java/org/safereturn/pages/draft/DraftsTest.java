package org.safereturn.pages.draft;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.sealing.CaseKeyWrapping;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.MongoCaseKeys;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Drafts as they rest, with the real keys and a stand-in for the document store. */
class DraftsTest {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST = 3;
    private static final Instant BEGUN = Instant.parse("2026-11-23T10:15:00Z");
    private static final String OFFICER = "zz-officer-1";
    private static final String OTHER = "zz-officer-2";
    private static final String FORM = "sample";
    private static final MongoServer SERVER = new MongoServer(new MemoryBackend());

    @TempDir
    private static Path keyFolder;
    private static @Nullable MongoClient client;
    private static @Nullable CaseKeyWrapping wrapping;

    private final Hands hands = new Hands();
    private final MongoDatabase database = Objects.requireNonNull(client).getDatabase("d" + UUID.randomUUID().toString().substring(0, 8));
    private final MongoCollection<Document> documents = database.getCollection(Drafts.COLLECTION);
    private final CaseKeys keys = new MongoCaseKeys(database, Objects.requireNonNull(wrapping), UUID::randomUUID, hands);
    private final Drafts drafts = new Drafts(database, keys, KEPT, MOST, hands);

    @BeforeAll
    static void start() {
        MinistryKeys.generate(keyFolder, List.of("ZZ"));
        wrapping = new CaseKeyWrapping(MinistryKeys.load(keyFolder.resolve("zz")));
        client = MongoClients.create("mongodb://127.0.0.1:" + SERVER.bind().getPort());
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(client).close();
        SERVER.shutdownNow();
    }

    @Test
    void what_was_entered_is_found_again_and_rests_sealed() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        assertThat(find(draft)).isEqualTo(draft);
        assertThat(stored()).hasSize(1).allSatisfy(document -> assertThat(document.toJson())
                .doesNotContain("Malee").doesNotContain("nameRomanised"));
    }

    @Test
    void what_is_kept_again_takes_the_place_of_what_was_kept_before() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        Draft later = new Draft(draft.key(), OFFICER, FORM, "", BEGUN, "\"4\"", Map.of("nameRomanised", List.of("Sokha Testperson")));
        drafts.keep(later).block();
        assertThat(find(draft)).isEqualTo(later);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void another_officer_neither_finds_lists_overwrites_nor_discards_it() {
        Draft mine = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(mine).block();
        Draft theirs = new Draft(mine.key(), OTHER, FORM, "", BEGUN, null, Map.of("nameRomanised", List.of("Made Up")));
        assertThat(drafts.find(mine.key(), OTHER, FORM, "").block()).isNull();
        assertThat(drafts.of(OTHER).collectList().block()).isEmpty();
        assertThatThrownBy(() -> drafts.keep(theirs).block()).isInstanceOfSatisfying(Drafts.NotKept.class, no ->
                assertThat(no.why()).isEqualTo(Drafts.Why.TAKEN));
        drafts.forget(mine.key(), OTHER).block();
        assertThat(find(mine)).isEqualTo(mine);
    }

    @Test
    void it_is_of_its_form_and_case_only() {
        Draft draft = draft(OFFICER, UUID.randomUUID().toString(), "Malee Samplename");
        drafts.keep(draft).block();
        assertThat(drafts.find(draft.key(), OFFICER, "another", draft.ref()).block()).isNull();
        assertThat(drafts.find(draft.key(), OFFICER, FORM, UUID.randomUUID().toString()).block()).isNull();
    }

    @Test
    void what_somebody_moved_to_another_officer_in_the_store_does_not_open() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        Flux.from(documents.updateOne(new Document("_id", draft.key()), new Document("$set", new Document("officer", OTHER))))
                .blockLast();
        assertThat(drafts.find(draft.key(), OTHER, FORM, "").block()).isNull();
    }

    @Test
    void of_a_case_with_a_key_it_is_gone_with_that_key() {
        String ref = UUID.randomUUID().toString();
        keys.obtain(ref).block();
        Draft draft = draft(OFFICER, ref, "Malee Samplename");
        drafts.keep(draft).block();
        assertThat(find(draft)).isEqualTo(draft);
        keys.erase(ref).block();
        assertThat(find(draft)).isNull();
    }

    @Test
    void a_case_without_a_key_gets_none_by_a_draft() {
        String ref = UUID.randomUUID().toString();
        Draft draft = draft(OFFICER, ref, "Malee Samplename");
        drafts.keep(draft).block();
        assertThat(find(draft)).isEqualTo(draft);
        assertThat(keys.find(ref).block()).isNull();
    }

    @Test
    void discarding_one_that_is_named_like_a_case_leaves_the_key_of_the_case() {
        String ref = UUID.randomUUID().toString();
        keys.obtain(ref).block();
        Draft draft = new Draft(ref, OFFICER, FORM, "", BEGUN, null, Map.of());
        drafts.keep(draft).block();
        drafts.forget(ref, OFFICER).block();
        assertThat(keys.find(ref).block()).isNotNull();
    }

    @Test
    void one_that_was_sent_or_discarded_is_gone_with_its_key() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        drafts.forget(draft.key(), OFFICER).block();
        assertThat(find(draft)).isNull();
        assertThat(stored()).isEmpty();
        assertThat(keysStored()).isZero();
    }

    @Test
    void it_ends_some_time_after_it_was_last_kept_and_is_deleted_with_its_key() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        hands.move(KEPT.minusSeconds(1));
        drafts.keep(draft).block();
        hands.move(KEPT.minusSeconds(1));
        drafts.deleteEnded().block();
        assertThat(find(draft)).isEqualTo(draft);
        hands.move(Duration.ofSeconds(2));
        assertThat(find(draft)).isNull();
        assertThat(drafts.of(OFFICER).collectList().block()).isEmpty();
        drafts.deleteEnded().block();
        assertThat(stored()).isEmpty();
        assertThat(keysStored()).isZero();
    }

    @Test
    void the_one_that_was_not_changed_for_longest_goes_when_an_officer_has_too_many() {
        List<Draft> all = IntStream.rangeClosed(1, MOST + 1).mapToObj(_ -> draft(OFFICER, "", "Malee Samplename")).toList();
        Draft other = draft(OTHER, "", "Sokha Testperson");
        drafts.keep(other).block();
        for (Draft each : all) {
            hands.move(Duration.ofMinutes(1));
            drafts.keep(each).block();
        }
        assertThat(drafts.of(OFFICER).map(Drafts.Begun::key).collectList().block())
                .containsExactly(all.get(3).key(), all.get(2).key(), all.get(1).key());
        assertThat(find(other)).isEqualTo(other);
    }

    @Test
    void one_that_is_too_large_is_refused_and_what_was_kept_before_stays() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        Draft large = new Draft(draft.key(), OFFICER, FORM, "", BEGUN, null, Map.of("remark", List.of("a".repeat(Drafts.LARGEST))));
        assertThatThrownBy(() -> drafts.keep(large).block()).isInstanceOfSatisfying(Drafts.NotKept.class, no ->
                assertThat(no.why()).isEqualTo(Drafts.Why.TOO_LARGE));
        assertThat(find(draft)).isEqualTo(draft);
    }

    @Test
    void it_is_listed_without_being_opened() {
        Draft draft = draft(OFFICER, "", "Malee Samplename");
        drafts.keep(draft).block();
        assertThat(drafts.of(OFFICER).collectList().block()).containsExactly(
                new Drafts.Begun(draft.key(), FORM, "", "", BEGUN, hands.instant(), false));
    }

    @Test
    void it_says_for_which_case_it_is_and_whether_it_was_checked_since_its_last_change() {
        String asked = "00000000-0000-4000-8000-00000000000a";
        Draft draft = new Draft(UUID.randomUUID().toString(), OFFICER, FORM, "", BEGUN, null,
                Map.of("@caseRef", List.of(" 00000000 0000 4000 8000 00000000000A "), "explanation", List.of("Malee Samplename")));
        drafts.keep(draft).block();
        drafts.checked(draft.key(), OTHER).block();
        assertThat(drafts.of(OFFICER).blockFirst()).isEqualTo(
                new Drafts.Begun(draft.key(), FORM, "", asked, BEGUN, hands.instant(), false));
        drafts.checked(draft.key(), OFFICER).block();
        assertThat(drafts.of(OFFICER).map(Drafts.Begun::checked).blockFirst()).isTrue();
        drafts.keep(draft).block();
        assertThat(drafts.of(OFFICER).map(Drafts.Begun::checked).blockFirst()).isFalse();
        assertThat(draft(OFFICER, asked, "Malee Samplename").about()).isEqualTo(asked);
        assertThat(new Draft(draft.key(), OFFICER, FORM, "", BEGUN, null, Map.of("@caseRef", List.of("Malee"))).about()).isEmpty();
    }

    private static Draft draft(String officer, String ref, String name) {
        return new Draft(UUID.randomUUID().toString(), officer, FORM, ref, BEGUN, "\"3\"", Map.of("nameRomanised", List.of(name)));
    }

    private @Nullable Draft find(Draft draft) {
        return drafts.find(draft.key(), draft.officer(), draft.form(), draft.ref()).block();
    }

    private List<Document> stored() {
        return Objects.requireNonNull(Flux.from(documents.find()).collectList().block());
    }

    private long keysStored() {
        return Objects.requireNonNull(Flux.from(database.getCollection("case_keys").countDocuments()).blockLast());
    }

    /** A clock that a test moves. */
    private static final class Hands extends Clock {

        private Instant now = BEGUN;

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }
    }
}
