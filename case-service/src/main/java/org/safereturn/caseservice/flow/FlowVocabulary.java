package org.safereturn.caseservice.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Timer;
import org.safereturn.access.identity.Role;
import org.safereturn.caseservice.casefile.model.ActKind;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.events.TopicCatalogue;

/**
 * What a version of the flow may name besides its own entries.
 *
 * @param states of a case file
 * @param sides that act
 * @param roles of officers and systems
 * @param timers that can be set
 * @param events records of the catalogue by their simple names, and what officers do with a file
 * @param switches keys of the country profile below a direction of return
 */
record FlowVocabulary(Set<String> states, Set<String> sides, Set<String> roles, Set<String> timers, Set<String> events,
        Set<String> switches) {

    /** What this release knows. */
    static FlowVocabulary of(TopicCatalogue catalogue) {
        return new FlowVocabulary(names(Stage.values()), Set.of("HOST", "ORIGIN", "EITHER"), names(Role.values()),
                names(Timer.values()), Stream.concat(catalogue.records().stream().map(name -> name.substring(name.lastIndexOf('.') + 1)),
                        names(ActKind.values()).stream()).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(SwitchValue.KEYS));
    }

    private static Set<String> names(Enum<?>[] codes) {
        return Arrays.stream(codes).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of these that are not among what is known. */
    static List<String> unknown(List<String> named, Set<String> known) {
        return named.stream().filter(name -> !known.contains(name)).toList();
    }
}
