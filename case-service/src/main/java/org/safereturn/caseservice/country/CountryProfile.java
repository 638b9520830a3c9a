package org.safereturn.caseservice.country;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Dated;
import org.safereturn.access.scope.Oversight;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedTimes;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.RoutingPolicy;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.messaging.form.Authority;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the case service needs to know about its country. Binding fails, and the service does not start, when a part is
 * missing or not of the expected form.
 *
 * @param country ISO 3166-1 alpha-2
 * @param timeZone in which its calendar days are counted
 * @param peers countries with which it exchanges cases
 * @param flows by direction of the return, {@code <HOST>_TO_<ORIGIN>}
 * @param crossingPoints where persons pass the border
 * @param units of the ministry
 * @param identificationBodies who decides whether a person is a victim
 * @param temporaryAccess how long a case of another unit may be read
 * @param statedTimes what a stated business time may be
 * @param oversight who oversees the whole ministry
 */
@Validated
@ConfigurationProperties("safereturn.profile")
public record CountryProfile(@NotNull @Pattern(regexp = "[A-Z]{2}") String country, @NotNull ZoneId timeZone,
        @NotEmpty List<@Pattern(regexp = "[A-Z]{2}") String> peers, @DefaultValue Map<String, @Valid Flow> flows,
        @DefaultValue List<@Valid CrossingPoint> crossingPoints, @DefaultValue List<@Valid Unit> units,
        @DefaultValue List<@Valid Body> identificationBodies, @DefaultValue @Valid TemporaryAccessTimes temporaryAccess,
        @DefaultValue StatedTimes statedTimes, @DefaultValue Oversight oversight) {

    private static final String CONTACT_POINT = "CONTACT_POINT";
    private static final Set<String> RECEIVING = Set.of("RECEPTION", "SHELTER");

    /** Keeps its own copies. */
    public CountryProfile {
        peers = List.copyOf(peers);
        flows = Map.copyOf(flows);
        crossingPoints = List.copyOf(crossingPoints);
        units = List.copyOf(units);
        identificationBodies = List.copyOf(identificationBodies);
    }

    /**
     * One direction of return.
     *
     * @param regions what the country of origin offers after the return
     * @param resultBeforeReturn what happens to a return that gets ahead of the tracing result; shown here, held to elsewhere
     * @param authority who stands behind that
     * @param acknowledgementBeforeDecision what happens to a decision before the host opened the result; shown here only, too
     */
    public record Flow(@DefaultValue @Valid Regions regions, @Nullable Order resultBeforeReturn,
            @DefaultValue("PROPOSED") Authority authority, @Nullable @Valid OrderRule acknowledgementBeforeDecision) {
    }

    /** What happens to a step that gets ahead of another one. */
    public enum Order {
        /** It is refused. */
        REFUSE,
        /** It is warned of. */
        WARN
    }

    /**
     * An order of two steps.
     *
     * @param rule what happens to whoever does not keep it
     * @param authority who says so
     */
    public record OrderRule(@NotNull Order rule, @DefaultValue("PROPOSED") Authority authority) {
    }

    /**
     * Offers after a return; what is not mentioned is not offered.
     *
     * @param shelterChoice whether the person may choose a shelter
     * @param temporaryStay whether the vulnerable or threatened may stay for a time
     * @param fund whether a fund pays for skills and a new life
     * @param witnessCooperation whether the government works with persons who want to testify
     */
    public record Regions(@DefaultValue Offer shelterChoice, @DefaultValue Offer temporaryStay,
            @DefaultValue Offer fund, @DefaultValue Offer witnessCooperation) {
    }

    /**
     * One offer.
     *
     * @param offered whether there is one
     * @param authority who says so
     */
    public record Offer(@DefaultValue("false") boolean offered, @DefaultValue("PROPOSED") Authority authority) {
    }

    /**
     * A place where persons pass the border.
     *
     * @param code the same in both countries
     * @param receivedBy own units that receive people there; all that can where it names none
     */
    public record CrossingPoint(@NotNull @Pattern(regexp = "[A-Z0-9-]{2,40}") String code,
            @DefaultValue Set<String> receivedBy) {
    }

    /**
     * A unit of the ministry.
     *
     * @param kinds what it does, e.g. {@code CONTACT_POINT}
     * @param validFrom its first day; without one it has always been there
     */
    public record Unit(@NotNull String code, @DefaultValue Set<String> kinds, @Nullable LocalDate validFrom)
            implements Dated {
    }

    /** An institution that decides, never a person. */
    public record Body(@NotNull @Pattern(regexp = "[A-Z0-9-]{2,40}") String code) {
    }

    /**
     * How long a case of another unit may be read, with a reason and a second person.
     *
     * @param usual where nothing is said
     * @param longest at most
     * @param authority who says so
     */
    public record TemporaryAccessTimes(@DefaultValue("24h") Duration usual, @DefaultValue("72h") Duration longest,
            @DefaultValue("PROPOSED") Authority authority) {

        /** Refuses times that are no times, and a usual one that is longer than the longest. */
        public TemporaryAccessTimes {
            if (usual.isNegative() || usual.isZero() || usual.compareTo(longest) > 0) {
                throw new IllegalArgumentException("Temporary access lasts a while, and usually no longer than at most");
            }
        }
    }

    /** What is offered after a return from that country to this one. */
    public Set<Region> offeredAfterReturnFrom(String host) {
        Set<Region> offered = EnumSet.noneOf(Region.class);
        Flow flow = flows.get(host + "_TO_" + country);
        if (flow != null) {
            if (flow.regions().shelterChoice().offered()) {
                offered.add(Region.SHELTER_CHOICE);
            }
            if (flow.regions().temporaryStay().offered()) {
                offered.add(Region.TEMPORARY_STAY);
            }
            if (flow.regions().fund().offered()) {
                offered.add(Region.FUND);
            }
            if (flow.regions().witnessCooperation().offered()) {
                offered.add(Region.WITNESS_COOPERATION);
            }
        }
        return offered;
    }

    /** When something is recorded, in the calendar of this country. */
    public Moment moment(Instant at) {
        return new Moment(at, timeZone, statedTimes);
    }

    /** The routing table of this country. */
    public RoutingPolicy routing() {
        return new RoutingPolicy(country, Set.copyOf(peers));
    }

    /** Why this body cannot have decided, or empty when it can. */
    public Optional<Rejection> refusal(Identification identification) {
        List<String> known = identificationBodies.stream().map(Body::code).toList();
        return known.contains(identification.body()) ? Optional.empty() : Optional.of(Rejection.invalid(
                "unknown-identification-body", "field", "identification.body", "known", String.join(", ", known)));
    }

    /** Whether a unit receives what the other country sends, at this time. */
    public boolean isContactPoint(String unit, Instant now) {
        return units.stream().filter(known -> known.countsOn(LocalDate.ofInstant(now, timeZone)))
                .anyMatch(known -> known.code().equals(unit) && known.kinds().contains(CONTACT_POINT));
    }

    /** Codes of the crossing points at which a unit receives people, at this time. */
    public Set<String> receivesAt(String unit, Instant now) {
        boolean receives = units.stream().filter(known -> known.countsOn(LocalDate.ofInstant(now, timeZone)))
                .anyMatch(known -> known.code().equals(unit) && known.kinds().stream().anyMatch(RECEIVING::contains));
        return !receives ? Set.of() : crossingPoints.stream()
                .filter(place -> place.receivedBy().isEmpty() || place.receivedBy().contains(unit))
                .map(CrossingPoint::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of the ministry's units on that day. */
    public Set<String> unitsOn(LocalDate day) {
        return units.stream().filter(unit -> unit.countsOn(day)).map(Unit::code).collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of the crossing points, in the order of the profile. */
    public List<String> crossings() {
        return crossingPoints.stream().map(CrossingPoint::code).toList();
    }

    /** Whether this country knows a crossing point by that code. */
    public boolean knowsCrossingPoint(String code) {
        return crossingPoints.stream().anyMatch(point -> point.code().equals(code));
    }
}
