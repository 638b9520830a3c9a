package org.safereturn.monitoringservice.fold;

/** Where a journey stands, in the order of the agreed flow. */
public enum JourneyState {
    REFERRED(Phase.REFERRAL),
    RECEIVED(Phase.REFERRAL),
    RETURNED_FOR_COMPLETION(Phase.REFERRAL),
    TRACING(Phase.TRACING),
    RESULT_ISSUED(Phase.TRACING),
    RESULT_REVIEWED(Phase.TRACING),
    RETURN_DECIDED(Phase.RETURN),
    RETURN_PROPOSED(Phase.RETURN),
    RETURN_CONFIRMED(Phase.RETURN),
    RETURN_SUSPENDED(Phase.RETURN),
    HANDED_OVER(Phase.RETURN),
    ARRIVED(Phase.REINTEGRATION),
    CASE_MANAGER_ASSIGNED(Phase.REINTEGRATION),
    RECOVERY(Phase.REINTEGRATION),
    REINTEGRATION(Phase.REINTEGRATION),
    MONITORING(Phase.REINTEGRATION),
    CLOSED(Phase.ENDED),
    NO_RETURN(Phase.ENDED),
    DECLINED(Phase.ENDED),
    WITHDRAWN(Phase.ENDED),
    /** Only statistics have arrived so far. */
    NOT_YET_KNOWN(Phase.ENDED);

    /** Stretches of the way, for reading a long table. */
    public enum Phase { REFERRAL, TRACING, RETURN, REINTEGRATION, ENDED }

    private final Phase phase;

    JourneyState(Phase phase) {
        this.phase = phase;
    }

    /** The stretch it belongs to. */
    public Phase phase() {
        return phase;
    }
}
