package org.safereturn.access.audit;

/**
 * Who acted, by reference and never by name.
 *
 * @param reference the officer's or system's reference
 * @param role name of the role acted in
 * @param unit code of the unit
 * @param ministry country code of the ministry
 */
public record Agent(String reference, String role, String unit, String ministry) {}
