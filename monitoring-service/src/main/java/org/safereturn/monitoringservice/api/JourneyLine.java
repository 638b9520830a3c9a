package org.safereturn.monitoringservice.api;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;

/**
 * A journey without anything about the person, as one of its two ministries may see it: its own steps in full, of the
 * other side's none.
 *
 * @param statRef its statistical reference
 * @param duplicate whether the person is counted under another journey
 * @param state where it stands, absent when the other side's step led there
 * @param milestones when each of the own side's steps was first taken
 */
record JourneyLine(String statRef, String direction, boolean duplicate, @Nullable JourneyState state,
        Map<Milestone, Instant> milestones) {

    /** Whether the ministry is one of the two. */
    static boolean concerns(Journey journey, String ministry) {
        return journey.direction().filter(each -> each.host().equals(ministry) || each.origin().equals(ministry)).isPresent();
    }

    static JourneyLine of(Journey journey, String ministry) {
        Direction direction = journey.direction().orElseThrow();
        JourneyState.Taker side = direction.host().equals(ministry) ? JourneyState.Taker.HOST : JourneyState.Taker.ORIGIN;
        Map<Milestone, Instant> own = new TreeMap<>(journey.milestones());
        own.keySet().removeIf(each -> each.taker() != side);
        JourneyState state = journey.state();
        return new JourneyLine(journey.statRef(), direction.code(), journey.duplicate(),
                state.taker() == side ? state : null, own);
    }
}
