package org.safereturn.monitoringservice.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.EmergencyOverrideConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/** What can happen on a journey: one constant for each record that this view counts. */
public enum Milestone {
    REFERRAL_SUBMITTED(ReferralSubmitted.class),
    DELIVERY_RECEIPT(DeliveryReceipt.class),
    REFERRAL_RECEIVED(ReferralReceived.class),
    REFERRAL_RETURNED_FOR_COMPLETION(ReferralReturnedForCompletion.class),
    REFERRAL_ACCEPTED(ReferralAccepted.class),
    REFERRAL_DECLINED(ReferralDeclined.class),
    REFERRAL_DECLINE_REVOKED(ReferralDeclineRevoked.class),
    REFERRAL_WITHDRAWN(ReferralWithdrawn.class),
    TRACING_PROGRESS_REPORTED(TracingProgressReported.class),
    TRACING_RESULT_ISSUED(TracingResultIssued.class),
    TRACING_RESULT_ACKNOWLEDGED(TracingResultAcknowledged.class),
    RETURN_DECISION_RECORDED(ReturnDecisionRecorded.class),
    REPATRIATION_PROPOSED(RepatriationProposed.class),
    REPATRIATION_CONFIRMED(RepatriationConfirmed.class),
    REPATRIATION_RESCHEDULED(RepatriationRescheduled.class),
    REPATRIATION_SUSPENDED(RepatriationSuspended.class),
    REPATRIATION_RESUMED(RepatriationResumed.class),
    HANDOVER_EXECUTED(HandoverExecuted.class),
    EMERGENCY_OVERRIDE_CONFIRMED(EmergencyOverrideConfirmed.class),
    ARRIVAL_CONFIRMED(ArrivalConfirmed.class),
    CASE_MANAGER_ASSIGNED(CaseManagerAssigned.class),
    REINTEGRATION_STATUS_REPORTED(ReintegrationStatusReported.class),
    CASE_CLOSED(CaseClosed.class),
    CASE_REOPENED(CaseReopened.class),
    CONSENT_UPDATED(ConsentUpdated.class),
    CONSENT_WITHDRAWN(ConsentWithdrawn.class),
    CONSENT_EFFECT_CONFIRMED(ConsentEffectConfirmed.class),
    REINTEGRATION_STATS_RECORDED(ReintegrationStatsRecorded.class),
    MONITORING_VISIT_RECORDED(MonitoringVisitRecorded.class),
    NON_VICTIM_RETURNS_COUNTED(NonVictimReturnsCounted.class);

    private static final Map<Class<?>, Milestone> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Milestone::record, Function.identity()));

    private final Class<? extends SpecificRecord> record;

    Milestone(Class<? extends SpecificRecord> record) {
        this.record = record;
    }

    /** The record that says so. */
    Class<? extends SpecificRecord> record() {
        return record;
    }

    /**
     * What a record says has happened.
     *
     * @throws IllegalArgumentException for a record that does not reach this view
     */
    static Milestone of(SpecificRecord body) {
        Milestone found = BY_RECORD.get(body.getClass());
        if (found == null) {
            throw new IllegalArgumentException(body.getSchema().getFullName() + " is no milestone");
        }
        return found;
    }
}
