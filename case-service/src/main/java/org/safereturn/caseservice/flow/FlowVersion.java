package org.safereturn.caseservice.flow;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.form.Authority;

/**
 * One version of the way of a case, as its file says it. Names are by language: en, km, th.
 *
 * @param version from 1
 * @param names its title
 * @param authority who stands behind what no entry says otherwise
 * @param translationsAuthority who stands behind the names in other languages than English
 * @param minutes items of the minutes of 16 January 2023 that it rests on
 * @param validFrom first day on which cases begin on it; absent for the first version
 * @param phases rows of the chart, in their order
 * @param states in the order of the chart
 * @param guards conditions that must hold before a step
 * @param evidence what is recorded with a step
 * @param switches what the country profile decides for each direction of return
 * @param transitions from one state to the next
 * @param regions what runs beside the states
 */
record FlowVersion(int version, Map<String, String> names, Authority authority, Authority translationsAuthority,
        List<String> minutes, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate validFrom, List<FlowPhase> phases,
        List<FlowState> states, List<FlowGuard> guards, List<FlowEvidence> evidence, List<FlowSwitch> switches,
        List<FlowTransition> transitions, List<FlowRegion> regions) {

    /** In {@link FlowTransition#from}: a file begins. */
    static final String START = "START";

    /** Keeps its own copies; what the file leaves out is empty. */
    FlowVersion {
        names = kept(names);
        minutes = kept(minutes);
        phases = kept(phases);
        states = kept(states);
        guards = kept(guards);
        evidence = kept(evidence);
        switches = kept(switches);
        transitions = kept(transitions);
        regions = kept(regions);
    }

    private static <T> List<T> kept(List<T> list) {
        return List.copyOf(Objects.requireNonNullElse(list, List.of()));
    }

    private static Map<String, String> kept(Map<String, String> names) {
        return Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(names, Map.of())));
    }

    /** A part of it with a name of its own. */
    sealed interface Entry permits FlowPhase, FlowState, FlowGuard, FlowEvidence, FlowSwitch, FlowTransition, FlowRegion {

        /** Unique among its like. */
        String id();

        /** By language. */
        Map<String, String> names();
    }

    /** A row of the chart. */
    record FlowPhase(String id, Map<String, String> names) implements Entry {

        /** Keeps its own copy. */
        FlowPhase {
            names = kept(names);
        }
    }

    /**
     * A place where a case can stand.
     *
     * @param phase id of its row
     * @param end whether the way may end here
     * @param authority who stands behind it
     * @param minutes items of the minutes that name it
     */
    record FlowState(String id, String phase, boolean end, Map<String, String> names, Authority authority, List<String> minutes)
            implements Entry {

        /** Keeps its own copies. */
        FlowState {
            names = kept(names);
            minutes = kept(minutes);
        }
    }

    /**
     * A condition.
     *
     * @param authority who stands behind it
     * @param minutes items of the minutes that name it
     */
    record FlowGuard(String id, Map<String, String> names, Authority authority, List<String> minutes) implements Entry {

        /** Keeps its own copies. */
        FlowGuard {
            names = kept(names);
            minutes = kept(minutes);
        }
    }

    /** What is recorded with a step. */
    record FlowEvidence(String id, Map<String, String> names) implements Entry {

        /** Keeps its own copy. */
        FlowEvidence {
            names = kept(names);
        }
    }

    /**
     * What the country profile decides for each direction of return.
     *
     * @param profile its key below the direction
     */
    record FlowSwitch(String id, Map<String, String> names, String profile) implements Entry {

        /** Keeps its own copy. */
        FlowSwitch {
            names = kept(names);
        }
    }

    /**
     * A step: from each of some states to one of others.
     *
     * @param from ids of states, or {@value FlowVersion#START} where a file begins
     * @param to ids of states; none where the case stays where it is
     * @param event record of the exchange that tells it, or what an officer does with the file
     * @param side {@code HOST}, {@code ORIGIN} or {@code EITHER}
     * @param roles that may act
     * @param second whether one officer prepares it and another one does it
     * @param exception whether nobody plans it, and it is recorded all the same so that no person is lost
     * @param guards ids of conditions
     * @param evidence ids of what is recorded
     * @param starts deadlines that begin
     * @param stops deadlines that end
     * @param when ids of the switches that decide about it
     * @param authority who stands behind it
     * @param minutes items of the minutes that name it
     */
    record FlowTransition(String id, Map<String, String> names, List<String> from, List<String> to, String event, String side,
            List<String> roles, boolean second, boolean exception, List<String> guards, List<String> evidence, List<String> starts,
            List<String> stops, List<String> when, Authority authority, List<String> minutes) implements Entry {

        /** Keeps its own copies. */
        FlowTransition {
            names = kept(names);
            from = kept(from);
            to = kept(to);
            roles = kept(roles);
            guards = kept(guards);
            evidence = kept(evidence);
            starts = kept(starts);
            stops = kept(stops);
            when = kept(when);
            minutes = kept(minutes);
        }

        /** Where the case is after it, from that state. */
        List<String> after(String state) {
            return to.isEmpty() ? List.of(state) : to;
        }
    }

    /**
     * What runs beside the states and is never one of them.
     *
     * @param side {@code HOST}, {@code ORIGIN} or {@code EITHER}
     * @param when ids of the switches that decide about it
     * @param states in their order; none where there are none
     * @param moves that the service holds to; none where any state may follow
     * @param authority who stands behind it
     * @param minutes items of the minutes that name it
     */
    record FlowRegion(String id, Map<String, String> names, String side, List<String> when, List<FlowRegionState> states,
            List<FlowMove> moves, Authority authority, List<String> minutes) implements Entry {

        /** Keeps its own copies. */
        FlowRegion {
            names = kept(names);
            when = kept(when);
            states = kept(states);
            moves = kept(moves);
            minutes = kept(minutes);
        }
    }

    /** A state of a region. */
    record FlowRegionState(String id, Map<String, String> names) {

        /** Keeps its own copy. */
        FlowRegionState {
            names = kept(names);
        }
    }

    /** What may follow a state of a region. */
    record FlowMove(String from, List<String> to) {

        /** Keeps its own copy. */
        FlowMove {
            to = kept(to);
        }
    }
}
