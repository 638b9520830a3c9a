package org.safereturn.tracingservice.tracing.model;

/** What must come before tracing can begin, and who does it; told to those who try to trace. */
public enum NextStep {
    /** The origin accepts the referral. */
    ACCEPT,
    /** The host sends the referral again, or the origin takes its decline back. */
    REFER_AGAIN
}
