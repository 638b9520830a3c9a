package org.safereturn.messaging.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.crypto.SecretKey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;

/**
 * The keys of a ministry, kept as JWK files in one directory: {@code signing.jwk} (Ed25519), {@code wrapping.jwk}
 * (X25519), {@code storage.jwk} and {@code stat.jwk} (256 bit), and {@code peers.jwks} with the public keys of all
 * ministries, each with a {@code ministry} member. The joint monitoring view has {@code peers.jwks} only.
 */
public final class MinistryKeys {

    private static final String SIGNING = "signing.jwk";
    private static final String WRAPPING = "wrapping.jwk";
    private static final String STORAGE = "storage.jwk";
    private static final String STAT = "stat.jwk";
    private static final String PEERS = "peers.jwks";
    private static final String MINISTRY = "ministry";

    private final Optional<OctetKeyPair> signing;
    private final Optional<OctetKeyPair> wrapping;
    private final Optional<SecretKey> storage;
    private final Optional<SecretKey> stat;
    private final List<PeerKey> peers;

    private MinistryKeys(Optional<OctetKeyPair> signing, Optional<OctetKeyPair> wrapping, Optional<SecretKey> storage,
            Optional<SecretKey> stat, List<PeerKey> peers) {
        this.signing = signing;
        this.wrapping = wrapping;
        this.storage = storage;
        this.stat = stat;
        this.peers = List.copyOf(peers);
    }

    /**
     * A public key of a ministry.
     *
     * @param ministry upper-case country code
     * @param key Ed25519 for signatures or X25519 for wrapping
     */
    public record PeerKey(String ministry, OctetKeyPair key) {
    }

    /**
     * Reads a ministry's directory.
     *
     * @throws IllegalStateException when a file that is there cannot be used, or {@code peers.jwks} is missing; the
     *     message names the file and nothing of its content
     */
    public static MinistryKeys load(Path directory) {
        return new MinistryKeys(pair(directory.resolve(SIGNING), Curve.Ed25519),
                pair(directory.resolve(WRAPPING), Curve.X25519), secret(directory.resolve(STORAGE)),
                secret(directory.resolve(STAT)), peers(directory.resolve(PEERS)));
    }

    /**
     * Makes keys for each country that has none yet, below {@code parent} in a directory named after the country in
     * lower case, and one directory {@code joint} that holds public signing keys only. All countries share the
     * statistics key. What is already there is kept.
     *
     * @param countries upper-case codes
     */
    public static void generate(Path parent, List<String> countries) {
        try {
            OctetSequenceKey stat = new OctetSequenceKeyGenerator(256).keyID("stat-1").generate();
            for (String country : countries) {
                Path existing = directory(parent, country).resolve(STAT);
                if (Files.exists(existing)) {
                    stat = OctetSequenceKey.parse(Files.readString(existing));
                }
            }
            List<Map<String, Object>> all = new ArrayList<>();
            List<Map<String, Object>> signing = new ArrayList<>();
            for (String country : countries) {
                Path directory = directory(parent, country);
                Files.createDirectories(directory);
                String name = country.toLowerCase(Locale.ROOT);
                JWK sign = kept(directory.resolve(SIGNING), new OctetKeyPairGenerator(Curve.Ed25519)
                        .keyID(name + "-sign-1").keyUse(KeyUse.SIGNATURE).generate());
                JWK wrap = kept(directory.resolve(WRAPPING), new OctetKeyPairGenerator(Curve.X25519)
                        .keyID(name + "-wrap-1").keyUse(KeyUse.ENCRYPTION).generate());
                kept(directory.resolve(STORAGE), new OctetSequenceKeyGenerator(256).keyID(name + "-store-1").generate());
                kept(directory.resolve(STAT), stat);
                signing.add(published(country, sign));
                all.add(published(country, sign));
                all.add(published(country, wrap));
            }
            for (String country : countries) {
                write(directory(parent, country).resolve(PEERS), JSONObjectUtils.toJSONString(Map.of("keys", all)));
            }
            Path joint = directory(parent, "joint");
            Files.createDirectories(joint);
            write(joint.resolve(PEERS), JSONObjectUtils.toJSONString(Map.of("keys", signing)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write keys below " + parent, e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("Cannot make keys below " + parent, e);
        }
    }

    /** The ministry's private signing key. */
    public Optional<OctetKeyPair> signing() {
        return signing;
    }

    /** The ministry's private key for case keys that peers wrap for it. */
    public Optional<OctetKeyPair> wrapping() {
        return wrapping;
    }

    /** The key under which the ministry stores its own case keys. */
    public Optional<SecretKey> storage() {
        return storage;
    }

    /** The key of the statistics pseudonyms, the same in all ministries. */
    public Optional<SecretKey> stat() {
        return stat;
    }

    /** Upper-case codes of all ministries whose keys are known, in the order of the file. */
    public List<String> ministries() {
        return peers.stream().map(PeerKey::ministry).distinct().toList();
    }

    /** The public key that this key id names, if it is one for signatures. */
    public Optional<PeerKey> signingKey(String keyId) {
        return peers.stream().filter(peer -> Curve.Ed25519.equals(peer.key().getCurve()))
                .filter(peer -> keyId.equals(peer.key().getKeyID())).findFirst();
    }

    /** The public key to wrap case keys for this country. */
    public Optional<OctetKeyPair> wrappingKey(String country) {
        return peers.stream().filter(peer -> Curve.X25519.equals(peer.key().getCurve()))
                .filter(peer -> country.equals(peer.ministry())).map(PeerKey::key).findFirst();
    }

    private static Path directory(Path parent, String country) {
        return parent.resolve(country.toLowerCase(Locale.ROOT));
    }

    private static Map<String, Object> published(String country, JWK key) {
        Map<String, Object> members = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
        members.put(MINISTRY, country);
        return members;
    }

    private static JWK kept(Path file, JWK fresh) throws IOException, ParseException {
        if (Files.exists(file)) {
            return JWK.parse(Files.readString(file));
        }
        write(file, fresh.toJSONString());
        return fresh;
    }

    private static void write(Path file, String json) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, json, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static Optional<OctetKeyPair> pair(Path file, Curve curve) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            OctetKeyPair key = OctetKeyPair.parse(Files.readString(file));
            if (!curve.equals(key.getCurve()) || !key.isPrivate() || key.getKeyID() == null) {
                throw new IllegalStateException(file + " must hold a private " + curve + " key with a key id");
            }
            return Optional.of(key);
        } catch (IOException | ParseException e) {
            throw unusable(file, e);
        }
    }

    private static Optional<SecretKey> secret(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            OctetSequenceKey key = OctetSequenceKey.parse(Files.readString(file));
            if (key.size() != 256) {
                throw new IllegalStateException(file + " must hold a key of 256 bit");
            }
            return Optional.of(key.toSecretKey("AES"));
        } catch (IOException | ParseException e) {
            throw unusable(file, e);
        }
    }

    private static List<PeerKey> peers(Path file) {
        List<PeerKey> peers = new ArrayList<>();
        try {
            Map<String, Object>[] keys = JSONObjectUtils.getJSONObjectArray(
                    JSONObjectUtils.parse(Files.readString(file)), "keys");
            if (keys == null) {
                throw new IllegalStateException(file + " has no keys");
            }
            for (Map<String, Object> members : keys) {
                String ministry = JSONObjectUtils.getString(members, MINISTRY);
                if (ministry == null) {
                    throw new IllegalStateException(file + " has a key that names no ministry");
                }
                peers.add(new PeerKey(ministry, OctetKeyPair.parse(members).toPublicJWK()));
            }
        } catch (IOException | ParseException e) {
            throw unusable(file, e);
        }
        return peers;
    }

    private static IllegalStateException unusable(Path file, Exception cause) {
        // The cause of a parse error may quote the key.
        return new IllegalStateException(file + " cannot be read as a JWK: " + cause.getClass().getSimpleName());
    }
}
