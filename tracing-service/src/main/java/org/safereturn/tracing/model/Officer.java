package org.safereturn.tracing.model;

/**
 * Who acted, by reference and never by name.
 *
 * @param reference the officer's or system's reference
 * @param role the role in which it acted
 * @param unit the unit code
 * @param ministry the country code of the ministry
 */
public record Officer(String reference, String role, String unit, String ministry) {
}
