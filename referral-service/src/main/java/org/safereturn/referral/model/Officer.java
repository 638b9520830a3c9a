package org.safereturn.referral.model;

/**
 * Who acts, by reference and never by name.
 *
 * @param reference of the officer or system
 * @param role the capacity in which it acts
 * @param unit code of the unit
 * @param ministry country code of the ministry
 */
public record Officer(String reference, String role, String unit, String ministry) {
}
