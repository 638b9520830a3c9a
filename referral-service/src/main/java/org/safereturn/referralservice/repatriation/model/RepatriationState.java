package org.safereturn.referralservice.repatriation.model;

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
    WITHDRAWN
}
