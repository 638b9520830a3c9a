package org.safereturn.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** A process of the system that can be started, ended and started again. */
final class Part {

    private final String id;
    private final String title;
    private final Path log;
    private final Path directory;
    private final Supplier<List<String>> command;
    private final ChildProcess.Check ready;
    private final Duration limit;
    private volatile @Nullable ChildProcess process;

    Part(String id, String title, Settings settings, Supplier<List<String>> command, ChildProcess.Check ready,
            Duration limit) {
        this.id = id;
        this.title = title;
        this.log = settings.logs().resolve(id + ".log");
        this.directory = settings.state().resolve("run").resolve(id);
        this.command = command;
        this.ready = ready;
        this.limit = limit;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Path log() {
        return log;
    }

    synchronized void start() {
        process = ChildProcess.start(title, log, directory, command.get());
    }

    void awaitReady() throws InterruptedException {
        started().awaitReady(ready, limit);
    }

    ChildProcess started() {
        ChildProcess current = process;
        if (current == null) {
            throw new StartFailure("The " + title + " has not been started.");
        }
        return current;
    }

    boolean isStarted() {
        return process != null;
    }

    boolean endedByItself() {
        ChildProcess current = process;
        return current != null && current.endedByItself();
    }
}
