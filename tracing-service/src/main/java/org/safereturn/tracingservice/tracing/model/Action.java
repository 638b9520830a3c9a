package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * One thing a tracing officer did. It stays in the origin country.
 *
 * @param number within the case, from 1
 * @param type what was done
 * @param date on which it was done
 * @param result how it stood when it was recorded
 * @param detail place and note, as ciphertext
 * @param recordedBy the officer
 * @param recordedAt when it was recorded
 * @param conclusion how it ended, for an action that was pending at first
 */
public record Action(int number, ActionType type, LocalDate date, ActionResult result, Sealed detail,
        Officer recordedBy, Instant recordedAt, @Nullable Conclusion conclusion) {

    /**
     * How a pending action ended.
     *
     * @param result how
     * @param detail place and note, as ciphertext
     * @param recordedBy the officer
     * @param recordedAt when it was recorded
     */
    public record Conclusion(ActionResult result, Sealed detail, Officer recordedBy, Instant recordedAt) {
    }

    /** How it stands now. */
    public ActionResult outcome() {
        return conclusion == null ? result : conclusion.result();
    }

    /** The officers who did it. */
    Stream<Officer> workedOnBy() {
        return conclusion == null ? Stream.of(recordedBy) : Stream.of(recordedBy, conclusion.recordedBy());
    }

    Action concluded(Conclusion how) {
        return new Action(number, type, date, result, detail, recordedBy, recordedAt, how);
    }
}
