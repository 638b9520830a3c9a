package org.safereturn.casefile.model;

/** Which part this country plays in a case. */
public enum Side {
    /** The person was identified here; the file was opened by an officer. */
    HOST,
    /** The presumed country of origin; the file opens when the person arrives. */
    ORIGIN
}
