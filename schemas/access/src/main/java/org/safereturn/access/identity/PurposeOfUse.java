package org.safereturn.access.identity;


/** The purpose for which a request handles data, as the audit record names it (IHE ATNA: purpose of use). */
public enum PurposeOfUse {
    /** Identification, consent and the opening of a case. */
    INTAKE,
    /** The referral between the two countries and its answers. */
    REFERRAL,
    /** Family tracing, family assessment and nationality confirmation. */
    TRACING,
    /** Arranging and carrying out the return. */
    RETURN,
    /** Care after the arrival: case manager, reintegration, monitoring visits, closure. */
    REINTEGRATION,
    /** Checking what others did: approvals, access history, temporary access. */
    SUPERVISION,
    /** Reading a case of another unit for a time, with a reason and a second person; in place of the purpose of the call. */
    TEMPORARY_ACCESS,
    /** Counting; no person. */
    STATISTICS,
    /** Running the software; no person. */
    OPERATION
}
