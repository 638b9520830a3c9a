package org.safereturn.access.scope;

import java.util.Set;

import org.safereturn.access.identity.Role;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who oversees a whole ministry, {@code oversight} of a country's profile: which case is in which state, and waits for whom
 * and since when, and nothing about the persons.
 *
 * @param roles of officers at a contact point; a profile that names none lets nobody oversee
 * @param authority who says so
 */
public record Oversight(@DefaultValue Set<Role> roles, @DefaultValue("PROPOSED") String authority) {

    /** Refuses a role that sees no case. */
    public Oversight {
        roles = Set.copyOf(roles);
        if (!Sight.CASE_WORK.containsAll(roles)) {
            throw new IllegalArgumentException("Only who works on cases oversees a ministry, of " + Sight.CASE_WORK);
        }
    }
}
