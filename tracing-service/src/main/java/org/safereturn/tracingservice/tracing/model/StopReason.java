package org.safereturn.tracingservice.tracing.model;

/** Why all work on a case stopped. */
enum StopReason {
    /** The host side withdrew the referral. */
    REFERRAL_WITHDRAWN,
    /** The person no longer permits the data to be shared. */
    CONSENT_DATA_SHARING,
    /** The person no longer permits tracing, and nothing else is asked for and permitted. */
    CONSENT_TRACING,
    /** The person no longer permits the nationality check, and nothing else is asked for and permitted. */
    CONSENT_NATIONALITY_CHECK;

    static StopReason consentTo(Purpose purpose) {
        return switch (purpose) {
            case DATA_SHARING -> CONSENT_DATA_SHARING;
            case NATIONALITY_CHECK -> CONSENT_NATIONALITY_CHECK;
            case TRACING, FAMILY_CONTACT, RETURN, PHOTO_USE, MONITORING_AND_EVALUATION, UNKNOWN -> CONSENT_TRACING;
        };
    }
}
