package org.safereturn.casefile.model;

import java.util.List;

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

    /** Whether the safeguards for children apply; they do when the age is not known and the flag says child. */
    public boolean child() {
        return ageGroup == AgeGroup.AGE_0_11 || ageGroup == AgeGroup.AGE_12_17 || careFlags.contains(CareFlag.CHILD);
    }

    boolean contradictory() {
        boolean adult = ageGroup == AgeGroup.AGE_18_59 || ageGroup == AgeGroup.AGE_60_PLUS;
        return adult && careFlags.contains(CareFlag.CHILD);
    }
}
