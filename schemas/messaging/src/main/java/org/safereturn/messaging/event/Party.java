package org.safereturn.messaging.event;

/** The two sides of a case. */
public enum Party {
    /** The country where the person was when the case was opened. */
    HOST,
    /** The country of presumed nationality. */
    ORIGIN;

    /** The other side. */
    public Party other() {
        return this == HOST ? ORIGIN : HOST;
    }
}
