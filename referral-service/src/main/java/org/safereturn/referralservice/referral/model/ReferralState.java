package org.safereturn.referralservice.referral.model;

/** Where a referral stands; the same on both sides once every message has arrived. */
public enum ReferralState {
    REFERRED, RECEIVED, RETURNED_FOR_COMPLETION, ACCEPTED, DECLINED, WITHDRAWN;

    NextStep next() {
        return switch (this) {
            case REFERRED -> NextStep.OPEN;
            case RECEIVED -> NextStep.ANSWER;
            case RETURNED_FOR_COMPLETION -> NextStep.COMPLETE;
            case ACCEPTED -> NextStep.TRACE;
            case DECLINED, WITHDRAWN -> NextStep.NOTHING;
        };
    }
}
