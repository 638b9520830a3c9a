package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * What the person and the host decided after the result was explained.
 *
 * @param number from 1; a later one supersedes the one before
 * @param reason why no return takes place now, absent for a return
 * @param resultVersion of the tracing result it rests on, absent where there was none
 * @param personInformed whether the result was explained to the person in an own language
 * @param bestInterestsDone whether a best-interests decision exists, absent for an adult
 * @param bestInterestsBody code of the body of the profile that took it
 * @param riskMitigated whether measures against the risk are in place, absent where none are needed
 * @param supersedingReason why it supersedes the decision before, absent for the first
 * @param warnings ids of rules that warned and did not refuse
 */
public record ReturnDecision(int number, Officer officer, Instant decidedAt, Choice choice, @Nullable Reason reason,
        Destination destination, @Nullable Integer resultVersion, boolean personInformed, @Nullable Boolean bestInterestsDone,
        @Nullable String bestInterestsBody, Risk risk, @Nullable Boolean riskMitigated,
        @Nullable ChangeReason supersedingReason, List<String> warnings) {

    /** Keeps its own copy of the list; a document of an older release has neither number nor warnings. */
    public ReturnDecision {
        number = Math.max(1, number);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

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

    /** Why a decision supersedes the one before. */
    public enum ChangeReason {
        PERSON_CHANGED_MIND, RESULT_CORRECTED, NEW_INFORMATION, RISK_CHANGED, RECORDED_IN_ERROR, OTHER, UNKNOWN
    }

    /** Whether a named body took a best-interests decision. */
    boolean inBestInterests() {
        return Boolean.TRUE.equals(bestInterestsDone) && bestInterestsBody != null && !bestInterestsBody.isBlank();
    }

    /** The same decision in its place: resting on this version of the result, and with what the rules say about it. */
    ReturnDecision placed(int place, @Nullable Integer version, List<String> warned) {
        return new ReturnDecision(place, officer, decidedAt, choice, reason, destination, version, personInformed,
                bestInterestsDone, bestInterestsBody, risk, riskMitigated, supersedingReason, warned);
    }
}
