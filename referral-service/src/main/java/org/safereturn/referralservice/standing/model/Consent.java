package org.safereturn.referralservice.standing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A person's decision about one purpose. Unknown symbols are those that only a newer sender knows; they open no gate.
 *
 * @param purpose what it is about
 * @param decision only {@code GIVEN} opens a gate
 * @param givenBy who decided, absent where the case file does not say
 * @param decidedOn day of the decision, absent where the case file does not say
 * @param expiresOn last day on which it stands, absent when it has no end
 * @param recordedAt when the case file last recorded it, absent where an older release did not say it
 * @param version of the record that told it
 */
public record Consent(Purpose purpose, Answer decision, @Nullable Giver givenBy, @Nullable LocalDate decidedOn,
        @Nullable LocalDate expiresOn, @Nullable Instant recordedAt, long version) {

    /** Of which nobody said when it was recorded. */
    public Consent(Purpose purpose, Answer decision, @Nullable Giver givenBy, @Nullable LocalDate decidedOn,
            @Nullable LocalDate expiresOn, long version) {
        this(purpose, decision, givenBy, decidedOn, expiresOn, null, version);
    }

    /** What a person can consent to, each on its own. */
    public enum Purpose {
        TRACING, FAMILY_CONTACT, NATIONALITY_CHECK, RETURN, DATA_SHARING, PHOTO_USE, MONITORING_AND_EVALUATION, UNKNOWN
    }

    /** What was decided; {@code OVERRIDDEN} records a legal basis in the case file and opens no gate here. */
    public enum Answer { GIVEN, REFUSED, WITHDRAWN, EXPIRED, OVERRIDDEN, UNKNOWN }

    /** Who decided. */
    public enum Giver { PERSON, GUARDIAN, AUTHORITY, UNKNOWN }

    /** Whether it is given and not expired on that day. */
    public boolean standsOn(LocalDate day) {
        return decision == Answer.GIVEN && !expiredOn(day);
    }

    /** Whether its last day is before that day. */
    public boolean expiredOn(LocalDate day) {
        return decision == Answer.EXPIRED || (expiresOn != null && expiresOn.isBefore(day));
    }

    /** Whether it was recorded after that moment; one of which nobody said when it was recorded may be older. */
    public boolean recordedAfter(Instant moment) {
        return recordedAt != null && recordedAt.isAfter(moment);
    }

    /** Whether a guardian, or the authority in a guardian's place, decided. */
    public boolean byGuardian() {
        return givenBy == Giver.GUARDIAN || givenBy == Giver.AUTHORITY;
    }
}
