package org.safereturn.caseservice.work.mongo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.application.WorkLists.Position;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;

/**
 * One list of cases that wait for the same units, contact points and crossing points.
 *
 * @param list the list
 * @param scope for whom the cases on it wait
 * @param byDay whether it has those that are due on a day, in the order of these; otherwise it has all in the order of waiting
 */
record ListKey(WorkList list, CaseScope scope, boolean byDay) {

    private static final String BETWEEN = " ";
    private static final String BY_DAY = "DUE";

    /** Where an item stands, and in which place on each. */
    static Map<ListKey, Position> places(WorkItem item, Waiting waiting) {
        CaseScope scope = waiting.scope().withoutOfficers();
        Map<ListKey, Position> places = new LinkedHashMap<>();
        places.put(new ListKey(item.list(), scope, false), new Position(waiting.since(), item.id()));
        LocalDate due = waiting.dueOn();
        if (due != null) {
            places.put(new ListKey(item.list(), scope, true), new Position(WorkLists.Days.start(due), item.id()));
        }
        return places;
    }

    /** The key that this text stands for; empty for a list of a newer release. */
    static Optional<ListKey> of(String text) {
        List<String> all = List.of(text.split(BETWEEN, -1));
        boolean byDay = all.getFirst().equals(BY_DAY) && all.size() > 1;
        List<String> parts = byDay ? all.subList(1, all.size()) : all;
        return WorkList.named(parts.getFirst()).map(list -> new ListKey(list, new CaseScope(parts.stream().skip(1)
                .map(holder -> holder.replace("%20", BETWEEN).replace("%25", "%")).toList()), byDay));
    }

    /** As the id of the head. */
    String text() {
        return Stream.concat(byDay ? Stream.of(BY_DAY, list.name()) : Stream.of(list.name()), scope.holders().stream()
                        .map(holder -> holder.replace("%", "%25").replace(BETWEEN, "%20")))
                .collect(Collectors.joining(BETWEEN));
    }
}
