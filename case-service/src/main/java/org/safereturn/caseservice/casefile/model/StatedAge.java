package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.PartialDay;
import org.safereturn.messaging.outcome.Rejection;

/**
 * What is said about a person's age. A birth known to the day or by its year, and an age in years, bind; an estimate gives
 * way to a stated group and to the flag of a child.
 *
 * @param born day of birth, as exactly as it is known
 * @param years age in completed years
 * @param group age group; {@code NOT_STATED} when nothing is said
 * @param child whether the flag of a child was given
 * @param on day of which all that is said
 */
public record StatedAge(@Nullable PartialDay born, @Nullable Integer years, AgeGroup group, boolean child, LocalDate on) {

    private static final int OLDEST = 130;
    private static final int TWELVE = 12;
    private static final int ADULT = 18;
    private static final int SIXTY = 60;

    /** Days of birth, both included; none when the first is after the last. */
    private record Births(LocalDate first, LocalDate last) {

        Births and(Births other) {
            return new Births(first.isAfter(other.first) ? first : other.first,
                    last.isBefore(other.last) ? last : other.last);
        }

        boolean none() {
            return first.isAfter(last);
        }
    }

    /** Where two of the statements cannot both be true. */
    public Optional<Rejection> refusal() {
        if (born != null && born.earliest().isAfter(on)) {
            return Optional.of(Rejection.invalid("born-after-identification"));
        }
        if (born != null && years != null && !born.estimated() && stated().and(ofYears(years)).none()) {
            return Optional.of(Rejection.invalid("stated-age-and-birth"));
        }
        if (binding().and(ofGroup()).none()) {
            return Optional.of(Rejection.invalid("age-group-and-birth", "ageGroup", group.name()));
        }
        boolean childByEstimate = estimated() && group == AgeGroup.NOT_STATED;
        if (child && !childByEstimate && binding().and(ofGroup()).and(ofChild()).none()) {
            return Optional.of(Rejection.invalid("child-flag-and-age", "ageGroup",
                    (group == AgeGroup.NOT_STATED ? age(stated()).groupOn(on) : group).name()));
        }
        return Optional.empty();
    }

    /** The group on that day: the stated one, or what follows from the birth or the age. */
    public AgeGroup known() {
        if (group != AgeGroup.NOT_STATED) {
            return group;
        }
        if (born == null && years == null) {
            return AgeGroup.NOT_STATED;
        }
        Births births = child ? stated().and(ofChild()) : stated();
        return births.none() ? AgeGroup.AGE_12_17 : age(births).groupOn(on);
    }

    /** When the person may have been born; empty when nothing is said that tells. */
    public Optional<Age> age() {
        boolean nothingSaid = born == null && years == null && !child
                && (group == AgeGroup.NOT_STATED || group == AgeGroup.UNKNOWN);
        if (nothingSaid) {
            return Optional.empty();
        }
        Births said = child && group == AgeGroup.NOT_STATED ? ofChild() : ofGroup();
        Births both = stated().and(said);
        return Optional.of(age(!both.none() ? both : estimated() ? said : stated()));
    }

    private Age age(Births births) {
        return new Age(births.first, births.last, on);
    }

    /** What cannot be otherwise. */
    private Births binding() {
        return estimated() ? any() : stated();
    }

    private boolean estimated() {
        return born != null && born.estimated() && years == null;
    }

    /** By the birth, or else by the age; an estimated birth gives way to a stated age. */
    private Births stated() {
        if (born != null && (years == null || !born.estimated())) {
            return new Births(born.earliest(), born.latest()).and(any());
        }
        return years == null ? any() : ofYears(years);
    }

    private Births ofYears(int completed) {
        return aged(completed, completed + 1);
    }

    private Births ofGroup() {
        return switch (group) {
            case AGE_0_11 -> aged(0, TWELVE);
            case AGE_12_17 -> aged(TWELVE, ADULT);
            case AGE_18_59 -> aged(ADULT, SIXTY);
            case AGE_60_PLUS -> aged(SIXTY, OLDEST + 1);
            case NOT_STATED, UNKNOWN -> any();
        };
    }

    private Births ofChild() {
        return aged(0, ADULT);
    }

    private Births any() {
        return aged(0, OLDEST + 1);
    }

    /** Of everybody who is at least {@code from} and not yet {@code to} years old. */
    private Births aged(int from, int to) {
        return new Births(on.minusYears(to).plusDays(1), on.minusYears(from));
    }
}
