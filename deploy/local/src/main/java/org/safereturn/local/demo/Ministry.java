package org.safereturn.local.demo;

import java.net.URI;

import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;

/** One country's services and the desks that use them. */
record Ministry(String country, URI cases, URI tracings, URI referrals) {

    static Ministry cambodia(Settings settings) {
        return new Ministry("KH", settings.http(Endpoint.KH_CASE), settings.http(Endpoint.KH_TRACING),
                settings.http(Endpoint.KH_REFERRAL));
    }

    static Ministry thailand(Settings settings) {
        return new Ministry("TH", settings.http(Endpoint.TH_CASE), settings.http(Endpoint.TH_TRACING),
                settings.http(Endpoint.TH_REFERRAL));
    }

    String name() {
        return country.equals("KH") ? "Cambodia" : "Thailand";
    }

    /** Code of the unit that the other country's referrals are addressed to. */
    String contactPoint() {
        return country.equals("KH") ? "KH-DVP" : "TH-DATIP";
    }

    /** Code of the unit that receives people who return. */
    String receptionUnit() {
        return country.equals("KH") ? "KH-POI-PET-TC" : "TH-WPC-NONTHABURI";
    }

    /** Who works where the other country's referrals come in: an officer of the contact point. */
    User contact() {
        return supervisor();
    }

    User intake() {
        return User.officer(country, "intake", 1);
    }

    User caseManager() {
        return User.officer(country, "case", 1);
    }

    User supervisor() {
        return User.officer(country, "supervisor", 1);
    }

    User secondSupervisor() {
        return User.officer(country, "supervisor", 2);
    }

    User tracing() {
        return User.officer(country, "tracing", 1);
    }

    User reception() {
        return User.officer(country, "reception", 1);
    }

    User secondReception() {
        return User.officer(country, "reception", 2);
    }

    User secondCaseManager() {
        return User.officer(country, "case", 2);
    }

    User operator() {
        return User.officer(country, "operator", 1);
    }

    User administrator() {
        return User.officer(country, "admin", 1);
    }

    User secondAdministrator() {
        return User.officer(country, "admin", 2);
    }

    User protection() {
        return User.officer(country, "dpo", 1);
    }

    User evaluation() {
        return User.officer(country, "me", 1);
    }

    User system() {
        return User.system(country);
    }
}
