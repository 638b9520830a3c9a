package org.safereturn.access.scope;

import java.util.Set;

import org.safereturn.access.identity.Role;

/** Which units receive what, and whom, the other country sends, and who oversees the ministry there; a bean of each service that knows its country's profile. */
@FunctionalInterface
public interface ContactPoints {

    /** Whether this unit receives what the other country sends. */
    boolean contain(String unit);

    /** Codes of the crossing points at which this unit receives people. */
    default Set<String> receivesAt(String unit) {
        return Set.of();
    }

    /** Roles of officers at a contact point who oversee the whole ministry. */
    default Set<Role> overseers() {
        return Set.of();
    }
}
