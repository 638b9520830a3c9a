package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;
import org.springframework.util.FileSystemUtils;

/**
 * What the broker's TLS and access rules and the audit trail cost: two systems beside each other on this machine, one
 * with them and one without, measured in turns. Tokens are checked in both: who acts comes from them.
 */
final class ProtectionBenchmark implements Benchmark {

    private static final double LEAST_KEPT = 0.85;

    @Override
    public String name() {
        return "protection";
    }

    @Override
    public List<Option> options() {
        return List.of(ExchangeBenchmark.REPEATS, ExchangeBenchmark.REFERRALS);
    }

    /** Starts both, measures and stops them. */
    @Override
    public List<String> run(Path root, List<Integer> values)
            throws IOException, InterruptedException, ExecutionException {
        int repeats = values.getFirst();
        Exchange.Plan plan = Exchange.Plan.of(values.getLast(), Duration.ZERO);
        Path folder = Files.createTempDirectory("safereturn-bench");
        Progress progress = new Progress(System.out);
        Settings with = Settings.isolated(root, folder.resolve("with"));
        Settings without = Settings.isolated(root, folder.resolve("without")).withoutProtection();
        try (LocalSystem _ = LocalSystem.start(with, progress); LocalSystem _ = LocalSystem.start(without, progress);
                Measured secured = new Measured(Target.of(with), plan); Measured open = new Measured(Target.of(without), plan)) {
            secured.warmUp();
            open.warmUp();
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ", both systems.");
                // Whoever goes second finds the machine warmer, so they take turns.
                (i % 2 == 0 ? secured : open).repeat();
                (i % 2 == 0 ? open : secured).repeat();
            }
            return lines(secured.report(), open.report());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    static List<String> lines(Report secured, Report open) {
        List<String> lines = new ArrayList<>(List.of("With TLS, access rules and audit trail:"));
        lines.addAll(secured.lines());
        lines.add("Without them:");
        lines.addAll(open.lines());
        double kept = secured.sustained() / open.sustained();
        lines.add(Report.verdict(kept >= LEAST_KEPT, String.format(Locale.ROOT,
                "with TLS, access rules and audit trail at least %.0f %% of the rate without them: %.1f %% (%.1f/s of %.1f/s)",
                100 * LEAST_KEPT, 100 * kept, secured.sustained(), open.sustained())));
        return lines;
    }
}
