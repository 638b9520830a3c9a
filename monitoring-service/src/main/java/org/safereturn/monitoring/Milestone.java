package org.safereturn.monitoring;

import java.util.Locale;
import java.util.Optional;

/** What can happen on a journey: one constant for each event type, named after it. */
enum Milestone {
    REFERRAL_SUBMITTED,
    DELIVERY_RECEIPT,
    REFERRAL_RECEIVED,
    REFERRAL_RETURNED_FOR_COMPLETION,
    REFERRAL_ACCEPTED,
    REFERRAL_DECLINED,
    REFERRAL_WITHDRAWN,
    TRACING_PROGRESS_REPORTED,
    TRACING_RESULT_ISSUED,
    TRACING_RESULT_ACKNOWLEDGED,
    RETURN_DECISION_RECORDED,
    REPATRIATION_PROPOSED,
    REPATRIATION_CONFIRMED,
    REPATRIATION_RESCHEDULED,
    REPATRIATION_SUSPENDED,
    REPATRIATION_RESUMED,
    HANDOVER_EXECUTED,
    ARRIVAL_CONFIRMED,
    CASE_MANAGER_ASSIGNED,
    REINTEGRATION_STATUS_REPORTED,
    CASE_CLOSED,
    CASE_REOPENED,
    CONSENT_UPDATED,
    CONSENT_WITHDRAWN,
    CONSENT_EFFECT_CONFIRMED,
    REINTEGRATION_STATS_RECORDED,
    MONITORING_VISIT_RECORDED,
    NON_VICTIM_RETURNS_COUNTED;

    /** The constant for an event type's simple name; empty for a type from a newer peer. */
    static Optional<Milestone> of(String typeName) {
        String name = typeName.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        for (Milestone milestone : values()) {
            if (milestone.name().equals(name)) {
                return Optional.of(milestone);
            }
        }
        return Optional.empty();
    }
}
