package org.safereturn.referralservice.repatriation.model;

/** Why a record of a handover or an arrival supersedes the one before. */
public enum CorrectionReason {
    /** A time or a place was mistyped. */
    TYPING_FAULT,
    /** More became known. */
    NEW_INFORMATION,
    /** Nothing changes: an officer stands by what was recorded although the records differ. */
    CONFIRMED_AS_STATED,
    /** One that only a newer peer knows. */
    UNKNOWN
}
