package org.safereturn.caseservice.reintegration.model;

/** What follows on a state of a case, and who does it; told to those who try something else. */
public enum NextStep {
    /** The host records what the person decided about consent. */
    RECORD_CONSENTS,
    /** The host refers the case. */
    REFER,
    /** The host decides again whether the person is a victim. */
    IDENTIFY,
    /** The file ends without a return. */
    END,
    /** The host refers the case again, or the file ends without a return. */
    REFER_AGAIN_OR_END,
    /** The origin opens the referral. */
    OPEN,
    /** The origin accepts, declines or returns the referral. */
    ANSWER,
    /** The host sends the referral again, completed. */
    COMPLETE,
    /** The origin traces. */
    TRACE,
    /** The host acknowledges the tracing result. */
    ACKNOWLEDGE_RESULT,
    /** The host decides on the return with the person. */
    DECIDE,
    /** The origin confirms the return. */
    CONFIRM,
    /** The host hands the person over. */
    HAND_OVER,
    /** The side that suspended the return lifts the suspension. */
    LIFT_SUSPENSION,
    /** The crossing point is closed: a new plan is made, and the other side confirms it. */
    MAKE_NEW_PLAN,
    /** The origin records the arrival. */
    CONFIRM_ARRIVAL,
    /** Somebody of the origin becomes responsible. */
    ASSIGN_CASE_MANAGER,
    /** The origin reports how the time after the arrival goes on. */
    REPORT,
    /** The first visit in the community is recorded. */
    VISIT,
    /** Visits go on until the case is closed. */
    VISIT_OR_CLOSE,
    /** The case is reopened. */
    REOPEN,
    /** The other case of the same person goes on. */
    WORK_ON_SURVIVOR,
    /** A second person decides about a temporary access. */
    APPROVE_ACCESS,
    /** The data protection officer acknowledges a temporary access. */
    ACKNOWLEDGE_ACCESS,
    /** Whoever needs to read the case asks anew. */
    ASK_FOR_ACCESS
}
