package org.safereturn.access.deadline;

/** Which days count. */
public enum Counted {
    /** Every day. */
    CALENDAR_DAYS,
    /** Every day but the weekend and the holidays of the country. */
    WORKING_DAYS
}
