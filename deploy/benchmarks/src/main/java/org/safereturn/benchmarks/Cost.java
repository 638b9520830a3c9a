package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What one repeat took of the processors, in milliseconds of processor time.
 *
 * @param opening by part, for a case that is opened until the referral service knows it
 * @param referring by part, for its referral, with everything that follows it in all services
 * @param generator of the program that sends, for both
 * @param bareStores of stores and broker, for a record of the bare drivers with as many writes
 * @param bareDrivers of the bare drivers themselves, for the same
 * @param idle by part, in a second in which nobody asks for anything
 */
record Cost(Map<String, Double> opening, Map<String, Double> referring, double generator, double bareStores,
        double bareDrivers, Map<String, Double> idle) {

    private static final Set<String> STORES = Set.of("store", "kafka");

    Cost {
        opening = Map.copyOf(opening);
        referring = Map.copyOf(referring);
        idle = Map.copyOf(idle);
    }

    /** From what was used meanwhile, for this many referrals; {@code idle} in this time. */
    static Cost of(ProcessorTime opening, ProcessorTime referring, ProcessorTime bare, int referrals, ProcessorTime idle,
            Duration idleFor) {
        return new Cost(opening.perOne(referrals), referring.perOne(referrals),
                ProcessorTime.milliseconds(opening.generator().plus(referring.generator())) / referrals,
                bare.perOne(referrals).entrySet().stream().filter(each -> STORES.contains(each.getKey()))
                        .mapToDouble(Map.Entry::getValue).sum(),
                ProcessorTime.milliseconds(bare.generator()) / referrals,
                idle.perOne(Math.max(1, (int) idleFor.toSeconds())));
    }

    /** Of all processes of the system, for one case and its referral. */
    double total() {
        return sum(opening) + sum(referring);
    }

    /** Whether the processes of the system run on this machine. */
    boolean isKnown() {
        return !referring.isEmpty();
    }

    /** Of a part for one case and its referral; 0 when it does not run. */
    double of(String part) {
        return opening.getOrDefault(part, 0.0) + referring.getOrDefault(part, 0.0);
    }

    static double sum(Map<String, Double> byPart) {
        return byPart.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
