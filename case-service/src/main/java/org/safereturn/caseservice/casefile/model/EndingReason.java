package org.safereturn.caseservice.casefile.model;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Why a file ends whose person does not return through the exchange. */
public enum EndingReason {
    /** The other side declined the referral. */
    DECLINED(Stage.DECLINED),
    /** The referral was taken back. */
    WITHDRAWN(Stage.WITHDRAWN),
    /** The person does not want to return. */
    NO_RETURN(Stage.NO_RETURN),
    /** The presumed country of origin is no party of the exchange. */
    OUT_OF_SCOPE(Stage.OUT_OF_SCOPE),
    /** Found not to be a victim. */
    NOT_A_VICTIM(Stage.CHECKPOINT_RETURN),
    /** The person has left, and nobody knows where to. */
    PERSON_LEFT(null),
    /** The person died. */
    DECEASED(null),
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN(null);

    /** Stages at which nothing is under way, so that a file can end whatever the exchange says. */
    private static final Set<Stage> RESTING = Set.of(Stage.IDENTIFIED, Stage.CONSENTED, Stage.ON_HOLD, Stage.NO_RETURN,
            Stage.OUT_OF_SCOPE, Stage.CHECKPOINT_RETURN, Stage.DECLINED, Stage.WITHDRAWN);

    private final @Nullable Stage stage;

    EndingReason(@Nullable Stage stage) {
        this.stage = stage;
    }

    boolean fits(Stage at) {
        return stage == null ? RESTING.contains(at) : stage == at;
    }
}
