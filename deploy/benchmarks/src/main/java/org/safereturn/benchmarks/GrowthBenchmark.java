package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.safereturn.local.StartFailure;

/**
 * What the services take when the stores hold a thousand, ten thousand, a hundred thousand, a million cases: one system of
 * its own on this machine, whose stores are filled past the APIs.
 */
final class GrowthBenchmark implements Benchmark {

    private static final int SMALLEST = 1000;
    private static final int STEP = 10;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("cases at most", 1_000_000, SMALLEST), new Option("repeats", 5, 1));
    }

    @Override
    public List<String> run(Path root, List<Integer> values)
            throws IOException, InterruptedException, ExecutionException {
        GrowthReport report = new GrowthReport();
        Progress progress = new Progress(System.out);
        try (Scratch scratch = new Scratch()) {
            Settings settings = Settings.isolated(root, scratch.folder()).on(Footing.SERVER);
            try (LocalSystem system = LocalSystem.start(settings, progress); Growth growth = new Growth(system)) {
                ProcessorTime.awaitCalm(settings.state());
                measure(growth, values, report);
            }
        }
        return report.lines();
    }

    private static void measure(Growth growth, List<Integer> values, GrowthReport report)
            throws IOException, InterruptedException, ExecutionException {
        GrownStores stores = growth.templates();
        System.out.println("Made for each case: " + String.join(", ", stores.collections()) + ".");
        // Not counted: the services have just started.
        growth.measure();
        for (int cases : sizes(values.getFirst())) {
            long began = System.nanoTime();
            stores.growTo(cases);
            System.out.println(cases + " cases after " + (System.nanoTime() - began) / 1_000_000_000L + " s.");
            try {
                for (int repeat = 0; repeat < values.getLast(); repeat++) {
                    report.add(cases, growth.measure());
                }
                report.holds(cases, growth.heldByTheJointView());
            } catch (StartFailure notReady) {
                report.tooMany(cases, String.valueOf(notReady.getMessage()));
                return;
            }
        }
    }

    /** A thousand and ten times as many each time, the largest last. */
    static List<Integer> sizes(int largest) {
        List<Integer> sizes = new ArrayList<>();
        for (long size = SMALLEST; size < largest; size *= STEP) {
            sizes.add((int) size);
        }
        sizes.add(largest);
        return sizes;
    }
}
