package org.safereturn.local;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Processes that do one thing and end. When the launcher ends earlier, they end with it. */
final class Chores {

    private final Set<ChildProcess> running = new HashSet<>();
    private boolean over;

    /** Runs one to its end; a sentence when it fails or takes too long. */
    void run(Supplier<ChildProcess> start, Duration limit) throws InterruptedException {
        run(start, chore -> chore.awaitSuccess(limit));
    }

    /** Runs one until it is ready and then to the end that it is asked for; a sentence when it does not become ready. */
    void rehearse(Supplier<ChildProcess> start, ChildProcess.Check ready, Duration limit) throws InterruptedException {
        run(start, chore -> {
            chore.awaitReady(ready, limit);
            chore.tell();
            chore.awaitEnd(limit);
        });
    }

    private void run(Supplier<ChildProcess> start, Course course) throws InterruptedException {
        ChildProcess chore;
        synchronized (this) {
            if (over) {
                throw new StartFailure("The start was interrupted.");
            }
            chore = start.get();
            running.add(chore);
        }
        try {
            course.follow(chore);
        } finally {
            chore.kill();
            synchronized (this) {
                running.remove(chore);
            }
        }
    }

    /** Ends those that run and starts no more. */
    synchronized void end() {
        over = true;
        running.forEach(ChildProcess::kill);
    }

    /** What a chore goes through until it has ended. */
    @FunctionalInterface
    private interface Course {
        void follow(ChildProcess chore) throws InterruptedException;
    }
}
