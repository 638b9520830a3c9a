package org.safereturn.tracingservice.country;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Dated;
import org.safereturn.access.scope.Oversight;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedTimes;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The country this service works for.
 *
 * @param country ISO 3166-1 alpha-2
 * @param timeZone the ministry's own time zone, in which "today" is meant
 * @param peers countries it exchanges cases with
 * @param units the ministry's units
 * @param statedTimes what a stated business time may be
 * @param oversight who oversees the whole ministry
 */
@Validated
@ConfigurationProperties("safereturn.profile")
public record CountryProfile(@NotNull @Pattern(regexp = "[A-Z]{2}") String country, @NotNull ZoneId timeZone,
        @NotEmpty List<@Pattern(regexp = "[A-Z]{2}") String> peers, @NotEmpty List<@Valid Unit> units,
        @DefaultValue StatedTimes statedTimes, @DefaultValue Oversight oversight) {

    /**
     * A unit of the ministry.
     *
     * @param code stable code; a renamed unit keeps it
     * @param names by language
     * @param kinds what it does: RECEPTION, SHELTER, CONTACT_POINT, TRACING
     * @param validFrom its first day; without one it has always been there
     */
    public record Unit(@NotBlank String code, @NotEmpty Map<String, String> names, @NotEmpty Set<String> kinds,
            @Nullable LocalDate validFrom) implements Dated {

        boolean receives() {
            return kinds.contains("RECEPTION") || kinds.contains("SHELTER");
        }
    }

    /** Codes of the units that can receive a person on that day. */
    public List<String> receptionUnits(LocalDate day) {
        return units.stream().filter(unit -> unit.countsOn(day)).filter(Unit::receives).map(Unit::code).toList();
    }

    /** Whether a unit receives what the other country sends, on that day. */
    public boolean isContactPoint(String code, LocalDate day) {
        return units.stream().filter(unit -> unit.countsOn(day)).anyMatch(unit -> unit.code().equals(code) && unit.kinds().contains("CONTACT_POINT"));
    }

    /** The names of a unit of this ministry by language, or empty for another ministry's unit. */
    public Optional<Map<String, String>> unitNames(String code) {
        return units.stream().filter(unit -> unit.code().equals(code)).map(Unit::names).findFirst();
    }

    /** When something is recorded, in the calendar of the ministry. */
    public Moment moment(Instant at) {
        return new Moment(at, timeZone, statedTimes);
    }

    /** Today, where the ministry is. */
    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), timeZone);
    }
}
