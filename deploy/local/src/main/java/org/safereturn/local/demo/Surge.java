package org.safereturn.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.safereturn.local.Progress;

/**
 * Many referrals at once, as after the closing of a compound: the ministry's system opens a case and refers it, for it
 * may ask more often than an officer. Every write is sent again with the same key until it is answered, so a service
 * may be away for a while and nothing is doubled.
 */
final class Surge {

    private static final int AT_ONCE = 24;
    private static final long PAUSE_MILLIS = 100;

    private final Api api;
    private final Ministry from;
    private final Ministry to;
    private final Progress progress;
    private final Duration limit;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Mismatch failure;

    Surge(Api api, Ministry from, Ministry to, Progress progress, Duration limit) {
        this.api = api;
        this.from = from;
        this.to = to;
        this.progress = progress;
        this.limit = limit;
    }

    /** How many referrals have been accepted so far. */
    int acceptedSoFar() {
        return done.get();
    }

    /**
     * Sends the referrals and returns when every one of them is accepted.
     *
     * @return the case references
     * @throws Mismatch when one is refused or the time is over
     */
    Set<String> send(int count) throws InterruptedException {
        String run = Api.newKey();
        long end = System.nanoTime() + limit.toNanos();
        String what = "referrals " + from.country() + " -> " + to.country();
        Semaphore places = new Semaphore(AT_ONCE);
        progress.bar(what, 0, count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 1; number <= count && failure == null; number++) {
                int current = number;
                places.acquire();
                threads.execute(() -> {
                    try {
                        accepted.add(refer(run + "-" + current, current, end));
                        int soFar = done.incrementAndGet();
                        if (soFar % Math.max(1, count / 100) == 0 || soFar == count) {
                            progress.bar(what, soFar, count);
                        }
                    } catch (Mismatch e) {
                        keep(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        places.release();
                    }
                });
            }
            threads.shutdown();
            if (!threads.awaitTermination(limit.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
        Mismatch found = failure;
        if (found != null) {
            throw found;
        }
        return Set.copyOf(accepted);
    }

    /** The first is the cause; those after it only stopped because of it. */
    private synchronized void keep(Mismatch found) {
        if (failure == null) {
            failure = found;
        }
    }

    private String refer(String key, int number, long end) throws InterruptedException {
        Person person = Person.ofSurge(number, to.country());
        Reply opened = until("the case", end, () -> api.post(from.system(), from.cases().resolve("/cases"),
                Forms.openCase(person), key + "-case"));
        String reference = opened.text("caseRef");
        until("the referral", end, () -> api.post(from.system(), from.referrals().resolve("/referrals"),
                Forms.referral(reference, person, to), key + "-referral"));
        return reference;
    }

    /** Sends until the service answers; a case that the referral service has not heard of yet is asked for again. */
    private Reply until(String what, long end, Api.Call call) throws InterruptedException {
        @Nullable Reply last = null;
        while (System.nanoTime() < end && failure == null) {
            last = attempt(call);
            if (last != null && last.isGood()) {
                return last;
            }
            if (last != null && last.status() != 404 && last.status() != 401
                    && last.status() != 429) {
                throw new Mismatch(what + " of the surge was answered with " + last.status() + " " + last.body());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new Mismatch(what + " of the surge was not accepted in time; the last answer was "
                + (last == null ? "none" : last.status() + " " + last.body()));
    }

    private static @Nullable Reply attempt(Api.Call call) throws InterruptedException {
        try {
            Reply reply = call.send();
            return reply.status() >= 500 ? null : reply;
        } catch (IOException | java.io.UncheckedIOException e) {
            return null;
        }
    }
}
