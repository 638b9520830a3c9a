package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;
import java.time.Period;

/**
 * What is known of a person's age: when the person may have been born. Where that leaves open whether the person is a
 * child, the person is one.
 *
 * @param earliest first day on which the person may have been born
 * @param latest last such day
 * @param knownOn day of which that is said; an age that is not known to the day says nothing about the days before it
 */
public record Age(LocalDate earliest, LocalDate latest, LocalDate knownOn) {

    private static final int ADULT = 18;

    /** Whether the person is a child on that day. */
    public boolean childOn(LocalDate day) {
        boolean known = earliest.equals(latest) || day.isAfter(knownOn);
        return yearsOn(known ? day : knownOn) < ADULT;
    }

    /** First day on which the person is no child. */
    public LocalDate adultFrom() {
        return latest.plusYears(ADULT);
    }

    /** The group on a day, of the youngest age that is possible. */
    AgeGroup groupOn(LocalDate day) {
        return AgeGroup.of(Math.max(0, yearsOn(day)));
    }

    private int yearsOn(LocalDate day) {
        return Period.between(latest, day).getYears();
    }
}
