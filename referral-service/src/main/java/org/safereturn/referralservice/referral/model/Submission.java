package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/**
 * What a referral says in clear: nothing in it names the person. Its unknown symbols are those that only a newer peer
 * knows; they are read and never given.
 *
 * @param round from 1; a completed referral comes in the next round
 * @param sendingUnit code of the host's unit
 * @param receivingUnit code of the origin's unit it is addressed to
 * @param identifiedOn day of the host's identification decision
 * @param careFlags special needs as releases up to 0.2.0 told them in clear; empty since, for they are sealed
 * @param questions what the origin is asked, as purposes
 * @param consents as they stood when it was sent
 * @param wantedBy day by which the host hopes for an answer, absent when it does not say
 */
public record Submission(int round, Instant submittedAt, Officer submittedBy, String sendingUnit, String receivingUnit,
        LocalDate identifiedOn, Urgency urgency, Sex sex, AgeGroup ageGroup, @Nullable ExploitationType exploitationType,
        List<CareFlag> careFlags, List<Purpose> questions, List<Consent> consents, @Nullable LocalDate wantedBy) {

    private static final Set<Purpose> TRACKS =
            Collections.unmodifiableSet(EnumSet.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK));

    /** Why a person needs special care; each flag demands its own answer from the family assessment. */
    public enum CareFlag { CHILD, ELDERLY, DISABILITY, CHRONIC_CONDITION, PREGNANCY, WITH_CHILDREN, UNKNOWN }

    /** How urgent the referral is, and why. */
    public enum Urgency { ROUTINE, CHILD_ALONE, THREAT, MEDICAL, COURT_DATE, UNKNOWN }

    /** Sex of the person, as stated. */
    public enum Sex { FEMALE, MALE, OTHER, NOT_STATED, UNKNOWN }

    /** Age at referral; for counting it stays as it was, even when the person comes of age before the return. */
    public enum AgeGroup {
        AGE_0_11, AGE_12_17, AGE_18_59, AGE_60_PLUS, NOT_STATED, UNKNOWN;

        /** Whether it lies under 18, or may do so for all that this release knows. */
        public boolean isChild() {
            return this == AGE_0_11 || this == AGE_12_17 || this == UNKNOWN;
        }
    }

    /** Broad type of exploitation; never a narrative. */
    public enum ExploitationType {
        FORCED_LABOUR, SEXUAL_EXPLOITATION, CHILD_LABOUR, FORCED_MARRIAGE, SERVITUDE, FORCED_BEGGING, FORCED_CRIMINALITY,
        ORGAN_REMOVAL, OTHER, UNKNOWN
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

    /** The tracks that are asked for, as the purposes that carry them; both when the questions name neither. */
    Set<Purpose> tracks() {
        Set<Purpose> asked = EnumSet.noneOf(Purpose.class);
        questions.stream().map(question -> question == Purpose.FAMILY_CONTACT ? Purpose.TRACING : question)
                .filter(TRACKS::contains).forEach(asked::add);
        return asked.isEmpty() ? TRACKS : asked;
    }

    /** Whether the person is a child for all that is said in clear. */
    public boolean ofChild() {
        return careFlags.contains(CareFlag.CHILD) || ageGroup.isChild();
    }
}
