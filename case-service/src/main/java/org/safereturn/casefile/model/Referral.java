package org.safereturn.casefile.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.sealing.Sealed;

/**
 * A referral as it crossed the border.
 *
 * @param at when it was sent
 * @param statistics what may be counted
 * @param content who the person is, sealed
 * @param consents as the sender stated them
 */
public record Referral(Instant at, PersonStatistics statistics, @Nullable Sealed content, List<Consent> consents) {

    /** Keeps its own copy of the consents. */
    public Referral {
        consents = List.copyOf(consents);
    }
}
