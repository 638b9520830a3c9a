package org.safereturn.messaging.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

import org.safereturn.messaging.wire.HeaderNames;

/**
 * The bytes a signature covers: topic, key, every {@code ce_*} header sorted by name, and the SHA-256 of the value. Each
 * name and each content is a netstring ({@code <length>:<bytes>,}), so that no two records give the same bytes.
 */
final class SignedContent {

    private SignedContent() {
    }

    static byte[] of(String topic, String key, Map<String, byte[]> headers, byte[] value) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(768);
        add(content, "topic", bytes(topic));
        add(content, "key", bytes(key));
        new TreeMap<>(headers).forEach((name, header) -> {
            if (name.startsWith(HeaderNames.SIGNED_PREFIX)) {
                add(content, name, header);
            }
        });
        add(content, "sha256", sha256(value));
        return content.toByteArray();
    }

    private static void add(ByteArrayOutputStream content, String name, byte[] part) {
        netstring(content, bytes(name));
        netstring(content, part);
    }

    private static void netstring(ByteArrayOutputStream content, byte[] part) {
        content.writeBytes(bytes(Integer.toString(part.length)));
        content.write(':');
        content.writeBytes(part);
        content.write(',');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }
}
