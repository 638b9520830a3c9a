package org.safereturn.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Measures the running system against the bare drivers of the same run: how much it carries, how quickly, at what cost, and
 * how it behaves when too much is asked of it. The synthetic cases of the run stay behind.
 */
final class ExchangeBenchmark implements Benchmark {

    static final Option REPEATS = new Option("repeats", 5, 5);
    static final Option REFERRALS = new Option("referrals per repeat", 2000, 200);

    private static final Option OVERLOAD = new Option("seconds of overload per repeat, 0 for none", 60, 0);

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public List<Option> options() {
        return List.of(REPEATS, REFERRALS, OVERLOAD);
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws InterruptedException, ExecutionException {
        int repeats = values.getFirst();
        int referrals = values.get(1);
        Exchange.Plan plan = Exchange.Plan.of(referrals, Duration.ofSeconds(values.getLast()));
        try (Measured system = new Measured(Target.of(System.getenv()), plan)) {
            System.out.println("Warming up with " + referrals + " referrals.");
            system.warmUp();
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                system.repeat();
            }
            return system.report().lines();
        }
    }
}
