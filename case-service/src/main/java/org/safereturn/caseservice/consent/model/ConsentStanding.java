package org.safereturn.caseservice.consent.model;

import java.util.Collection;

/** What all consents of a case are together. */
public enum ConsentStanding {
    /** None was taken back. */
    IN_FORCE,
    /** Some were taken back, and another one is given. */
    PARTLY_WITHDRAWN,
    /** Some were taken back, and none is given. */
    WITHDRAWN,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN;

    /** Follows from each of them. */
    public static ConsentStanding of(Collection<Consent> consents) {
        if (consents.stream().noneMatch(each -> each.decision() == ConsentDecision.WITHDRAWN)) {
            return IN_FORCE;
        }
        return consents.stream().anyMatch(each -> each.decision() == ConsentDecision.GIVEN) ? PARTLY_WITHDRAWN : WITHDRAWN;
    }
}
