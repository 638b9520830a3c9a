package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;

/** A receiver comes back after many events have waited for it: one system of its own on this machine, one run. */
final class BacklogBenchmark implements Benchmark {

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("events", 60_000, 100));
    }

    @Override
    public List<String> run(Path root, List<Integer> values)
            throws IOException, InterruptedException, ExecutionException {
        Progress progress = new Progress(System.out);
        try (Scratch scratch = new Scratch();
                LocalSystem system = LocalSystem.start(Settings.isolated(root, scratch.folder()).on(Footing.SERVER), progress);
                Backlog backlog = new Backlog(system)) {
            return backlog.run(values.getFirst()).lines();
        }
    }
}
