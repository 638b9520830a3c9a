package org.safereturn.monitoringservice.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.casefile.v1.CaseMerged;
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
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/** What can happen on a journey: one constant for each record that this view counts. */
public enum Milestone {
    REFERRAL_SUBMITTED(ReferralSubmitted.class, JourneyState.Taker.HOST),
    DELIVERY_RECEIPT(DeliveryReceipt.class, JourneyState.Taker.ORIGIN),
    REFERRAL_RECEIVED(ReferralReceived.class, JourneyState.Taker.ORIGIN),
    REFERRAL_RETURNED_FOR_COMPLETION(ReferralReturnedForCompletion.class, JourneyState.Taker.ORIGIN),
    REFERRAL_ACCEPTED(ReferralAccepted.class, JourneyState.Taker.ORIGIN),
    REFERRAL_DECLINED(ReferralDeclined.class, JourneyState.Taker.ORIGIN),
    REFERRAL_DECLINE_REVOKED(ReferralDeclineRevoked.class, JourneyState.Taker.ORIGIN),
    REFERRAL_WITHDRAWN(ReferralWithdrawn.class, JourneyState.Taker.HOST),
    TRACING_PROGRESS_REPORTED(TracingProgressReported.class, JourneyState.Taker.ORIGIN),
    TRACING_RESULT_ISSUED(TracingResultIssued.class, JourneyState.Taker.ORIGIN),
    TRACING_RESULT_ACKNOWLEDGED(TracingResultAcknowledged.class, JourneyState.Taker.HOST),
    RETURN_DECISION_RECORDED(ReturnDecisionRecorded.class, JourneyState.Taker.HOST),
    REPATRIATION_PROPOSED(RepatriationProposed.class, JourneyState.Taker.HOST),
    REPATRIATION_CONFIRMED(RepatriationConfirmed.class, JourneyState.Taker.ORIGIN),
    REPATRIATION_RESCHEDULED(RepatriationRescheduled.class, JourneyState.Taker.EITHER),
    REPATRIATION_SUSPENDED(RepatriationSuspended.class, JourneyState.Taker.EITHER),
    REPATRIATION_RESUMED(RepatriationResumed.class, JourneyState.Taker.EITHER),
    HANDOVER_EXECUTED(HandoverExecuted.class, JourneyState.Taker.HOST),
    EMERGENCY_OVERRIDE_CONFIRMED(EmergencyOverrideConfirmed.class, JourneyState.Taker.HOST),
    ARRIVAL_CONFIRMED(ArrivalConfirmed.class, JourneyState.Taker.ORIGIN),
    CASE_MANAGER_ASSIGNED(CaseManagerAssigned.class, JourneyState.Taker.ORIGIN),
    REINTEGRATION_STATUS_REPORTED(ReintegrationStatusReported.class, JourneyState.Taker.ORIGIN),
    CASE_CLOSED(CaseClosed.class, JourneyState.Taker.ORIGIN),
    CASE_REOPENED(CaseReopened.class, JourneyState.Taker.ORIGIN),
    CONSENT_UPDATED(ConsentUpdated.class, JourneyState.Taker.EITHER),
    CONSENT_WITHDRAWN(ConsentWithdrawn.class, JourneyState.Taker.EITHER),
    CONSENT_EFFECT_CONFIRMED(ConsentEffectConfirmed.class, JourneyState.Taker.ORIGIN),
    CASE_MERGED(CaseMerged.class, JourneyState.Taker.HOST),
    REINTEGRATION_STATS_RECORDED(ReintegrationStatsRecorded.class, JourneyState.Taker.ORIGIN),
    MONITORING_VISIT_RECORDED(MonitoringVisitRecorded.class, JourneyState.Taker.ORIGIN),
    CARE_ANSWERS_RECORDED(CareAnswersRecorded.class, JourneyState.Taker.HOST),
    DEADLINE_BREACHED(DeadlineBreached.class, JourneyState.Taker.EITHER),
    NON_VICTIM_RETURNS_COUNTED(NonVictimReturnsCounted.class, JourneyState.Taker.ORIGIN);

    private static final Map<Class<?>, Milestone> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Milestone::record, Function.identity()));

    private final Class<? extends SpecificRecord> record;
    private final JourneyState.Taker taker;
    private final String firstPath = "first." + name();
    private final String lastPath = "last." + name();

    Milestone(Class<? extends SpecificRecord> record, JourneyState.Taker taker) {
        this.record = record;
        this.taker = taker;
    }

    /** Which side of a journey takes this step. */
    public JourneyState.Taker taker() {
        return taker;
    }

    /** Where a document says when it first happened. */
    String firstPath() {
        return firstPath;
    }

    /** Where a document says when it last happened. */
    String lastPath() {
        return lastPath;
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
