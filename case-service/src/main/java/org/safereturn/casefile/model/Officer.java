package org.safereturn.casefile.model;

/**
 * Who acts, by reference and never by name.
 *
 * @param reference of the officer or ministry system
 * @param role the role in which it acts
 * @param unit code of its unit
 * @param ministry code of the country whose ministry it belongs to
 */
public record Officer(String reference, String role, String unit, String ministry) {

    /** A ministry's own system, which passes on what its officers decided. */
    public static final String MINISTRY_SYSTEM = "MINISTRY_SYSTEM";

    /** Whether a ministry's own system acts. */
    public boolean isMinistrySystem() {
        return MINISTRY_SYSTEM.equals(role);
    }
}
