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
import org.safereturn.access.scope.Dated;
import org.safereturn.access.scope.Oversight;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedTimes;
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
 * @param overrideAuthorities that may let a handover stand although a rule refuses it
 * @param bestInterestsBodies that may decide what is best for a child
 * @param safety timers that keep a person from being lost; no deadline of the ministries starts them
 * @param statedTimes what a stated business time may be, and when an entry is late
 * @param oversight who oversees the whole ministry
 * @param receivingUnits units of the other countries that take referrals, by country
 */
@ConfigurationProperties("safereturn.profile")
public record CountryProfile(String country, ZoneId timeZone, @DefaultValue Set<String> peers,
        @DefaultValue Map<String, Flow> flows, @DefaultValue List<Unit> units, @DefaultValue List<Place> crossingPoints,
        @DefaultValue List<OverrideAuthority> overrideAuthorities, @DefaultValue List<Body> bestInterestsBodies,
        @DefaultValue Safety safety, @DefaultValue StatedTimes statedTimes, @DefaultValue Oversight oversight,
        @DefaultValue Map<String, Addressees> receivingUnits) {

    /** Refuses a profile that names no country, no peer, or itself as a peer. */
    public CountryProfile {
        if (!country.matches("[A-Z]{2}") || peers.isEmpty() || peers.contains(country)) {
            throw new IllegalArgumentException("A country profile names its country and other countries as its peers");
        }
        peers = Set.copyOf(peers);
        flows = Map.copyOf(flows);
        units = List.copyOf(units);
        crossingPoints = List.copyOf(crossingPoints);
        overrideAuthorities = List.copyOf(overrideAuthorities);
        bestInterestsBodies = List.copyOf(bestInterestsBodies);
        receivingUnits = Map.copyOf(receivingUnits);
    }

    /** What a unit does for a returning person. */
    public enum UnitKind { RECEPTION, SHELTER, CONTACT_POINT, TRACING }

    /** What happens when a return gets ahead of the tracing result. */
    public enum ResultOrder { REFUSE, WARN }

    /** Rules of one direction. */
    public record Flow(ResultOrder resultBeforeReturn, @DefaultValue Rule acknowledgementBeforeDecision) {
    }

    /** What happens when the host decides before it opened the result; refused where the profile is silent. */
    public record Rule(@DefaultValue("REFUSE") ResultOrder rule) {
    }

    /** An institution; {@code validFrom} dates it. */
    public record Unit(String code, @DefaultValue Set<UnitKind> kinds, @Nullable LocalDate validFrom)
            implements Dated {
    }

    /** Units to which a referral can be addressed. */
    public record Addressees(@DefaultValue Set<String> codes) {
    }

    /** A place; {@code receivedBy} names the own units that receive people there, all that can where it names none. */
    public record Place(String code, @DefaultValue Set<String> receivedBy) {
    }

    /**
     * An authority that may let a handover stand although a rule refuses it.
     *
     * @param names by language
     */
    public record OverrideAuthority(String code, @DefaultValue Map<String, String> names) {
    }

    /** A body that decides. */
    public record Body(String code) {
    }

    /**
     * Timers of safety alarms.
     *
     * @param arrivalWithin how long a handover waits for its arrival before that is an alarm
     * @param overrideConfirmedWithin by when a second officer stands by an emergency override
     * @param authority who says so
     */
    public record Safety(@DefaultValue("4h") Duration arrivalWithin, @DefaultValue("24h") Duration overrideConfirmedWithin,
            @DefaultValue("PROPOSED") String authority) {
    }

    /** When something is recorded, in the calendar of this country. */
    public Moment moment(Instant at) {
        return new Moment(at, timeZone, statedTimes);
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

    /** Codes of the units of that country to which a referral can be addressed; none where the profile names none. */
    public Set<String> receivingUnitsOf(String origin) {
        return Optional.ofNullable(receivingUnits.get(origin)).map(Addressees::codes).orElse(Set.of());
    }

    /** Codes of all units of this ministry. */
    public Set<String> unitCodes() {
        return units.stream().map(Unit::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a unit receives what the other country sends, on that day. */
    public boolean isContactPoint(String unit, LocalDate day) {
        return unitsOf(Set.of(UnitKind.CONTACT_POINT), day).contains(unit);
    }

    private Set<String> unitsOf(Set<UnitKind> kinds, LocalDate day) {
        return units.stream().filter(unit -> unit.kinds().stream().anyMatch(kinds::contains))
                .filter(unit -> unit.countsOn(day)).map(Unit::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a return that is decided before the host opened the result is refused. */
    public boolean acknowledgementFirst(Journey journey) {
        return Optional.ofNullable(flows.get(journey.flow())).map(Flow::acknowledgementBeforeDecision).map(Rule::rule)
                .orElse(ResultOrder.REFUSE) == ResultOrder.REFUSE;
    }

    /** Codes of the crossing points at which a unit receives people on that day. */
    public Set<String> receivesAt(String unit, LocalDate day) {
        return !receptionUnits(day).contains(unit) ? Set.of() : crossingPoints.stream()
                .filter(place -> place.receivedBy().isEmpty() || place.receivedBy().contains(unit)).map(Place::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of the authorities that may let a handover stand. */
    public Set<String> overriding() {
        return overrideAuthorities.stream().map(OverrideAuthority::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of the bodies that may decide what is best for a child. */
    public Set<String> decidingForChildren() {
        return bestInterestsBodies.stream().map(Body::code).collect(Collectors.toUnmodifiableSet());
    }

    /** What an authority of this country is called, by language; empty for one of another country. */
    public Map<String, String> nameOfAuthority(String code) {
        return overrideAuthorities.stream().filter(each -> each.code().equals(code)).findFirst()
                .map(OverrideAuthority::names).orElse(Map.of());
    }
}
