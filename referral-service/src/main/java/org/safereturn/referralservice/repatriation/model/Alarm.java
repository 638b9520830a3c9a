package org.safereturn.referralservice.repatriation.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;

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

    /** What somebody must look after, as the records say. */
    static List<Alarm> of(@Nullable Handover handover, @Nullable Arrival arrival,
            @Nullable Confirmation agreed, @Nullable OverrideConfirmation second, List<Discrepancy> discrepancies) {
        Set<Alarm> open = EnumSet.noneOf(Alarm.class);
        if (handover != null && arrival == null) {
            open.add(HANDOVER_UNMATCHED);
            if (agreed == null) {
                open.add(HANDOVER_UNPLANNED);
            }
        }
        if (handover != null && handover.override() != null && second == null) {
            open.add(OVERRIDE_UNCONFIRMED);
        }
        boolean stoodBy = (handover != null && handover.correction() == Correction.Reason.CONFIRMED_AS_STATED)
                || (arrival != null && arrival.correction() == Correction.Reason.CONFIRMED_AS_STATED);
        if (!discrepancies.isEmpty() && !stoodBy) {
            open.add(RECORDS_DIFFER);
        }
        return List.copyOf(open);
    }
}
