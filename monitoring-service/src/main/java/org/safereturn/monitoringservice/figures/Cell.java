package org.safereturn.monitoringservice.figures;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * One cell of a table. A missing figure is never shown as zero: the state says why it is missing.
 *
 * @param state why there is, or is not, a value
 * @param value in the unit of its table, only when the state is {@code VALUE} or {@code ZERO_TRUE}
 * @param source where it comes from
 * @param of how many persons a share or a time is made of, null for a count
 */
public record Cell(State state, @Nullable Double value, Source source, @Nullable Long of) {

    /** Why there is, or is not, a value. */
    public enum State { VALUE, ZERO_TRUE, NOT_STARTED, NOT_REPORTED, NOT_APPLICABLE, SUPPRESSED }

    /** Where a figure comes from. */
    public enum Source {
        /** Computed by this service from the events of both countries. */
        EVENTS,
        /** Computed by this service from the events of one country whose M&E has started. */
        NATIONAL_EVENTS,
        /** Would be reported by the ministry itself. */
        MINISTRY
    }

    static Cell count(long count, Source source) {
        return new Cell(count == 0 ? State.ZERO_TRUE : State.VALUE, (double) count, source, null);
    }

    /** A share in percent or a time; not applicable when it is made of nobody. */
    static Cell measure(double value, long of, Source source) {
        if (of == 0) {
            return new Cell(State.NOT_APPLICABLE, null, source, 0L);
        }
        double rounded = Math.round(value * 10) / 10.0;
        return new Cell(rounded == 0 ? State.ZERO_TRUE : State.VALUE, rounded, source, of);
    }

    static Cell without(State state, Source source) {
        return new Cell(state, null, source, null);
    }

    /** How many persons it counts, or is made of, when it has a value. */
    public OptionalLong persons() {
        if (of != null) {
            return OptionalLong.of(of);
        }
        return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }
}
