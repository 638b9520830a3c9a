package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One process that the launcher started, with its output in a file of its own; the output of the one before it is kept
 * beside it. Where {@code setpriv} of util-linux is installed, the kernel ends it with {@code SIGKILL} when the launcher is
 * gone, however the launcher ended.
 */
final class ChildProcess {

    /** What it writes, only the owner can read. */
    private static final List<String> OWNER_ONLY = List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    // Linux takes the end of the thread that started a child for the end of its parent, so this one lasts.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("starter").factory());
    private static final Pattern TELLING = Pattern.compile("(?i).*(cannot|failed|error|exception|in use|refused).*");
    private static final Pattern NOISE = Pattern.compile("(\\tat |Picked up JAVA_TOOL|\\[[0-9.]+s]|APPLICATION FAILED).*");
    private static final String DESCRIPTION = "Description:";
    private static final int LONGEST_QUOTE = 300;
    private static final int SIGNALLED = 128;
    private static final int POLL_MILLIS = 150;

    private final String title;
    private final Path log;
    private final Process process;
    private volatile boolean toldToEnd;

    private ChildProcess(String title, Path log, Process process) {
        this.title = title;
        this.log = log;
        this.process = process;
    }

    static ChildProcess start(String title, Path log, Path directory, List<String> command) {
        List<String> whole = new ArrayList<>(OWNER_ONLY);
        // Ctrl-C at the terminal reaches the whole session; the launcher alone decides in which order things end.
        if (Files.isExecutable(SETSID)) {
            whole.add(SETSID.toString());
        }
        if (Files.isExecutable(SETPRIV)) {
            whole.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        }
        whole.addAll(command);
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log)) {
                Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // The C library keeps what a thread once used in an arena; with few arenas less is kept.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
            Process process = start(builder);
            process.getOutputStream().close();
            return new ChildProcess(title, log, process);
        } catch (IOException e) {
            throw new StartFailure("The " + title + " cannot be started: " + e.getMessage() + ".");
        }
    }

    private static Path previous(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", "") + ".previous.log");
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        Future<Process> started = STARTER.submit(builder::start);
        boolean interrupted = false;
        try {
            // Not given up when interrupted: a process that is being started must be known to be ended.
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean endedByItself() {
        return !toldToEnd && !process.isAlive();
    }

    Process process() {
        return process;
    }

    /** Waits until the check holds; a sentence when the process ends or the time is over. */
    void awaitReady(Check check, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!check.holds()) {
            if (!process.isAlive()) {
                throw new StartFailure(lastWords());
            }
            if (System.nanoTime() > end) {
                throw new StartFailure("The " + title + " is not ready after " + limit.toSeconds()
                        + " seconds; see " + log + ".");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    void awaitSuccess(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new StartFailure("The " + title + " did not finish within " + limit.toSeconds() + " seconds; see "
                    + log + ".");
        }
        if (process.exitValue() != 0) {
            throw new StartFailure(lastWords());
        }
    }

    /** How the process ended, in one sentence that quotes the most telling line of its log. */
    String lastWords() {
        int status = process.exitValue();
        if (status > SIGNALLED) {
            return "The " + title + " was ended by signal " + (status - SIGNALLED) + "; see " + log + ".";
        }
        String quote = quote();
        String said = quote.isEmpty() ? "" : " (" + (quote.length() > LONGEST_QUOTE
                ? quote.substring(0, LONGEST_QUOTE) + "..." : quote) + ")";
        return "The " + title + " ended with exit status " + status + said + "; see " + log + ".";
    }

    /** What Spring Boot describes, or else the last line that sounds like a reason. */
    private String quote() {
        List<String> lines;
        try {
            lines = Files.readAllLines(log);
        } catch (IOException e) {
            return "";
        }
        int description = lines.indexOf(DESCRIPTION);
        if (description >= 0) {
            return lines.stream().skip(description + 1L).filter(line -> !line.isBlank()).findFirst().orElse("").strip();
        }
        return lines.stream().filter(line -> TELLING.matcher(line).matches() && !NOISE.matcher(line).lookingAt())
                .reduce("", (_, next) -> next).strip();
    }

    /** Asks the process to end. */
    void tell() {
        toldToEnd = true;
        process.destroy();
    }

    /** Ends the process at once, as {@code kill -9} does, with whatever it started itself. */
    void kill() {
        toldToEnd = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits for a process that was told to end; ends it by force when it takes too long. */
    void awaitEnd(Duration grace) {
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Something that is either so or not yet so. */
    @FunctionalInterface
    interface Check {
        boolean holds();
    }
}
