package org.safereturn.access.audit;

/** An access cannot be recorded now, so it must not take place. */
public final class AuditUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Has no message; the cause says what failed. */
    public AuditUnavailable(Throwable cause) {
        super("The audit trail cannot be written", cause);
    }
}
