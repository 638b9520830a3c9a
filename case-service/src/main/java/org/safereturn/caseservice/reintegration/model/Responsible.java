package org.safereturn.caseservice.reintegration.model;

import java.time.Instant;

/**
 * Who is responsible for the case after the arrival: a unit and a role, never a name.
 *
 * @param unit code of the unit
 * @param role role in the unit
 * @param since from when
 */
public record Responsible(String unit, String role, Instant since) {

    /** The same, from that time. */
    public Responsible from(Instant time) {
        return new Responsible(unit, role, time);
    }
}
