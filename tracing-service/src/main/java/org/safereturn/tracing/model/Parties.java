package org.safereturn.tracing.model;

import java.util.Optional;

/**
 * The two countries of a case.
 *
 * @param hostCountry where the person is, ISO 3166-1 alpha-2
 * @param originCountry the presumed country of nationality, ISO 3166-1 alpha-2
 */
public record Parties(String hostCountry, String originCountry) {

    /** The side of this country, or empty when the case is none of its business. */
    public Optional<Side> sideOf(String country) {
        if (hostCountry.equals(originCountry)) {
            return Optional.empty();
        }
        if (country.equals(hostCountry)) {
            return Optional.of(Side.HOST);
        }
        return country.equals(originCountry) ? Optional.of(Side.ORIGIN) : Optional.empty();
    }

    /** The country on that side. */
    public String country(Side side) {
        return switch (side) {
            case HOST -> hostCountry;
            case ORIGIN -> originCountry;
        };
    }
}
