package org.safereturn.caseservice.reintegration.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.safereturn.messaging.outcome.Rejection;

/**
 * Who is responsible for the case after the arrival: a unit and a role, never a name.
 *
 * @param unit code of the unit
 * @param role role in the unit
 * @param since from when
 */
public record Responsible(String unit, String role, Instant since) {

    private static final List<String> ROLES = List.of("CASE_MANAGER", "SUPERVISOR");

    /** Why nobody of this unit and role can be responsible. */
    public Optional<Rejection> refusal(Set<String> units) {
        if (!units.contains(unit)) {
            return Optional.of(Rejection.refused("unknown-unit", "unit", unit));
        }
        return ROLES.contains(role) ? Optional.empty()
                : Optional.of(Rejection.refused("role-not-responsible", "role", role, "known", String.join(", ", ROLES)));
    }

    /** The same, from that time. */
    public Responsible from(Instant time) {
        return new Responsible(unit, role, time);
    }
}
