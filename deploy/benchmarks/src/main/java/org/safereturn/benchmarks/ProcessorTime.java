package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Processor time that the processes of a system on this machine have used, by the part of the system that each is; all
 * processors together.
 *
 * @param byPart of each part that runs, such as {@code kafka} or {@code kh-referral}; empty where no process of the system
 *     runs on this machine
 * @param generator of this program
 */
record ProcessorTime(Map<String, Duration> byPart, Duration generator) {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int LOOKS = 36;
    /** Of one processor. */
    private static final int CALM_SHARE = 3;

    ProcessorTime {
        byPart = Map.copyOf(byPart);
    }

    /**
     * All so far.
     *
     * @param state where the system keeps its data; each of its processes runs in a folder of its own below it
     */
    static ProcessorTime of(Path state) {
        Map<String, Duration> byPart = new TreeMap<>();
        parts(state).forEach((part, process) -> byPart.put(part, used(process)));
        return new ProcessorTime(byPart, used(ProcessHandle.current()));
    }

    /**
     * Waits until a system that has just started does next to nothing, for at most three minutes: what it compiles after its
     * start takes the processors from those who ask first.
     */
    static void awaitCalm(Path state) throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            ProcessorTime before = of(state);
            Thread.sleep(LOOK);
            Duration used = of(state).since(before).byPart().values().stream().reduce(Duration.ZERO, Duration::plus);
            if (used.multipliedBy(CALM_SHARE).compareTo(LOOK) < 0) {
                return;
            }
        }
    }

    /** The processes of the system that keeps its data there, by the part that each is. */
    static Map<String, ProcessHandle> parts(Path state) {
        Path run = real(state.resolve("run"));
        Map<String, ProcessHandle> parts = new TreeMap<>();
        ProcessHandle.allProcesses().forEach(process -> workingIn(process).filter(each -> run.equals(each.getParent()))
                .ifPresent(each -> parts.put(String.valueOf(each.getFileName()), process)));
        return parts;
    }

    /** What was used since then; a part that started meanwhile counts from its start. */
    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(byPart.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                each -> each.getValue().minus(earlier.byPart.getOrDefault(each.getKey(), Duration.ZERO)))),
                generator.minus(earlier.generator));
    }

    /** Milliseconds of each part for one of this many. */
    Map<String, Double> perOne(int count) {
        return byPart.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> milliseconds(each.getValue()) / count));
    }

    static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** As the kernel names it. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException nobodyRunsThere) {
            return folder.toAbsolutePath();
        }
    }

    /** What a process has used so far; nothing when the system does not tell. */
    static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Nothing for a process that is gone or somebody else's. */
    private static Optional<Path> workingIn(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(PROCESSES.resolve(process.pid() + "/cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
