package org.safereturn.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A browser that has the joint page open: it notes when the line of an event first appears. */
final class Viewer implements Flow.Subscriber<String> {

    private static final Pattern TIME = Pattern.compile("datetime=\"([^\"]+)\"");
    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final String country;
    /** By the event's time, which is told on its line: when it appeared, in nanoseconds. */
    private final Map<String, Long> appeared = new ConcurrentHashMap<>();
    private final AtomicInteger boards = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private String event = "";

    /** A viewer of this country's ministry. */
    Viewer(String country) {
        this.country = country;
    }

    String country() {
        return country;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(EVENT)) {
            event = line.substring(EVENT.length()).strip();
            if (event.equals("figures")) {
                boards.incrementAndGet();
            }
        } else if (line.startsWith(DATA) && event.equals("notices")) {
            long now = System.nanoTime();
            Matcher times = TIME.matcher(line);
            while (times.find()) {
                appeared.putIfAbsent(times.group(1), now);
            }
        }
    }

    @Override
    public void onError(Throwable failed) {
        failure.compareAndSet(null, failed);
    }

    @Override
    public void onComplete() {
        failure.compareAndSet(null, new IllegalStateException("The stream of a viewer has ended."));
    }

    /** When the event of this time appeared; null when it has not. */
    @Nullable Long appeared(String time) {
        return appeared.get(time);
    }

    /** Forgets what has appeared. */
    void forget() {
        appeared.clear();
    }

    /** How many times the figures came. */
    int boards() {
        return boards.get();
    }

    /** Why the stream does not go on, null while it does. */
    @Nullable Throwable failure() {
        return failure.get();
    }
}
