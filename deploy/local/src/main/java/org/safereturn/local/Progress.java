package org.safereturn.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what happens, one line a step, to a person who waits. */
public final class Progress {

    private final PrintStream out;

    /** Prints to the given stream; a test may give one that keeps the text. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void heading(String text) {
        out.println();
        out.println(text);
        out.flush();
    }

    /** Prints one line. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    synchronized void done(String what, long startedNanos) {
        Duration taken = Duration.ofNanos(System.nanoTime() - startedNanos);
        out.printf(Locale.ROOT, "  %-58s %5.1f s%n", what, taken.toMillis() / 1000.0);
        out.flush();
    }

    /** Draws a bar on one line again and again; ends the line when it is full. */
    public synchronized void bar(String what, int done, int total) {
        int width = 40;
        int filled = total == 0 ? width : (int) ((long) width * done / total);
        out.printf(Locale.ROOT, "\r  %s [%s%s] %d/%d", what, "#".repeat(filled), ".".repeat(width - filled), done, total);
        if (done >= total) {
            out.println();
        }
        out.flush();
    }
}
