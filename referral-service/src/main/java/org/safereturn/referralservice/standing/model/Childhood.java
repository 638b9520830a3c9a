package org.safereturn.referralservice.standing.model;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Whether the safeguards for children apply, and who decides about a consent.
 *
 * @param child whether the safeguards apply: the person was a child when identified, and they stay when the person grows up
 * @param until first day on which the person is no child and decides alone; absent where it is not known
 */
public record Childhood(boolean child, @Nullable LocalDate until) {

    /** Of a person whose birth is not known. */
    public static Childhood unknown(boolean child) {
        return new Childhood(child, null);
    }

    /** Whether a guardian decides on that day; where the day is not known, as long as the safeguards apply. */
    boolean needsGuardianOn(@Nullable LocalDate day) {
        return child && (until == null || day == null || day.isBefore(until));
    }
}
