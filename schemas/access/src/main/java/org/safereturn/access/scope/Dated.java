package org.safereturn.access.scope;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** An entry of a country profile, for example a unit, that counts from a day on: the one check of it for every service. */
public interface Dated {

    /** Its first day; null when it has always counted. */
    @Nullable LocalDate validFrom();

    /** Whether it counts on this day. */
    default boolean countsOn(LocalDate day) {
        LocalDate first = validFrom();
        return first == null || !first.isAfter(day);
    }
}
