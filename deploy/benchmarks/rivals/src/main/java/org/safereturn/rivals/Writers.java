package org.safereturn.rivals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The writers of an outbox under measurement: eight threads, each of which writes the events of one aggregate one after
 * the other and then those of its next aggregate.
 *
 * <p>They are told what to write by lines, {@code <run> <events> <events a second, or 0>}, and answer
 * each by a line: the time after each commit, in the order of the numbers of the events. Times are
 * those of {@link System#nanoTime}, which on Linux all processes share.
 */
public final class Writers {

    /** So many write at the same time. */
    public static final int COUNT = 8;

    /** So many events one after the other belong to one aggregate. */
    public static final int EVENTS_OF_AGGREGATE = 10;

    /** What the process says when it can be told to write. */
    public static final String READY = "ready";

    private static final String FILLER = "x".repeat(1000);

    private final EventWriter outbox;

    private Writers(EventWriter outbox) {
        this.outbox = outbox;
    }

    /**
     * What an event says; in any encoding that keeps ASCII it can be found in the bytes of its record.
     *
     * @param run it belongs to
     * @param number of the event in the run, from 0
     */
    public static String text(int run, int number) {
        return "#" + run + ":" + number + "#" + FILLER;
    }

    /** Writes whatever it is told to, until the input ends. */
    public static void serve(EventWriter outbox, InputStream orders, PrintStream answers)
            throws IOException, InterruptedException, ExecutionException {
        Writers writers = new Writers(outbox);
        BufferedReader input = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
        answers.println(READY);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            int[] asked = Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
            answers.println(Arrays.stream(writers.write(asked[0], asked[1], asked[2])).mapToObj(Long::toString)
                    .collect(Collectors.joining(" ")));
        }
    }

    private long[] write(int run, int events, int perSecond) throws InterruptedException, ExecutionException {
        long[] committed = new long[events];
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(COUNT)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < COUNT; writer++) {
                int first = writer;
                writing.add(threads.submit(() -> write(run, first, perSecond, start, committed)));
            }
            for (Future<?> each : writing) {
                each.get();
            }
        }
        return committed;
    }

    /** All that one writer has to write: every eighth aggregate, from its first one; answers how many events that were. */
    private int write(int run, int first, int perSecond, long start, long[] committed) throws InterruptedException {
        int written = 0;
        for (int aggregate = first; aggregate * EVENTS_OF_AGGREGATE < committed.length; aggregate += COUNT) {
            UUID id = new UUID(run, aggregate);
            int from = aggregate * EVENTS_OF_AGGREGATE;
            for (int number = from; number < Math.min(from + EVENTS_OF_AGGREGATE, committed.length); number++) {
                if (perSecond > 0) {
                    long due = start + TimeUnit.SECONDS.toNanos((long) written * COUNT + first) / perSecond;
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                }
                outbox.write(id, number - from + 1, text(run, number));
                committed[number] = System.nanoTime();
                written++;
            }
        }
        return written;
    }
}
