package org.safereturn.referralservice.repatriation.web;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.Officer;
import org.safereturn.referralservice.repatriation.model.Arrival;

/**
 * An arrival as it is shown: one revision of its record.
 *
 * @param correction why, by whom and when it superseded the revision before, absent for the first
 */
record ArrivalView(int revision, Officer officer, Instant arrivedAt, @Nullable Instant recordedAt, String receptionUnit,
        @Nullable String crossingPoint, String receivedByRole, Arrival.Condition condition,
        List<Arrival.Difference> differences, boolean recordedLate, @Nullable Correction correction) {

    static @Nullable ArrivalView of(@Nullable Arrival arrival) {
        return arrival == null ? null : shown(arrival);
    }

    static ArrivalView shown(Arrival known) {
        return new ArrivalView(known.revision(), known.officer(), known.arrivedAt(), known.recordedAt(),
                known.receptionUnit(), known.crossingPoint(), known.receivedByRole(), known.condition(),
                known.differences(), known.recordedLate(), known.corrects().orElse(null));
    }
}
