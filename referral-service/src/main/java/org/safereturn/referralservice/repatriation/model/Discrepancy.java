package org.safereturn.referralservice.repatriation.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;

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
    ARRIVAL_AT_OTHER_UNIT;

    /** Every difference between what was agreed and what the two sides recorded. */
    static List<Discrepancy> between(@Nullable Handover handover, @Nullable Arrival arrival, @Nullable Confirmation agreed) {
        Set<Discrepancy> found = EnumSet.noneOf(Discrepancy.class);
        if (handover != null && agreed != null) {
            addIf(found, HANDOVER_AT_OTHER_CROSSING, !handover.crossingPoint().equals(agreed.crossingPoint()));
            addIf(found, HANDOVER_BEFORE_CONFIRMATION, handover.handedOverAt().isBefore(agreed.confirmedAt()));
        }
        if (arrival != null && handover != null) {
            addIf(found, ARRIVAL_BEFORE_HANDOVER, arrival.arrivedAt().isBefore(handover.handedOverAt()));
        }
        String expected = expectedCrossing(handover, agreed);
        if (arrival != null && expected != null && arrival.crossingPoint() != null) {
            addIf(found, ARRIVAL_AT_OTHER_CROSSING, !expected.equals(arrival.crossingPoint()));
        }
        if (arrival != null && agreed != null) {
            addIf(found, ARRIVAL_AT_OTHER_UNIT, !arrival.receptionUnit().equals(agreed.receptionUnit()));
        }
        return List.copyOf(found);
    }

    /** As handed over, or else as confirmed; absent where neither is known. */
    static @Nullable String expectedCrossing(@Nullable Handover handover, @Nullable Confirmation agreed) {
        return handover != null ? handover.crossingPoint() : agreed == null ? null : agreed.crossingPoint();
    }

    private static void addIf(Set<Discrepancy> found, Discrepancy which, boolean holds) {
        if (holds) {
            found.add(which);
        }
    }
}
