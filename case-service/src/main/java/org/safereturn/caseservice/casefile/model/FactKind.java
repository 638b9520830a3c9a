package org.safereturn.caseservice.casefile.model;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What can happen to a case outside this service. */
public enum FactKind {
    /** The referral was sent. */
    REFERRAL_SUBMITTED(Stage.REFERRED),
    /** The other side's machine has the referral; no person has seen it yet. */
    DELIVERED(null),
    /** An officer of the other side has opened the referral. */
    REFERRAL_RECEIVED(Stage.RECEIVED),
    /** The referral came back with named gaps. */
    RETURNED_FOR_COMPLETION(Stage.RETURNED_FOR_COMPLETION),
    /** The other side cannot take the referral. */
    REFERRAL_DECLINED(Stage.DECLINED),
    /** The other side took its decline back. */
    DECLINE_REVOKED(Stage.RECEIVED),
    /** The other side takes up the duty to trace. */
    REFERRAL_ACCEPTED(Stage.ACCEPTED),
    /** The tracing side reported a milestone. */
    TRACING_PROGRESSED(Stage.TRACING),
    /** A tracing result was issued. */
    RESULT_ISSUED(Stage.RESULT_ISSUED),
    /** The host has opened the tracing result. */
    RESULT_ACKNOWLEDGED(Stage.RESULT_REVIEWED),
    /** The host and the person decided about the return. */
    RETURN_DECIDED(Stage.RESULT_REVIEWED),
    /** A return was proposed. */
    RETURN_PROPOSED(Stage.RETURN_PROPOSED),
    /** Another date or crossing point was proposed. */
    RETURN_RESCHEDULED(Stage.RETURN_PROPOSED),
    /** A halted return goes on. */
    RETURN_RESUMED(Stage.RETURN_PROPOSED),
    /** Both sides agree on the return. */
    RETURN_CONFIRMED(Stage.RETURN_CONFIRMED),
    /** The return was halted. */
    RETURN_SUSPENDED(Stage.RETURN_SUSPENDED),
    /** The referral was taken back. */
    REFERRAL_WITHDRAWN(Stage.WITHDRAWN),
    /** The person was handed over. */
    HANDED_OVER(Stage.HANDED_OVER),
    /** The person was received. */
    ARRIVED(Stage.ARRIVED);

    private final @Nullable Stage stage;

    FactKind(@Nullable Stage stage) {
        this.stage = stage;
    }

    /** Whether a unit of the country of origin, or the host, has decided what becomes of the referral. */
    public boolean answersReferral() {
        return this == REFERRAL_ACCEPTED || this == REFERRAL_DECLINED || this == REFERRAL_WITHDRAWN;
    }

    /** Whether it is a result, or of what follows on one: no progress of tracing that is told later takes the case back. */
    boolean followsTracing() {
        return this == RESULT_ISSUED || this == RESULT_ACKNOWLEDGED || this == RETURN_DECIDED || arrangesReturn() || isReturn();
    }

    /** Whether it is about the plan of a return; which plan that is, and whether it still counts, the fact does not say. */
    boolean arrangesReturn() {
        return this == RETURN_PROPOSED || this == RETURN_RESCHEDULED || this == RETURN_RESUMED || this == RETURN_CONFIRMED
                || this == RETURN_SUSPENDED;
    }

    /** Whether the person is on the way, which takes up a file that had ended. */
    public boolean isReturn() {
        return this == HANDED_OVER || this == ARRIVED;
    }

    /** The stage to which it brings the case; empty when it changes none. */
    public Optional<Stage> stage() {
        return Optional.ofNullable(stage);
    }
}
