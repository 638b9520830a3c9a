package org.safereturn.access.time;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * Why a record was put in the place of an earlier one; both stay readable.
 *
 * @param reason as a code
 * @param by who corrected
 * @param at when
 */
public record Correction(Reason reason, Officer by, Instant at) {

    /** Why. */
    public enum Reason {
        /** It was typed wrongly. */
        TYPING_FAULT,
        /** More is known now. */
        NEW_INFORMATION,
        /** It looked odd, and it is as it was stated. */
        CONFIRMED_AS_STATED,
        /** A code that this release does not know: read from a newer one, never given. */
        UNKNOWN
    }
}
