package org.safereturn.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
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
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/**
 * Turns an event into the changes it makes to the view. Pure: the same event always makes the same changes, and the
 * changes of any events give the same document in any order and any number of times. Nothing that leads back to a person
 * or to the case reference is taken over.
 */
final class Fold {

    static final String HOST = "host";
    static final String ORIGIN = "origin";
    static final String FIRST = "first.";
    static final String LAST = "last.";
    static final String INTAKE = "stands.intake";
    static final String FLAGS = "stands.flags";
    static final String REFERRAL = "stands.referral";
    static final String RESULT = "stands.result";
    static final String ACKNOWLEDGED = "stands.acknowledged";
    static final String DECISION = "stands.decision";
    static final String REPATRIATION = "stands.repatriation";
    static final String HANDOVER = "stands.handover";
    static final String REINTEGRATION = "stands.reintegration";
    static final String CLOSURE = "stands.closure";
    static final String STATISTICS = "stands.statistics";
    static final String VISITS = "visits.";
    static final String COMPLETION_ROUNDS = "sets.completionRounds";
    static final String POSTPONEMENTS = "sets.postponements";
    static final String COUNTS = "stands.counts";

    private Fold() {
    }

    /** The changes; empty for a type this view does not know, or an event without a statistical reference. */
    static Optional<Update> of(InboundEvent event) {
        return of(event.body(), event.metadata().statRef());
    }

    /**
     * The changes.
     *
     * @param statRef from the header, for events of the exchange topics; statistics carry their own
     */
    static Optional<Update> of(SpecificRecord body, Optional<String> statRef) {
        Optional<Milestone> milestone = Milestone.of(body.getSchema().getName());
        if (milestone.isEmpty()) {
            return Optional.empty();
        }
        return switch (body) {
            case NonVictimReturnsCounted counted -> Optional.of(checkpointCounts(counted));
            case ReintegrationStatsRecorded stats -> Optional.of(journey(stats.getStatRef(), milestone.get(), body));
            case MonitoringVisitRecorded visit -> Optional.of(journey(visit.getStatRef(), milestone.get(), body));
            default -> statRef.map(reference -> journey(reference, milestone.get(), body));
        };
    }

    /** The direction of return the event speaks of. */
    static Direction direction(SpecificRecord body) {
        return new Direction(value(body, "hostCountry").toString(), value(body, "originCountry").toString());
    }

    private static Update journey(String statRef, Milestone milestone, SpecificRecord body) {
        Instant at = (Instant) value(body, "occurredAt");
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Highest(HOST, Ranked.byVersion(0, value(body, "hostCountry"))));
        changes.add(new Change.Highest(ORIGIN, Ranked.byVersion(0, value(body, "originCountry"))));
        changes.add(new Change.Earliest(FIRST + milestone, at));
        changes.add(new Change.Latest(LAST + milestone, at));
        changes.addAll(standing(body, at));
        return new Update(Update.Kind.JOURNEY, statRef, changes);
    }

    private static List<Change> standing(SpecificRecord body, Instant at) {
        return switch (body) {
            case ReferralSubmitted e -> List.of(
                    new Change.Highest(REFERRAL, Ranked.byStep(e.getRound(), 0, at, ReferralState.REFERRED)),
                    // The age group and sex are those of the first round, whatever is completed later.
                    new Change.Lowest(INTAKE, Ranked.byVersion(e.getRound(), e.getStatistics().getSex(),
                            e.getStatistics().getAgeGroup(), e.getIdentifiedOn())),
                    new Change.Highest(FLAGS, Ranked.byVersion(e.getRound(), e.getCareFlags())));
            case ReferralReceived e -> List.of(
                    new Change.Highest(REFERRAL, Ranked.byStep(e.getRound(), 1, at, ReferralState.RECEIVED)));
            case ReferralReturnedForCompletion e -> List.of(
                    new Change.Highest(REFERRAL,
                            Ranked.byStep(e.getRound(), 2, at, ReferralState.RETURNED_FOR_COMPLETION)),
                    new Change.Member(COMPLETION_ROUNDS, String.valueOf(e.getRound())));
            case ReferralAccepted e -> List.of(
                    new Change.Highest(REFERRAL, Ranked.byStep(e.getRound(), 2, at, ReferralState.ACCEPTED)));
            case ReferralDeclined e -> List.of(new Change.Highest(REFERRAL,
                    Ranked.byStep(e.getRound(), 2, at, ReferralState.DECLINED, e.getReason())));
            case TracingResultIssued e -> List.of(new Change.Highest(RESULT, Ranked.byVersion(e.getResultVersion(),
                    at.toEpochMilli(), e.getNationalityOutcome(), e.getFamilyOutcome(),
                    e.getCareAnswers().stream().map(each -> each.getCareFlag() + ":" + each.getCapacity()).toList())));
            case TracingResultAcknowledged e -> List.of(
                    new Change.Highest(ACKNOWLEDGED, Ranked.byVersion(e.getResultVersion(), e.getResultVersion())));
            case ReturnDecisionRecorded e -> List.of(
                    new Change.Highest(DECISION, Ranked.byTime(at, e.getCaseVersion(), e.getDecision(), e.getReason(),
                            e.getDestinationType(), at.toEpochMilli())),
                    repatriation(at, e.getCaseVersion(), e.getResultingState()));
            case RepatriationProposed e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()));
            case RepatriationConfirmed e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()));
            case RepatriationRescheduled e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()),
                    new Change.Member(POSTPONEMENTS, e.getReason().name()));
            case RepatriationSuspended e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()),
                    new Change.Member(POSTPONEMENTS, e.getReason().name()));
            case RepatriationResumed e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()));
            case HandoverExecuted e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()),
                    new Change.Highest(HANDOVER, Ranked.byTime(at, e.getCaseVersion(),
                            e.getOverride() == null ? "REGULAR" : "OVERRIDE", e.getChecklistComplete())));
            case ArrivalConfirmed e -> List.of(repatriation(at, e.getCaseVersion(), e.getResultingState()));
            case CaseManagerAssigned e -> List.of(reintegration(at, e.getCaseVersion(), e.getResultingState()));
            case ReintegrationStatusReported e ->
                    List.of(reintegration(at, e.getCaseVersion(), e.getResultingState()));
            case CaseClosed e -> List.of(reintegration(at, e.getCaseVersion(), e.getResultingState()),
                    new Change.Highest(CLOSURE, Ranked.byVersion(e.getCaseVersion(), e.getReason())));
            case CaseReopened e -> List.of(reintegration(at, e.getCaseVersion(), e.getResultingState()));
            case ReintegrationStatsRecorded e -> List.of(new Change.Highest(STATISTICS,
                    Ranked.byVersion(e.getStatVersion(), e.getNeedsAssessed(), e.getPlanDate(), e.getShelterState(),
                            e.getTemporaryStayReason(), e.getSupports().stream()
                                    .map(each -> each.getCategory() + ":" + each.getState()).toList())));
            case MonitoringVisitRecorded e -> List.of(new Change.Highest(VISITS + "n" + e.getVisitNumber(),
                    Ranked.byVersion(e.getStatVersion(), e.getState(), e.getDueOn(), e.getDoneOn(), e.getOutcome())));
            // Receipts, progress, withdrawals and consents stand by their first and last time alone.
            default -> List.of();
        };
    }

    /** The whole list of a month and checkpoint at once: a correction replaces every count of the version before. */
    private static Update checkpointCounts(NonVictimReturnsCounted counted) {
        String id = String.join("|", counted.getReportingCountry(), counted.getMonth(), counted.getCheckpoint(),
                counted.getHostCountry(), counted.getOriginCountry());
        List<String> counts = counted.getCounts().stream()
                .map(each -> each.getSex() + ":" + each.getAgeGroup() + ":" + each.getCount())
                .toList();
        return new Update(Update.Kind.CHECKPOINT_COUNT, id, List.of(new Change.Highest(COUNTS,
                Ranked.byStep(counted.getStatVersion(), 0, counted.getOccurredAt(), counts))));
    }

    private static Change repatriation(Instant at, long version, Enum<?> state) {
        return new Change.Highest(REPATRIATION, Ranked.byTime(at, version, state, at.toEpochMilli()));
    }

    private static Change reintegration(Instant at, long version, Enum<?> state) {
        return new Change.Highest(REINTEGRATION, Ranked.byVersion(version, state, at.toEpochMilli()));
    }

    private static Object value(SpecificRecord body, String name) {
        Schema.Field field = body.getSchema().getField(name);
        return body.get(field.pos());
    }
}
