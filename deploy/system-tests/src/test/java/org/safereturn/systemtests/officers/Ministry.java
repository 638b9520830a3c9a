package org.safereturn.systemtests.officers;

import java.util.Locale;

import org.safereturn.local.Endpoint;
import org.safereturn.local.demo.User;

/** A ministry as its officers know it. */
enum Ministry {
    CAMBODIA("KH", "km", Endpoint.KH_CASE, "KH-DVP", "KH-POI-PET-TC", "KH-POLICE-AHTJP"),
    THAILAND("TH", "th", Endpoint.TH_CASE, "TH-DATIP", "TH-WPC-NONTHABURI", "TH-MDT");

    private final String country;
    private final String language;
    private final Endpoint home;
    private final String contactPoint;
    private final String receptionUnit;
    private final String identifying;

    Ministry(String country, String language, Endpoint home, String contactPoint, String receptionUnit,
            String identifying) {
        this.country = country;
        this.language = language;
        this.home = home;
        this.contactPoint = contactPoint;
        this.receptionUnit = receptionUnit;
        this.identifying = identifying;
    }

    /** Code of the country. */
    String country() {
        return country;
    }

    /** What its people speak. */
    String language() {
        return language;
    }

    /** Where its officers begin. */
    Endpoint home() {
        return home;
    }

    /** The unit to which the other country addresses referrals. */
    String contactPoint() {
        return contactPoint;
    }

    /** The unit that receives people who return. */
    String receptionUnit() {
        return receptionUnit;
    }

    /** Who says that a person is a victim. */
    String identifying() {
        return identifying;
    }

    /** The authority that may let a handover stand. */
    String overriding() {
        return country + "-PROVINCIAL-GOVERNOR";
    }

    /** The first officer of this kind. */
    User officer(String kind) {
        return new User(country.toLowerCase(Locale.ROOT) + "-" + kind + "-1");
    }
}
