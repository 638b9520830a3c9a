package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;

/**
 * What a tracing result means for the return.
 *
 * @param version from 1; a later one supersedes
 * @param nationality outcome, never inferred from the family outcome
 * @param family outcome
 * @param careNeedsSupport whether the family can give some special care with support only; absent where the result
 *     says nothing of special care
 * @param documentOffered travel document that the origin can issue, absent where it said none
 * @param recommendedReceptionUnit code of the unit that the origin recommends, absent where it said none
 * @param issuedAt business time
 */
public record TracingResult(int version, Nationality nationality, Family family, @Nullable Boolean careNeedsSupport,
        @Nullable TravelDocument documentOffered, @Nullable String recommendedReceptionUnit, Instant issuedAt) {

    /** Outcome of the nationality track; one unknown to this release confirms nothing. */
    public enum Nationality { CONFIRMED, NOT_CONFIRMED, INCONCLUSIVE, UNKNOWN }

    /** Outcome of the family track; an outcome unknown to this version is shown as such and never guessed. */
    public enum Family {
        LOCATED_ABLE, LOCATED_ABLE_WITH_SUPPORT, LOCATED_UNABLE, LOCATED_UNWILLING, LOCATED_UNSAFE, NOT_LOCATED,
        NOT_ATTEMPTED_NO_CONSENT, NO_FAMILY, UNKNOWN
    }

    /** Whether the family can care for the person only with support, or may do so for all that this release knows. */
    public boolean needsSupport() {
        return family == Family.LOCATED_ABLE_WITH_SUPPORT || family == Family.UNKNOWN || Boolean.TRUE.equals(careNeedsSupport);
    }
}
