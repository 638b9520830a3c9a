package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** The command {@code deploy/bench}: the name of a benchmark and its numbers. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(new ExchangeBenchmark(), new ProtectionBenchmark(),
            new RebuildBenchmark(), new ViewersBenchmark(), new GrowthBenchmark(), new HomeBenchmark(), new NamesBenchmark(), new BacklogBenchmark(), new RelayBenchmark(),
            new ProfileBenchmark(), new As4Benchmark());

    private Bench() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Optional<Benchmark> asked = ALL.stream()
                .filter(each -> arguments.length > 0 && each.name().equals(arguments[0])).findFirst();
        Optional<List<Integer>> values = asked.flatMap(each -> values(each.options(), arguments));
        if (values.isEmpty()) {
            System.err.println("Usage:");
            ALL.forEach(each -> System.err.println("  deploy/bench " + each.name() + each.options().stream()
                    .map(option -> " [" + option.what() + ", at least " + option.least() + ", else " + option.usual() + "]")
                    .collect(Collectors.joining())));
            System.exit(2);
        }
        try {
            asked.orElseThrow().run(Path.of(System.getProperty("safereturn.root", "")), values.orElseThrow())
                    .forEach(System.out::println);
        } catch (RuntimeException | IOException | ExecutionException stopped) {
            Throwable cause = stopped instanceof ExecutionException && stopped.getCause() != null ? stopped.getCause()
                    : stopped;
            System.err.println("The benchmark stopped: " + cause);
            System.exit(1);
        }
    }

    /** Empty when there are too many numbers, or one is none or too small. */
    private static Optional<List<Integer>> values(List<Benchmark.Option> options, String[] arguments) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            int position = i + 1;
            Benchmark.Option option = options.get(i);
            if (position >= arguments.length) {
                values.add(option.usual());
            } else if (arguments[position].matches("[0-9]{1,9}") && Integer.parseInt(arguments[position]) >= option.least()) {
                values.add(Integer.parseInt(arguments[position]));
            } else {
                return Optional.empty();
            }
        }
        return arguments.length > options.size() + 1 ? Optional.empty() : Optional.of(values);
    }
}
