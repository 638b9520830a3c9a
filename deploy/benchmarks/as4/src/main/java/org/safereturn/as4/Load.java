package org.safereturn.as4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends messages as fast as it goes, or at a pace. */
final class Load {

    private static final int PACED_AT_ONCE = 16;
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;

    private final Sender sender;

    Load(Sender sender) {
        this.sender = sender;
    }

    /** Lets this many threads send; messages a second, from the first one's start to the last verified receipt. */
    String fast(int threads, int messages) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(messages);
        try (ExecutorService senders = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> running = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < threads; i++) {
                running.add(senders.submit(() -> sendWhile(left)));
            }
            for (Future<Void> each : running) {
                each.get();
            }
            return String.format(Locale.ROOT, "%.3f", messages * SECOND / (System.nanoTime() - start));
        }
    }

    private Void sendWhile(AtomicInteger left) throws IOException {
        while (left.getAndDecrement() > 0) {
            sender.send();
        }
        return null;
    }

    /** Each message is due at its time; median and p99 in milliseconds, from that time to the verified receipt. */
    String steady(int perSecond, int messages) throws InterruptedException, ExecutionException {
        double[] took = new double[messages];
        try (ExecutorService senders = Executors.newFixedThreadPool(PACED_AT_ONCE)) {
            List<Future<Double>> running = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                long due = start + (long) (i * SECOND / perSecond);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                running.add(senders.submit(() -> {
                    sender.send();
                    return (System.nanoTime() - due) / MILLISECOND;
                }));
            }
            for (int i = 0; i < messages; i++) {
                took[i] = running.get(i).get();
            }
        }
        Arrays.sort(took);
        return String.format(Locale.ROOT, "%.3f %.3f", at(took, 50), at(took, 99));
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent * sorted.length / 100.0) - 1)];
    }
}
