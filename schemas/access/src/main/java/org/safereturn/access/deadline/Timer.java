package org.safereturn.access.deadline;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** From when to when a step of a case can be limited. None is limited until a country sets it. */
public enum Timer {
    /** From the referral to its opening. */
    T_ACK,
    /** From the opening of a referral to its answer. */
    T_ACCEPT,
    /** From the acceptance to the first tracing result. */
    T_TRACE,
    /** From the result to the decision on the return. */
    T_REVIEW,
    /** From the decision to return to the arrival. */
    T_RETURN,
    /** From the handover to the arrival. */
    T_MATCH,
    /** From the arrival to somebody who is responsible. */
    T_CM,
    /** From the arrival to the plan for the time after it. */
    T_PLAN,
    /** From the beginning of the reintegration to each visit. */
    T_VISIT,
    /** From the arrival to the first report to the host. */
    T_FEEDBACK;

    /** The timer of this name; empty for one that only a newer release knows. */
    public static Optional<Timer> named(@Nullable String name) {
        return Stream.of(values()).filter(timer -> timer.name().equals(name)).findFirst();
    }
}
