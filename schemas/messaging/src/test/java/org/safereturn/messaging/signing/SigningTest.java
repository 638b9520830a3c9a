package org.safereturn.messaging.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Verifier.Verdict;
import org.safereturn.messaging.wire.HeaderNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is signed holds, and whatever was changed after signing is refused. */
class SigningTest {

    private static final String TOPIC = "kh.exchange.referral.v1";
    private static final String KEY = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c11";
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 1, 2, 3};

    private static Path directory;
    private static MinistryKeys cambodia;
    private static MinistryKeys thailand;

    @BeforeAll
    static void keys(@TempDir Path parent) {
        MinistryKeys.generate(parent, List.of("KH", "TH"));
        directory = parent;
        cambodia = MinistryKeys.load(parent.resolve("kh"));
        thailand = MinistryKeys.load(parent.resolve("th"));
    }

    private static Map<String, byte[]> unsigned() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, HeaderNames.SPEC_VERSION, "1.0");
        put(headers, HeaderNames.ID, "c7d7e0f0-7a8c-4d63-8c52-0c1c3d7f1a01");
        put(headers, HeaderNames.TYPE, "org.safereturn.referral.v1.ReferralSubmitted");
        put(headers, HeaderNames.SOURCE, "urn:safereturn:kh:referral-service");
        put(headers, HeaderNames.TIME, "2026-01-02T03:04:05Z");
        put(headers, HeaderNames.SUBJECT, KEY);
        put(headers, HeaderNames.SEQUENCE, "1");
        put(headers, HeaderNames.RECIPIENT, "TH");
        return headers;
    }

    private static Map<String, byte[]> signed() {
        Map<String, byte[]> headers = unsigned();
        put(headers, HeaderNames.SIGNATURE, new Signer(cambodia).sign(TOPIC, KEY, headers, VALUE));
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict verdict(Map<String, byte[]> headers) {
        return new Verifier(thailand).verify(TOPIC, KEY, headers, VALUE);
    }

    /** The JWS of anybody with this key, over what a record of Cambodia's referral service must cover. */
    private static String jws(JWSHeader header, OctetKeyPair key) throws JOSEException {
        String encoded = header.toBase64URL().toString();
        byte[] input = (encoded + "." + Base64URL.encode(SignedContent.of(TOPIC, KEY, unsigned(), VALUE)))
                .getBytes(StandardCharsets.US_ASCII);
        return encoded + ".." + new Ed25519Signer(key).sign(header, input);
    }

    private static JWSHeader.Builder header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(keyId);
    }

    @Test
    void what_a_ministry_signed_is_valid_for_its_peer() {
        assertThat(verdict(signed())).isEqualTo(Verdict.VALID);
    }

    @Test
    void headers_outside_the_signature_may_change_on_the_way() {
        Map<String, byte[]> headers = signed();
        put(headers, "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(verdict(headers)).isEqualTo(Verdict.VALID);
    }

    @Test
    void every_signed_header_that_is_changed_or_missing_spoils_the_signature() {
        Map<String, byte[]> covered = unsigned();
        assertThat(covered).hasSize(8);
        covered.forEach((name, value) -> {
            Map<String, byte[]> changed = signed();
            byte[] bytes = value.clone();
            bytes[bytes.length - 1] ^= 1;
            changed.put(name, bytes);
            assertThat(verdict(changed)).as("changed %s", name).isEqualTo(Verdict.BAD);
            Map<String, byte[]> without = signed();
            without.remove(name);
            assertThat(verdict(without)).as("without %s", name).isEqualTo(Verdict.BAD);
        });
    }

    @Test
    void a_header_added_under_the_signed_prefix_spoils_the_signature() {
        Map<String, byte[]> headers = signed();
        put(headers, HeaderNames.CAUSATION_ID, "invented");
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_border_moved_between_two_headers_spoils_the_signature() {
        Map<String, byte[]> headers = signed();
        put(headers, HeaderNames.RECIPIENT, "T");
        put(headers, HeaderNames.SEQUENCE, "H1");
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_changed_shortened_or_missing_value_is_refused() {
        Verifier verifier = new Verifier(thailand);
        byte[] changed = VALUE.clone();
        changed[7] ^= 1;
        assertThat(verifier.verify(TOPIC, KEY, signed(), changed)).isEqualTo(Verdict.BAD);
        assertThat(verifier.verify(TOPIC, KEY, signed(), new byte[] {0, 0, 0, 0, 7, 1, 2})).isEqualTo(Verdict.BAD);
        assertThat(verifier.verify(TOPIC, KEY, signed(), new byte[0])).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_record_moved_to_another_topic_or_key_is_refused() {
        Verifier verifier = new Verifier(thailand);
        assertThat(verifier.verify("kh.exchange.tracing.v1", KEY, signed(), VALUE)).isEqualTo(Verdict.BAD);
        assertThat(verifier.verify("th.exchange.referral.v1", KEY, signed(), VALUE)).isEqualTo(Verdict.BAD);
        assertThat(verifier.verify(TOPIC, "another-case", signed(), VALUE)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_record_without_a_signature_is_told_apart_and_is_not_valid() {
        Map<String, byte[]> headers = signed();
        headers.remove(HeaderNames.SIGNATURE);
        assertThat(verdict(headers)).isEqualTo(Verdict.MISSING);
        headers.put(HeaderNames.SIGNATURE, new byte[0]);
        assertThat(verdict(headers)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void a_key_that_only_claims_the_ministrys_key_id_is_refused() throws JOSEException {
        OctetKeyPair stranger = new OctetKeyPairGenerator(Curve.Ed25519).keyID("kh-sign-1").generate();
        Map<String, byte[]> headers = unsigned();
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-sign-1").build(), stranger));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_key_id_that_nobody_knows_is_refused_and_so_is_none() throws JOSEException {
        OctetKeyPair own = cambodia.signing().orElseThrow();
        Map<String, byte[]> headers = unsigned();
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-sign-9").build(), own));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, jws(new JWSHeader.Builder(JWSAlgorithm.EdDSA).build(), own));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-wrap-1").build(), own));
        assertThat(verdict(headers)).as("a key for wrapping").isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-sign-1").build(), own));
        assertThat(verdict(headers)).as("the same with the right key id").isEqualTo(Verdict.VALID);
    }

    @Test
    void a_ministry_cannot_sign_for_another_one() {
        Map<String, byte[]> headers = unsigned();
        put(headers, HeaderNames.SIGNATURE, new Signer(thailand).sign(TOPIC, KEY, headers, VALUE));
        assertThat(verdict(headers)).as("on the other's topic, with the other's source").isEqualTo(Verdict.BAD);
        Map<String, byte[]> own = unsigned();
        put(own, HeaderNames.SOURCE, "urn:safereturn:th:referral-service");
        put(own, HeaderNames.SIGNATURE, new Signer(thailand).sign(TOPIC, KEY, own, VALUE));
        assertThat(verdict(own)).as("on the other's topic, with its own source").isEqualTo(Verdict.BAD);
        String topic = "th.exchange.referral.v1";
        Map<String, byte[]> posing = unsigned();
        put(posing, HeaderNames.SIGNATURE, new Signer(thailand).sign(topic, KEY, posing, VALUE));
        assertThat(new Verifier(thailand).verify(topic, KEY, posing, VALUE))
                .as("on its own topic, with the other's source").isEqualTo(Verdict.BAD);
    }

    @Test
    void only_the_agreed_algorithm_and_header_parameters_are_accepted() throws JOSEException {
        OctetKeyPair own = cambodia.signing().orElseThrow();
        Map<String, byte[]> headers = unsigned();
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-sign-1").customParam("exp", 1).build(), own));
        assertThat(verdict(headers)).as("a parameter that is not agreed").isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, jws(header("kh-sign-1").jwk(own.toPublicJWK()).build(), own));
        assertThat(verdict(headers)).as("a key inside").isEqualTo(Verdict.BAD);
        JWSHeader shared = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("kh-sign-1").build();
        String input = shared.toBase64URL() + "." + Base64URL.encode(SignedContent.of(TOPIC, KEY, headers, VALUE));
        put(headers, HeaderNames.SIGNATURE, shared.toBase64URL() + ".." + new MACSigner(own.getDecodedX())
                .sign(shared, input.getBytes(StandardCharsets.US_ASCII)));
        assertThat(verdict(headers)).as("a MAC under the public key").isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE,
                Base64URL.encode("{\"alg\":\"none\",\"kid\":\"kh-sign-1\"}") + "..");
        assertThat(verdict(headers)).as("no algorithm").isEqualTo(Verdict.BAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "..", "a.b.c", "a..c.d", "e30..", "not a signature at all", "\u0e44\u0e17\u0e22"})
    void what_is_no_signature_is_refused_without_an_error(String text) {
        Map<String, byte[]> headers = signed();
        put(headers, HeaderNames.SIGNATURE, text);
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_signature_that_was_changed_cut_or_blown_up_is_refused() {
        String signature = new Signer(cambodia).sign(TOPIC, KEY, unsigned(), VALUE);
        int first = signature.indexOf("..") + 2;
        Map<String, byte[]> headers = signed();
        put(headers, HeaderNames.SIGNATURE, signature.substring(0, first)
                + (signature.charAt(first) == 'A' ? 'B' : 'A') + signature.substring(first + 1));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, signature.substring(0, signature.length() - 8));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
        put(headers, HeaderNames.SIGNATURE, signature + "A".repeat(2000));
        assertThat(verdict(headers)).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_ministry_without_a_signing_key_cannot_send() throws Exception {
        Path reader = Files.createDirectory(directory.resolve("reader"));
        Files.copy(directory.resolve("joint").resolve("peers.jwks"), reader.resolve("peers.jwks"));
        MinistryKeys keys = MinistryKeys.load(reader);
        assertThatThrownBy(() -> new Signer(keys)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signing.jwk");
        assertThat(new Verifier(keys).verify(TOPIC, KEY, signed(), VALUE)).isEqualTo(Verdict.VALID);
    }
}
