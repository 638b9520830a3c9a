package org.safereturn.messaging.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.wire.EventCodec;

/** The files of test vectors, and the keys in them. */
final class Vectors {

    static final Path FOLDER = Path.of("../events/src/main/resources/vectors");
    static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> MINISTRIES = List.of("KH", "TH", "ZZ");
    static final String READER = "TH";
    static final String SERVICE = "referral-service";

    private Vectors() {
    }

    static JsonNode read(String file) throws IOException {
        return JSON.readTree(FOLDER.resolve(file).toFile());
    }

    static byte[] bytes(JsonNode text) {
        return new Base64URL(text.asText()).decode();
    }

    /** The private part of an invented key: published, and the same for everybody. */
    static byte[] invented(String keyId) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("safe-return test vector " + keyId).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode secret(String keyId) {
        return JSON.createObjectNode().put("kty", "oct").put("kid", keyId)
                .put("k", Base64URL.encode(invented(keyId)).toString());
    }

    /** The keys of one ministry, out of {@code keys.json}. */
    static MinistryKeys keys(JsonNode keys, String country, Path parent) throws IOException {
        Path directory = Files.createDirectories(parent.resolve(country));
        JsonNode own = keys.path("ministries").path(country);
        Files.writeString(directory.resolve("signing.jwk"), own.path("signing").toString());
        Files.writeString(directory.resolve("wrapping.jwk"), own.path("wrapping").toString());
        Files.writeString(directory.resolve("storage.jwk"),
                secret(country.toLowerCase(Locale.ROOT) + "-store-vector").toString());
        Files.writeString(directory.resolve("stat.jwk"), keys.path("stat").toString());
        Files.writeString(directory.resolve("peers.jwks"), keys.path("peers").toString());
        return MinistryKeys.load(directory);
    }

    static EventCodec codec() {
        return EventCodec.of(NumberedSchemas.AvroSerializer.class.getName(),
                NumberedSchemas.AvroDeserializer.class.getName(), Map.of());
    }

    static InboundRecord message(JsonNode vector) {
        Map<String, byte[]> headers = new HashMap<>();
        vector.path("headers").properties().forEach(header ->
                headers.put(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return new InboundRecord(vector.path("topic").asText(), vector.path("key").asText(), headers,
                bytes(vector.path("value")), 0, 0);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
