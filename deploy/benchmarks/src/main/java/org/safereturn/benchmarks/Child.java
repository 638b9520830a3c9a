package org.safereturn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that a benchmark starts and ends, and that answers by lines. */
final class Child implements AutoCloseable {

    /** The same for all that are compared. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dsafereturn.log=off",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    private static final long GRACE_SECONDS = 20;
    /** What proc(5) tells of a thread: its name begins so, user and system time come one after the other, in such ticks. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");
    private static final int USER_TIME = 11;
    private static final int TICK_MILLISECONDS = 10;

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader output;
    private final Thread atExit;

    private Child(String name, Path log, List<String> command) throws IOException {
        this.name = name;
        this.log = log;
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A program; what it says on the error stream goes to a file in the folder. */
    static Child of(String name, Path folder, List<String> command) throws IOException {
        return new Child(name, folder.resolve(name + ".log"), command);
    }

    /**
     * A Java program with the heap and the collector that all have here; its temporary files go to the folder.
     *
     * @param program flags, if any, its main class, and what that is told
     */
    static Child java(String name, Path folder, String classPath, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-cp", classPath));
        command.addAll(program);
        return of(name, folder, command);
    }

    /** Its next line; it has failed when there is none. */
    String answer() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The process " + name + " ended: " + lastWords());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it a line to read. */
    void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new IllegalStateException("The process " + name + " ended: " + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "it left nothing to read";
        }
    }

    /** Processor time that it and the processes that it started have used so far, all processors together. */
    Duration used() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessorTime::used)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The part of it that the compilers of its Java machine have used; nothing where the kernel does not tell it by thread. */
    Duration compiling() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return Duration.ofMillis(threads.mapToLong(Child::compiling).sum());
        } catch (IOException | UncheckedIOException e) {
            return Duration.ZERO;
        }
    }

    /** Milliseconds of a thread; 0 when it is no compiler's or gone. */
    private static long compiling(Path thread) {
        try {
            String told = Files.readString(thread.resolve("stat"));
            int name = told.lastIndexOf(')');
            if (!COMPILER.matcher(told.substring(0, name)).find()) {
                return 0;
            }
            String[] fields = told.substring(name + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) * TICK_MILLISECONDS;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Ends it, and returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
