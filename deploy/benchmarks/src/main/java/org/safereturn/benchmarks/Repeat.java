package org.safereturn.benchmarks;

/**
 * What one repeat measured.
 *
 * @param floor records a second of the bare drivers
 * @param bare records a second of the bare drivers, with as many durable writes as a referral takes in all services
 * @param sustained referrals a second of the system under full load
 * @param full from accepted to in the inbox, under full load
 * @param half the same at half of the sustained rate
 * @param halfBack at half load from accepted until the sender's side has the machine's receipt
 * @param halfSinceDue at half load from the moment the request was due, so with its way through HTTP
 * @param sentAgain requests that were not answered in time and sent again
 */
record Repeat(double floor, double bare, double sustained, Latencies full, Latencies half, Latencies halfBack,
        Latencies halfSinceDue, int sentAgain) {

    double share() {
        return sustained / floor;
    }
}
