package org.safereturn.referral.referral.model;

/** Why a referral was withdrawn; a code only, never the person's reasons in words. */
public enum WithdrawalReason {
    VICTIM_WITHDREW, CONSENT_WITHDRAWN, SENT_IN_ERROR, DUPLICATE, LEFT_CARE, DECEASED, THIRD_COUNTRY, OTHER
}
