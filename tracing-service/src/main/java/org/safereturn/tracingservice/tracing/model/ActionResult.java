package org.safereturn.tracingservice.tracing.model;

/** How a tracing action ended. */
public enum ActionResult {
    /** Not known yet. */
    PENDING,
    /** It brought an answer. */
    SUCCESSFUL,
    /** It brought none. */
    UNSUCCESSFUL
}
