package org.safereturn.referralservice.crossing.model;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import org.safereturn.referralservice.crossing.model.CrossingPoint.Closure;

/**
 * The crossing points of which something is said.
 *
 * @param points by code
 */
public record Crossings(Map<String, CrossingPoint> points) {

    /** Nothing is said of any point. */
    public static final Crossings OPEN = new Crossings(Map.of());

    /** Keeps its own copy. */
    public Crossings {
        points = Map.copyOf(points);
    }

    /** The first closure of a point on a day from the one to the other, both included; empty where it is open on all. */
    public Optional<Closure> closure(String point, LocalDate from, LocalDate to) {
        return Optional.ofNullable(points.get(point)).flatMap(known -> known.closure(from, to));
    }
}
