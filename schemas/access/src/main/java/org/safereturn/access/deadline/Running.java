package org.safereturn.access.deadline;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A step of a case that has begun and not ended.
 *
 * @param timer which
 * @param number of the step where a case has it several times, from 1: the round of a referral, the version of a result, a visit
 * @param since when it began
 * @param pauses while it stands still, because it waits for somebody else
 */
public record Running(Timer timer, int number, Instant since, List<Pause> pauses) {

    /** Keeps its own copy. */
    public Running {
        pauses = List.copyOf(pauses);
    }

    /** A step that never stands still. */
    public static Running of(Timer timer, int number, Instant since) {
        return new Running(timer, number, since, List.of());
    }

    /**
     * A time in which a step stands still.
     *
     * @param from when it began to wait
     * @param to when it went on; absent while it waits
     */
    public record Pause(Instant from, @Nullable Instant to) {
    }

    /** Whether it stands still now. */
    boolean paused() {
        return pauses.stream().anyMatch(pause -> pause.to() == null);
    }
}
