package org.safereturn.referralservice.repatriation.model;

import java.util.Locale;

/** What somebody must look after in a return. */
public enum Alarm {
    /** The person was handed over and is not known to have arrived; only an arrival closes it. */
    HANDOVER_UNMATCHED,
    /** The person is on the way and no plan was agreed, so nobody expects her or him; only an arrival closes it. */
    HANDOVER_UNPLANNED,
    /** One officer alone stands by an emergency override; a second one closes it. */
    OVERRIDE_UNCONFIRMED,
    /** What was recorded differs from what was agreed; a correction closes it, or an officer who stands by the record. */
    RECORDS_DIFFER;

    /** Its rule id. */
    public String rule() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
