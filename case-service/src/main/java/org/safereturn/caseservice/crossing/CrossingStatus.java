package org.safereturn.caseservice.crossing;

/** Whether persons can pass a crossing point; what stops them most stands last. */
enum CrossingStatus {
    /** Freely. */
    OPEN,
    /** At some hours, or in small numbers. */
    LIMITED,
    /** Not at all. */
    CLOSED,
    /** Read from a newer release and never given; nobody is sent there. */
    UNKNOWN;

    /** Whether nobody can pass. */
    boolean closes() {
        return this == CLOSED || this == UNKNOWN;
    }
}
