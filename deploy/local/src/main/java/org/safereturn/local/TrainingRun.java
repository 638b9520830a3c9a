package org.safereturn.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.safereturn.local.demo.Demo;
import org.safereturn.local.demo.Mismatch;

/**
 * Trains the caches of {@link Footing#SERVER}: starts a system of its own, with new data and on free ports, plays the
 * demonstration and then referrals in both directions on it, and lets every process write down what it learned. Made once,
 * and again when a jar has changed.
 */
final class TrainingRun {

    /** Parts of the launcher that are worth it. */
    static final List<String> PARTS = List.of("store", "kafka");

    private static final Duration LONGEST_LOAD = Duration.ofSeconds(150);
    private static final int MOST_REFERRALS = 6_000;

    private final Settings settings;
    private final Progress progress;

    TrainingRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Does nothing when all caches are there. Without one a process is only slower at first. */
    void whereNeeded() throws InterruptedException {
        List<Path> caches = new ArrayList<>();
        for (Artifact artifact : Artifact.all()) {
            caches.add(Application.extracted(settings, artifact, new Chores()).trained());
        }
        PARTS.forEach(part -> caches.add(settings.trained(part)));
        if (caches.stream().allMatch(this::isCurrent)) {
            return;
        }
        long started = System.nanoTime();
        progress.heading("Training the caches of --server with a played load; once, in about six minutes");
        Path folder = settings.applications().resolve("training");
        try {
            Folders.delete(folder);
            play(Settings.isolated(settings.root(), folder).withLogs(settings.logs().resolve("training")).on(Footing.SERVER));
            for (Path cache : caches) {
                if (!Training.keep(cache)) {
                    progress.line("  " + cache.getFileName() + " was not made; see " + settings.logs().resolve("training"));
                }
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw new StartFailure("The trained caches cannot be kept in " + settings.applications() + ": " + e.getMessage() + ".");
        }
        progress.done("caches are trained", started);
    }

    /** An application's cache lies in its folder, which is made anew with its jar; the others depend on the launcher's. */
    private boolean isCurrent(Path cache) {
        try {
            return Files.exists(cache) && (!settings.applications().equals(cache.getParent())
                    || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(settings.launcherJar())) > 0);
        } catch (IOException e) {
            return false;
        }
    }

    private void play(Settings own) throws InterruptedException {
        Progress silence = new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        long started = System.nanoTime();
        try (LocalSystem system = LocalSystem.train(own, silence)) {
            progress.done("a system of its own", started);
            try (Demo demo = new Demo(own, silence)) {
                long demonstration = System.nanoTime();
                demo.scenarios();
                demo.roles();
                progress.done("the demonstration", demonstration);
                long load = System.nanoTime();
                progress.done(demo.load(MOST_REFERRALS, LONGEST_LOAD) + " referrals", load);
            } catch (Mismatch e) {
                progress.line("  the load ended early: " + e.getMessage());
            }
            long writing = System.nanoTime();
            system.endTrained();
            progress.done("caches written", writing);
        }
    }
}
