package org.safereturn.monitoringservice.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rule for the restricted joint level (L2): cells made of one to four persons are hidden in breakdowns, unless every
 * country has agreed to show them. Where the total is shown and only one cell of the breakdown is hidden, the next
 * smallest is hidden too, or a zero where there is no other, so that it cannot be had by subtraction. Totals are plain.
 *
 * <p>It does not protect against comparing two points in time: a cell that grows from hidden to six tells something.
 * Figures for the public need the stricter level L3, which this page is not.
 */
public final class SmallCells {

    private static final int SMALLEST_SHOWN = 5;

    private final boolean shown;

    /** The rule. */
    public SmallCells(boolean shown) {
        this.shown = shown;
    }

    /** Whether every country agreed to show small cells. */
    boolean shown() {
        return shown;
    }

    /** Hides what must be hidden among cells that add up to a total which is shown. */
    List<Cell> protect(List<Cell> cells) {
        if (shown) {
            return List.copyOf(cells);
        }
        List<Cell> result = new ArrayList<>(cells.stream().map(this::protect).toList());
        long hidden = result.stream().filter(each -> each.state() == Cell.State.SUPPRESSED).count();
        if (hidden == 1) {
            IntStream.range(0, result.size())
                    .filter(index -> isPlain(result.get(index)))
                    .boxed()
                    .min(Comparator.comparing((Integer index) -> result.get(index).state())
                            .thenComparingLong(index -> result.get(index).persons().orElse(0)))
                    .ifPresent(index -> result.set(index, result.get(index).suppressed()));
        }
        return List.copyOf(result);
    }

    /** Hides a cell that stands alone if it is made of one to four persons. */
    Cell protect(Cell cell) {
        long persons = cell.persons().orElse(0);
        return !shown && persons > 0 && persons < SMALLEST_SHOWN ? cell.suppressed() : cell;
    }

    private static boolean isPlain(Cell cell) {
        return cell.state() == Cell.State.VALUE || cell.state() == Cell.State.ZERO_TRUE;
    }
}
