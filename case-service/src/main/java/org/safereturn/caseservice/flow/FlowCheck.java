package org.safereturn.caseservice.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.text.Languages;
import org.safereturn.caseservice.flow.FlowVersion.Entry;
import org.safereturn.caseservice.flow.FlowVersion.FlowRegion;
import org.safereturn.caseservice.flow.FlowVersion.FlowRegionState;
import org.safereturn.caseservice.flow.FlowVersion.FlowState;
import org.safereturn.caseservice.flow.FlowVersion.FlowSwitch;
import org.safereturn.caseservice.flow.FlowVersion.FlowTransition;
import org.safereturn.messaging.form.Authority;

/** What is wrong with a version of the flow; each fault names the place. */
final class FlowCheck {

    private final FlowVersion flow;
    private final FlowVocabulary known;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> states;

    private FlowCheck(FlowVersion flow, FlowVocabulary known) {
        this.flow = flow;
        this.known = known;
        this.states = ids(flow.states());
    }

    /** One line for each fault. */
    static List<String> faults(FlowVersion flow, FlowVocabulary known) {
        FlowCheck check = new FlowCheck(flow, known);
        check.head();
        check.entries("phase", flow.phases());
        check.entries("state", flow.states());
        check.entries("guard", flow.guards());
        check.entries("evidence", flow.evidence());
        check.entries("switch", flow.switches());
        check.entries("transition", flow.transitions());
        check.entries("region", flow.regions());
        flow.states().forEach(check::state);
        flow.guards().forEach(guard -> check.authority("guard " + guard.id(), guard.authority()));
        flow.switches().forEach(check::key);
        flow.transitions().forEach(check::transition);
        flow.regions().forEach(check::region);
        check.ways();
        return List.copyOf(check.faults);
    }

    private void head() {
        if (flow.version() < 1) {
            fault("head", "has no version");
        }
        labels("head", flow.names());
        authority("head", flow.authority());
        authority("head", flow.translationsAuthority());
    }

    private void entries(String kind, List<? extends Entry> entries) {
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.id() == null || entry.id().isBlank()) {
                fault(kind, "has an entry without an id");
            } else if (!seen.add(entry.id())) {
                fault(kind + " " + entry.id(), "stands twice");
            }
            labels(kind + " " + entry.id(), entry.names());
        }
    }

    private void labels(String where, Map<String, String> names) {
        for (Locale language : Languages.ALL) {
            String name = names.get(language.getLanguage());
            if (name == null || name.isBlank()) {
                fault(where, "has no label in " + language.getLanguage());
            }
        }
    }

    private void authority(String where, @Nullable Authority authority) {
        if (authority == null) {
            fault(where, "does not say who stands behind it");
        }
    }

    private void state(FlowState state) {
        String where = "state " + state.id();
        authority(where, state.authority());
        if (!known.states().contains(state.id())) {
            fault(where, "is none of a case file");
        }
        one(where, "phase", state.phase(), ids(flow.phases()));
    }

    private void key(FlowSwitch each) {
        one("switch " + each.id(), "key of the profile", each.profile(), known.switches());
    }

    private void transition(FlowTransition step) {
        String where = "transition " + step.id();
        authority(where, step.authority());
        if (step.from().isEmpty() || step.roles().isEmpty()) {
            fault(where, "does not say from where it leads and who acts");
        }
        if (step.from().contains(FlowVersion.START) && step.to().isEmpty()) {
            fault(where, "begins a file and leads nowhere");
        }
        all(where, "state", step.from().stream().filter(from -> !from.equals(FlowVersion.START)).toList(), states);
        all(where, "state", step.to(), states);
        one(where, "event", step.event(), known.events());
        one(where, "side", step.side(), known.sides());
        all(where, "role", step.roles(), known.roles());
        all(where, "guard", step.guards(), ids(flow.guards()));
        all(where, "evidence", step.evidence(), ids(flow.evidence()));
        all(where, "timer", step.starts(), known.timers());
        all(where, "timer", step.stops(), known.timers());
        all(where, "switch", step.when(), ids(flow.switches()));
    }

    private void region(FlowRegion region) {
        String where = "region " + region.id();
        authority(where, region.authority());
        one(where, "side", region.side(), known.sides());
        all(where, "switch", region.when(), ids(flow.switches()));
        Set<String> own = region.states().stream().map(FlowRegionState::id).collect(Collectors.toSet());
        if (own.size() < region.states().size()) {
            fault(where, "has a state that stands twice");
        }
        region.states().forEach(state -> labels(where + ", state " + state.id(), state.names()));
        region.moves().forEach(move -> all(where, "state", Stream.concat(Stream.of(String.valueOf(move.from())), move.to().stream()).toList(), own));
    }

    /** Every state is reached from the beginning, and leads to an end. */
    private void ways() {
        Map<String, Set<String>> ahead = new HashMap<>();
        Map<String, Set<String>> back = new HashMap<>();
        for (FlowTransition step : flow.transitions()) {
            for (String from : step.from()) {
                for (String to : step.to()) {
                    ahead.computeIfAbsent(from, _ -> new HashSet<>()).add(to);
                    back.computeIfAbsent(to, _ -> new HashSet<>()).add(from);
                }
            }
        }
        Set<String> reached = reached(Set.of(FlowVersion.START), ahead);
        Set<String> ending = reached(flow.states().stream().filter(FlowState::end).map(FlowState::id).collect(Collectors.toSet()), back);
        for (String state : states.stream().sorted().toList()) {
            if (!reached.contains(state)) {
                fault("state " + state, "is never reached");
            }
            if (!ending.contains(state)) {
                fault("state " + state, "has no way to an end");
            }
        }
    }

    private static Set<String> reached(Set<String> first, Map<String, Set<String>> ways) {
        Set<String> reached = new HashSet<>(first);
        Deque<String> ahead = new ArrayDeque<>(first);
        while (!ahead.isEmpty()) {
            for (String next : ways.getOrDefault(ahead.removeFirst(), Set.of())) {
                if (reached.add(next)) {
                    ahead.addLast(next);
                }
            }
        }
        return reached;
    }

    private void one(String where, String kind, @Nullable String name, Set<String> among) {
        all(where, kind, List.of(String.valueOf(name)), among);
    }

    private void all(String where, String kind, List<String> names, Set<String> among) {
        FlowVocabulary.unknown(names, among).forEach(name -> fault(where, "names the unknown " + kind + " " + name));
    }

    private void fault(String where, String what) {
        faults.add("flow " + flow.version() + ", " + where + ": " + what);
    }

    private static Set<String> ids(List<? extends Entry> entries) {
        return entries.stream().map(Entry::id).map(String::valueOf).collect(Collectors.toSet());
    }
}
