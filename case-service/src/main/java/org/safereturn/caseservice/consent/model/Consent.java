package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What stands for one purpose. Of a consent that came from the other country only purpose and decision are known.
 *
 * @param purpose what it is for
 * @param decision given, refused or taken back
 * @param givenBy who decided
 * @param viewsHeard for a child, whether its own views were heard
 * @param language in which it was explained
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 * @param recordedAt when this country or the other recorded it; of two records of a purpose the later one counts
 */
public record Consent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
        @Nullable Boolean viewsHeard, @Nullable String language, @Nullable LocalDate decidedOn,
        @Nullable LocalDate expiresOn, Instant recordedAt) {

    /** Whether it allows anything on this day. */
    public boolean standsOn(LocalDate day) {
        return decision == ConsentDecision.GIVEN && (expiresOn == null || !day.isAfter(expiresOn));
    }

    Consent withdrawn(Instant at) {
        return new Consent(purpose, ConsentDecision.WITHDRAWN, givenBy, viewsHeard, language, decidedOn, expiresOn, at);
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
