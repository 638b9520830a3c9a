package org.safereturn.referral.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.referral.model.CareFlag;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.standing.model.Consent;

/**
 * What a referral says in clear: nothing in it names the person.
 *
 * @param round from 1; a completed referral comes in the next round
 * @param sendingUnit code of the host's unit
 * @param receivingUnit code of the origin's unit it is addressed to
 * @param identifiedOn day of the host's identification decision
 * @param questions what the origin is asked, as purposes
 * @param consents as they stood when it was sent
 * @param wantedBy day by which the host hopes for an answer, absent when it does not say
 */
public record Submission(int round, Instant submittedAt, Officer submittedBy, String sendingUnit, String receivingUnit,
        LocalDate identifiedOn, Urgency urgency, Sex sex, AgeGroup ageGroup, @Nullable ExploitationType exploitationType,
        List<CareFlag> careFlags, List<Purpose> questions, List<Consent> consents, @Nullable LocalDate wantedBy) {

    /** How urgent the referral is, and why. */
    public enum Urgency { ROUTINE, CHILD_ALONE, THREAT, MEDICAL, COURT_DATE }

    /** Sex of the person, as stated. */
    public enum Sex { FEMALE, MALE, OTHER, NOT_STATED }

    /** Age at referral; for counting it stays as it was, even when the person comes of age before the return. */
    public enum AgeGroup {
        AGE_0_11, AGE_12_17, AGE_18_59, AGE_60_PLUS, NOT_STATED;

        /** Whether it lies under 18. */
        public boolean isChild() {
            return this == AGE_0_11 || this == AGE_12_17;
        }
    }

    /** Broad type of exploitation; never a narrative. */
    public enum ExploitationType {
        FORCED_LABOUR, SEXUAL_EXPLOITATION, CHILD_LABOUR, FORCED_MARRIAGE, SERVITUDE, FORCED_BEGGING, FORCED_CRIMINALITY,
        ORGAN_REMOVAL, OTHER
    }

    /** Keeps its own copies of the lists. */
    public Submission {
        careFlags = List.copyOf(careFlags);
        questions = List.copyOf(questions);
        consents = List.copyOf(consents);
    }

    /** The same submission in another round. */
    public Submission inRound(int next) {
        return new Submission(next, submittedAt, submittedBy, sendingUnit, receivingUnit, identifiedOn, urgency, sex, ageGroup,
                exploitationType, careFlags, questions, consents, wantedBy);
    }

    /** Whether the person is a child, by flag or by age group. */
    public boolean ofChild() {
        return careFlags.contains(CareFlag.CHILD) || ageGroup.isChild();
    }
}
