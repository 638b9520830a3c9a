package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.safereturn.events.TopicCatalogue;
import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;
import tools.jackson.databind.JsonNode;

/**
 * How fast the joint view is computed again from the first event, beside a raw reading of the same records. The events are
 * made once, interleaved as far as can be: the first one of every journey, then the second one of every journey.
 */
final class RebuildBenchmark implements Benchmark {

    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final long FLUSH_EVERY = 20_000;
    /** So many events are followed by a forged one. */
    private static final long FORGE_EVERY = 10_000;
    /** As the joint view's own process is started for figures. */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx384m", "-Xmn128m", "-Dsafereturn.log=off",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("repeats", 5, 1), new Option("journeys of 15 events", 66_667, 10));
    }

    @Override
    public List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException {
        int repeats = values.getFirst();
        try (JointView view = JointView.start(root, List.of())) {
            Rebuilds.Sent sent = send(view.settings(), values.getLast());
            System.out.println("Sent " + sent.events() + " events; the joint view takes them in.");
            view.awaitTakenIn(LONGEST);
            List<Rebuilds.Repeat> measured = new ArrayList<>();
            for (int index = 0; index < repeats; index++) {
                System.out.println("Repeat " + (index + 1) + " of " + repeats + ".");
                RawReading.Result raw = raw(view.settings());
                measured.add(rebuild(view, raw));
            }
            return new Rebuilds(sent, view.largestHeap(), measured).lines();
        } catch (TimeoutException e) {
            throw new IllegalStateException("The broker does not answer", e);
        }
    }

    private static Rebuilds.Sent send(Settings settings, int journeys)
            throws InterruptedException, ExecutionException {
        TopicCatalogue catalogue = TopicCatalogue.load();
        int threads = Runtime.getRuntime().availableProcessors();
        try (Ministries ministries = new Ministries(settings, catalogue);
                ExecutorService senders = Executors.newFixedThreadPool(threads)) {
            MadeUpJourneys events = new MadeUpJourneys(catalogue, ministries.references(), Clock.systemUTC().instant());
            long forged = 0;
            for (int step = 0; step < MadeUpJourneys.STEPS; step++) {
                List<Future<Long>> parts = new ArrayList<>();
                for (int part = 0; part < threads; part++) {
                    int first = part;
                    int each = step;
                    parts.add(senders.submit(() -> send(ministries, events, each, first, threads, journeys)));
                }
                for (Future<Long> part : parts) {
                    forged += part.get();
                }
                ministries.flush();
            }
            return new Rebuilds.Sent(journeys, (long) journeys * MadeUpJourneys.STEPS + forged, forged);
        }
    }

    /** One step of every so many journeys; answers how many forged ones are among them. */
    private static long send(Ministries ministries, MadeUpJourneys events, int step, int first, int stride, int journeys) {
        long sequence = events.sequence(step);
        long forged = 0;
        for (int journey = first; journey < journeys; journey += stride) {
            MadeUpJourneys.Sent event = events.of(journey, step);
            ministries.send(event, sequence);
            long number = (long) step * journeys + journey;
            if (number % FORGE_EVERY == 0) {
                ministries.sendForged(event, sequence);
                forged++;
            }
            if (number % FLUSH_EVERY == 0) {
                ministries.flush();
            }
        }
        return forged;
    }

    private static RawReading.Result raw(Settings settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JAVA);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RawReading.class.getName(),
                settings.clientFile("trial.auditor").toString(), settings.http(Endpoint.REGISTRY).toString(),
                settings.keys().resolve("joint").toString()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The raw reading ended with " + process.exitValue());
            }
            return RawReading.Result.read(said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Rebuilds.Repeat rebuild(JointView view, RawReading.Result raw) throws IOException, InterruptedException {
        ProcessorTime before = ProcessorTime.of(view.settings().state());
        view.rebuild();
        JsonNode progress = view.get("/rebuild");
        while (progress.path("state").asString("").equals("RUNNING")) {
            TimeUnit.SECONDS.sleep(1);
            progress = view.get("/rebuild");
        }
        if (!progress.path("state").asString("").equals("DONE")) {
            throw new IllegalStateException("The rebuild ended as " + progress);
        }
        Duration took = Duration.between(Instant.parse(progress.path("began").asString("")),
                Instant.parse(progress.path("ended").asString("")));
        ProcessorTime used = ProcessorTime.of(view.settings().state()).since(before);
        return new Rebuilds.Repeat(raw, progress.path("done").asLong(0), progress.path("refused").asLong(0),
                view.journeys(), took.toMillis() / 1e3, used.byPart());
    }
}
