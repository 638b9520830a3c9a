package org.safereturn.referralservice.crossing.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A crossing point as the case services of both countries speak of it. Where the days of two statements of a country
 * overlap, the later one counts; of both countries that which stops persons most, and of two alike that which names another
 * point. A day of which nothing is said is open.
 *
 * @param code the same in both countries
 * @param statements of each country in the order of their numbers
 */
public record CrossingPoint(String code, List<Statement> statements) {

    /** Keeps its own copy. */
    public CrossingPoint {
        statements = List.copyOf(statements);
    }

    /** Whether persons can pass; what stops them most stands last, and a symbol of a newer release lets nobody pass. */
    public enum Status {
        OPEN, LIMITED, CLOSED, UNKNOWN;

        boolean closes() {
            return this == CLOSED || this == UNKNOWN;
        }
    }

    /**
     * What the ministry of one country says of its side.
     *
     * @param country whose ministry says so
     * @param number among what the country says of this point, from 1
     * @param validFrom first day
     * @param validUntil last day, absent where nobody knows
     * @param alternativeCrossingPoint that can be used instead, absent where none is named
     */
    public record Statement(String country, long number, Status status, LocalDate validFrom, @Nullable LocalDate validUntil,
            @Nullable String alternativeCrossingPoint) {

        private boolean covers(LocalDate day) {
            return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
        }

        private Stream<LocalDate> changes() {
            return Stream.concat(Stream.of(validFrom), Stream.ofNullable(validUntil).map(last -> last.plusDays(1)));
        }
    }

    /**
     * Nobody can pass.
     *
     * @param day the first one asked for
     * @param until last day, absent where nobody knows
     * @param alternativeCrossingPoint that can be used instead, absent where none is named
     */
    public record Closure(String crossingPoint, LocalDate day, @Nullable LocalDate until,
            @Nullable String alternativeCrossingPoint) {
    }

    /** A point of which nobody has said anything. */
    public static CrossingPoint of(String code) {
        return new CrossingPoint(code, List.of());
    }

    /** Takes in what a ministry says, in whatever order it comes. */
    public CrossingPoint hear(Statement told) {
        boolean known = statements.stream()
                .anyMatch(each -> each.country().equals(told.country()) && each.number() == told.number());
        return known ? this : new CrossingPoint(code, Stream.concat(statements.stream(), Stream.of(told))
                .sorted(Comparator.comparing(Statement::country).thenComparingLong(Statement::number)).toList());
    }

    /** The first closure on a day from the one to the other, both included; empty where the point is open on all of them. */
    Optional<Closure> closure(LocalDate from, LocalDate to) {
        return Stream.concat(Stream.of(from), statements.stream().flatMap(Statement::changes))
                .filter(day -> !day.isBefore(from) && !day.isAfter(to)).sorted()
                .flatMap(day -> countingOn(day).filter(each -> each.status().closes()).map(each -> new Closure(code, day,
                        each.validUntil(), each.alternativeCrossingPoint())).stream())
                .findFirst();
    }

    private Optional<Statement> countingOn(LocalDate day) {
        Map<String, Statement> latest = new LinkedHashMap<>();
        statements.stream().filter(each -> each.covers(day)).forEach(each -> latest.put(each.country(), each));
        return latest.values().stream().max(Comparator.comparing(Statement::status)
                .thenComparing(each -> each.alternativeCrossingPoint() != null));
    }
}
