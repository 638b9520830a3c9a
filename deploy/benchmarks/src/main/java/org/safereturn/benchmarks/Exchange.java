package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * How many referrals a second the running system carries from one country's HTTP door to the other country's inbox,
 * and how long each is on its way, beside the floor of the same run.
 *
 * <p>Load is open-loop: requests are due at fixed moments whether or not earlier ones were answered, up to a cap that
 * only protects this program. Every repeat measures the floor, the floor with as many writes as the services make, then
 * the sustained rate while as much is offered as the floor can take, then latency at half of that sustained rate.
 */
final class Exchange {

    private static final int IN_FLIGHT_CAP = 512;
    private static final int FLOOR_AT_ONCE = 64;
    private static final int FEWEST_AT_HALF_LOAD = 200;
    private static final double ALL_AT_ONCE = 1e6;
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofSeconds(2);

    private final Target target;
    private final Sender sender;
    private final Cases cases;

    Exchange(Target target, Sender sender) {
        this.target = target;
        this.sender = sender;
        this.cases = new Cases(target, sender);
    }

    /** Runs everything once without counting it, and returns how large a referral is. */
    Sizes warmUp(int referrals) throws InterruptedException, ExecutionException {
        sender.signIn();
        List<String> caseRefs = cases.open(referrals);
        Writes writes = new Writes(target, caseRefs);
        long before = writes.settled();
        run(caseRefs, ALL_AT_ONCE);
        Sizes sizes = Sizes.of(target, caseRefs, Math.max(2, Math.toIntExact(Math.round(
                (double) (writes.settled() - before) / referrals))));
        new Floor(target, sizes, FLOOR_AT_ONCE).run(referrals);
        return sizes;
    }

    Repeat repeat(Sizes sizes, int referrals) throws InterruptedException, ExecutionException {
        sender.signIn();
        sender.takeSentAgain();
        List<String> many = cases.open(referrals);
        List<String> fewer = cases.open(Math.max(FEWEST_AT_HALF_LOAD, referrals / 2));
        // What follows an exchange, such as the joint view's reading, must not weigh on what is measured next.
        Thread.sleep(REST);
        double floor = new Floor(target, sizes, FLOOR_AT_ONCE).run(referrals);
        double bare = new Floor(target, sizes, FLOOR_AT_ONCE, sizes.writes()).run(referrals);
        Run full = run(many, floor);
        Thread.sleep(REST);
        Run half = run(fewer, full.rate() / 2);
        return new Repeat(floor, bare, full.rate(), full.sinceAccepted(), half.sinceAccepted(), half.back(), half.sinceDue(),
                sender.takeSentAgain());
    }

    /** Submits one referral per case, one every {@code 1 / perSecond} seconds, and waits until all have arrived. */
    private Run run(List<String> caseRefs, double perSecond) throws InterruptedException, ExecutionException {
        Semaphore room = new Semaphore(IN_FLIGHT_CAP);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        long[] due = new long[caseRefs.size()];
        try (Receipts receipts = new Receipts(target, caseRefs)) {
            long start = System.nanoTime();
            for (int i = 0; i < due.length && failure.get() == null; i++) {
                due[i] = start + (long) (i * 1e9 / perSecond);
                while (System.nanoTime() < due[i]) {
                    LockSupport.parkNanos(Math.max(50_000, due[i] - System.nanoTime()));
                }
                room.acquire();
                long sentAt = System.nanoTime();
                answers.add(sender.post(target.senderReferrals(), "/referrals", Cases.referral(caseRefs.get(i)))
                        .thenApply(answer -> acceptedAt(answer, sentAt))
                        .whenComplete((_, error) -> {
                            if (error != null) {
                                failure.compareAndSet(null, error);
                            }
                            room.release();
                        }));
            }
            long[] accepted = new long[due.length];
            for (int i = 0; i < answers.size(); i++) {
                accepted[i] = answers.get(i).get();
            }
            receipts.awaitAll(LONGEST_WAY);
            return new Run(start, due, accepted, caseRefs.stream().map(receipts::of).toList());
        }
    }

    /**
     * The moment the answer came; for a request that had to be sent again the moment it was sent first, because it may
     * have been accepted any time after that.
     */
    private static long acceptedAt(Sender.Answer answer, long sentAt) {
        if (answer.reply().statusCode() != 201) {
            throw new IllegalStateException("A referral was answered with " + answer.reply().statusCode() + ": "
                    + answer.reply().body());
        }
        return answer.first() ? System.nanoTime() : sentAt;
    }

    /** The moments of one run, each case at the same place. */
    private static final class Run {

        private final long start;
        private final long[] due;
        private final long[] accepted;
        private final List<Receipts.Moments> arrived;

        private Run(long start, long[] due, long[] accepted, List<Receipts.Moments> arrived) {
            this.start = start;
            this.due = due;
            this.accepted = accepted;
            this.arrived = arrived;
        }

        double rate() {
            long last = start;
            for (Receipts.Moments each : arrived) {
                last = Math.max(last, each.seen());
            }
            return arrived.size() / ((last - start) / 1e9);
        }

        Latencies sinceAccepted() {
            return since(accepted, Receipts.Moments::stored);
        }

        Latencies back() {
            return since(accepted, Receipts.Moments::seen);
        }

        Latencies sinceDue() {
            return since(due, Receipts.Moments::stored);
        }

        /** A referral can overtake the HTTP answer on its way to this program; that counts as no delay. */
        private Latencies since(long[] moments, ToLongFunction<Receipts.Moments> until) {
            double[] milliseconds = new double[moments.length];
            for (int i = 0; i < milliseconds.length; i++) {
                milliseconds[i] = Math.max(0, (until.applyAsLong(arrived.get(i)) - moments[i]) / 1e6);
            }
            return new Latencies(milliseconds);
        }
    }
}
