package org.safereturn.messaging.sealing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.crypto.KeyGenerator;

import com.nimbusds.jose.util.Base64URL;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.testkit.InMemorySchemas;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.repatriation.v1.TravelCareNeeds;
import org.safereturn.tracing.v1.TracingActionDetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A sealed part opens with the key of its case, for that case and as what it is, and in no other way. */
class SealingTest {

    private static final String CASE = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c11";
    private static final String OTHER_CASE = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c12";

    private static MinistryKeys cambodia;
    private static MinistryKeys thailand;
    private static EventCodec codec;
    private static Sealing sealing;

    @BeforeAll
    static void keys(@TempDir Path parent) {
        MinistryKeys.generate(parent, List.of("KH", "TH"));
        cambodia = MinistryKeys.load(parent.resolve("kh"));
        thailand = MinistryKeys.load(parent.resolve("th"));
        codec = EventCodec.of(InMemorySchemas.AvroSerializer.class.getName(),
                InMemorySchemas.AvroDeserializer.class.getName(), Map.of());
        sealing = new Sealing(codec, cambodia);
    }

    private static CaseKey key() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return new CaseKey(UUID.randomUUID().toString(), generator.generateKey());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SpecificRecord detail(String note) {
        return TracingActionDetail.newBuilder().setPlace("a village").setNote(note).build();
    }

    private static String note(CaseKey key, String caseRef, Sealed sealed) {
        return sealing.open(key, caseRef, sealed, TracingActionDetail.class).getNote();
    }

    /** The same part with one of the five pieces of its JWE replaced. */
    private static Sealed with(Sealed sealed, int piece, String replacement) {
        String[] pieces = sealed.jwe().split("\\.", -1);
        pieces[piece] = replacement;
        return new Sealed(sealed.keyId(), String.join(".", pieces));
    }

    private static String piece(Sealed sealed, int piece) {
        return sealed.jwe().split("\\.", -1)[piece];
    }

    private static String flipped(String encoded) {
        byte[] bytes = new Base64URL(encoded).decode();
        bytes[0] ^= 1;
        return Base64URL.encode(bytes).toString();
    }

    @Test
    void what_was_sealed_opens_with_the_key_of_its_case() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("\u1798\u17b6\u1793 \u0e44\u0e17\u0e22"));
        assertThat(note(key, CASE, Sealed.of(sealed.toPart()))).isEqualTo("\u1798\u17b6\u1793 \u0e44\u0e17\u0e22");
    }

    @Test
    void the_same_text_sealed_twice_differs_and_shows_nothing_of_the_text() {
        CaseKey key = key();
        Sealed first = sealing.seal(key, CASE, detail("the same text"));
        Sealed second = sealing.seal(key, CASE, detail("the same text"));
        assertThat(piece(first, 2)).as("nonce").isNotEqualTo(piece(second, 2));
        assertThat(piece(first, 3)).as("ciphertext").isNotEqualTo(piece(second, 3));
        assertThat(new String(new Base64URL(piece(first, 3)).decode(), StandardCharsets.ISO_8859_1))
                .doesNotContain("same text");
        assertThat(first.toString()).isEqualTo("sealed under " + key.id());
        assertThat(key.toString()).isEqualTo("case key " + key.id());
    }

    @Test
    void another_cases_key_does_not_open_it_whatever_it_calls_itself() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        assertThatThrownBy(() -> note(key(), CASE, sealed)).isInstanceOf(CannotOpen.class);
        CaseKey posing = new CaseKey(key.id(), key().secret());
        assertThatThrownBy(() -> note(posing, CASE, sealed)).isInstanceOf(CannotOpen.class)
                .hasMessageContaining(key.id()).hasNoCause();
    }

    @Test
    void a_part_of_another_case_does_not_open_even_under_the_same_key() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        assertThatThrownBy(() -> note(key, OTHER_CASE, sealed)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void a_part_does_not_open_as_another_type() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        assertThatThrownBy(() -> sealing.open(key, CASE, sealed, TravelCareNeeds.class))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void a_protected_header_rewritten_for_another_case_spoils_the_tag() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        String header = new Base64URL(piece(sealed, 0)).decodeToString();
        assertThat(header).contains(CASE);
        Sealed rewritten = with(sealed, 0, Base64URL.encode(header.replace(CASE, OTHER_CASE)).toString());
        assertThatThrownBy(() -> note(key, OTHER_CASE, rewritten)).isInstanceOf(CannotOpen.class)
                .hasMessage("Sealed part cannot be opened with " + key.id());
    }

    @Test
    void a_part_whose_nonce_ciphertext_or_tag_was_changed_does_not_open() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        for (int i = 2; i <= 4; i++) {
            Sealed changed = with(sealed, i, flipped(piece(sealed, i)));
            assertThatThrownBy(() -> note(key, CASE, changed)).as("piece %d", i).isInstanceOf(CannotOpen.class);
        }
        assertThat(note(key, CASE, sealed)).isEqualTo("x");
    }

    @Test
    void pieces_of_two_parts_of_one_case_do_not_fit_together() {
        CaseKey key = key();
        Sealed one = sealing.seal(key, CASE, detail("one"));
        Sealed two = sealing.seal(key, CASE, detail("two"));
        assertThatThrownBy(() -> note(key, CASE, with(one, 3, piece(two, 3)))).isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> note(key, CASE, with(one, 2, piece(two, 2)))).isInstanceOf(CannotOpen.class);
    }

    @Test
    void a_key_id_beside_the_part_that_is_not_the_one_inside_is_refused() {
        CaseKey key = key();
        Sealed sealed = sealing.seal(key, CASE, detail("x"));
        assertThatThrownBy(() -> note(key, CASE, new Sealed("another", sealed.jwe()))).isInstanceOf(CannotOpen.class);
    }

    @Test
    void what_is_no_sealed_part_is_refused_as_such() {
        CaseKey key = key();
        for (String text : List.of("", "x", "....", "a.b.c.d.e", "{}")) {
            assertThatThrownBy(() -> note(key, CASE, new Sealed(key.id(), text))).as(text)
                    .isInstanceOf(CannotOpen.class);
        }
    }

    /** Within one case and type a part would open in either event; it is the signature that ties it to its own. */
    @Test
    void parts_swapped_between_two_events_of_one_case_spoil_both_signatures() {
        CaseKey key = key();
        SealedPart one = sealing.seal(key, CASE, detail("one")).toPart();
        SealedPart two = sealing.seal(key, CASE, detail("two")).toPart();
        String topic = "kh.exchange.tracing.v1";
        Verifier verifier = new Verifier(thailand);
        Map<String, byte[]> first = signed(topic, "1", one);
        Map<String, byte[]> second = signed(topic, "2", two);
        assertThat(verifier.verify(topic, CASE, first, codec.encode(topic, one))).isEqualTo(Verifier.Verdict.VALID);
        assertThat(verifier.verify(topic, CASE, second, codec.encode(topic, two))).isEqualTo(Verifier.Verdict.VALID);
        assertThat(verifier.verify(topic, CASE, first, codec.encode(topic, two))).isEqualTo(Verifier.Verdict.BAD);
        assertThat(verifier.verify(topic, CASE, second, codec.encode(topic, one))).isEqualTo(Verifier.Verdict.BAD);
    }

    private static Map<String, byte[]> signed(String topic, String sequence, SealedPart part) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(HeaderNames.SOURCE, "urn:safereturn:kh:tracing-service".getBytes(StandardCharsets.UTF_8));
        headers.put(HeaderNames.TIME, Instant.EPOCH.toString().getBytes(StandardCharsets.UTF_8));
        headers.put(HeaderNames.SEQUENCE, sequence.getBytes(StandardCharsets.UTF_8));
        headers.put(HeaderNames.SIGNATURE, new Signer(cambodia).sign(topic, CASE, headers, codec.encode(topic, part))
                .getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    @Test
    void a_wrapped_key_unwraps_only_for_the_ministry_it_was_wrapped_for() {
        CaseKey key = key();
        String wrapped = sealing.wrapFor("TH", key);
        assertThat(new CaseKeyWrapping(thailand).unwrap(key.id(), wrapped)).isEqualTo(key);
        assertThatThrownBy(() -> new CaseKeyWrapping(cambodia).unwrap(key.id(), wrapped))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> new CaseKeyWrapping(thailand).unwrap("another", wrapped))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> new CaseKeyWrapping(thailand).unwrap(key.id(), wrapped.substring(1)))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> sealing.wrapFor("ZZ", key)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ZZ");
    }

    @Test
    void a_stored_key_unwraps_only_with_the_storage_key_of_its_ministry() {
        CaseKey key = key();
        String stored = new CaseKeyWrapping(cambodia).wrap(key);
        assertThat(new CaseKeyWrapping(cambodia).unwrap(key.id(), stored)).isEqualTo(key);
        assertThatThrownBy(() -> new CaseKeyWrapping(thailand).unwrap(key.id(), stored))
                .isInstanceOf(CannotOpen.class);
    }
}
