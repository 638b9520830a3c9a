package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.reintegration.model.NextStep;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * An officer outside the units of a case asks to read it for a time, with a reason; a supervisor of the case's own unit,
 * another person, says yes. It allows reading and nothing else: no write, no sending, no consent.
 *
 * @param number from 1, in the order of asking
 * @param requestedBy who asked
 * @param reason why, as a code
 * @param detail why, in the officer's own words, sealed; absent where an older release kept it
 * @param lasts how long it is to last from the approval
 * @param requestedAt when it was asked for
 * @param grant the second person's yes; absent while nobody has said it
 * @param end when it was taken back before its time, or turned down; absent otherwise
 * @param unacknowledged whether it was granted and the data protection officer has not acknowledged it yet; kept because
 *     lists ask the store for it
 * @param acknowledgement the data protection officer's; absent before
 */
public record TemporaryAccess(int number, Officer requestedBy, Reason reason, @Nullable Sealed detail, Duration lasts,
        Instant requestedAt, @Nullable Grant grant, @Nullable End end, boolean unacknowledged,
        @Nullable Acknowledgement acknowledgement) {

    /** Why somebody needs to see a case that is not the unit's. */
    public enum Reason {
        /** The person's safety or life is at stake now. */
        EMERGENCY,
        /** Nobody of the case's own unit can be reached and care must go on. */
        CONTINUITY_OF_CARE,
        /** A possible duplicate or mistaken identity is looked into. */
        IDENTITY_CHECK,
        /** A complaint or an incident is looked into. */
        COMPLAINT_OR_INCIDENT,
        /** A court or another authority ordered it. */
        LEGAL_ORDER,
        /** A code that this release does not know: read from a newer one, never given. */
        UNKNOWN
    }

    /** Where it stands. */
    public enum State {
        REQUESTED, GRANTED, EXPIRED, ENDED;

        /** What follows on it, and who does it. */
        public NextStep next() {
            return switch (this) {
                case REQUESTED -> NextStep.APPROVE_ACCESS;
                case GRANTED -> NextStep.ACKNOWLEDGE_ACCESS;
                case EXPIRED, ENDED -> NextStep.ASK_FOR_ACCESS;
            };
        }
    }

    /**
     * The second person's yes.
     *
     * @param by the supervisor
     * @param at when
     * @param until when it runs out
     */
    public record Grant(Officer by, Instant at, Instant until) {
    }

    /**
     * It was turned down or taken back.
     *
     * @param by who did it
     * @param at when
     */
    public record End(Officer by, Instant at) {
    }

    /**
     * The data protection officer has taken note of it.
     *
     * @param by who did
     * @param at when
     */
    public record Acknowledgement(Officer by, Instant at) {
    }

    /** Where it stands at that moment. */
    public State state(Instant now) {
        if (end != null) {
            return State.ENDED;
        }
        if (grant == null) {
            return State.REQUESTED;
        }
        return now.isBefore(grant.until()) ? State.GRANTED : State.EXPIRED;
    }

    /** Whether it lets this officer read at that moment. */
    public boolean lets(String reference, Instant now) {
        return requestedBy.reference().equals(reference) && state(now) == State.GRANTED;
    }

    /** A wish, the first thing that is known of it. */
    public static TemporaryAccess asked(int number, Officer by, Reason reason, Sealed detail, Duration lasts, Instant at) {
        return new TemporaryAccess(number, by, reason, detail, lasts, at, null, null, false, null);
    }

    TemporaryAccess granted(Grant yes) {
        return new TemporaryAccess(number, requestedBy, reason, detail, lasts, requestedAt, yes, end, true,
                acknowledgement);
    }

    TemporaryAccess ended(End over) {
        return new TemporaryAccess(number, requestedBy, reason, detail, lasts, requestedAt, grant, over,
                unacknowledged, acknowledgement);
    }

    TemporaryAccess acknowledged(Acknowledgement noted) {
        return new TemporaryAccess(number, requestedBy, reason, detail, lasts, requestedAt, grant, end, false, noted);
    }
}
