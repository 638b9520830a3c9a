package org.safereturn.messaging.event;

import java.util.Optional;

/**
 * The two countries of a case, as ISO 3166-1 alpha-2 codes in upper case.
 *
 * @param host where the person was when the case was opened
 * @param origin the presumed country of nationality, to which a return leads
 */
public record Journey(String host, String origin) {

    /** The side of this country; empty when the case is none of its business, or one country stands on both sides. */
    public Optional<Party> partyOf(String country) {
        if (host.equals(origin)) {
            return Optional.empty();
        }
        if (host.equals(country)) {
            return Optional.of(Party.HOST);
        }
        return origin.equals(country) ? Optional.of(Party.ORIGIN) : Optional.empty();
    }

    /** The country on a side. */
    public String country(Party party) {
        return party == Party.HOST ? host : origin;
    }

    /** The other country. */
    public String peerOf(String country) {
        return host.equals(country) ? origin : host;
    }

    /** Whether a country is one of the two. */
    public boolean concerns(String country) {
        return host.equals(country) || origin.equals(country);
    }

    /** The direction of the return as a code: {@code <host>_TO_<origin>}. */
    public String flow() {
        return host + "_TO_" + origin;
    }
}
