package org.safereturn.referralservice.referral.model;

/** What follows on a state, and who does it; told to those who try something else. */
public enum NextStep {
    /** The origin opens the referral. */
    OPEN,
    /** The origin accepts, declines or returns it. */
    ANSWER,
    /** The host sends it again, completed. */
    COMPLETE,
    /** The origin traces. */
    TRACE,
    /** The host decides on the return with the person. */
    DECIDE,
    /** The host proposes the return. */
    PROPOSE,
    /** The origin confirms it. */
    CONFIRM,
    /** The host hands the person over. */
    HAND_OVER,
    /** The side that suspended the return lifts the suspension. */
    LIFT_SUSPENSION,
    /** The origin records the arrival. */
    CONFIRM_ARRIVAL,
    /** The origin goes on in the case file. */
    ASSIGN_CASE_MANAGER,
    /** Nothing follows. */
    NOTHING
}
