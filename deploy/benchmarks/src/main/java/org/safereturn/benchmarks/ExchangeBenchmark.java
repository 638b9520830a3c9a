package org.safereturn.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * How many referrals a second the running system carries from one country's HTTP door to the other country's inbox,
 * and how long each is on its way, beside the floor of the same run.
 *
 * <p>Load is open-loop: requests are due at fixed moments whether or not earlier ones were answered, up to a cap that
 * only protects this program. Every repeat measures the floor, then the sustained rate under an offered rate above
 * what the system can take, then latency at half of that sustained rate.
 */
final class ExchangeBenchmark {

    private static final int IN_FLIGHT_CAP = 512;

    private final Target target;
    private final Sender sender;
    private final Cases cases;
    private final PrintStream out;

    ExchangeBenchmark(Target target, Sender sender, PrintStream out) {
        this.target = target;
        this.sender = sender;
        this.cases = new Cases(target, sender);
        this.out = out;
    }

    /** One row of the report; rates per second, times in milliseconds. */
    record Repeat(double floor, double sustained, double p50, double p99, double dueP50, double dueP99) {

        double share() {
            return sustained / floor;
        }
    }

    Repeat repeat(int referrals) throws Exception {
        double floor = new Floor(target, 64).run(referrals);
        List<String> heavy = cases.open(referrals);
        Run saturated = run(heavy, floor);
        double sustained = saturated.rate();
        List<String> light = cases.open(Math.max(200, referrals / 2));
        Run half = run(light, sustained / 2);
        Latencies crossing = half.sinceAccepted();
        Latencies due = half.sinceDue();
        return new Repeat(floor, sustained, crossing.percentile(50), crossing.percentile(99), due.percentile(50),
                due.percentile(99));
    }

    /** Submits one referral per case, one every {@code 1 / perSecond} seconds, and waits until all have arrived. */
    private Run run(List<String> caseRefs, double perSecond) throws Exception {
        Semaphore room = new Semaphore(IN_FLIGHT_CAP);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Map<String, Long> accepted = new ConcurrentHashMap<>();
        Map<String, Long> due = new ConcurrentHashMap<>();
        try (Receipts receipts = new Receipts(target.brokers(), "th.exchange.referral.v1")) {
            long start = System.nanoTime();
            for (int i = 0; i < caseRefs.size(); i++) {
                String caseRef = caseRefs.get(i);
                long dueAt = start + (long) (i * 1e9 / perSecond);
                while (System.nanoTime() < dueAt) {
                    LockSupport.parkNanos(Math.max(50_000, dueAt - System.nanoTime()));
                }
                due.put(caseRef, dueAt);
                room.acquire();
                CompletableFuture<Void> answered = sender
                        .post(target.senderReferrals(), "/referrals", UUID.randomUUID().toString(),
                                Cases.referral(caseRef))
                        .handle((reply, error) -> {
                            accepted.put(caseRef, System.nanoTime());
                            room.release();
                            if (error != null) {
                                failure.compareAndSet(null, error);
                            } else if (reply.statusCode() != 201) {
                                failure.compareAndSet(null, new IllegalStateException(
                                        "The service answered " + reply.statusCode() + ": " + reply.body()));
                            }
                            return null;
                        });
                Throwable failed = failure.get();
                if (failed != null) {
                    answered.cancel(true);
                    throw new IllegalStateException("A referral was not accepted.", failed);
                }
            }
            long limit = System.nanoTime() + 120_000_000_000L;
            while (receipts.count(caseRefs) < caseRefs.size()) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException(receipts.count(caseRefs) + " of " + caseRefs.size()
                            + " referrals reached the other country within two minutes.");
                }
                LockSupport.parkNanos(5_000_000);
            }
            List<Long> arrived = new ArrayList<>();
            caseRefs.forEach(each -> arrived.add(receipts.seenAtNanos(each)));
            return new Run(start, caseRefs, due, accepted, arrived);
        }
    }

    private record Run(long start, List<String> caseRefs, Map<String, Long> due, Map<String, Long> accepted,
            List<Long> arrived) {

        double rate() {
            long last = arrived.stream().mapToLong(Long::longValue).max().orElse(start);
            return caseRefs.size() / ((last - start) / 1e9);
        }

        Latencies sinceAccepted() {
            return since(accepted);
        }

        Latencies sinceDue() {
            return since(due);
        }

        /** A receipt can overtake the HTTP answer on its way to this program; that counts as no delay. */
        private Latencies since(Map<String, Long> moments) {
            double[] milliseconds = new double[caseRefs.size()];
            for (int i = 0; i < milliseconds.length; i++) {
                Long from = moments.get(caseRefs.get(i));
                milliseconds[i] = from == null ? Double.POSITIVE_INFINITY : Math.max(0, (arrived.get(i) - from) / 1e6);
            }
            return new Latencies(milliseconds);
        }
    }

    void print(List<Repeat> repeats) {
        out.println();
        out.println("repeat   floor/s  sustained/s  share   p50 ms   p99 ms   (from due: p50 ms   p99 ms)");
        for (int i = 0; i < repeats.size(); i++) {
            row(String.valueOf(i + 1), repeats.get(i));
        }
        row("median", new Repeat(median(repeats.stream().mapToDouble(Repeat::floor).toArray()),
                median(repeats.stream().mapToDouble(Repeat::sustained).toArray()),
                median(repeats.stream().mapToDouble(Repeat::p50).toArray()),
                median(repeats.stream().mapToDouble(Repeat::p99).toArray()),
                median(repeats.stream().mapToDouble(Repeat::dueP50).toArray()),
                median(repeats.stream().mapToDouble(Repeat::dueP99).toArray())));
        out.printf("median of the repeats' shares: %.0f %%%n",
                100 * median(repeats.stream().mapToDouble(Repeat::share).toArray()));
    }

    private static double median(double[] values) {
        return Latencies.median(values);
    }

    private void row(String name, Repeat each) {
        out.printf("%-7s %8.0f %12.0f %5.0f %% %8.1f %8.1f %20.1f %8.1f%n", name, each.floor(), each.sustained(),
                100 * each.share(), each.p50(), each.p99(), each.dueP50(), each.dueP99());
    }
}
