package org.safereturn.referralservice.country;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Journey;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this service needs of its country's profile. Nothing in the service depends on which country it is.
 *
 * @param country code of the own ministry's country
 * @param timeZone in which the country's calendar days are counted
 * @param peers countries with which cases are exchanged
 * @param flows rules per direction, by {@link Journey#flow()}
 * @param units of the own country
 * @param crossingPoints at which a person may be handed over
 * @param deadlines by name; one without a value is unset
 */
@ConfigurationProperties("safereturn.profile")
public record CountryProfile(String country, ZoneId timeZone, @DefaultValue Set<String> peers,
        @DefaultValue Map<String, Flow> flows, @DefaultValue List<Unit> units, @DefaultValue List<Place> crossingPoints,
        @DefaultValue Map<String, Deadline> deadlines) {

    private static final String MATCH = "T_MATCH";

    /** Refuses a profile that names no country, no peer, or itself as a peer. */
    public CountryProfile {
        if (!country.matches("[A-Z]{2}") || peers.isEmpty() || peers.contains(country)) {
            throw new IllegalArgumentException("A country profile names its country and other countries as its peers");
        }
        peers = Set.copyOf(peers);
        flows = Map.copyOf(flows);
        units = List.copyOf(units);
        crossingPoints = List.copyOf(crossingPoints);
        deadlines = Map.copyOf(deadlines);
    }

    /** What a unit does for a returning person. */
    public enum UnitKind { RECEPTION, SHELTER, CONTACT_POINT, TRACING }

    /** What happens when a return gets ahead of the tracing result. */
    public enum ResultOrder { REFUSE, WARN }

    /** Rules of one direction. */
    public record Flow(ResultOrder resultBeforeReturn) {
    }

    /** An institution; {@code validFrom} dates it. */
    public record Unit(String code, @DefaultValue Set<UnitKind> kinds, @Nullable LocalDate validFrom) {
    }

    /** A place. */
    public record Place(String code) {
    }

    /** A time limit; without a value it is unset. */
    public record Deadline(@Nullable Duration value) {
    }

    /** The calendar day in this country. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, timeZone);
    }

    /** Whether a return that gets ahead of the result is refused; so it is where the profile is silent. */
    public boolean resultFirst(Journey journey) {
        return Optional.ofNullable(flows.get(journey.flow())).map(Flow::resultBeforeReturn).orElse(ResultOrder.REFUSE)
                == ResultOrder.REFUSE;
    }

    /** Codes of the crossing points. */
    public Set<String> crossings() {
        return crossingPoints.stream().map(Place::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of the units that can receive a person on that day. */
    public Set<String> receptionUnits(LocalDate day) {
        return unitsOf(Set.of(UnitKind.RECEPTION, UnitKind.SHELTER), day);
    }

    /** Codes of the units that can be given a referral on that day. */
    public Set<String> tracingUnits(LocalDate day) {
        return unitsOf(Set.of(UnitKind.TRACING, UnitKind.CONTACT_POINT), day);
    }

    /** Whether a unit receives what the other country sends. */
    public boolean isContactPoint(String unit) {
        return units.stream().anyMatch(each -> each.code().equals(unit) && each.kinds().contains(UnitKind.CONTACT_POINT));
    }

    private Set<String> unitsOf(Set<UnitKind> kinds, LocalDate day) {
        return units.stream().filter(unit -> unit.kinds().stream().anyMatch(kinds::contains))
                .filter(unit -> {
                    LocalDate from = unit.validFrom();
                    return from == null || !from.isAfter(day);
                }).map(Unit::code).collect(Collectors.toUnmodifiableSet());
    }

    /** How long a handover may wait for its arrival; zero while the ministries have not set {@code T_MATCH}. */
    public Duration matchWithin() {
        return Optional.ofNullable(deadlines.get(MATCH)).map(Deadline::value).orElse(Duration.ZERO);
    }

    /** Whether the ministries have set {@code T_MATCH}. */
    public boolean matchIsSet() {
        return Optional.ofNullable(deadlines.get(MATCH)).map(Deadline::value).isPresent();
    }
}
