package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.safereturn.rivals.Writers;

/** What of one run's events has arrived, when, and in which order. */
final class Deliveries {

    private static final Pattern MARK = Pattern.compile("#([0-9]+):([0-9]+)#");
    private static final double MILLISECOND = 1e6;

    private final int run;
    private final long[] times;
    private final boolean[] arrived;
    private final int[] highest;
    private int missing;
    private int twice;
    private int overtaken;

    /** Nothing so far of this many events. */
    Deliveries(int run, int events) {
        this.run = run;
        times = new long[events];
        arrived = new boolean[events];
        highest = new int[(events + Writers.EVENTS_OF_AGGREGATE - 1) / Writers.EVENTS_OF_AGGREGATE];
        Arrays.fill(highest, -1);
        missing = events;
    }

    /** A record has arrived at this time, in nanoseconds; one of another run does not count. */
    void take(byte[] value, long time) {
        number(value).ifPresent(number -> take(number, time));
    }

    private OptionalInt number(byte[] value) {
        Matcher mark = MARK.matcher(new String(value, StandardCharsets.ISO_8859_1));
        return mark.find() && Integer.parseInt(mark.group(1)) == run ? OptionalInt.of(Integer.parseInt(mark.group(2)))
                : OptionalInt.empty();
    }

    private void take(int number, long time) {
        if (arrived[number]) {
            twice++;
            return;
        }
        arrived[number] = true;
        times[number] = time;
        missing--;
        int aggregate = number / Writers.EVENTS_OF_AGGREGATE;
        if (number < highest[aggregate]) {
            overtaken++;
        }
        highest[aggregate] = Math.max(highest[aggregate], number);
    }

    /** Events that have not arrived. */
    int missing() {
        return missing;
    }

    /** Records of events that had arrived before. */
    int twice() {
        return twice;
    }

    /** Events that arrived after a later one of their aggregate. */
    int overtaken() {
        return overtaken;
    }

    /** Events a second, from the start to the last one that arrived. */
    double perSecond(long start) {
        long last = arrivals().mapToLong(number -> times[number]).max().orElse(start);
        return last == start ? 0 : (times.length - missing) / ((last - start) / (1000 * MILLISECOND));
    }

    /** Milliseconds from each commit to the arrival; 0 where the event arrived before its writer knew of the commit. */
    double[] latencies(long[] committed) {
        return arrivals().mapToDouble(number -> Math.max(0, times[number] - committed[number]) / MILLISECOND).toArray();
    }

    private IntStream arrivals() {
        return IntStream.range(0, times.length).filter(number -> arrived[number]);
    }
}
