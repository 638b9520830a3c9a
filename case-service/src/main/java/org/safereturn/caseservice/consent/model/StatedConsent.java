package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What one side tells others about a consent.
 *
 * @param purpose what it is for
 * @param decision given, refused or taken back
 * @param givenBy who decided
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 */
public record StatedConsent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
        @Nullable LocalDate decidedOn, @Nullable LocalDate expiresOn) {

    /** As the file of the other country keeps it: of whoever gave it, it keeps nothing. */
    public Consent heardAt(Instant at) {
        return new Consent(purpose, decision, null, null, null, decidedOn, expiresOn, at);
    }
}
