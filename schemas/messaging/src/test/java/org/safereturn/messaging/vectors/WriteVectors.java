package org.safereturn.messaging.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.X25519;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.X25519Encrypter;
import com.nimbusds.jose.util.Base64URL;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.TransportMode;
import org.safereturn.repatriation.v1.TravelCareNeeds;
import org.safereturn.repatriation.v1.TravelFitness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the test vectors of the profile. Its name keeps it out of every test run; {@code schemas/events/PROFILE.md} says
 * how it is called. What is signed is put together here a second time, after that page.
 */
class WriteVectors {

    private static final String CASE = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c11";
    private static final String OTHER_CASE = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c12";
    private static final String KEY = "case-key-vector-1";
    private static final String OTHER_KEY = "case-key-vector-2";
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant HAPPENED = Instant.parse("2026-03-01T02:03:04.005Z");
    private static final String RETURNS = "kh.exchange.repatriation.v1";
    private static final String KEYS = "kh.exchange.case-key.v1";
    private static final List<Schema> SCHEMAS = List.of(CaseKeyIssued.getClassSchema(),
            RepatriationProposed.getClassSchema(), RepatriationConfirmed.getClassSchema(), TravelCareNeeds.getClassSchema());

    private final Map<String, MinistryKeys> ministries = new LinkedHashMap<>();
    private final ArrayNode records = Vectors.JSON.createArrayNode();
    private final EventCodec codec = Vectors.codec();
    private int events;

    /** A message that is being made. */
    private static final class Message {

        private String topic;
        private String key;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte[] value;

        private Message(String topic, String key, byte[] value) {
            this.topic = topic;
            this.key = key;
            this.value = value;
        }

        private Message with(String header, String content) {
            headers.put(header, content);
            return this;
        }

        private Message without(String header) {
            headers.remove(header);
            return this;
        }

        private byte[] signed() {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            pair(content, "topic", topic.getBytes(StandardCharsets.UTF_8));
            pair(content, "key", key.getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(headers).forEach((name, text) -> {
                if (name.startsWith("ce_")) {
                    pair(content, name, text.getBytes(StandardCharsets.UTF_8));
                }
            });
            try {
                pair(content, "sha256", MessageDigest.getInstance("SHA-256").digest(value));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            return content.toByteArray();
        }

        private static void pair(ByteArrayOutputStream content, String name, byte[] part) {
            for (byte[] each : List.of(name.getBytes(StandardCharsets.UTF_8), part)) {
                content.writeBytes((each.length + ":").getBytes(StandardCharsets.UTF_8));
                content.writeBytes(each);
                content.write(',');
            }
        }
    }

    @Test
    void write_the_test_vectors(@TempDir Path parent) throws Exception {
        Files.createDirectories(Vectors.FOLDER);
        ObjectNode keys = keys();
        for (String country : Vectors.MINISTRIES) {
            ministries.put(country, Vectors.keys(keys, country, parent));
        }
        for (int i = 0; i < SCHEMAS.size(); i++) {
            NumberedSchemas.put(i + 1, SCHEMAS.get(i));
        }
        write("keys.json", keys);
        write("references.json", references());
        write("case-keys.json", caseKeys());
        write("sealed-parts.json", sealedParts());
        write("records.json", records());
        assertThat(records).hasSizeGreaterThan(40);
    }

    private static void write(String file, JsonNode content) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Files.writeString(Vectors.FOLDER.resolve(file), Vectors.JSON.writer(new DefaultPrettyPrinter()
                .withObjectIndenter(lines).withArrayIndenter(lines)).writeValueAsString(content) + "\n");
    }

    private static ObjectNode keys() throws GeneralSecurityException {
        ObjectNode keys = Vectors.object();
        keys.put("about", "Published keys that protect nothing. Private part: SHA-256 of the text"
                + " 'safe-return test vector ' followed by the kid.");
        ObjectNode own = keys.putObject("ministries");
        ArrayNode peers = Vectors.JSON.createArrayNode();
        for (String country : Vectors.MINISTRIES) {
            String name = country.toLowerCase(Locale.ROOT);
            byte[] sign = Vectors.invented(name + "-sign-vector");
            byte[] wrap = Vectors.invented(name + "-wrap-vector");
            ObjectNode signing = pair("Ed25519", name + "-sign-vector",
                    Ed25519Sign.KeyPair.newKeyPairFromSeed(sign).getPublicKey());
            ObjectNode wrapping = pair("X25519", name + "-wrap-vector", X25519.publicFromPrivate(wrap));
            peers.add(signing.deepCopy().put("ministry", country));
            peers.add(wrapping.deepCopy().put("ministry", country));
            ObjectNode ministry = own.putObject(country);
            ministry.set("signing", signing.put("d", Base64URL.encode(sign).toString()));
            ministry.set("wrapping", wrapping.put("d", Base64URL.encode(wrap).toString()));
        }
        keys.putArray("caseKeys").add(Vectors.secret(KEY)).add(Vectors.secret(OTHER_KEY));
        keys.set("stat", Vectors.secret("stat-vector"));
        keys.putObject("peers").set("keys", peers);
        return keys;
    }

    private static ObjectNode pair(String curve, String keyId, byte[] publicKey) {
        return Vectors.object().put("kty", "OKP").put("crv", curve).put("kid", keyId)
                .put("x", Base64URL.encode(publicKey).toString());
    }

    private ArrayNode references() {
        ArrayNode references = Vectors.JSON.createArrayNode();
        Pseudonyms pseudonyms = new Pseudonyms(keysOf("KH").stat().orElseThrow());
        for (String each : List.of(CASE, OTHER_CASE)) {
            references.addObject().put("caseRef", each).put("statRef", pseudonyms.of(each));
        }
        return references;
    }

    private MinistryKeys keysOf(String country) {
        return Objects.requireNonNull(ministries.get(country));
    }

    private static CaseKey caseKey(String keyId) {
        return new CaseKey(keyId, new SecretKeySpec(Vectors.invented(keyId), "AES"));
    }

    private ArrayNode caseKeys() throws JOSEException {
        Sealing sealing = new Sealing(codec, keysOf("KH"));
        String wrapped = sealing.wrapFor("TH", caseKey(KEY));
        ArrayNode found = Vectors.JSON.createArrayNode();
        caseKey(found, "wrapped for the reader", "TH", KEY, wrapped, true);
        caseKey(found, "wrapped for a third ministry, read there", "ZZ", KEY, sealing.wrapFor("ZZ", caseKey(KEY)), true);
        caseKey(found, "wrapped for another ministry", "ZZ", KEY, wrapped, false);
        caseKey(found, "the id beside it is another one", "TH", OTHER_KEY, wrapped, false);
        caseKey(found, "the tag was changed", "TH", KEY, changed(wrapped, 4), false);
        caseKey(found, "the encrypted content key was changed", "TH", KEY, changed(wrapped, 1), false);
        JWEEncrypter encrypter = new X25519Encrypter(keysOf("KH").wrappingKey("TH").orElseThrow());
        byte[] secret = Vectors.invented(KEY);
        caseKey(found, "it names no case key", "TH", KEY, jwe(wrapping("A256GCM"), secret, encrypter), false);
        caseKey(found, "another content encryption", "TH", KEY,
                jwe(wrapping("A128GCM").customParam("case-key", KEY), secret, encrypter), false);
        caseKey(found, "a critical parameter", "TH", KEY, jwe(wrapping("A256GCM").customParam("case-key", KEY)
                .customParam("exp", 1).criticalParams(Set.of("exp")), secret, encrypter), false);
        caseKey(found, "128 bits", "TH", KEY, jwe(wrapping("A256GCM").customParam("case-key", KEY),
                Arrays.copyOf(secret, 16), encrypter), false);
        caseKey(found, "no JWE", "TH", KEY, "....", false);
        return found;
    }

    private static JWEHeader.Builder wrapping(String encryption) {
        return new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.parse(encryption)).keyID("th-wrap-vector");
    }

    private static String jwe(JWEHeader.Builder header, byte[] content, JWEEncrypter encrypter) throws JOSEException {
        JWEObject jwe = new JWEObject(header.build(), new Payload(content));
        jwe.encrypt(encrypter);
        return jwe.serialize();
    }

    private static void caseKey(ArrayNode found, String name, String country, String keyId, String wrapped, boolean opens) {
        found.addObject().put("name", name).put("for", country).put("keyId", keyId).put("wrapped", wrapped)
                .put("opens", opens);
    }

    private static String changed(String jwe, int part) {
        String[] parts = jwe.split("\\.", -1);
        parts[part] = (parts[part].charAt(0) == 'A' ? 'B' : 'A') + parts[part].substring(1);
        return String.join(".", parts);
    }

    private static TravelCareNeeds needs() {
        return TravelCareNeeds.newBuilder().setFitness(TravelFitness.FIT_WITH_ASSISTANCE)
                .setAssistance(List.of("wheelchair")).setMedicines(List.of()).setDiet("no pork")
                .setNotes("\u0e44\u0e17\u0e22, \u1781\u17d2\u1798\u17c2\u179a").build();
    }

    private Sealed sealed(String keyId, String caseRef) {
        return new Sealing(codec, keysOf("KH")).seal(caseKey(keyId), caseRef, needs());
    }

    private ArrayNode sealedParts() throws JOSEException {
        String type = TravelCareNeeds.getClassSchema().getFullName();
        Sealed good = sealed(KEY, CASE);
        byte[] content = codec.encode("sealed", needs());
        ArrayNode found = Vectors.JSON.createArrayNode();
        sealedPart(found, "sealed for this case", KEY, KEY, CASE, type, good.jwe(), true)
                .put("content", Base64URL.encode(content).toString()).set("record", json(needs()));
        sealedPart(found, "another key", OTHER_KEY, KEY, CASE, type, good.jwe(), false);
        sealedPart(found, "another id beside it", KEY, OTHER_KEY, CASE, type, good.jwe(), false);
        sealedPart(found, "another case", KEY, KEY, OTHER_CASE, type, good.jwe(), false);
        sealedPart(found, "another type", KEY, KEY, CASE, "org.safereturn.referral.v1.ReferralContent", good.jwe(), false);
        sealedPart(found, "the nonce was changed", KEY, KEY, CASE, type, changed(good.jwe(), 2), false);
        sealedPart(found, "the ciphertext was changed", KEY, KEY, CASE, type, changed(good.jwe(), 3), false);
        sealedPart(found, "the tag was changed", KEY, KEY, CASE, type, changed(good.jwe(), 4), false);
        String header = new Base64URL(sealed(KEY, OTHER_CASE).jwe().split("\\.", -1)[0]).decodeToString();
        sealedPart(found, "the header was rewritten for another case", KEY, KEY, CASE, type,
                sealed(KEY, OTHER_CASE).jwe().replaceFirst("^[^.]+",
                        Base64URL.encode(header.replace(OTHER_CASE, CASE)).toString()), false);
        JWEEncrypter encrypter = new DirectEncrypter(caseKey(KEY).secret());
        sealedPart(found, "a critical parameter", KEY, KEY, CASE, type, jwe(part(type).customParam("exp", 1)
                .criticalParams(Set.of("exp")), content, encrypter), false);
        sealedPart(found, "bytes behind the record", KEY, KEY, CASE, type,
                jwe(part(type), Arrays.copyOf(content, content.length + 1), encrypter), false);
        sealedPart(found, "no record", KEY, KEY, CASE, type, jwe(part(type), new byte[] {1, 2, 3}, encrypter), false);
        sealedPart(found, "no JWE", KEY, KEY, CASE, type, "....", false);
        return found;
    }

    private static JWEHeader.Builder part(String type) {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(KEY)
                .type(new JOSEObjectType(type)).customParam("case", CASE);
    }

    private static ObjectNode sealedPart(ArrayNode found, String name, String caseKey, String keyId, String caseRef,
            String type, String jwe, boolean opens) {
        return found.addObject().put("name", name).put("caseKey", caseKey).put("keyId", keyId).put("caseRef", caseRef)
                .put("type", type).put("jwe", jwe).put("opens", opens);
    }

    private static JsonNode json(SpecificRecord record) {
        try {
            return Vectors.JSON.readTree(record.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode records() throws GeneralSecurityException {
        rightOnes();
        badSignatures();
        badHeaders();
        badValues();
        badClaims();
        ObjectNode all = Vectors.object().put("now", NOW.toString()).put("reader", Vectors.READER)
                .put("service", Vectors.SERVICE);
        ObjectNode schemas = all.putObject("schemas");
        for (int i = 0; i < SCHEMAS.size(); i++) {
            try {
                schemas.set(Integer.toString(i + 1), Vectors.JSON.readTree(SCHEMAS.get(i).toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        all.set("records", records);
        return all;
    }

    private static CaseHead head(String host, String origin, String ministry, Enum<?> state) {
        return new CaseHead(CASE, 3, new Journey(host, origin), state.name(), HAPPENED,
                new Officer("officer-1", "CASE_MANAGER", "UNIT-1", ministry));
    }

    private RepatriationProposed.Builder proposal(String host) {
        return head(host, "TH", host, RepatriationState.RETURN_PROPOSED).on(RepatriationProposed.newBuilder())
                .setProposal(1).setWindowFrom(LocalDate.parse("2026-03-10")).setWindowTo(LocalDate.parse("2026-03-20"))
                .setCrossingPoint("POIPET").setMode(TransportMode.ROAD).setSpecialTransport(true);
    }

    private Message proposed() {
        return message(RETURNS, proposal("KH").setSealed(sealed(KEY, CASE).toPart()).build());
    }

    private Message message(String topic, SpecificRecord body) {
        String country = topic.substring(0, 2);
        String service = topic.contains(".tracing.") ? "tracing-service" : "referral-service";
        events++;
        return new Message(topic, CASE, codec.encode(topic, body)).with("ce_specversion", "1.0")
                .with("ce_id", "c7d7e0f0-7a8c-4d63-8c52-0c1c3d7f1a%02d".formatted(events))
                .with("ce_type", body.getSchema().getFullName()).with("ce_source", "urn:safereturn:" + country + ":" + service)
                .with("ce_time", HAPPENED.toString()).with("ce_subject", CASE).with("ce_sequence", Integer.toString(events))
                .with("ce_correlationid", "c7d7e0f0-7a8c-4d63-8c52-0c1c3d7f1a00").with("ce_recipient", "TH")
                .with("content-type", "application/avro");
    }

    private Message signed(Message message) {
        return signed(message, message.topic.substring(0, 2).toUpperCase(Locale.ROOT));
    }

    private Message signed(Message message, String country) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        message.headers.forEach((name, text) -> headers.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return message.with("sr_signature",
                new Signer(keysOf(country)).sign(message.topic, message.key, headers, message.value));
    }

    private static Message signed(Message message, String header, byte[] content) throws GeneralSecurityException {
        String encoded = Base64URL.encode(header).toString();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Vectors.invented("kh-sign-vector"))));
        signature.update((encoded + "." + Base64URL.encode(content)).getBytes(StandardCharsets.US_ASCII));
        return message.with("sr_signature", encoded + ".." + Base64URL.encode(signature.sign()));
    }

    private void add(String name, Message message, String answer) {
        ObjectNode vector = records.addObject().put("name", name).put("topic", message.topic).put("key", message.key);
        ObjectNode headers = vector.putObject("headers");
        message.headers.forEach(headers::put);
        vector.put("value", Base64URL.encode(message.value).toString());
        if (!answer.equals("bad-signature") && !answer.equals("missing-signature") && !answer.equals("unexpected-topic")) {
            vector.put("signed", Base64URL.encode(message.signed()).toString());
        }
        vector.put("answer", answer);
    }

    private CaseKeyIssued issued() {
        return head("KH", "TH", "KH", CaseKeyState.ISSUED).on(CaseKeyIssued.newBuilder()).setRecipient("TH").setKeyId(KEY)
                .setWrappedKey(new Sealing(codec, keysOf("KH")).wrapFor("TH", caseKey(KEY))).build();
    }

    private void rightOnes() throws GeneralSecurityException {
        add("a case key", signed(message(KEYS, issued())), "accepted");
        add("a proposal with a sealed part", signed(proposed()), "accepted");
        add("the same from a third ministry",
                signed(message("zz.exchange.repatriation.v1", proposal("ZZ").build())), "accepted");
        add("a header that is not signed", signed(proposed())
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), "accepted");
        add("a signed header that nobody knows", signed(proposed().with("ce_later", "\u0e44\u0e17\u0e22")), "accepted");
        Message typed = proposed();
        add("a type in the header of the signature",
                signed(typed, "{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-vector\",\"typ\":\"JOSE\"}", typed.signed()), "accepted");
        Message erasure = message(KEYS, issued());
        erasure.value = new byte[0];
        add("a tombstone of a case key", signed(erasure), "erases-key");
        add("a type of a newer release",
                signed(proposed().with("ce_type", "org.safereturn.repatriation.v1.NotYetInvented")), "passed-over");
    }

    private void badSignatures() throws GeneralSecurityException {
        add("no signature", proposed(), "missing-signature");
        add("an empty signature", proposed().with("sr_signature", ""), "missing-signature");
        add("a changed header", signed(proposed()).with("ce_sequence", "999"), "bad-signature");
        add("a header added", signed(proposed()).with("ce_causationid", "invented"), "bad-signature");
        add("a header taken away", signed(proposed()).without("ce_correlationid"), "bad-signature");
        add("a border moved between two headers",
                signed(proposed().with("ce_recipient", "T").with("ce_sequence", "H1")).with("ce_recipient", "TH")
                        .with("ce_sequence", "1"), "bad-signature");
        Message changed = signed(proposed());
        changed.value[changed.value.length - 1] ^= 1;
        add("a changed value", changed, "bad-signature");
        Message gone = signed(proposed());
        gone.value = new byte[0];
        add("the value taken away", gone, "bad-signature");
        Message moved = signed(proposed());
        moved.key = OTHER_CASE;
        add("another key", moved, "bad-signature");
        Message elsewhere = signed(proposed());
        elsewhere.topic = "kh.exchange.referral.v1";
        add("another topic", elsewhere, "bad-signature");
        add("another ministry signed on this topic", signed(proposed(), "ZZ"), "bad-signature");
        Message posing = proposed();
        posing.topic = "zz.exchange.repatriation.v1";
        add("a ministry on its own topic, with another one's source", signed(posing), "bad-signature");
        Message unknown = proposed();
        add("a key that nobody knows", signed(unknown, "{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-9\"}", unknown.signed()),
                "bad-signature");
        Message wrapping = proposed();
        add("a key for wrapping", signed(wrapping, "{\"alg\":\"EdDSA\",\"kid\":\"kh-wrap-vector\"}", wrapping.signed()),
                "bad-signature");
        Message extra = proposed();
        add("a parameter that is not allowed",
                signed(extra, "{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-vector\",\"exp\":1}", extra.signed()), "bad-signature");
        Message other = proposed();
        add("another algorithm", signed(other, "{\"alg\":\"HS256\",\"kid\":\"kh-sign-vector\"}", other.signed()),
                "bad-signature");
        Message plain = proposed();
        add("contents one after the other, without lengths", signed(plain,
                "{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-vector\"}", (plain.topic + plain.key + String.join("",
                        new TreeMap<>(plain.headers).values())).getBytes(StandardCharsets.UTF_8)), "bad-signature");
        Message attached = signed(proposed());
        add("the payload in the signature", attached.with("sr_signature", String.valueOf(attached.headers.get("sr_signature"))
                .replace("..", "." + Base64URL.encode(attached.signed()) + ".")), "bad-signature");
        add("no JWS", proposed().with("sr_signature", "not a signature"), "bad-signature");
    }

    private void badHeaders() {
        add("no sequence", signed(proposed().without("ce_sequence")), "bad-metadata");
        add("a sequence of 0", signed(proposed().with("ce_sequence", "0")), "bad-metadata");
        add("no subject", signed(proposed().without("ce_subject")), "bad-metadata");
        add("a time without an offset", signed(proposed().with("ce_time", "2026-03-01T02:03:04")), "bad-metadata");
        add("another version of CloudEvents", signed(proposed().with("ce_specversion", "0.3")), "bad-metadata");
        add("another service than the topic's",
                signed(proposed().with("ce_source", "urn:safereturn:kh:case-service")), "bad-metadata");
        add("an id of 257 bytes", signed(proposed().with("ce_id", "1".repeat(257))), "bad-metadata");
        add("for another country", signed(proposed().with("ce_recipient", "ZZ")), "wrong-recipient");
        add("for nobody", signed(proposed().without("ce_recipient")), "wrong-recipient");
        Message unread = proposed();
        unread.topic = "kh.exchange.reintegration.v1";
        add("a topic that the reader does not read", signed(unread), "unexpected-topic");
    }

    private void badValues() {
        add("a type that the topic does not carry",
                signed(proposed().with("ce_type", "org.safereturn.referral.v1.ReferralAccepted")), "wrong-type");
        add("another type in the value",
                signed(proposed().with("ce_type", RepatriationConfirmed.getClassSchema().getFullName())), "wrong-type");
        Message magic = proposed();
        magic.value[0] = 1;
        add("a first byte that is not 0", signed(magic), "poison-bytes");
        Message cut = proposed();
        cut.value = Arrays.copyOf(cut.value, 40);
        add("a value cut short", signed(cut), "poison-bytes");
        Message longer = proposed();
        longer.value = Arrays.copyOf(longer.value, longer.value.length + 1);
        add("a byte behind the record", signed(longer), "poison-bytes");
        Message empty = proposed();
        empty.value = new byte[0];
        add("a tombstone on another topic", signed(empty), "poison-bytes");
        Message unknown = proposed();
        unknown.value[4] = 99;
        add("a schema that the registry does not know", signed(unknown), "unknown-schema");
    }

    private void badClaims() {
        Message key = proposed().with("ce_subject", OTHER_CASE);
        key.key = OTHER_CASE;
        add("a key that is another case's", signed(key), "wrong-subject");
        add("a subject that is another case's", signed(proposed().with("ce_subject", OTHER_CASE)), "wrong-subject");
        add("the host confirms what only the origin may", signed(message(RETURNS, head("KH", "TH", "KH",
                RepatriationState.RETURN_CONFIRMED).on(RepatriationConfirmed.newBuilder()).setProposal(1)
                .setTravelDate(LocalDate.parse("2026-03-12")).setCrossingPoint("POIPET").setReceptionUnit("UNIT-2")
                .setContactRole("DUTY_OFFICER").build())), "wrong-sender");
        add("a host that did not sign", signed(message(RETURNS, proposal("ZZ").build())), "wrong-sender");
        add("an officer of another ministry", signed(message(RETURNS, proposal("KH")
                .setActor(new Officer("officer-1", "CASE_MANAGER", "UNIT-1", "TH").toReference()).build())), "wrong-sender");
        add("one country on both sides",
                signed(message(RETURNS, proposal("KH").setOriginCountry("KH").build())), "wrong-sender");
        add("a recipient that is not of the case",
                signed(message(RETURNS, proposal("KH").setOriginCountry("ZZ").build())), "wrong-recipient");
        Instant ahead = NOW.plusSeconds(2 * 86_400);
        add("a fact of the day after tomorrow",
                signed(message(RETURNS, proposal("KH").setOccurredAt(ahead).build())), "time-out-of-bounds");
        add("a time of the day after tomorrow", signed(proposed().with("ce_time", ahead.toString())), "time-out-of-bounds");
        add("a day long ago", signed(message(RETURNS,
                proposal("KH").setWindowFrom(LocalDate.parse("1899-12-31")).build())), "time-out-of-bounds");
        add("a day far away", signed(message(RETURNS,
                proposal("KH").setWindowTo(LocalDate.parse("2200-01-02")).build())), "time-out-of-bounds");
        add("the last day that may be", signed(message(RETURNS,
                proposal("KH").setWindowTo(LocalDate.parse("2200-01-01")).build())), "accepted");
    }
}
