package org.safereturn.caseservice.work.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.work.application.WorkLists.Position;

/**
 * Which pages a list has, oldest first. Pages are never changed: a change writes new ones, and the list is what its head
 * names. A page that would be nearly empty goes together with its neighbour.
 *
 * @param version grows by one with each change, 0 for a list that is not there
 * @param pages in order, none of them empty
 * @param replaced pages that the last change replaced; whoever reads may still need them
 */
record ListHead(long version, List<Page> pages, List<String> replaced) {

    /** Most entries on a page. */
    static final int MOST = 200;

    private static final int FEW = MOST / 4;

    /** Keeps its own copies. */
    ListHead {
        pages = List.copyOf(pages);
        replaced = List.copyOf(replaced);
    }

    /**
     * A page of the list.
     *
     * @param id of its document
     * @param first position on it
     * @param last position on it
     * @param size how many entries it has
     */
    record Page(String id, Position first, Position last, int size) {
    }

    /**
     * What changes.
     *
     * @param taken positions that are no longer in the list
     * @param put entries that are in it, in place of any at the same position
     */
    record Edit<E>(Set<Position> taken, Map<Position, E> put) {

        Edit() {
            this(new TreeSet<>(), new TreeMap<>());
        }
    }

    /**
     * A piece of the list after a change.
     *
     * @param from first page that it replaces, an index; where nothing is replaced, the page before which it comes
     * @param to behind the last page that it replaces
     * @param pages their entries
     */
    record Piece<E>(int from, int to, List<List<Map.Entry<Position, E>>> pages) {
    }

    /** Indexes of the pages that must be read to make this change. */
    List<Integer> touchedBy(Edit<?> edit) {
        Set<Integer> touched = new TreeSet<>();
        int[] sizes = pages.stream().mapToInt(Page::size).toArray();
        for (Position position : edit.taken()) {
            int at = pageOf(position);
            if (at >= 0 && holds(at, position)) {
                touched.add(at);
                sizes[at]--;
            }
        }
        if (!pages.isEmpty()) {
            edit.put().keySet().forEach(position -> {
                int at = Math.max(0, pageOf(position));
                touched.add(at);
                sizes[at]++;
            });
        }
        for (int at : List.copyOf(touched)) {
            int neighbour = at > 0 ? at - 1 : Math.min(1, pages.size() - 1);
            if (sizes[at] > 0 && sizes[at] < FEW && sizes[at] + sizes[neighbour] <= MOST) {
                touched.add(neighbour);
            }
        }
        return List.copyOf(touched);
    }

    /**
     * The pieces of the list that this change replaces; none when it changes nothing.
     *
     * @param read what is on the pages that are {@link #touchedBy} it
     */
    <E> List<Piece<E>> pieces(Edit<E> edit, Map<Integer, ? extends Map<Position, E>> read) {
        List<Piece<E>> pieces = new ArrayList<>();
        for (List<Integer> run : runs(read.keySet())) {
            TreeMap<Position, E> entries = new TreeMap<>();
            run.forEach(at -> entries.putAll(Objects.requireNonNull(read.get(at))));
            Map<Position, E> before = Map.copyOf(entries);
            entries.keySet().removeAll(edit.taken());
            edit.put().forEach((position, entry) -> {
                if (run.contains(Math.max(0, pageOf(position)))) {
                    entries.put(position, entry);
                }
            });
            if (!before.equals(entries)) {
                boolean tail = run.getLast() == pages.size() - 1;
                pieces.add(new Piece<>(run.getFirst(), run.getLast() + 1, chunks(entries, tail)));
            }
        }
        if (pages.isEmpty() && !edit.put().isEmpty()) {
            pieces.add(new Piece<>(0, 0, chunks(new TreeMap<>(edit.put()), true)));
        }
        return pieces;
    }

    /** Where new work comes the pages are filled, for what comes next goes behind them; elsewhere there is room left. */
    private static <E> List<List<Map.Entry<Position, E>>> chunks(TreeMap<Position, E> entries, boolean filled) {
        List<Map.Entry<Position, E>> all = entries.entrySet().stream()
                .<Map.Entry<Position, E>>map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList();
        List<List<Map.Entry<Position, E>>> chunks = new ArrayList<>();
        int count = (all.size() + MOST - 1) / MOST;
        int size = count == 0 ? 0 : filled ? MOST : (all.size() + count - 1) / count;
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }

    /** The page on which a position belongs, before the first one -1. */
    private int pageOf(Position position) {
        int low = 0;
        int high = pages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pages.get(middle).first().compareTo(position) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private boolean holds(int at, Position position) {
        return pages.get(at).last().compareTo(position) >= 0;
    }

    private static List<List<Integer>> runs(Collection<Integer> touched) {
        List<List<Integer>> runs = new ArrayList<>();
        Integer before = null;
        for (int at : new TreeSet<>(touched)) {
            if (before == null || at != before + 1) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(at);
            before = at;
        }
        return runs;
    }

    /** The pages behind a position, in order. */
    List<Page> behind(@Nullable Position after) {
        return after == null ? pages : pages.stream().filter(page -> page.last().compareTo(after) > 0).toList();
    }
}
