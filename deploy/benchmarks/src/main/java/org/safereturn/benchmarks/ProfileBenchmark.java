package org.safereturn.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.local.client.SystemLogin;

/** Where the processor time of a case and its referral goes, by process and by layer. The cases stay behind. */
final class ProfileBenchmark implements Benchmark {

    private static final String LIBRARY = "/linux-x64/libasyncProfiler.so";

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public List<Option> options() {
        return List.of(ExchangeBenchmark.REFERRALS);
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException {
        int referrals = values.getFirst();
        Target target = Target.of(System.getenv());
        Path folder = Files.createTempDirectory("safereturn-profile");
        Layers layers = Layers.load();
        try (Sender sender = new Sender(() -> SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())))) {
            Path library = library(folder);
            Exchange exchange = new Exchange(target, sender, Exchange.Plan.of(referrals, Duration.ZERO));
            System.out.println("Warming up with " + referrals + " referrals.");
            exchange.warmUp();
            Map<String, ProcessHandle> parts = ProcessorTime.parts(target.state());
            if (parts.isEmpty()) {
                throw new IOException("No process of the system runs on this machine.");
            }
            Map<String, Profile> profiles = new LinkedHashMap<>();
            for (Map.Entry<String, ProcessHandle> each : parts.entrySet()) {
                profiles.put(each.getKey(), Profile.start(each.getValue().pid(), library, folder));
            }
            ProcessorTime before = ProcessorTime.of(target.state());
            exchange.carry();
            Map<String, Double> used = ProcessorTime.of(target.state()).since(before).perOne(referrals);
            Map<String, Map<String, Double>> byPart = new TreeMap<>();
            for (Map.Entry<String, Profile> each : profiles.entrySet()) {
                byPart.put(each.getKey(), milliseconds(each.getValue().stop(layers), used.getOrDefault(each.getKey(), 0.0)));
            }
            return lines(byPart, layers);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    /** The processor time of a part, divided as its samples are. */
    static Map<String, Double> milliseconds(Map<String, Long> samples, double milliseconds) {
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        return samples.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> milliseconds * each.getValue() / all));
    }

    static List<String> lines(Map<String, Map<String, Double>> byPart, Layers layers) {
        List<String> names = new ArrayList<>(layers.names());
        names.add(Layers.OTHER);
        List<String> lines = new ArrayList<>();
        lines.add("Processor time of a case and its referral in milliseconds, by process and layer:");
        lines.add(row("", byPart.keySet().stream().map(part -> String.format(Locale.ROOT, "%12s", part)).toList(), "all"));
        for (String layer : names) {
            List<Double> cells = byPart.values().stream().map(each -> each.getOrDefault(layer, 0.0)).toList();
            lines.add(row(layer, cells.stream().map(ProfileBenchmark::cell).toList(), cell(sum(cells)).strip()));
        }
        List<Double> totals = byPart.values().stream().map(each -> sum(List.copyOf(each.values()))).toList();
        lines.add(row("all", totals.stream().map(ProfileBenchmark::cell).toList(), cell(sum(totals)).strip()));
        return lines;
    }

    private static String row(String layer, List<String> cells, String all) {
        return String.format(Locale.ROOT, "%-26s%s%10s", layer, String.join("", cells), all);
    }

    private static String cell(double milliseconds) {
        return String.format(Locale.ROOT, "%12.2f", milliseconds);
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Path library(Path folder) throws IOException {
        Path library = folder.resolve("libasyncProfiler.so");
        try (InputStream stream = ProfileBenchmark.class.getResourceAsStream(LIBRARY)) {
            if (stream == null) {
                throw new FileNotFoundException("The profiler is for Linux on x86-64 only; " + LIBRARY + " is missing.");
            }
            Files.copy(stream, library);
        }
        return library;
    }
}
