package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;

/**
 * What a ministry has besides the figures: its rows of journeys and its notices, that is each step it took itself and
 * when, of whom it has heard, and where a person stands when its own step led there. Of all others it knows which steps
 * they have in common with whom.
 */
final class OwnRecords {

    /** What an attacker holds possible of the persons who stand on the other side's part of the way. */
    enum Belief {
        /** Every state of the other side. */
        ANYTHING_IS_POSSIBLE,
        /** Of each group of persons exactly the states in which some of them are. */
        KNOWS_WHERE_NOBODY_IS
    }

    private final String ministry;
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, Long> truth = new LinkedHashMap<>();
    private final List<WholeAnswer.Equation> equations = new ArrayList<>();

    OwnRecords(String ministry, Collection<Journey> journeys, Quarter quarter, ZoneId zone, Belief belief) {
        this.ministry = ministry;
        for (String direction : List.of("KH_TO_TH", "TH_TO_KH")) {
            List<Journey> here = journeys.stream().filter(each -> each.direction().orElseThrow().code().equals(direction)).toList();
            standing(direction, here, belief);
            boolean host = isHost(direction);
            String other = host ? direction.substring(6) : direction.substring(0, 2);
            String own = host ? "SUBMITTED" : "RECEIPT";
            known("heard " + own + " " + direction, count(here, host ? Milestone.REFERRAL_SUBMITTED : Milestone.DELIVERY_RECEIPT,
                    quarter, zone));
            equations.add(new WholeAnswer.Equation("REFERRALS " + direction, List.of("heard " + own + " " + direction)));
            if (host) {
                // Whom it handed over and who no longer stands there has arrived.
                known("row handed over " + direction, here.stream().filter(each -> each.has(Milestone.HANDOVER_EXECUTED)).count());
                equations.add(new WholeAnswer.Equation("row handed over " + direction,
                        List.of("HANDED_OVER " + direction, "RETURNS " + direction)));
                equations.add(new WholeAnswer.Equation("IND-C4 SHARE " + other, List.of("row handed over " + direction)));
                // It counts itself whose special needs a result answered.
                List<Journey> asked = here.stream().filter(each -> !each.careFlags().isEmpty()
                        && each.result().filter(result -> Quarter.at(result.at(), zone).equals(quarter)).isPresent()).toList();
                same("needs " + direction, asked.size(), "IND-B6 SHARE " + other);
                same("needs met " + direction, asked.stream().filter(each -> each.answeredCareFlags().containsAll(each.careFlags()))
                        .count(), "IND-B6 SHARE " + other + " yes");
            } else {
                same("rounds " + direction, here.stream().filter(each -> within(each.first(Milestone.REFERRAL_SUBMITTED),
                        quarter, zone) && !each.completionRounds().isEmpty()).count(), "IND-A3 SHARE " + other + " yes");
            }
        }
        outcomes(journeys, quarter, zone);
    }

    /** What the ministry counts itself, below zero what it does not. */
    Map<String, Long> numbers() {
        return numbers;
    }

    /** What is so. */
    Map<String, Long> truth() {
        return truth;
    }

    List<WholeAnswer.Equation> equations() {
        return equations;
    }

    private boolean isHost(String direction) {
        return direction.startsWith(ministry);
    }

    private void same(String name, long value, String cell) {
        known(name, value);
        equations.add(new WholeAnswer.Equation(cell, List.of(name)));
    }

    private void known(String name, long value) {
        numbers.put(name, value);
        truth.put(name, value);
    }

    private void unknown(String name, long value) {
        numbers.put(name, -1L);
        truth.put(name, value);
    }

    private static long count(List<Journey> journeys, Milestone step, Quarter quarter, ZoneId zone) {
        return journeys.stream().filter(each -> within(each.first(step), quarter, zone)).count();
    }

    private static boolean within(@Nullable Instant at, Quarter quarter, ZoneId zone) {
        return at != null && Quarter.at(at, zone).equals(quarter);
    }

    private void standing(String direction, List<Journey> journeys, Belief belief) {
        JourneyState.Taker side = isHost(direction) ? JourneyState.Taker.HOST : JourneyState.Taker.ORIGIN;
        Map<String, Map<JourneyState, Long>> elsewhere = new TreeMap<>();
        Map<JourneyState, Long> here = new TreeMap<>();
        for (Journey each : journeys) {
            if (each.state().taker() == side) {
                here.merge(each.state(), 1L, Long::sum);
            } else {
                Set<Milestone> steps = new TreeSet<>(each.milestones().keySet());
                steps.removeIf(step -> step.taker() != side);
                elsewhere.computeIfAbsent(direction + " " + steps, _ -> new TreeMap<>()).merge(each.state(), 1L, Long::sum);
            }
        }
        known("row " + direction, journeys.size());
        equations.add(new WholeAnswer.Equation("persons " + direction, List.of("row " + direction)));
        List<JourneyState> others = new ArrayList<>();
        for (JourneyState state : JourneyState.values()) {
            if (state.taker() == side) {
                same("row " + state + " " + direction, here.getOrDefault(state, 0L), state + " " + direction);
            } else {
                others.add(state);
            }
        }
        elsewhere.forEach((row, states) -> {
            known(row, states.values().stream().mapToLong(Long::longValue).sum());
            others.forEach(state -> {
                long persons = states.getOrDefault(state, 0L);
                if (persons == 0 && belief == Belief.KNOWS_WHERE_NOBODY_IS) {
                    known(row + " " + state, 0);
                } else {
                    unknown(row + " " + state, persons);
                }
            });
            equations.add(new WholeAnswer.Equation(row, others.stream().map(state -> row + " " + state).toList()));
        });
        others.forEach(state -> equations.add(new WholeAnswer.Equation(state + " " + direction,
                elsewhere.keySet().stream().map(row -> row + " " + state).toList())));
    }

    /** The outcomes of the quarter that it recorded itself; the rest is the other side's. */
    private void outcomes(Collection<Journey> journeys, Quarter quarter, ZoneId zone) {
        Map<String, long[]> parts = new TreeMap<>();
        for (Journey each : journeys) {
            int side = each.direction().orElseThrow().origin().equals(ministry) ? 0 : 1;
            Stream.Builder<String> outcomes = Stream.builder();
            each.result().filter(result -> within(result.at(), quarter, zone)).ifPresent(result ->
                    outcomes.add("IND-B4 " + result.nationality()).add("IND-B5 " + result.family()));
            Optional<Instant> closed = each.last(Milestone.CASE_CLOSED).filter(at -> within(at, quarter, zone));
            closed.flatMap(_ -> each.closureReason()).ifPresent(reason -> outcomes.add("IND-D13 " + reason));
            outcomes.build().forEach(outcome -> parts.computeIfAbsent(outcome, _ -> new long[2])[side]++);
        }
        parts.forEach((outcome, persons) -> {
            known(outcome + " of " + ministry, persons[0]);
            unknown(outcome + " of the other", persons[1]);
            equations.add(new WholeAnswer.Equation(outcome, List.of(outcome + " of " + ministry, outcome + " of the other")));
        });
    }
}
