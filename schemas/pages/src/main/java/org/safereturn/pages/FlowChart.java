package org.safereturn.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Draws states in rows, a row for each phase, and orthogonal lines between them. Lines run in the channels above and below the
 * rows, each in a lane of its own, so that none lies on another one. All lengths are in units of the drawing.
 */
final class FlowChart {

    private static final int BOX_WIDTH = 176;
    private static final int BOX_HEIGHT = 66;
    private static final int INNER = BOX_WIDTH - 16;
    private static final int GAP = 28;
    private static final int LEFT = 136;
    private static final int EDGE = 10;
    private static final int CHANNEL = 26;
    private static final int LANE = 7;
    private static final int BESIDE = 10;
    private static final int GUTTER_LANES = 5;
    private static final int GUTTER_STEP = 4;
    private static final int LINE_HEIGHT = 19;
    private static final int BASE = 5;
    private static final int MOST_LINES = 3;
    private static final int LARGE = 15;
    private static final int SMALL = 13;
    /** In Khmer, the letter after it stands below the one before it. */
    private static final int KHMER_SUBSCRIPT = 0x17D2;

    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final int[] lanes;
    private final int[] tops;
    private final int[] channels;
    private final int height;
    private final int columns;

    /** A row and its name. */
    record Phase(String id, String name) {
    }

    /**
     * A state.
     *
     * @param start whether a case may begin there
     * @param end whether its way may end there
     * @param here whether the case stands there
     */
    record State(String id, String phase, String name, boolean start, boolean end, boolean here) {
    }

    /**
     * A line from one state to another one.
     *
     * @param side that acts, in lower case, for its look
     * @param title what it stands for, in words
     */
    record Way(String from, String to, String side, String title) {
    }

    /** Words at a place. */
    record Text(int x, int y, String text) {
    }

    /** The drawing: its size, the names of its rows, its states and its lines. */
    record Drawing(int width, int height, List<Text> phases, List<Box> boxes, List<Line> lines) {
    }

    /**
     * A state where it stands.
     *
     * @param look its classes
     */
    record Box(String state, int x, int y, int width, int height, String look, List<Text> lines) {
    }

    /** A line as the path that is drawn. */
    record Line(String path, String look, String title) {
    }

    private record Spot(State state, int row, int column) {
    }

    /** Which side of a state a line leaves or enters. */
    private enum Edge { TOP, BOTTOM, LEFT, RIGHT }

    /**
     * A line before its lengths are known.
     *
     * @param leave channel in which it runs first; none between neighbours
     * @param enter channel in which it runs last; the same where it needs one only
     * @param port of its beginning, counted on that side of the state
     */
    private record Route(Way way, Spot from, Spot to, Edge out, Edge in, int leave, int enter, int port, int entry, int lane, int last,
            int gutter) {

        boolean isStraight() {
            return out == Edge.LEFT || out == Edge.RIGHT;
        }
    }

    private FlowChart(List<Phase> phases, Collection<State> states, List<Way> ways) {
        int[] used = new int[phases.size()];
        List<String> rows = phases.stream().map(Phase::id).toList();
        for (State state : states) {
            int row = rows.indexOf(state.phase());
            spots.put(state.id(), new Spot(state, row, used[row]++));
        }
        int most = 1;
        for (int each : used) {
            most = Math.max(most, each);
        }
        columns = most;
        lanes = new int[phases.size() + 1];
        int gutters = 0;
        for (Way way : ways) {
            Route route = route(way, gutters);
            gutters += route.leave() == route.enter() ? 0 : 1;
            routes.add(route);
        }
        channels = new int[phases.size() + 1];
        tops = new int[phases.size()];
        int y = EDGE;
        for (int row = 0; row <= phases.size(); row++) {
            channels[row] = y;
            y += CHANNEL + lanes[row] * LANE;
            if (row < phases.size()) {
                tops[row] = y;
                y += BOX_HEIGHT;
            }
        }
        height = y;
    }

    /** The drawing of these. */
    static Drawing of(List<Phase> phases, Collection<State> states, List<Way> ways) {
        FlowChart chart = new FlowChart(phases, states, ways);
        List<Text> names = new ArrayList<>();
        for (int row = 0; row < phases.size(); row++) {
            List<String> lines = wrapped(phases.get(row).name(), LEFT - 2 * EDGE, LARGE);
            names.addAll(placed(lines, EDGE, chart.tops[row]));
        }
        return new Drawing(LEFT + chart.columns * (BOX_WIDTH + GAP), chart.height, names,
                chart.spots.values().stream().map(chart::box).toList(), chart.routes.stream().map(chart::line).toList());
    }

    private Route route(Way way, int gutters) {
        Spot from = Objects.requireNonNull(spots.get(way.from()), way.from());
        Spot to = Objects.requireNonNull(spots.get(way.to()), way.to());
        if (from.row() == to.row() && Math.abs(from.column() - to.column()) == 1) {
            boolean ahead = to.column() > from.column();
            return new Route(way, from, to, ahead ? Edge.RIGHT : Edge.LEFT, ahead ? Edge.LEFT : Edge.RIGHT, -1, -1, 0, 0, 0, 0, 0);
        }
        Edge out = to.row() > from.row() ? Edge.BOTTOM : Edge.TOP;
        Edge in = to.row() < from.row() ? Edge.BOTTOM : Edge.TOP;
        int leave = from.row() + (out == Edge.BOTTOM ? 1 : 0);
        int enter = to.row() + (in == Edge.BOTTOM ? 1 : 0);
        int lane = lanes[leave]++;
        return new Route(way, from, to, out, in, leave, enter, port(from, out), port(to, in), lane,
                leave == enter ? lane : lanes[enter]++, gutters);
    }

    private int port(Spot spot, Edge edge) {
        return ports.merge(spot.state().id() + edge, 1, Integer::sum);
    }

    private int left(Spot spot) {
        return LEFT + spot.column() * (BOX_WIDTH + GAP);
    }

    private int x(Spot spot, Edge edge, int port) {
        return left(spot) + BOX_WIDTH * port / (ports.getOrDefault(spot.state().id() + edge, 0) + 1);
    }

    private int y(Spot spot, Edge edge) {
        return tops[spot.row()] + (edge == Edge.BOTTOM ? BOX_HEIGHT : 0);
    }

    private Line line(Route route) {
        return new Line(route.isStraight() ? straight(route) : bent(route), "line " + route.way().side(), route.way().title());
    }

    private String straight(Route route) {
        boolean ahead = route.out() == Edge.RIGHT;
        int y = tops[route.from().row()] + BOX_HEIGHT / 2 + (ahead ? -BESIDE : BESIDE);
        return "M" + (left(route.from()) + (ahead ? BOX_WIDTH : 0)) + " " + y + "H" + (left(route.to()) + (ahead ? 0 : BOX_WIDTH));
    }

    private String bent(Route route) {
        int first = channels[route.leave()] + CHANNEL / 2 + route.lane() * LANE;
        int last = channels[route.enter()] + CHANNEL / 2 + route.last() * LANE;
        int x = x(route.to(), route.in(), route.entry());
        String path = "M" + x(route.from(), route.out(), route.port()) + " " + y(route.from(), route.out()) + "V" + first;
        if (route.leave() != route.enter()) {
            int gutter = left(route.to()) - GAP / 2 + (route.gutter() % GUTTER_LANES - GUTTER_LANES / 2) * GUTTER_STEP;
            path += "H" + gutter + "V" + last;
        }
        return path + "H" + x + "V" + y(route.to(), route.in());
    }

    private Box box(Spot spot) {
        State state = spot.state();
        List<String> lines = wrapped(state.name(), INNER, LARGE);
        boolean small = lines.size() > MOST_LINES || lines.stream().anyMatch(line -> width(line, LARGE) > INNER);
        String look = "state" + (state.start() ? " start" : "") + (state.end() ? " end" : "") + (state.here() ? " here" : "")
                + (small ? " small" : "");
        return new Box(state.id(), left(spot), tops[spot.row()], BOX_WIDTH, BOX_HEIGHT, look,
                placed(small ? wrapped(state.name(), INNER, SMALL) : lines, left(spot) + BOX_WIDTH / 2, tops[spot.row()]));
    }

    private static List<Text> placed(List<String> lines, int x, int top) {
        List<Text> placed = new ArrayList<>();
        int y = top + BOX_HEIGHT / 2 - (lines.size() - 1) * LINE_HEIGHT / 2 + BASE;
        for (String line : lines) {
            placed.add(new Text(x, y, line));
            y += LINE_HEIGHT;
        }
        return placed;
    }

    /** Lines no wider than this, where the words allow it; one ends at a space, or where a name allows it without one. */
    static List<String> wrapped(String name, int width, int size) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : name.split("(?<=[ \u200B])", -1)) {
            if (!line.isEmpty() && width(line + word.strip(), size) > width) {
                lines.add(line.strip().replace("\u200B", ""));
                line = "";
            }
            line += word;
        }
        lines.add(line.strip().replace("\u200B", ""));
        return lines;
    }

    /** About how wide a text is: marks above and below a letter take no place, and letters of a script about the same. */
    static double width(String text, int size) {
        double em = 0;
        int before = 0;
        for (int each : text.codePoints().toArray()) {
            em += em(each, before);
            before = each;
        }
        return em * size;
    }

    private static double em(int letter, int before) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            case Character.COMBINING_SPACING_MARK -> 0.5;
            case Character.SPACE_SEPARATOR -> 0.28;
            case Character.UPPERCASE_LETTER -> 0.7;
            case Character.OTHER_LETTER -> before == KHMER_SUBSCRIPT ? 0.15
                    : Character.UnicodeScript.of(letter) == Character.UnicodeScript.KHMER ? 0.74 : 0.64;
            default -> 0.56;
        };
    }
}
