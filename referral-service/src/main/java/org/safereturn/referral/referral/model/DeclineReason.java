package org.safereturn.referral.referral.model;

/**
 * Why the origin cannot take a referral. That no family was found is a tracing result and no reason to decline.
 * {@code UNKNOWN} is a reason that only a newer peer knows; it is read and never given.
 */
public enum DeclineReason { NOT_OUR_NATIONAL_CLAIM, DUPLICATE, OUT_OF_SCOPE, INSUFFICIENT_AFTER_ROUNDS, UNKNOWN }
