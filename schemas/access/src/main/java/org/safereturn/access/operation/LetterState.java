package org.safereturn.access.operation;

/** Where a dead letter stands. */
enum LetterState {
    /** Nobody has done anything about it. */
    OPEN,
    /** It was tried again; one that failed once more is a new letter. */
    REDELIVERED,
    /** An operator proposes to discard it; another one has to confirm. */
    DISCARD_PROPOSED,
    /** Two operators discarded it; it is not tried again. */
    DISCARDED
}
