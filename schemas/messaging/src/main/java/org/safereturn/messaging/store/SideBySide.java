package org.safereturn.messaging.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import reactor.core.scheduler.Scheduler;

/** Work on many things at once, on as many threads as there are processors. */
public final class SideBySide {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private SideBySide() {
    }

    /**
     * Does this with each, those in one part of the list one after the other.
     *
     * @param action must not fail
     * @param after what is done when the last is done, on the thread of the last
     */
    public static <T> void each(Scheduler scheduler, List<T> things, Consumer<? super T> action, Runnable after) {
        int parts = Math.min(THREADS, things.size());
        if (parts == 0) {
            after.run();
            return;
        }
        AtomicInteger left = new AtomicInteger(parts);
        for (int part = 0; part < parts; part++) {
            List<T> some = things.subList(part * things.size() / parts, (part + 1) * things.size() / parts);
            var _ = scheduler.schedule(() -> {
                try {
                    some.forEach(action);
                } finally {
                    if (left.decrementAndGet() == 0) {
                        after.run();
                    }
                }
            });
        }
    }
}
