package org.safereturn.tracingservice.tracing.model;

/** Why a result is corrected; a code, because it travels in clear. */
public enum CorrectionReason {
    /** Something new was learnt. */
    NEW_INFORMATION,
    /** An error was found. */
    ERROR_CORRECTED,
    /** A question of the host side was answered. */
    CLARIFICATION_ANSWERED,
    /** The person changed what may be done. */
    CONSENT_CHANGED,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
