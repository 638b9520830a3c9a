package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process on this machine holds in its heap, without garbage. */
final class LiveHeap {

    /** The last line of a histogram of classes: how many objects, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {
    }

    /** Bytes, after a full collection that this causes. Not of this process: it stands still while it is asked. */
    static long of(long process) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process), "GC.class_histogram").redirectErrorStream(true).start();
        try {
            String histogram = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asking.waitFor() != 0) {
                throw new IOException("The process " + process + " does not say what it holds: " + histogram.strip());
            }
            return total(histogram);
        } finally {
            asking.destroyForcibly();
        }
    }

    static long total(String histogram) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("A histogram without a total");
        }
        return Long.parseLong(total.group(1));
    }
}
