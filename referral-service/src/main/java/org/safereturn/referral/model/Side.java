package org.safereturn.referral.model;

/** Which way a case goes, seen from the own ministry. */
public enum Side {
    /** The own ministry is the host and sends. */
    OUTGOING,
    /** The own ministry is the origin and receives. */
    INCOMING
}
