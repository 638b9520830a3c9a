package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When something is decided.
 *
 * @param at the instant
 * @param zone in which the country counts its calendar days
 */
public record Moment(Instant at, ZoneId zone) {

    /** The calendar day of the country. */
    public LocalDate today() {
        return LocalDate.ofInstant(at, zone);
    }
}
