package org.safereturn.access.scope;

/** Which units receive what the other country sends; a bean of each service that knows its country's profile. */
@FunctionalInterface
public interface ContactPoints {

    /** Whether this unit does. */
    boolean contain(String unit);
}
