package org.safereturn.caseservice.casefile.model;

/** Where the person is now. */
public enum Whereabouts {
    /** In the country that identified the person. */
    HOST_COUNTRY,
    /** Already home. */
    COUNTRY_OF_ORIGIN
}
