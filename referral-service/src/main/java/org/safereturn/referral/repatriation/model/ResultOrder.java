package org.safereturn.referral.repatriation.model;

/** What happens when a return gets ahead of the tracing result; set per direction by the country profile. */
public enum ResultOrder { REFUSE, WARN }
