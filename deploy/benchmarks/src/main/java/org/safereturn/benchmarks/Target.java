package org.safereturn.benchmarks;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Where the running system listens and which two countries exchange; each can be set by an environment variable,
 * otherwise it is what {@code deploy/up} uses.
 *
 * @param sender upper-case code of the country that refers
 * @param receiver upper-case code of the country that is referred to
 */
record Target(String brokers, String senderStore, String receiverStore, URI identity, URI senderCases,
        URI senderReferrals, String sender, String receiver, String client, String secret) {

    static Target of(Map<String, String> environment) {
        return new Target(environment.getOrDefault("BENCH_BROKERS", "127.0.0.1:9092"),
                environment.getOrDefault("BENCH_SENDER_STORE", "mongodb://127.0.0.1:27101"),
                environment.getOrDefault("BENCH_RECEIVER_STORE", "mongodb://127.0.0.1:27201"),
                URI.create(environment.getOrDefault("BENCH_IDENTITY", "http://127.0.0.1:8090")),
                URI.create(environment.getOrDefault("BENCH_SENDER_CASES", "http://127.0.0.1:8101")),
                URI.create(environment.getOrDefault("BENCH_SENDER_REFERRALS", "http://127.0.0.1:8103")),
                environment.getOrDefault("BENCH_SENDER", "KH"), environment.getOrDefault("BENCH_RECEIVER", "TH"),
                environment.getOrDefault("BENCH_CLIENT", "kh-system"),
                environment.getOrDefault("BENCH_SECRET", "kh-system-demo-secret"));
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

    private static String lower(String country) {
        return country.toLowerCase(Locale.ROOT);
    }
}
