package org.safereturn.tracingservice.tracing.model;

/** Why a referral should be read before others. */
public enum Urgency {
    /** No particular urgency. */
    ROUTINE,
    /** A child without an adult. */
    CHILD_ALONE,
    /** Somebody threatens the person. */
    THREAT,
    /** A medical reason. */
    MEDICAL,
    /** A date in court. */
    COURT_DATE,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
