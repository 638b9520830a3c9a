package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.Footing;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Progress;
import org.safereturn.local.Settings;

/**
 * The exchange beside two AS4 endpoints that send the same content: a system of its own and both endpoints on this machine,
 * measured in turns.
 */
final class As4Benchmark implements Benchmark {

    private static final List<Integer> SENDERS = List.of(1, 2, 4, 8);

    @Override
    public String name() {
        return "as4";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("repeats", 5, 1), new Option("referrals per repeat", 2000, 50));
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException {
        int repeats = values.getFirst();
        int messages = values.getLast();
        Exchange.Plan plan = Exchange.Plan.of(messages, Duration.ZERO);
        String content = Cases.content();
        Progress progress = new Progress(System.out);
        List<As4Report.Theirs> written = new ArrayList<>();
        List<As4Report.Theirs> forced = new ArrayList<>();
        try (Scratch scratch = new Scratch();
                As4Endpoints as4 = As4Endpoints.start(root.resolve("deploy/benchmarks/as4"), scratch.folder().resolve("as4"), content)) {
            Settings settings = Settings.isolated(root, scratch.folder().resolve("ours")).on(Footing.SERVER);
            try (LocalSystem _ = LocalSystem.start(settings, progress);
                    Measured ours = new Measured(Target.of(settings), plan)) {
                ProcessorTime.awaitCalm(settings.state());
                System.out.println("Warming up with " + messages + " referrals and " + 3 * SENDERS.size() * messages + " AS4 messages.");
                ours.warmUp();
                as4.setForced(false);
                best(as4, messages);
                int senders = best(as4, messages);
                as4.setForced(true);
                int sendersForced = best(as4, messages);
                for (int i = 0; i < repeats; i++) {
                    System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                    // Whoever goes second finds the machine warmer, so they take turns.
                    if (i % 2 == 0) {
                        ours.repeat();
                    }
                    as4.setForced(false);
                    written.add(measure(as4, senders, plan));
                    as4.setForced(true);
                    forced.add(measure(as4, sendersForced, plan));
                    if (i % 2 == 1) {
                        ours.repeat();
                    }
                }
                System.out.println("AS4: " + content.getBytes(StandardCharsets.UTF_8).length + " bytes a message; " + senders
                        + " senders at once carried most, " + sendersForced + " when each message is forced to the disk.");
                return new As4Report(plan.perSecond(), ours.report(), written, forced).lines();
            }
        }
    }

    /** With how many senders it carries most. */
    private static int best(As4Endpoints as4, int messages) {
        int best = 0;
        double most = 0;
        for (int senders : SENDERS) {
            double rate = as4.fast(senders, messages);
            System.out.printf("  AS4 with %d at once: %.1f/s.%n", senders, rate);
            if (rate > most) {
                most = rate;
                best = senders;
            }
        }
        return best;
    }

    private static As4Report.Theirs measure(As4Endpoints as4, int senders, Exchange.Plan plan) {
        double rate = as4.fast(senders, plan.referrals());
        double[] pace = as4.steady(plan.perSecond(), Math.toIntExact(plan.perSecond() * plan.steady().toSeconds()));
        return new As4Report.Theirs(rate, pace[0], pace[1]);
    }
}
