package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * What the person and the host decided after the result was explained.
 *
 * @param reason why no return takes place now, absent for a return
 * @param resultVersion of the tracing result it rests on, absent where there was none
 * @param personInformed whether the result was explained to the person in an own language
 * @param bestInterestsDone whether a best-interests decision exists, absent for an adult
 * @param bestInterestsBody code of the body that took it
 * @param riskMitigated whether measures against the risk are in place, absent where none are needed
 */
public record ReturnDecision(Officer officer, Instant decidedAt, Choice choice, @Nullable Reason reason,
        Destination destination, @Nullable Integer resultVersion, boolean personInformed, @Nullable Boolean bestInterestsDone,
        @Nullable String bestInterestsBody, Risk risk, @Nullable Boolean riskMitigated) {

    /** What was decided; a choice unknown to this release is no return. */
    public enum Choice { RETURN, WAIT, NO_RETURN, ALTERNATIVE, UNKNOWN }

    /** Why not, or not now. */
    public enum Reason {
        PERSON_REFUSES, NOT_SAFE, PROCEEDINGS, HEALTH, NATIONALITY_NOT_CONFIRMED, INCONCLUSIVE_RESULT, STAYS_LEGALLY,
        THIRD_COUNTRY, BEST_INTERESTS, OTHER, UNKNOWN
    }

    /** Where the person chose to go. */
    public enum Destination { FAMILY, RECEPTION_CENTRE, SHELTER, ALTERNATIVE_CARE, COMMUNITY, UNDECIDED, UNKNOWN }

    /** Level of risk only; the reasons never cross. */
    public enum Risk { LOW, MEDIUM, HIGH, NOT_ACCEPTABLE, UNKNOWN }

    /** The same decision, resting on this version of the result. */
    public ReturnDecision restingOn(@Nullable Integer version) {
        return new ReturnDecision(officer, decidedAt, choice, reason, destination, version, personInformed, bestInterestsDone,
                bestInterestsBody, risk, riskMitigated);
    }
}
