package org.safereturn.caseservice.casefile.model;

import org.safereturn.caseservice.reintegration.model.NextStep;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;

/** How far a case has come, in the order of the agreed flow; the names are proposed by this project. */
public enum Stage {
    /** The host has an identified or presumed victim. */
    IDENTIFIED,
    /** Consent, or its refusal, is recorded for at least one purpose. */
    CONSENTED,
    /** Status or nationality is undecided. */
    ON_HOLD,
    /** The person does not want to return. */
    NO_RETURN,
    /** The presumed country of origin is no party of the exchange. */
    OUT_OF_SCOPE,
    /** Found not to be a victim: returns through a check point. */
    CHECKPOINT_RETURN,
    /** The referral was sent. */
    REFERRED,
    /** An officer of the other side has opened the referral. */
    RECEIVED,
    /** The referral came back with named gaps. */
    RETURNED_FOR_COMPLETION,
    /** The other side cannot take the referral. */
    DECLINED,
    /** The other side has taken up the duty to trace. */
    ACCEPTED,
    /** Tracing and nationality check are running. */
    TRACING,
    /** The tracing result has come. */
    RESULT_ISSUED,
    /** Host and person look at the result. */
    RESULT_REVIEWED,
    /** A return is proposed. */
    RETURN_PROPOSED,
    /** Both sides agree on the return. */
    RETURN_CONFIRMED,
    /** The return is halted. */
    RETURN_SUSPENDED,
    /** The referral was taken back, usually because the person did so. */
    WITHDRAWN,
    /** The host's escort has handed the person over. */
    HANDED_OVER,
    /** The origin side has received the person. */
    ARRIVED,
    /** A case manager is responsible. */
    CASE_MANAGER_ASSIGNED,
    /** Support in a shelter or centre. */
    RECOVERY,
    /** Back in the community with a plan. */
    REINTEGRATION,
    /** Followed up in the community. */
    MONITORING,
    /** Closed with a reason. */
    CLOSED,
    /** Of the same person as another case, which goes on alone. */
    DUPLICATE_MERGED;

    /** What follows on it, and who does it. */
    NextStep next() {
        return switch (this) {
            case IDENTIFIED -> NextStep.RECORD_CONSENTS;
            case CONSENTED -> NextStep.REFER;
            case ON_HOLD -> NextStep.IDENTIFY;
            case NO_RETURN, OUT_OF_SCOPE, CHECKPOINT_RETURN -> NextStep.END;
            case REFERRED -> NextStep.OPEN;
            case RECEIVED -> NextStep.ANSWER;
            case RETURNED_FOR_COMPLETION -> NextStep.COMPLETE;
            case DECLINED, WITHDRAWN -> NextStep.REFER_AGAIN_OR_END;
            case ACCEPTED, TRACING -> NextStep.TRACE;
            case RESULT_ISSUED -> NextStep.ACKNOWLEDGE_RESULT;
            case RESULT_REVIEWED -> NextStep.DECIDE;
            case RETURN_PROPOSED -> NextStep.CONFIRM;
            case RETURN_CONFIRMED -> NextStep.HAND_OVER;
            case RETURN_SUSPENDED -> NextStep.LIFT_SUSPENSION;
            case HANDED_OVER -> NextStep.CONFIRM_ARRIVAL;
            case ARRIVED -> NextStep.ASSIGN_CASE_MANAGER;
            case CASE_MANAGER_ASSIGNED -> ReintegrationStatus.CASE_MANAGER_ASSIGNED.next();
            case RECOVERY -> ReintegrationStatus.RECOVERY.next();
            case REINTEGRATION -> ReintegrationStatus.REINTEGRATION.next();
            case MONITORING -> ReintegrationStatus.MONITORING.next();
            case CLOSED -> ReintegrationStatus.CLOSED.next();
            case DUPLICATE_MERGED -> NextStep.WORK_ON_SURVIVOR;
        };
    }
}
