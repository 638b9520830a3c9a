package org.safereturn.access.problem;

import org.safereturn.messaging.outcome.Rejection;

/** Carries a rejection out of a controller; the caller receives it as an RFC 9457 problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public ProblemException(Rejection rejection) {
        super(rejection.rule(), null, false, false);
        this.rejection = rejection;
    }

    /** What was refused and by which rule. */
    public Rejection rejection() {
        return rejection;
    }
}
