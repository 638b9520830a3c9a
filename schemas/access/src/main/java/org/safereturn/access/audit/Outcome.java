package org.safereturn.access.audit;

/** The result of an access. */
public enum Outcome {
    /**
     * A change is about to be made. The record of its end names this one; where none does, the end is unknown and the
     * change may have been made.
     */
    ATTEMPTED,
    /** It was done. */
    SUCCESS,
    /** It was refused: by a role, by a rule, or because there is no such case for the caller. */
    REFUSED,
    /** The service failed. */
    FAILED;

    /** The outcome that an HTTP status stands for. */
    public static Outcome ofStatus(int status) {
        return status < 400 ? SUCCESS : status < 500 ? REFUSED : FAILED;
    }
}
