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

    private static final String SUPERVISOR = "SUPERVISOR";

    /** Whether the officer approves what others prepared. */
    public boolean isSupervisor() {
        return SUPERVISOR.equals(role);
    }
}
