package org.safereturn.caseservice.work.mongo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.application.WorkLists.Open;
import org.safereturn.caseservice.work.application.WorkLists.Position;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Mono;

/**
 * One answer, put together from many lists: their pages are read in the order of what stands first on them, as many as the
 * answer needs and no more.
 */
final class WorkReading {

    private final WorkLists.Query query;
    private final Map<WorkList, Long> counts = new EnumMap<>(WorkList.class);
    private final Map<String, ListKey> partly = new LinkedHashMap<>();
    private final List<Source> sources = new ArrayList<>();

    private record Source(ListKey key, ListHead.Page page) {
    }

    WorkReading(WorkLists.Query query, Map<ListKey, ListHead> heads) {
        this.query = query;
        query.counted().forEach(list -> counts.put(list, 0L));
        heads.forEach((key, head) -> {
            head.pages().forEach(page -> count(key, page));
            if (query.shown().contains(key.list())) {
                head.behind(after()).stream().filter(this::wanted).forEach(page -> sources.add(new Source(key, page)));
            }
        });
        sources.sort(Comparator.comparing(source -> source.page().first()));
    }

    private @Nullable Position after() {
        return query.after().orElse(null);
    }

    /** Whether what stands there is asked for, wherever the page begins. */
    private boolean included(Position position) {
        return query.due().map(days -> days.include(position)).orElse(true);
    }

    /** Whether anything on the page may be asked for. */
    private boolean wanted(ListHead.Page page) {
        return query.due().map(days -> !page.last().since().isBefore(WorkLists.Days.start(days.first()))
                && page.first().since().isBefore(WorkLists.Days.start(days.last().plusDays(1)))).orElse(true);
    }

    private void count(ListKey key, ListHead.Page page) {
        if (included(page.first()) && included(page.last())) {
            counts.merge(key.list(), (long) page.size(), Long::sum);
        } else if (wanted(page)) {
            partly.put(page.id(), key);
        }
    }

    /**
     * The answer.
     *
     * @param pages reads pages by id, each with the list that it is of
     */
    Mono<WorkLists.Page> read(Function<Map<String, ListKey>, Mono<Map<Position, Open>>> pages) {
        return pages.apply(partly).doOnNext(found -> found.forEach((position, open) -> {
            if (included(position)) {
                counts.merge(open.list(), 1L, Long::sum);
            }
        })).then(Mono.defer(() -> more(0, new TreeMap<>(), pages)));
    }

    private Mono<WorkLists.Page> more(int read, NavigableMap<Position, Open> known,
            Function<Map<String, ListKey>, Mono<Map<Position, Open>>> pages) {
        int sure = read == sources.size() ? known.size() : known.headMap(sources.get(read).page().first()).size();
        // One more than asked for says whether there is a next page.
        if (sure > query.size() || read == sources.size()) {
            return Mono.just(answer(known));
        }
        Map<String, ListKey> wanted = new LinkedHashMap<>();
        int next = read;
        for (int entries = 0; next < sources.size() && entries <= query.size() - sure; next++) {
            wanted.put(sources.get(next).page().id(), sources.get(next).key());
            entries += sources.get(next).page().size();
        }
        int reached = next;
        return pages.apply(wanted).flatMap(found -> {
            found.forEach((position, open) -> {
                if (included(position) && (query.after().isEmpty() || position.compareTo(query.after().get()) > 0)) {
                    known.put(position, open);
                }
            });
            return more(reached, known, pages);
        });
    }

    private WorkLists.Page answer(NavigableMap<Position, Open> known) {
        List<Map.Entry<Position, Open>> items = known.entrySet().stream().limit(query.size()).toList();
        return new WorkLists.Page(counts, items.stream().map(Map.Entry::getValue).toList(),
                known.size() > query.size() ? Optional.of(items.getLast().getKey()) : Optional.empty());
    }
}
