package org.safereturn.caseservice.casefile.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.safereturn.messaging.outcome.Rejection;

/**
 * The routing table: which cases enter the joint exchange. Proposed by this project on facts of the minutes of 16 January
 * 2023 (8.1.1.1: a person who is not a victim returns through a check point; a victim who is already home gets the
 * national form).
 *
 * @param country whose officers ask
 * @param peers countries with which cases are exchanged
 */
public record RoutingPolicy(String country, Set<String> peers) {

    /** Instead of a country: stateless, or the nationality is not known. */
    public static final String NO_COUNTRY = "XX";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Why no case may be opened at all, or empty when a file is opened on some route. */
    public Optional<Rejection> refusal(IdentificationOutcome outcome, Whereabouts whereabouts, String nationality) {
        if (!peers.contains(nationality) && !nationality.equals(country) && !nationality.equals(NO_COUNTRY)
                && !COUNTRIES.contains(nationality)) {
            return Optional.of(Rejection.invalid("unknown-country", "country", nationality));
        }
        if (outcome == IdentificationOutcome.NOT_A_VICTIM) {
            return Optional.of(Rejection.refused("not-a-victim", "path", "/non-victim-returns"));
        }
        if (whereabouts == Whereabouts.COUNTRY_OF_ORIGIN) {
            return Optional.of(Rejection.refused("already-home", "path", "/national-forms"));
        }
        if (nationality.equals(country)) {
            return Optional.of(Rejection.refused("own-national", "country", country, "path", "/national-forms"));
        }
        return Optional.empty();
    }

    /** The route of a case that may be opened. */
    public Route route(IdentificationOutcome outcome, String nationality, WishToReturn wish) {
        if (!peers.contains(nationality)) {
            return Route.OUT_OF_SCOPE;
        }
        if (outcome == IdentificationOutcome.UNDECIDED || outcome == IdentificationOutcome.UNKNOWN) {
            return Route.HOLD;
        }
        return wish == WishToReturn.NO ? Route.NO_RETURN : Route.JOINT;
    }
}
