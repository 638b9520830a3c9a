package org.safereturn.caseservice.work.mongo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.work.model.WorkList;

/**
 * One list of cases that wait for the same units, contact points and crossing points.
 *
 * @param list the list
 * @param scope for whom the cases on it wait
 */
record ListKey(WorkList list, CaseScope scope) {

    private static final String BETWEEN = " ";

    static ListKey of(WorkList list, CaseScope scope) {
        return new ListKey(list, scope.withoutOfficers());
    }

    /** The key that this text stands for; empty for a list of a newer release. */
    static Optional<ListKey> of(String text) {
        List<String> parts = List.of(text.split(BETWEEN, -1));
        return WorkList.named(parts.getFirst()).map(list -> new ListKey(list, new CaseScope(parts.stream().skip(1)
                .map(holder -> holder.replace("%20", BETWEEN).replace("%25", "%")).toList())));
    }

    /** As the id of the head. */
    String text() {
        return Stream.concat(Stream.of(list.name()), scope.holders().stream()
                        .map(holder -> holder.replace("%", "%25").replace(BETWEEN, "%20")))
                .collect(Collectors.joining(BETWEEN));
    }
}
