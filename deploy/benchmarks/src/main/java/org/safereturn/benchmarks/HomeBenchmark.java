package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;

/**
 * How long home takes to answer an officer's browser when the ministry has many cases: a system of its own on this machine,
 * whose stores are filled past the APIs as for {@link GrowthBenchmark}.
 */
final class HomeBenchmark implements Benchmark {

    private static final int USUAL = 100_000;
    private static final int LEAST = 1000;
    private static final int OPENED = 40;
    private static final int WARM_UP = 200;

    @Override
    public String name() {
        return "home";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("cases", USUAL, LEAST), new Option("repeats", 5, 1));
    }

    @Override
    public List<String> run(Path root, List<Integer> values)
            throws IOException, InterruptedException, ExecutionException {
        int cases = values.getFirst();
        List<Map<HomeReport.Reader, Latencies>> repeats = new ArrayList<>();
        Progress progress = new Progress(System.out);
        try (Scratch scratch = new Scratch();
                LocalSystem system = LocalSystem.startOnly(services(), Settings.isolated(root, scratch.folder()).on(Footing.SERVER), progress);
                Growth growth = new Growth(system)) {
            growth.templates().growTo(cases);
            System.out.println(cases + " cases.");
            for (HomeReport.Reader reader : HomeReport.Reader.values()) {
                // Not counted: the pages have just been asked for the first time.
                opened(system.settings(), reader, WARM_UP, cases);
            }
            for (int repeat = 0; repeat < values.getLast(); repeat++) {
                Map<HomeReport.Reader, Latencies> took = new EnumMap<>(HomeReport.Reader.class);
                for (HomeReport.Reader reader : HomeReport.Reader.values()) {
                    took.put(reader, opened(system.settings(), reader, OPENED, cases));
                }
                repeats.add(took);
            }
        }
        return new HomeReport(cases, repeats).lines();
    }

    /** All of them; one officer opens home more often than an officer may. */
    private static Map<String, List<String>> services() {
        Map<String, List<String>> services = LocalSystem.services().stream()
                .collect(Collectors.toMap(Function.identity(), _ -> List.of()));
        services.put(Endpoint.TH_CASE.id(), List.of("--safereturn.access.limits.officer.count=1000000",
                "--safereturn.access.limits.officer.burst=1000000"));
        return services;
    }

    /** What it takes to open home so often, one time after the other, until all of the page is there. */
    private static Latencies opened(Settings settings, HomeReport.Reader reader, int times, int cases)
            throws IOException, InterruptedException {
        double[] took = new double[times];
        try (OpenHome home = OpenHome.signIn(settings.http(Endpoint.TH_CASE), reader.officer())) {
            for (int i = 0; i < times; i++) {
                took[i] = home.open(reader.list(), reader.waiting(cases));
            }
        }
        return new Latencies(took);
    }
}
