package org.safereturn.local;

/** What the processes of a system are run for. */
public enum Footing {
    /** For development: quick to start and small, with the quick compiler only. */
    SMALL,
    /** For lasting service and for figures: room, the optimising compiler, and caches that a played load has trained. */
    SERVER
}
