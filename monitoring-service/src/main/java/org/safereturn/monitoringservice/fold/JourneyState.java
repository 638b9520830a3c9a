package org.safereturn.monitoringservice.fold;

/** Where a journey stands, in the order of the agreed flow. */
public enum JourneyState {
    REFERRED(Phase.REFERRAL, Taker.HOST),
    RECEIVED(Phase.REFERRAL, Taker.ORIGIN),
    RETURNED_FOR_COMPLETION(Phase.REFERRAL, Taker.ORIGIN),
    TRACING(Phase.TRACING, Taker.ORIGIN),
    RESULT_ISSUED(Phase.TRACING, Taker.ORIGIN),
    RESULT_REVIEWED(Phase.TRACING, Taker.HOST),
    RETURN_DECIDED(Phase.RETURN, Taker.HOST),
    RETURN_PROPOSED(Phase.RETURN, Taker.HOST),
    RETURN_CONFIRMED(Phase.RETURN, Taker.ORIGIN),
    RETURN_SUSPENDED(Phase.RETURN, Taker.EITHER),
    HANDED_OVER(Phase.RETURN, Taker.HOST),
    ARRIVED(Phase.REINTEGRATION, Taker.ORIGIN),
    CASE_MANAGER_ASSIGNED(Phase.REINTEGRATION, Taker.ORIGIN),
    RECOVERY(Phase.REINTEGRATION, Taker.ORIGIN),
    REINTEGRATION(Phase.REINTEGRATION, Taker.ORIGIN),
    MONITORING(Phase.REINTEGRATION, Taker.ORIGIN),
    CLOSED(Phase.ENDED, Taker.ORIGIN),
    NO_RETURN(Phase.ENDED, Taker.HOST),
    DECLINED(Phase.ENDED, Taker.ORIGIN),
    WITHDRAWN(Phase.ENDED, Taker.HOST),
    /** Only statistics have arrived so far. */
    NOT_YET_KNOWN(Phase.ENDED, Taker.EITHER);

    /** Stretches of the way, for reading a long table. */
    public enum Phase { REFERRAL, TRACING, RETURN, REINTEGRATION, ENDED }

    /** Whose step leads to a state. */
    public enum Taker { HOST, ORIGIN, EITHER }

    private final Phase phase;
    private final Taker taker;

    JourneyState(Phase phase, Taker taker) {
        this.phase = phase;
        this.taker = taker;
    }

    /** The stretch it belongs to. */
    public Phase phase() {
        return phase;
    }

    /** Whose step leads to it. */
    public Taker taker() {
        return taker;
    }
}
