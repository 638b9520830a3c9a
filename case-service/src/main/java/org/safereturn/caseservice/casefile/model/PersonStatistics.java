package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be counted about a person.
 *
 * @param sex as stated
 * @param ageGroup when the person was identified; it stays as it was, also when the person grows up meanwhile
 * @param careFlags special needs
 */
public record PersonStatistics(Sex sex, AgeGroup ageGroup, List<CareFlag> careFlags) {

    /** Keeps its own copy of the flags. */
    public PersonStatistics {
        careFlags = List.copyOf(careFlags);
    }

    /**
     * What follows from what is said; the flag of a child is there exactly when the person is one.
     *
     * @param careFlags special needs but that of a child
     */
    public static PersonStatistics of(Sex sex, StatedAge age, List<CareFlag> careFlags) {
        PersonStatistics said = new PersonStatistics(sex, age.known(), careFlags);
        boolean child = said.child() || age.child();
        return new PersonStatistics(sex, age.known(), Stream.concat(child ? Stream.of(CareFlag.CHILD) : Stream.empty(),
                careFlags.stream()).distinct().toList());
    }

    /** Whether the safeguards for children apply: by the age, by the flag, and to an age group of a newer peer. */
    public boolean child() {
        return ageGroup == AgeGroup.AGE_0_11 || ageGroup == AgeGroup.AGE_12_17 || ageGroup == AgeGroup.UNKNOWN
                || careFlags.contains(CareFlag.CHILD);
    }

    /** Whether the person is a child on that day, which the group does not decide where the age is known. */
    public boolean childOn(LocalDate day, Optional<Age> age) {
        return age.map(known -> known.childOn(day)).orElseGet(this::child);
    }
}
