package org.safereturn.referral.model;

/** What a person can consent to, each on its own. */
public enum Purpose { TRACING, FAMILY_CONTACT, NATIONALITY_CHECK, RETURN, DATA_SHARING, PHOTO_USE, MONITORING_AND_EVALUATION }
