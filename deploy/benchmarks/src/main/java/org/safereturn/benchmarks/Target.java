package org.safereturn.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;

/**
 * Where the running system listens and which two countries exchange; each can be set by an environment variable,
 * otherwise it is what {@code deploy/up} uses.
 *
 * @param kafka how Kafka's clients reach the broker
 * @param sender upper-case code of the country that refers
 * @param receiver upper-case code of the country that is referred to
 * @param client the sender's system at the identity provider
 * @param key its private key
 * @param state where the system keeps its data when it runs on this machine
 */
record Target(Map<String, Object> kafka, String senderStore, String receiverStore, URI identity, URI senderCases,
        URI senderReferrals, String sender, String receiver, String client, Path key, Path state) {

    private static final String SENDER = "KH";
    private static final String RECEIVER = "TH";
    private static final String CLIENT = "kh-system";

    /** A system that this program started. */
    static Target of(Settings system) {
        return new Target(connection(system.clientFile("trial.benchmark")), "mongodb://127.0.0.1:" + system.port(Endpoint.STORE_KH),
                "mongodb://127.0.0.1:" + system.port(Endpoint.STORE_TH), system.http(Endpoint.IDENTITY),
                system.http(Endpoint.KH_CASE), system.http(Endpoint.KH_REFERRAL), SENDER, RECEIVER, CLIENT,
                system.systemKey(SENDER), system.state());
    }

    static Target of(Map<String, String> environment) {
        return new Target(connection(environment),
                environment.getOrDefault("BENCH_SENDER_STORE", "mongodb://127.0.0.1:27101"),
                environment.getOrDefault("BENCH_RECEIVER_STORE", "mongodb://127.0.0.1:27201"),
                URI.create(environment.getOrDefault("BENCH_IDENTITY", "http://127.0.0.1:8090")),
                URI.create(environment.getOrDefault("BENCH_SENDER_CASES", "http://127.0.0.1:8101")),
                URI.create(environment.getOrDefault("BENCH_SENDER_REFERRALS", "http://127.0.0.1:8103")),
                environment.getOrDefault("BENCH_SENDER", SENDER), environment.getOrDefault("BENCH_RECEIVER", RECEIVER),
                environment.getOrDefault("BENCH_CLIENT", CLIENT),
                Path.of(environment.getOrDefault("BENCH_KEY", ".local/state/keys/kh/system.jwk")),
                Path.of(environment.getOrDefault("BENCH_STATE", ".local/state")));
    }

    /** What the benchmark's own file says, which {@code deploy/up} writes at each start; what is set apart wins. */
    private static Map<String, Object> connection(Map<String, String> environment) {
        String file = environment.get("BENCH_KAFKA");
        Map<String, Object> kafka = new HashMap<>(file == null ? Map.of("bootstrap.servers", "127.0.0.1:9092")
                : connection(Path.of(file)));
        String brokers = environment.get("BENCH_BROKERS");
        if (brokers != null) {
            kafka.put("bootstrap.servers", brokers);
        }
        return Map.copyOf(kafka);
    }

    /** How a principal reaches the broker, as its file says. */
    static Map<String, Object> connection(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties settings = new Properties();
            settings.load(reader);
            return settings.stringPropertyNames().stream()
                    .collect(Collectors.toMap(Function.identity(), settings::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; is deploy/up running?", e);
        }
    }

    /** The same with settings of one client. */
    Map<String, Object> kafka(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(more);
        return settings;
    }

    /** Where the sender's referrals travel. */
    String submissions() {
        return lower(sender) + ".exchange.referral.v1";
    }

    /** Where the receiver's machine receipts travel. */
    String receipts() {
        return lower(receiver) + ".exchange.referral.v1";
    }

    /** Where the sender's referral service learns of new cases. */
    String standings() {
        return lower(sender) + ".national.case.v1";
    }

    /** The consumer group of the sender's referral service. */
    String senderGroup() {
        return lower(sender) + ".referral-service";
    }

    String senderDatabase() {
        return lower(sender) + "_referral";
    }

    String receiverDatabase() {
        return lower(receiver) + "_referral";
    }

    static String lower(String country) {
        return country.toLowerCase(Locale.ROOT);
    }
}
