package org.safereturn.messaging.vectors;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.util.Base64URL;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.inbox.DeadLetterReason;
import org.safereturn.messaging.inbox.DeadLetters;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeyWrapping;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The code answers every test vector of the profile as the vector says. */
class VectorsTest {

    @TempDir
    private static Path parent = Path.of("");

    private static JsonNode keys = Vectors.object();
    private static JsonNode records = Vectors.object();

    @BeforeAll
    static void read() throws IOException {
        keys = Vectors.read("keys.json");
        records = Vectors.read("records.json");
        records.path("schemas").properties().forEach(schema -> NumberedSchemas.put(Integer.parseInt(schema.getKey()),
                new Schema.Parser().parse(schema.getValue().toString())));
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Stream<JsonNode> messages() throws IOException {
        return all(Vectors.read("records.json").path("records"));
    }

    static Stream<JsonNode> caseKeys() throws IOException {
        return all(Vectors.read("case-keys.json"));
    }

    static Stream<JsonNode> sealedParts() throws IOException {
        return all(Vectors.read("sealed-parts.json"));
    }

    private static MinistryKeys ministry(String country) {
        try {
            return Vectors.keys(keys, country, parent);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CaseKey caseKey(String keyId) {
        return all(keys.path("caseKeys")).filter(key -> key.path("kid").asText().equals(keyId)).findFirst()
                .map(key -> new CaseKey(keyId, new SecretKeySpec(Vectors.bytes(key.path("k")), "AES"))).orElseThrow();
    }

    /** A store of case keys that only says whether one was erased. */
    private static final class Erasures implements CaseKeys {

        private boolean erased;

        @Override
        public Mono<Map<String, CaseKey>> find(Collection<String> caseRefs) {
            return Mono.just(Map.of());
        }

        @Override
        public Mono<Map<String, CaseKey>> obtain(Collection<String> caseRefs) {
            return Mono.error(new IllegalStateException("A reader makes no key"));
        }

        @Override
        public Mono<Void> keep(List<Issued> issued) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> erase(String caseRef) {
            return Mono.error(new IllegalStateException("A reader erases only what the sender issued"));
        }

        @Override
        public Mono<Boolean> eraseIssuedBy(String issuer, String caseRef) {
            erased = true;
            return Mono.just(true);
        }
    }

    private static String answer(InboundRecord message) {
        List<String> answers = new ArrayList<>();
        Clock clock = Clock.fixed(Instant.parse(records.path("now").asText()), ZoneOffset.UTC);
        DeadLetters letters = new DeadLetters(letter -> {
            answers.add(new String(letter.headers().lastHeader(HeaderNames.DLQ_REASON).value(), StandardCharsets.UTF_8));
            return Mono.empty();
        }, "dead-letters", clock);
        InboundHandler handler = InboundHandler.oneByOne(event -> {
            answers.add("accepted");
            return Mono.just(new Outcome.Ignored<>());
        });
        Erasures erasures = new Erasures();
        TopicCatalogue catalogue = TopicCatalogue.load();
        String reader = records.path("reader").asText();
        String service = records.path("service").asText();
        try (EventCodec codec = Vectors.codec()) {
            new InboundPipeline(new InboundPipeline.Settings(reader, service, 1_048_576, 1), catalogue,
                    catalogue.subscriptions(service, reader, Vectors.MINISTRIES), new Verifier(ministry(reader)), codec,
                    Optional.of(erasures), handler, List::of, letters, new SimpleMeterRegistry(), clock)
                    .handle(List.of(message)).block();
        }
        assertThat(answers).hasSizeLessThan(2);
        return answers.isEmpty() ? erasures.erased ? "erases-key" : "passed-over" : answers.getFirst();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_answered_as_its_vector_says(JsonNode vector) {
        assertThat(answer(Vectors.message(vector))).as(vector.path("name").asText())
                .isEqualTo(vector.path("answer").asText());
    }

    @Test
    void every_reason_that_a_single_message_can_give_has_a_vector() throws IOException {
        Set<String> answered = messages().map(vector -> vector.path("answer").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(Set.of("accepted", "erases-key", "passed-over"));
        Arrays.stream(DeadLetterReason.values()).filter(reason -> !Set.of(DeadLetterReason.OVERSIZE,
                DeadLetterReason.CASE_PARKED, DeadLetterReason.RULE_REFUSED).contains(reason))
                .forEach(reason -> expected.add(reason.code()));

        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void what_is_signed_is_the_content_that_the_signature_covers() throws IOException {
        List<JsonNode> covered = messages().filter(vector -> vector.has("signed")).toList();

        assertThat(covered).hasSizeGreaterThan(20).allSatisfy(vector -> {
            InboundRecord message = Vectors.message(vector);
            String signature = vector.path("headers").path("sr_signature").asText();
            Verifier verifier = new Verifier(ministry("TH"));
            assertThat(verifier.verify(message.topic(), message.key(), message.headers(), message.value()))
                    .isEqualTo(Verifier.Verdict.VALID);
            String signed = new String(Vectors.bytes(vector.path("signed")), StandardCharsets.ISO_8859_1);
            assertThat(signed).startsWith("5:topic," + message.topic().length() + ":" + message.topic() + ",3:key,36:");
            assertThat(signature).contains("..");
        });
    }

    @ParameterizedTest
    @MethodSource("caseKeys")
    void a_wrapped_key_opens_or_not_as_its_vector_says(JsonNode vector) {
        CaseKeyWrapping wrapping = new CaseKeyWrapping(ministry(vector.path("for").asText()));
        String keyId = vector.path("keyId").asText();
        String wrapped = vector.path("wrapped").asText();

        if (vector.path("opens").asBoolean()) {
            assertThat(wrapping.unwrap(keyId, wrapped)).isEqualTo(caseKey(keyId));
        } else {
            assertThatThrownBy(() -> wrapping.unwrap(keyId, wrapped)).as(vector.path("name").asText())
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @ParameterizedTest
    @MethodSource("sealedParts")
    void a_sealed_part_opens_or_not_as_its_vector_says(JsonNode vector) throws ReflectiveOperationException, IOException {
        Class<? extends SpecificRecord> type = Class.forName(vector.path("type").asText()).asSubclass(SpecificRecord.class);
        CaseKey key = caseKey(vector.path("caseKey").asText());
        String caseRef = vector.path("caseRef").asText();
        Sealed part = new Sealed(vector.path("keyId").asText(), vector.path("jwe").asText());
        try (EventCodec codec = Vectors.codec()) {
            Sealing sealing = new Sealing(codec, ministry("TH"));
            if (vector.path("opens").asBoolean()) {
                SpecificRecord content = sealing.open(key, caseRef, part, type);
                assertThat(Vectors.JSON.readTree(content.toString())).isEqualTo(vector.path("record"));
                assertThat(Base64URL.encode(codec.encode("sealed", content)).toString())
                        .isEqualTo(vector.path("content").asText());
            } else {
                assertThatThrownBy(() -> sealing.open(key, caseRef, part, type)).as(vector.path("name").asText())
                        .isInstanceOf(CannotOpen.class);
            }
        }
    }

    @Test
    void a_case_reference_has_the_statistical_reference_of_its_vector() throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(ministry("ZZ").stat().orElseThrow());

        assertThat(Vectors.read("references.json")).isNotEmpty().allSatisfy(vector ->
                assertThat(pseudonyms.of(vector.path("caseRef").asText())).isEqualTo(vector.path("statRef").asText()));
    }

    @Test
    void every_private_key_is_the_one_that_its_name_makes() {
        List<JsonNode> published = new ArrayList<>(all(keys.path("caseKeys")).toList());
        published.add(keys.path("stat"));
        keys.path("ministries").forEach(ministry -> ministry.forEach(published::add));

        assertThat(published).hasSize(9).allSatisfy(key -> assertThat(Vectors.bytes(
                key.has("d") ? key.path("d") : key.path("k"))).isEqualTo(Vectors.invented(key.path("kid").asText())));
    }

    @Test
    void the_catalogue_lists_the_reasons_of_dead_letters_as_the_code_has_them() {
        assertThat(TopicCatalogue.load().deadLetterReasons().keySet()).containsExactlyElementsOf(
                Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::code).toList());
        assertThat(Objects.requireNonNull(TopicCatalogue.load().deadLetterReasons().get("oversize"))).isNotBlank();
    }

    @Test
    void the_description_has_every_header_that_the_code_names() throws ReflectiveOperationException, IOException {
        String description = Files.readString(Vectors.FOLDER.resolveSibling("asyncapi.yaml"));
        List<String> names = new ArrayList<>();
        for (Field field : HeaderNames.class.getFields()) {
            if (!field.getName().endsWith("PREFIX")) {
                names.add(String.valueOf(field.get(null)));
            }
        }
        assertThat(names).hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(description).contains("        " + name + ":\n"));
    }
}
