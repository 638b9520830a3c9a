package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A decision about one purpose. Of a consent that came from the other country only the decision and its day are known.
 *
 * @param purpose what it is for
 * @param decision given, refused or taken back
 * @param givenBy who decided
 * @param viewsHeard for a child, whether its own views were heard
 * @param language in which it was explained
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 * @param recordedAt when this country or the other recorded it
 */
public record Consent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
        @Nullable Boolean viewsHeard, @Nullable String language, @Nullable LocalDate decidedOn,
        @Nullable LocalDate expiresOn, Instant recordedAt) {

    /** Whether it allows anything on this day. */
    public boolean standsOn(LocalDate day) {
        return decision == ConsentDecision.GIVEN && (expiresOn == null || !day.isAfter(expiresOn));
    }

    /** The day that counts when two decisions are compared. */
    LocalDate day() {
        return decidedOn == null ? LocalDate.ofInstant(recordedAt, ZoneOffset.UTC) : decidedOn;
    }

    Consent withdrawn(ConsentWithdrawal withdrawal) {
        LocalDate on = withdrawal.withdrawnOn().isBefore(day()) ? day() : withdrawal.withdrawnOn();
        return new Consent(purpose, ConsentDecision.WITHDRAWN, givenBy, viewsHeard, language, on, expiresOn,
                withdrawal.effectiveAt());
    }

    /** Whether the other says the same of the same day. */
    boolean says(Consent other) {
        return purpose == other.purpose && decision == other.decision && day().equals(other.day())
                && Objects.equals(expiresOn, other.expiresOn)
                && (givenBy == null || other.givenBy == null || details().equals(other.details()));
    }

    /** The same, with what either of the two records tells besides, of the later time. */
    Consent alsoRecorded(Consent other) {
        Consent fuller = givenBy == null ? other : this;
        return new Consent(purpose, decision, fuller.givenBy, fuller.viewsHeard, fuller.language, decidedOn, expiresOn,
                recordedAt.isAfter(other.recordedAt) ? recordedAt : other.recordedAt);
    }

    private List<Object> details() {
        return List.of(String.valueOf(givenBy), String.valueOf(viewsHeard), String.valueOf(language));
    }

    /** What others are told of it. */
    StatedConsent stated() {
        return new StatedConsent(purpose, decision, givenBy, decidedOn, expiresOn);
    }

    /** Whether somebody who was told this knows already what to act on, however and whenever it was recorded. */
    public boolean wasSaidBy(StatedConsent told) {
        return purpose == told.purpose() && decision == told.decision();
    }
}
