package org.safereturn.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Measures the running system against the floor of the same run. The synthetic cases of the run stay behind.
 */
final class ExchangeBenchmark implements Benchmark {

    static final List<Option> REPEATS_AND_REFERRALS = List.of(new Option("repeats", 5, 5),
            new Option("referrals per repeat", 2000, 200));

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public List<Option> options() {
        return REPEATS_AND_REFERRALS;
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws InterruptedException, ExecutionException {
        int repeats = values.getFirst();
        int referrals = values.getLast();
        try (Measured system = new Measured(Target.of(System.getenv()))) {
            System.out.println("Warming up with " + referrals + " referrals.");
            system.warmUp(referrals);
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                system.repeat(referrals);
            }
            return system.report().lines();
        }
    }
}
