package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * How many referrals a second the running system carries from one country's HTTP door to the other country's inbox,
 * how long each is on its way and what it costs, beside the floor of the same run.
 *
 * <p>Load is open-loop: requests are due at fixed moments whether or not earlier ones were answered, up to a cap that
 * only protects this program. Every repeat measures the floor, the floor with as many writes as the services make, the
 * sustained rate while as much is offered as the floor can take, latency at a steady pace, and what happens when several
 * times the sustained rate is offered.
 */
final class Exchange {

    private static final int IN_FLIGHT_CAP = 512;
    private static final int FLOOR_AT_ONCE = 64;
    private static final double ALL_AT_ONCE = 1e6;
    private static final int GENTLY = 400;
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofSeconds(2);

    private final Target target;
    private final Sender sender;
    private final Plan plan;
    private final Cases cases;

    Exchange(Target target, Sender sender, Plan plan) {
        this.target = target;
        this.sender = sender;
        this.plan = plan;
        this.cases = new Cases(target, sender);
    }

    /**
     * What a repeat does.
     *
     * @param referrals under full load
     * @param perSecond the steady pace
     * @param steady how long it lasts
     * @param idle how long nobody asks for anything, at the beginning
     * @param overload how long too much is offered; zero for not at all
     * @param afterwards how long the steady pace lasts after it
     */
    record Plan(int referrals, int perSecond, Duration steady, Duration idle, Duration overload, Duration afterwards) {

        /** The usual one with this many referrals. */
        static Plan of(int referrals, Duration overload) {
            return new Plan(referrals, 20, Duration.ofSeconds(20), Duration.ofSeconds(5), overload, Duration.ofSeconds(15));
        }
    }

    /** Runs everything but the overload once without counting it, and returns how large a referral is. */
    Sizes warmUp() throws InterruptedException, ExecutionException {
        sender.signIn();
        // A system that has just started compiles what is asked of it first; all at once would only wait for that.
        run(cases.open(GENTLY), plan.perSecond());
        List<String> caseRefs = cases.open(plan.referrals());
        Writes writes = new Writes(target, caseRefs);
        long before = writes.settled();
        run(caseRefs, ALL_AT_ONCE);
        Sizes sizes = Sizes.of(target, caseRefs, Math.max(2, Math.toIntExact(Math.round(
                (double) (writes.settled() - before) / plan.referrals()))));
        new Floor(target, sizes, FLOOR_AT_ONCE).run(plan.referrals());
        return sizes;
    }

    Repeat repeat(Sizes sizes) throws InterruptedException, ExecutionException {
        sender.signIn();
        sender.takeSentAgain();
        sender.takeTurnedAway();
        ProcessorTime start = processorTime();
        Thread.sleep(plan.idle());
        ProcessorTime idle = processorTime();
        List<String> many = cases.open(plan.referrals());
        // What follows an exchange, such as the joint view's reading, belongs to it and not to what is measured next.
        Thread.sleep(REST);
        ProcessorTime opened = processorTime();
        List<String> fewer = cases.open(Math.toIntExact(plan.perSecond() * plan.steady().toSeconds()));
        Thread.sleep(REST);
        double floor = new Floor(target, sizes, FLOOR_AT_ONCE).run(plan.referrals());
        ProcessorTime beforeBare = processorTime();
        double bare = new Floor(target, sizes, FLOOR_AT_ONCE, sizes.writes()).run(plan.referrals());
        ProcessorTime beforeFull = processorTime();
        Run full = run(many, floor);
        Thread.sleep(REST);
        ProcessorTime afterFull = processorTime();
        Run steady = run(fewer, plan.perSecond());
        Cost cost = Cost.of(opened.since(idle), afterFull.since(beforeFull), beforeFull.since(beforeBare),
                plan.referrals(), idle.since(start), plan.idle());
        int sentAgain = sender.takeSentAgain();
        int turnedAway = sender.takeTurnedAway();
        return new Repeat(floor, bare, full.rate(), full.sinceAccepted(), steady.sinceAccepted(), steady.back(),
                steady.sinceDue(), steady.whole(), sentAgain, turnedAway, cost, plan.overload().isZero() ? Optional.empty()
                : Optional.of(new Overload(target, sender, cases, plan).run(full.rate())));
    }

    /** Opens cases and refers them as fast as it goes, until everything that follows is done too. */
    void carry() throws InterruptedException, ExecutionException {
        sender.signIn();
        run(cases.open(plan.referrals()), ALL_AT_ONCE);
        Thread.sleep(REST);
    }

    private ProcessorTime processorTime() {
        return ProcessorTime.of(target.state());
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

        Latencies whole() {
            return since(due, Receipts.Moments::seen);
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
