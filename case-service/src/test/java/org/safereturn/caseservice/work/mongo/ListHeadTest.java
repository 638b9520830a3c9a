package org.safereturn.caseservice.work.mongo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.caseservice.work.application.WorkLists.Position;
import org.safereturn.caseservice.work.mongo.ListHead.Edit;
import org.safereturn.caseservice.work.mongo.ListHead.Piece;

import static org.assertj.core.api.Assertions.assertThat;

class ListHeadTest {

    private final Map<String, Map<Position, String>> stored = new HashMap<>();
    private ListHead head = new ListHead(0, List.of(), List.of());
    private int read;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void after_any_changes_the_pages_hold_in_order_what_a_sorted_map_holds(long seed) {
        Random random = new Random(seed);
        TreeMap<Position, String> expected = new TreeMap<>();
        for (int round = 0; round < 300; round++) {
            Edit<String> edit = new Edit<>();
            boolean growing = round % 60 < 35;
            for (int change = random.nextInt(60); change >= 0; change--) {
                Position position = position(random.nextInt(5000));
                if (random.nextInt(10) < (growing ? 8 : 2)) {
                    edit.put().put(position, "v" + round);
                } else {
                    edit.taken().add(expected.isEmpty() || random.nextBoolean() ? position
                            : new ArrayList<>(expected.keySet()).get(random.nextInt(expected.size())));
                }
            }
            expected.keySet().removeAll(edit.taken());
            expected.putAll(edit.put());
            apply(edit);
            assertThat(all()).isEqualTo(expected);
            assertThat(head.pages().stream().mapToInt(ListHead.Page::size).sum()).isEqualTo(expected.size());
        }
    }

    @Test
    void a_change_that_changes_nothing_writes_nothing() {
        Edit<String> edit = new Edit<>();
        edit.put().put(position(1), "one");
        apply(edit);
        Edit<String> again = new Edit<>();
        again.taken().add(position(1));
        again.put().put(position(1), "one");
        again.taken().add(position(9));
        assertThat(head.pieces(again, Map.of(0, stored.get(head.pages().getFirst().id())))).isEmpty();
    }

    @Test
    void new_work_fills_the_last_page_and_reads_no_other() {
        for (int number = 0; number < 1000; number++) {
            Edit<String> edit = new Edit<>();
            edit.put().put(position(number), "x");
            read = 0;
            apply(edit);
            assertThat(read).isLessThanOrEqualTo(2);
        }
        assertThat(head.pages()).hasSize(1000 / ListHead.MOST);
    }

    private void apply(Edit<String> edit) {
        Map<Integer, Map<Position, String>> pages = new HashMap<>();
        for (int at : head.touchedBy(edit)) {
            pages.put(at, stored.get(head.pages().get(at).id()));
            read++;
        }
        List<ListHead.Page> next = new ArrayList<>();
        int from = 0;
        for (Piece<String> piece : head.pieces(edit, pages)) {
            next.addAll(head.pages().subList(from, piece.from()));
            for (List<Map.Entry<Position, String>> entries : piece.pages()) {
                assertThat(entries).hasSizeBetween(1, ListHead.MOST);
                String id = "p" + stored.size();
                Map<Position, String> content = new HashMap<>();
                entries.forEach(entry -> content.put(entry.getKey(), entry.getValue()));
                stored.put(id, content);
                next.add(new ListHead.Page(id, entries.getFirst().getKey(), entries.getLast().getKey(), entries.size()));
            }
            from = piece.to();
        }
        next.addAll(head.pages().subList(from, head.pages().size()));
        head = new ListHead(head.version() + 1, next, List.of());
    }

    private Map<Position, String> all() {
        Map<Position, String> all = new TreeMap<>();
        head.pages().forEach(page -> all.putAll(stored.get(page.id())));
        return all;
    }

    private static Position position(int number) {
        return new Position(Instant.ofEpochMilli(number / 3), "item-" + number);
    }
}
