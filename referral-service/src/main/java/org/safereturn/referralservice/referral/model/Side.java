package org.safereturn.referralservice.referral.model;

import org.safereturn.messaging.event.Journey;

/** Which way a case goes, seen from the own ministry. */
public enum Side {
    /** The own ministry is the host and sends. */
    OUTGOING,
    /** The own ministry is the origin and receives. */
    INCOMING;

    /** The side of a country that is one of the two. */
    public static Side of(Journey journey, String country) {
        return journey.host().equals(country) ? OUTGOING : INCOMING;
    }
}
