package org.safereturn.caseservice.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.caseservice.flow.FlowVersion.Entry;
import org.safereturn.caseservice.flow.FlowVersion.FlowEvidence;
import org.safereturn.caseservice.flow.FlowVersion.FlowGuard;
import org.safereturn.caseservice.flow.FlowVersion.FlowPhase;
import org.safereturn.caseservice.flow.FlowVersion.FlowRegion;
import org.safereturn.caseservice.flow.FlowVersion.FlowState;
import org.safereturn.caseservice.flow.FlowVersion.FlowSwitch;
import org.safereturn.caseservice.flow.FlowVersion.FlowTransition;

/**
 * What one entry of two versions of the flow has, and the other has not or has otherwise.
 *
 * @param part what it is
 * @param id of the entry
 * @param kind how they differ
 * @param names of the entry by language, in the later version where that has it
 * @param changes what was changed; none for an entry that only one version has
 */
record FlowDifference(Part part, String id, Kind kind, Map<String, String> names, List<FlowChange> changes) {

    /** Keeps its own copies. */
    FlowDifference {
        names = Map.copyOf(names);
        changes = List.copyOf(changes);
    }

    /** What an entry is. */
    enum Part {
        /** A row of the chart. */
        PHASE,
        /** A state. */
        STATE,
        /** A step from one state to the next. */
        TRANSITION,
        /** A condition. */
        GUARD,
        /** What is recorded with a step. */
        EVIDENCE,
        /** What the country profile decides. */
        SWITCH,
        /** What runs beside the states. */
        REGION
    }

    /** How two versions differ in an entry. */
    enum Kind {
        /** Only the later version has it. */
        ADDED,
        /** Only the earlier version has it. */
        REMOVED,
        /** Both have it, and it says something else. */
        CHANGED
    }

    /**
     * What was changed in an entry.
     *
     * @param what as the file calls it; of names, with the language behind a dot
     * @param before values that went; all of them where only their order changed
     * @param after values that came; all of them where only their order changed
     */
    record FlowChange(String what, List<String> before, List<String> after) {

        /** Keeps its own copies. */
        FlowChange {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** All differences, part by part, in the order of the earlier version and then of the later one. */
    static List<FlowDifference> between(FlowVersion before, FlowVersion after) {
        List<FlowDifference> all = new ArrayList<>();
        for (Part part : Part.values()) {
            Map<String, Entry> old = entries(before, part);
            Map<String, Entry> young = entries(after, part);
            Set<String> ids = new LinkedHashSet<>(old.keySet());
            ids.addAll(young.keySet());
            ids.forEach(id -> of(part, id, Optional.ofNullable(old.get(id)), Optional.ofNullable(young.get(id))).ifPresent(all::add));
        }
        return all;
    }

    private static Optional<FlowDifference> of(Part part, String id, Optional<Entry> before, Optional<Entry> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return after.or(() -> before).map(entry -> new FlowDifference(part, id, before.isEmpty() ? Kind.ADDED : Kind.REMOVED,
                    entry.names(), List.of()));
        }
        List<FlowChange> changes = changes(said(before.get()), said(after.get()));
        return changes.isEmpty() ? Optional.empty()
                : Optional.of(new FlowDifference(part, id, Kind.CHANGED, after.get().names(), changes));
    }

    private static List<FlowChange> changes(Map<String, List<String>> before, Map<String, List<String>> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<FlowChange> changes = new ArrayList<>();
        for (String name : names) {
            List<String> old = before.getOrDefault(name, List.of());
            List<String> young = after.getOrDefault(name, List.of());
            if (!old.equals(young)) {
                List<String> went = without(old, young);
                List<String> came = without(young, old);
                boolean moved = went.isEmpty() && came.isEmpty();
                changes.add(new FlowChange(name, moved ? old : went, moved ? young : came));
            }
        }
        return changes;
    }

    private static List<String> without(List<String> values, List<String> others) {
        return values.stream().filter(value -> !others.contains(value)).toList();
    }

    private static Map<String, Entry> entries(FlowVersion flow, Part part) {
        List<? extends Entry> entries = switch (part) {
            case PHASE -> flow.phases();
            case STATE -> flow.states();
            case TRANSITION -> flow.transitions();
            case GUARD -> flow.guards();
            case EVIDENCE -> flow.evidence();
            case SWITCH -> flow.switches();
            case REGION -> flow.regions();
        };
        Map<String, Entry> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return byId;
    }

    /** What an entry says, by the names that the file has for it. */
    private static Map<String, List<String>> said(Entry entry) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        entry.names().forEach((language, name) -> said.put("names." + language, List.of(name)));
        switch (entry) {
            case FlowPhase _, FlowEvidence _ -> { }
            case FlowState state -> {
                said.put("phase", List.of(state.phase()));
                said.put("end", List.of(String.valueOf(state.end())));
                said.put("authority", List.of(state.authority().name()));
                said.put("minutes", state.minutes());
            }
            case FlowGuard guard -> {
                said.put("authority", List.of(guard.authority().name()));
                said.put("minutes", guard.minutes());
            }
            case FlowSwitch each -> said.put("profile", List.of(each.profile()));
            case FlowTransition step -> {
                said.put("from", step.from());
                said.put("to", step.to());
                said.put("event", List.of(step.event()));
                said.put("side", List.of(step.side()));
                said.put("roles", step.roles());
                said.put("second", List.of(String.valueOf(step.second())));
                said.put("exception", List.of(String.valueOf(step.exception())));
                said.put("guards", step.guards());
                said.put("evidence", step.evidence());
                said.put("starts", step.starts());
                said.put("stops", step.stops());
                said.put("when", step.when());
                said.put("authority", List.of(step.authority().name()));
                said.put("minutes", step.minutes());
            }
            case FlowRegion region -> {
                said.put("side", List.of(region.side()));
                said.put("when", region.when());
                said.put("states", texts(region.states(), FlowVersion.FlowRegionState::id));
                region.states().stream().flatMap(state -> state.names().keySet().stream()).distinct().forEach(language ->
                        said.put("states." + language, texts(region.states(), state -> state.names().getOrDefault(language, ""))));
                said.put("moves", texts(region.moves(), move -> move.from() + " " + String.join(" ", move.to())));
                said.put("authority", List.of(region.authority().name()));
                said.put("minutes", region.minutes());
            }
        }
        return said;
    }

    private static <T> List<String> texts(List<T> things, Function<T, String> text) {
        return things.stream().map(text).toList();
    }
}
