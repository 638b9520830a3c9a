package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;

/**
 * What the countries' profiles say about counting.
 *
 * @param zone whose midnight begins a day and a quarter
 * @param readiness by country, in their order
 * @param directions that are shown even when nobody travels
 * @param resultFirst directions in which the tracing result comes before the return
 * @param limited countries that set a deadline for themselves
 */
public record Scope(ZoneId zone, Map<String, Readiness> readiness, Collection<String> directions,
        Set<String> resultFirst, Set<String> limited) {

    /** Codes of the countries, in order. */
    List<String> countries() {
        return List.copyOf(readiness.keySet());
    }

    /** Whether the country reports figures of its own. */
    boolean started(String country) {
        Readiness found = readiness.get(country);
        return found != null && found.started();
    }

    /** Whether a country had started when the quarter ended. */
    boolean started(String country, Quarter quarter) {
        Readiness found = readiness.get(country);
        @Nullable LocalDate since = found == null ? null : found.since();
        return started(country) && (since == null || since.atStartOfDay(zone).toInstant().isBefore(quarter.end()));
    }

    /** Whether a person is counted: nobody is who refused, unless a law of the host country counts all the same. */
    boolean counts(Journey journey, Instant now) {
        return !countedThrough(journey).isBefore(now.atZone(zone).toLocalDate());
    }

    /** The last day on which a person is counted. */
    LocalDate countedThrough(Journey journey) {
        return journey.direction().map(Direction::host).map(readiness::get).filter(Readiness::countsWithoutConsent)
                .map(_ -> LocalDate.MAX).orElseGet(journey::countedThrough);
    }
}
