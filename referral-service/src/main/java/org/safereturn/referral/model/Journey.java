package org.safereturn.referral.model;

/**
 * Between whom a case travels.
 *
 * @param host country code of where the person is now
 * @param origin country code of where the person is presumed to belong
 */
public record Journey(String host, String origin) {

    /** The direction of the return, as the country profile names its flows, for example {@code TH_TO_KH}. */
    public String flow() {
        return host + "_TO_" + origin;
    }

    /** The other of the two countries. */
    public String peerOf(String country) {
        return country.equals(host) ? origin : host;
    }

    /** Whether this country is one of the two. */
    public boolean concerns(String country) {
        return country.equals(host) || country.equals(origin);
    }
}
