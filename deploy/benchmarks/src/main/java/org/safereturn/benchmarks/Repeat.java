package org.safereturn.benchmarks;

import java.util.Optional;

/**
 * What one repeat measured.
 *
 * @param floor records a second of the bare drivers
 * @param bare records a second of the bare drivers, with as many durable writes as a referral takes in all services
 * @param sustained referrals a second of the system under full load
 * @param full from accepted to in the inbox, under full load
 * @param steady the same at the steady pace
 * @param steadyBack at the steady pace from accepted until the sender's side has the machine's receipt
 * @param steadySinceDue at the steady pace from the moment the request was due, so with its way through HTTP
 * @param steadyWhole at the steady pace from the moment the request was due until the sender's side has the machine's receipt
 * @param sentAgain requests that were not answered in time and sent again
 * @param turnedAway requests that were told to come later
 * @param cost processor time
 * @param overloaded what became of several times as many; empty when that was left out
 */
record Repeat(double floor, double bare, double sustained, Latencies full, Latencies steady, Latencies steadyBack,
        Latencies steadySinceDue, Latencies steadyWhole, int sentAgain, int turnedAway, Cost cost, Optional<Overloaded> overloaded) {

    double share() {
        return sustained / floor;
    }

    double shareOfBare() {
        return sustained / bare;
    }
}
