package org.safereturn.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlowChartTest {

    private static final Pattern PART = Pattern.compile("([MHV])(\\d+)(?: (\\d+))?");

    private static final List<FlowChart.Phase> PHASES = List.of(new FlowChart.Phase("ONE", "First"),
            new FlowChart.Phase("TWO", "Second"), new FlowChart.Phase("THREE", "Third"));
    private static final List<FlowChart.State> STATES = List.of(state("A", "ONE"), state("B", "ONE"), state("C", "ONE"),
            state("D", "TWO"), state("E", "TWO"), state("F", "THREE"), state("G", "THREE"));
    /** Neighbours in both directions, a jump in a row, to the next row, past a row, and back up. */
    private static final List<FlowChart.Way> WAYS = List.of(way("A", "B"), way("B", "A"), way("A", "C"), way("B", "D"), way("C", "G"),
            way("A", "F"), way("F", "A"), way("G", "E"), way("E", "C"), way("F", "G"), way("D", "F"), way("D", "G"));

    /** A piece of a line, from one corner to the next. */
    private record Piece(int fromX, int fromY, int toX, int toY) {

        boolean isOn(Piece other) {
            boolean level = fromY == toY && other.fromY == other.toY && fromY == other.fromY;
            boolean upright = fromX == toX && other.fromX == other.toX && fromX == other.fromX;
            return (level && overlap(fromX, toX, other.fromX, other.toX)) || (upright && overlap(fromY, toY, other.fromY, other.toY));
        }

        private static boolean overlap(int one, int two, int three, int four) {
            return Math.max(Math.min(one, two), Math.min(three, four)) < Math.min(Math.max(one, two), Math.max(three, four));
        }

        boolean crosses(FlowChart.Box box) {
            return Math.min(fromX, toX) < box.x() + box.width() && Math.max(fromX, toX) > box.x()
                    && Math.min(fromY, toY) < box.y() + box.height() && Math.max(fromY, toY) > box.y();
        }
    }

    private static FlowChart.State state(String id, String phase) {
        return new FlowChart.State(id, phase, id, false, false, false);
    }

    private static FlowChart.Way way(String from, String to) {
        return new FlowChart.Way(from, to, "host", from + to);
    }

    private static List<Piece> pieces(String path) {
        List<Piece> pieces = new ArrayList<>();
        Matcher part = PART.matcher(path);
        int x = 0;
        int y = 0;
        while (part.find()) {
            int number = Integer.parseInt(part.group(2));
            int nextX = part.group(1).equals("V") ? x : number;
            int nextY = part.group(1).equals("M") ? Integer.parseInt(part.group(3)) : part.group(1).equals("V") ? number : y;
            if (!part.group(1).equals("M")) {
                pieces.add(new Piece(x, y, nextX, nextY));
            }
            x = nextX;
            y = nextY;
        }
        return pieces;
    }

    @Test
    void states_stand_apart_in_the_row_of_their_phase_within_the_drawing() {
        FlowChart.Drawing chart = FlowChart.of(PHASES, STATES, WAYS);
        Set<Integer> rows = new HashSet<>();
        for (FlowChart.Box box : chart.boxes()) {
            rows.add(box.y());
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(chart.width());
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(chart.height());
            assertThat(chart.boxes()).filteredOn(other -> !other.equals(box) && other.y() == box.y())
                    .allSatisfy(other -> assertThat(Math.abs(other.x() - box.x())).isGreaterThan(box.width()));
        }
        assertThat(rows).hasSize(PHASES.size());
    }

    @Test
    void every_line_leads_from_its_state_to_the_other_one_and_through_none() {
        FlowChart.Drawing chart = FlowChart.of(PHASES, STATES, WAYS);
        assertThat(chart.lines()).hasSameSizeAs(WAYS);
        for (FlowChart.Line line : chart.lines()) {
            List<Piece> pieces = pieces(line.path());
            Piece last = pieces.getLast();
            assertThat(touches(chart, line.title().substring(0, 1), pieces.getFirst().fromX(), pieces.getFirst().fromY())).as(line.title()).isTrue();
            assertThat(touches(chart, line.title().substring(1), last.toX(), last.toY())).as(line.title()).isTrue();
            assertThat(chart.boxes()).as(line.title()).noneMatch(box -> pieces.stream().anyMatch(piece -> piece.crosses(box)));
        }
    }

    private static boolean touches(FlowChart.Drawing chart, String state, int x, int y) {
        return chart.boxes().stream().filter(box -> box.state().equals(state)).anyMatch(box -> x >= box.x() && x <= box.x() + box.width()
                && y >= box.y() && y <= box.y() + box.height());
    }

    @Test
    void no_line_lies_on_another_one() {
        FlowChart.Drawing chart = FlowChart.of(PHASES, STATES, WAYS);
        for (FlowChart.Line line : chart.lines()) {
            for (FlowChart.Line other : chart.lines()) {
                assertThat(line.equals(other) || pieces(line.path()).stream()
                        .noneMatch(piece -> pieces(other.path()).stream().anyMatch(piece::isOn)))
                        .as(line.title() + " and " + other.title()).isTrue();
            }
        }
    }

    @Test
    void the_place_of_the_case_is_marked_and_no_other() {
        FlowChart.Drawing chart = FlowChart.of(PHASES, List.of(state("A", "ONE"), new FlowChart.State("D", "TWO", "D", true, true, true)),
                List.of(way("A", "D")));
        assertThat(chart.boxes()).extracting(FlowChart.Box::look).containsExactly("state", "state start end here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Returned for completion", "ត្រឡប់\u200Bមកវិញ\u200Bដើម្បី\u200Bបំពេញ\u200Bបន្ថែម", "ส่งคืน\u200Bให้กรอก\u200Bเพิ่มเติม"})
    void a_long_name_is_wrapped_where_its_language_allows_it_and_nothing_of_it_is_lost(String name) {
        List<String> lines = FlowChart.wrapped(name, 110, 15);
        assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(FlowChart.width(line, 15)).isLessThanOrEqualTo(110));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(name.replaceAll("[ \u200B]", ""));
    }

    @Test
    void a_name_without_a_place_to_break_stays_whole_and_is_set_smaller() {
        FlowChart.Drawing chart = FlowChart.of(PHASES,
                List.of(new FlowChart.State("A", "ONE", "Unbreakablewordsthatnobodycouldwrap", false, false, false)), List.of());
        assertThat(chart.boxes().getFirst().look()).endsWith(" small");
        assertThat(chart.boxes().getFirst().lines()).extracting(FlowChart.Text::text).containsExactly("Unbreakablewordsthatnobodycouldwrap");
    }
}
