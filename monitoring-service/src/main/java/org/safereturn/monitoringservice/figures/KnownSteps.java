package org.safereturn.monitoringservice.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;

/**
 * What one ministry knows of the persons of one direction by its own steps: where they stand when its own step led there,
 * and of all others how many there are with the same steps. Those stand somewhere on the other side's way.
 */
final class KnownSteps {

    private final String ministry;
    private final String direction;
    private final JourneyState.Taker side;
    /** By own steps, the states of those who stand elsewhere. */
    private final Map<String, Map<JourneyState, Long>> elsewhere = new TreeMap<>();
    /** By own steps, the last state that they led to. */
    private final Map<String, JourneyState> reached = new TreeMap<>();

    KnownSteps(String ministry, String direction) {
        this.ministry = ministry;
        this.direction = direction;
        this.side = side(ministry, direction);
    }

    /** On which side of a direction a ministry is. */
    static JourneyState.Taker side(String ministry, String direction) {
        return direction.startsWith(ministry + "_TO_") ? JourneyState.Taker.HOST : JourneyState.Taker.ORIGIN;
    }

    /**
     * A person who stands where a step of the other side led.
     *
     * @param ministry of this side
     * @param direction of the return
     * @param steps of this side
     * @param reached the last state that they led to, none when they led to none
     * @param state in which the person stands
     */
    record Elsewhere(String ministry, String direction, String steps, Optional<JourneyState> reached, JourneyState state) {
    }

    /** Where this person stands, when it is elsewhere for this ministry. */
    static Optional<Elsewhere> elsewhere(String ministry, String direction, Journey journey) {
        JourneyState.Taker side = side(ministry, direction);
        JourneyState state = journey.state();
        if (state.taker() == side) {
            return Optional.empty();
        }
        Set<Milestone> steps = new TreeSet<>(journey.milestones().keySet());
        steps.removeIf(each -> each.taker() != side);
        return Optional.of(new Elsewhere(ministry, direction, steps.stream().map(Enum::name).collect(Collectors.joining("+")),
                steps.stream().flatMap(each -> leadsTo(each).stream()).max(Comparator.naturalOrder()), state));
    }

    /** Adds so many persons. */
    void add(Elsewhere each, long persons) {
        elsewhere.computeIfAbsent(each.steps(), _ -> new TreeMap<>()).merge(each.state(), persons, Long::sum);
        each.reached().ifPresent(last -> reached.put(each.steps(), last));
    }

    /** Adds what the ministry knows, and how it hangs together with the states. */
    void tell(Counts counts) {
        Map<JourneyState, List<String>> byState = new TreeMap<>();
        elsewhere.forEach((steps, states) -> {
            String row = Names.elsewhere(ministry, direction, steps);
            List<JourneyState> possible = Arrays.stream(JourneyState.values()).filter(each -> each.taker() != side)
                    .filter(each -> states.containsKey(each) || isAfter(each, reached.get(steps))).toList();
            possible.forEach(each -> {
                String part = Names.elsewhere(row, each);
                counts.add(part, states.getOrDefault(each, 0L));
                counts.neverGuessed(part);
                byState.computeIfAbsent(each, _ -> new ArrayList<>()).add(part);
            });
            counts.add(row, states.values().stream().mapToLong(Long::longValue).sum());
            counts.neverShown(row);
            counts.knownTo(row, ministry);
            counts.sumFor(ministry, row, possible.stream().map(each -> Names.elsewhere(row, each)).toList());
        });
        byState.forEach((state, parts) -> counts.sumFor(ministry, Names.state(state, direction), parts));
    }

    private static boolean isAfter(JourneyState state, @Nullable JourneyState reached) {
        return reached == null || state.compareTo(reached) > 0;
    }

    /** The state that a step leads to, when it leads to one. */
    private static Optional<JourneyState> leadsTo(Milestone step) {
        return switch (step) {
            case REFERRAL_SUBMITTED, REFERRAL_DECLINE_REVOKED -> Optional.of(JourneyState.REFERRED);
            case REFERRAL_RECEIVED, REFERRAL_RETURNED_FOR_COMPLETION -> Optional.of(JourneyState.RECEIVED);
            case REFERRAL_ACCEPTED, TRACING_PROGRESS_REPORTED -> Optional.of(JourneyState.TRACING);
            case TRACING_RESULT_ISSUED -> Optional.of(JourneyState.RESULT_ISSUED);
            case TRACING_RESULT_ACKNOWLEDGED -> Optional.of(JourneyState.RESULT_REVIEWED);
            case RETURN_DECISION_RECORDED -> Optional.of(JourneyState.RETURN_DECIDED);
            case REPATRIATION_PROPOSED -> Optional.of(JourneyState.RETURN_PROPOSED);
            case REPATRIATION_CONFIRMED -> Optional.of(JourneyState.RETURN_CONFIRMED);
            case HANDOVER_EXECUTED, EMERGENCY_OVERRIDE_CONFIRMED -> Optional.of(JourneyState.HANDED_OVER);
            case ARRIVAL_CONFIRMED -> Optional.of(JourneyState.ARRIVED);
            case CASE_MANAGER_ASSIGNED -> Optional.of(JourneyState.CASE_MANAGER_ASSIGNED);
            case CASE_CLOSED -> Optional.of(JourneyState.CLOSED);
            case DELIVERY_RECEIPT, REFERRAL_DECLINED, REFERRAL_WITHDRAWN, REPATRIATION_RESCHEDULED, REPATRIATION_SUSPENDED,
                 REPATRIATION_RESUMED, REINTEGRATION_STATUS_REPORTED, CASE_REOPENED, CONSENT_UPDATED, CONSENT_WITHDRAWN,
                 CONSENT_EFFECT_CONFIRMED, CASE_MERGED, REINTEGRATION_STATS_RECORDED, MONITORING_VISIT_RECORDED, CARE_ANSWERS_RECORDED,
                 DEADLINE_BREACHED, NON_VICTIM_RETURNS_COUNTED -> Optional.empty();
        };
    }
}
