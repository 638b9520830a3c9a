package org.safereturn.referralservice.repatriation.model;

import org.safereturn.referralservice.referral.model.NextStep;

/** Where a return stands; the same on both sides once every message has arrived. */
public enum RepatriationState {
    /** Nothing is decided yet; known to the own ministry only. */
    AWAITING_DECISION,
    /** The person and the host decided; no return is arranged. */
    DECISION_RECORDED,
    /** The person does not return. */
    NO_RETURN,
    /** A newer tracing result than the decision rests on has come after a proposal. */
    UNDER_REVIEW,
    /** A plan is on the table; the other side has not agreed. */
    RETURN_PROPOSED,
    /** Both sides agree on day, place and reception. */
    RETURN_CONFIRMED,
    /** The return stands still. */
    RETURN_SUSPENDED,
    /** The host handed the person over; the origin has not said that the person arrived. */
    HANDED_OVER,
    /** The origin received the person. */
    ARRIVED,
    /** The person, or the host for the person, stopped the case before a handover. */
    WITHDRAWN;

    NextStep next() {
        return switch (this) {
            case AWAITING_DECISION, NO_RETURN, UNDER_REVIEW -> NextStep.DECIDE;
            case DECISION_RECORDED -> NextStep.PROPOSE;
            case RETURN_PROPOSED -> NextStep.CONFIRM;
            case RETURN_CONFIRMED -> NextStep.HAND_OVER;
            case RETURN_SUSPENDED -> NextStep.LIFT_SUSPENSION;
            case HANDED_OVER -> NextStep.CONFIRM_ARRIVAL;
            case ARRIVED -> NextStep.ASSIGN_CASE_MANAGER;
            case WITHDRAWN -> NextStep.NOTHING;
        };
    }
}
