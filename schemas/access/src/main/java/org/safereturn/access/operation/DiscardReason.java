package org.safereturn.access.operation;

/** Why a dead letter is not needed. Codes, and no words: nobody can write about a person here. */
enum DiscardReason {
    /** The sender has sent a new record in its place. */
    SENT_ANEW,
    /** The same was handled already. */
    DUPLICATE,
    /** What it says has been overtaken, or was never of use here. */
    NOT_NEEDED,
    /** It is not from whom it claims to be from. */
    FORGED,
    /** It came from a trial. */
    TRIAL
}
