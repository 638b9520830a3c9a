package org.safereturn.referralservice.repatriation.model;

/** How the records of a return differ from what was agreed, or from each other, by the stated times and places. */
public enum Discrepancy {
    /** The handover took place at another crossing point than agreed. */
    HANDOVER_AT_OTHER_CROSSING,
    /** The handover took place before the other side agreed to the plan. */
    HANDOVER_BEFORE_CONFIRMATION,
    /** The person arrived before the handover. */
    ARRIVAL_BEFORE_HANDOVER,
    /** The person came over another crossing point than that of the handover, or than agreed while none is known. */
    ARRIVAL_AT_OTHER_CROSSING,
    /** Another unit received the person than agreed. */
    ARRIVAL_AT_OTHER_UNIT
}
