package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one side tells others about a consent.
 *
 * @param purpose what it is for
 * @param decision given, refused or taken back
 * @param givenBy who decided
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 * @param insteadOf what was recorded wrongly about this purpose and counts no more
 * @param recordedAt when it was last recorded; absent where an older release did not say it
 */
public record StatedConsent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
        @Nullable LocalDate decidedOn, @Nullable LocalDate expiresOn, List<CorrectedDecision> insteadOf,
        @Nullable Instant recordedAt) {

    /** Keeps its own copy of the list. */
    public StatedConsent {
        insteadOf = List.copyOf(insteadOf);
    }

    /** Of which nothing was recorded wrongly. */
    public StatedConsent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
            @Nullable LocalDate decidedOn, @Nullable LocalDate expiresOn) {
        this(purpose, decision, givenBy, decidedOn, expiresOn, List.of(), null);
    }

    /** Of which nobody said when it was recorded. */
    public StatedConsent(Purpose purpose, ConsentDecision decision, @Nullable ConsentGiver givenBy,
            @Nullable LocalDate decidedOn, @Nullable LocalDate expiresOn, List<CorrectedDecision> insteadOf) {
        this(purpose, decision, givenBy, decidedOn, expiresOn, insteadOf, null);
    }

    /** As the file of the other country keeps it: of whoever gave it, it keeps nothing. */
    public Consent heardAt(Instant at) {
        return new Consent(purpose, decision, null, null, null, decidedOn, expiresOn, at, insteadOf);
    }
}
