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
        try (Scratch scratch = new Scratch();
                LocalSystem system = LocalSystem.start(Settings.isolated(root, scratch.folder()).on(Footing.SERVER), progress);
                Growth growth = new Growth(system)) {
            GrownStores stores = growth.templates();
            System.out.println("Made for each case: " + String.join(", ", stores.collections()) + ".");
            // Not counted: the services have just started.
            growth.measure();
            for (int cases : sizes(values.getFirst())) {
                long began = System.nanoTime();
                stores.growTo(cases);
                System.out.println(cases + " cases after " + (System.nanoTime() - began) / 1_000_000_000L + " s.");
                for (int repeat = 0; repeat < values.getLast(); repeat++) {
                    report.add(cases, growth.measure());
                }
            }
        }
        return report.lines();
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
