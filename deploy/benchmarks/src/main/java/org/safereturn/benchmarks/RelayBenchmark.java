package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The own outbox beside others on PostgreSQL: events delivered to Kafka a second, and whether their order holds. */
final class RelayBenchmark implements Benchmark {

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("repeats", 5, 1), new Option("events", 10_000, 100),
                new Option("1: stores force commits to disk, 0: they do not", 1, 0));
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException {
        Optional<Path> postgres = Postgres.programs();
        if (postgres.isEmpty()) {
            return List.of("Nothing is measured: PostgreSQL is not installed (on Debian: apt install postgresql).");
        }
        try (Outboxes outboxes = new Outboxes(root, postgres, values.getLast() != 0)) {
            return outboxes.measure(List.of(Outboxes.Kind.values()), values.getFirst(), values.get(1)).lines();
        }
    }
}
