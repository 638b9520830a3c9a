package org.safereturn.referralservice.referral.model;

/** Where a referral stands; the same on both sides once every message has arrived. */
public enum ReferralState { REFERRED, RECEIVED, RETURNED_FOR_COMPLETION, ACCEPTED, DECLINED, WITHDRAWN }
