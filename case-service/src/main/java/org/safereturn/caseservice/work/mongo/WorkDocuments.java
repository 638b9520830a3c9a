package org.safereturn.caseservice.work.mongo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.work.application.WorkLists.Position;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;

/** The documents of the lists. Names in heads and pages are short, for they stand in every entry. */
final class WorkDocuments {

    static final String ROUND = "round";

    private static final String ID = "_id";
    private static final String SINCE = "s";
    private static final String ITEM = "i";
    private static final String DUE = "d";
    private static final String CROSSING = "x";
    private static final String WAITING = "w";
    private static final String TIMER = "t";
    private static final String UNKNOWN = "u";
    private static final String LAST = "l";
    private static final String LAST_ITEM = "li";
    private static final String SIZE = "n";
    private static final String PAGE = "p";
    private static final String BETWEEN = "|";

    private WorkDocuments() {
    }

    static Document item(WorkItem item, long round) {
        Document document = new Document(ID, item.id()).append("version", item.version()).append(ROUND, round);
        Waiting waiting = item.waiting();
        if (waiting != null) {
            document.append("holders", waiting.scope().holders()).append("since", Date.from(waiting.since()));
            put(document, "dueOn", waiting.dueOn());
            put(document, "crossingPoint", waiting.crossingPoint());
            put(document, "timer", waiting.timer());
            putAll(document, "holidaysUnknown", waiting.holidaysUnknown());
        }
        return document;
    }

    /** Empty for an item of a list that only a newer release knows. */
    static Optional<WorkItem> item(Document stored) {
        String id = stored.getString(ID);
        int between = id.indexOf(BETWEEN);
        return WorkList.named(id.substring(between + 1)).map(list -> new WorkItem(id.substring(0, between), list,
                stored.get("version", Number.class).longValue(), stored.containsKey("since")
                        ? new Waiting(new CaseScope(stored.getList("holders", String.class)),
                                stored.getDate("since").toInstant(), day(stored, "dueOn"), stored.getString("crossingPoint"),
                                Timer.named(stored.getString("timer")).orElse(null),
                                stored.getList("holidaysUnknown", Integer.class, List.of()))
                        : null));
    }

    /** Reference of the case of the item at a position. */
    static String caseRef(Position position) {
        return position.id().substring(0, position.id().indexOf(BETWEEN));
    }

    static Document page(String id, List<Map.Entry<Position, Waiting>> entries) {
        return new Document(ID, id).append("items", entries.stream().map(entry -> {
            Document item = new Document(SINCE, Date.from(entry.getKey().since())).append(ITEM, entry.getKey().id());
            put(item, DUE, entry.getValue().dueOn());
            put(item, CROSSING, entry.getValue().crossingPoint());
            put(item, TIMER, entry.getValue().timer());
            putAll(item, UNKNOWN, entry.getValue().holidaysUnknown());
            if (!entry.getValue().since().equals(entry.getKey().since())) {
                item.append(WAITING, Date.from(entry.getValue().since()));
            }
            return item;
        }).toList());
    }

    static Map<Position, Waiting> entries(Document page, ListKey key) {
        Map<Position, Waiting> entries = new LinkedHashMap<>();
        for (Document item : page.getList("items", Document.class)) {
            Position position = position(item, SINCE, ITEM);
            Date since = item.getDate(WAITING);
            entries.put(position, new Waiting(key.scope(), since == null ? position.since() : since.toInstant(), day(item, DUE),
                    item.getString(CROSSING), Timer.named(item.getString(TIMER)).orElse(null),
                    item.getList(UNKNOWN, Integer.class, List.of())));
        }
        return entries;
    }

    static Document head(ListKey key, ListHead head) {
        return new Document(ID, key.text()).append("version", head.version())
                .append("pages", head.pages().stream().map(page -> new Document(PAGE, page.id()).append(SIZE, page.size())
                        .append(SINCE, Date.from(page.first().since())).append(ITEM, page.first().id())
                        .append(LAST, Date.from(page.last().since())).append(LAST_ITEM, page.last().id())).toList())
                .append("replaced", head.replaced());
    }

    static ListHead head(Document stored) {
        return new ListHead(stored.get("version", Number.class).longValue(),
                stored.getList("pages", Document.class).stream().map(page -> new ListHead.Page(page.getString(PAGE),
                        position(page, SINCE, ITEM), position(page, LAST, LAST_ITEM),
                        page.get(SIZE, Number.class).intValue())).toList(),
                stored.getList("replaced", String.class));
    }

    private static Position position(Document stored, String since, String item) {
        Instant at = stored.getDate(since).toInstant();
        return new Position(at, stored.getString(item));
    }

    private static void put(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, value.toString());
        }
    }

    private static void putAll(Document document, String field, List<Integer> values) {
        if (!values.isEmpty()) {
            document.append(field, values);
        }
    }

    private static @Nullable LocalDate day(Document stored, String field) {
        String text = stored.getString(field);
        return text == null ? null : LocalDate.parse(text);
    }
}
