package org.safereturn.referral.model;

/** Why a person needs special care; each flag demands its own answer from the family assessment. */
public enum CareFlag { CHILD, ELDERLY, DISABILITY, CHRONIC_CONDITION, PREGNANCY, WITH_CHILDREN }
