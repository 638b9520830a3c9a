package org.safereturn.tracingservice.tracing.model;

import java.util.Optional;

import org.safereturn.messaging.outcome.Rejection;

/**
 * What the person asks for contact with the family, as the referral's sealed content says.
 *
 * @param familyMayBeContacted whether anybody may speak to the family
 * @param doNotVisit whether nobody may go to the family
 */
public record SafeContact(boolean familyMayBeContacted, boolean doNotVisit) {

    /** Of a referral that says nothing about it. */
    public static final SafeContact NOTHING_SAID = new SafeContact(true, false);

    /** Why the person's instruction forbids this action, or empty when it does not. */
    Optional<Rejection> forbids(ActionType action) {
        if (action.purpose() != Purpose.FAMILY_CONTACT) {
            return Optional.empty();
        }
        if (!familyMayBeContacted) {
            return Optional.of(Rejection.refused("safe-contact-forbids-contact", "action", action.name()));
        }
        return doNotVisit && action.goesThere()
                ? Optional.of(Rejection.refused("safe-contact-forbids-visits", "action", action.name()))
                : Optional.empty();
    }
}
