package org.safereturn.benchmarks;

import java.net.URI;
import java.util.Map;

/**
 * Where the running system listens; each address can be set by an environment variable of the same name, otherwise it
 * is the fixed one of the embedded default.
 */
record Target(String brokers, String senderStore, String receiverStore, URI identity, URI senderCases,
        URI senderReferrals, String client, String secret) {

    static Target of(Map<String, String> environment) {
        return new Target(environment.getOrDefault("BENCH_BROKERS", "127.0.0.1:9092"),
                environment.getOrDefault("BENCH_SENDER_STORE", "mongodb://127.0.0.1:27101"),
                environment.getOrDefault("BENCH_RECEIVER_STORE", "mongodb://127.0.0.1:27201"),
                URI.create(environment.getOrDefault("BENCH_IDENTITY", "http://127.0.0.1:8090")),
                URI.create(environment.getOrDefault("BENCH_SENDER_CASES", "http://127.0.0.1:8101")),
                URI.create(environment.getOrDefault("BENCH_SENDER_REFERRALS", "http://127.0.0.1:8103")),
                environment.getOrDefault("BENCH_CLIENT", "kh-system"),
                environment.getOrDefault("BENCH_SECRET", "kh-system-demo-secret"));
    }
}
