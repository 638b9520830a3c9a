package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.CorrectedDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.monitoringservice.fold.Fact.Acknowledgement;
import org.safereturn.monitoringservice.fold.Fact.ArrivalRecord;
import org.safereturn.monitoringservice.fold.Fact.Care;
import org.safereturn.monitoringservice.fold.Fact.CareAnswers;
import org.safereturn.monitoringservice.fold.Fact.Closure;
import org.safereturn.monitoringservice.fold.Fact.Consent;
import org.safereturn.monitoringservice.fold.Fact.Decision;
import org.safereturn.monitoringservice.fold.Fact.Handover;
import org.safereturn.monitoringservice.fold.Fact.Intake;
import org.safereturn.monitoringservice.fold.Fact.ReferralStep;
import org.safereturn.monitoringservice.fold.Fact.ReintegrationStep;
import org.safereturn.monitoringservice.fold.Fact.RepatriationStep;
import org.safereturn.monitoringservice.fold.Fact.Result;
import org.safereturn.monitoringservice.fold.Fact.Visit;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.tracing.v1.CareAnswer;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/**
 * Turns an event into the changes it makes to the view. Pure: the same event always makes the same changes, and the
 * changes of any events give the same document in any order and any number of times. Nothing that leads back to a person
 * or to the case reference is taken over.
 */
final class Fold {

    static final String COMPLETION_ROUNDS = "sets.completionRounds";
    static final String BREACHES = "sets.breaches";

    /** No case is changed so often; a higher number would keep every later correction out. */
    static final long MOST_VERSIONS = 1_000_000;

    /** Of both countries. */
    private static final ZoneOffset CLOCKS = ZoneOffset.ofHours(7);

    private static final Pattern MONTH = Pattern.compile("(19|20|21)\\d{2}-(0[1-9]|1[0-2])");
    private static final List<String> VERSIONS = List.of("caseVersion", "statVersion", "resultVersion", "revision");

    /** Each has a place of its own in the document: no person is visited or referred so often. */
    static final long MOST_TIMES = 1000;
    private static final List<String> TIMES = List.of("round", "visitNumber", "step");

    /** More than there are sexes and age groups; a longer list repeats itself. */
    private static final int MOST_GROUPS = 100;

    private Fold() {
    }

    /**
     * The changes; empty for an event about a case without its statistical reference.
     *
     * @param statRef from the header, for events of the exchange topics; statistics carry their own
     */
    static Optional<Update> of(SpecificRecord body, Optional<String> statRef) {
        return switch (body) {
            case NonVictimReturnsCounted counted -> Optional.of(checkpointCounts(counted));
            case ReintegrationStatsRecorded stats -> Optional.of(journey(stats.getStatRef(), body));
            case MonitoringVisitRecorded visit -> Optional.of(journey(visit.getStatRef(), body));
            case CareAnswersRecorded answers -> Optional.of(journey(answers.getStatRef(), body));
            case DeadlineBreached breach -> Optional.of(journey(breach.getStatRef(), body));
            default -> statRef.map(reference -> journey(reference, body));
        };
    }

    /** Whether every version by which the event is ranked can be true. */
    static boolean hasPossibleVersions(SpecificRecord body) {
        return VERSIONS.stream().allMatch(name -> isWithin(value(body, name), MOST_VERSIONS))
                && TIMES.stream().allMatch(name -> isWithin(value(body, name), MOST_TIMES));
    }

    private static boolean isWithin(@Nullable Object number, long most) {
        return number == null || (number instanceof Number given && given.longValue() >= 0 && given.longValue() <= most);
    }

    /** Whether a count is of a month that there is, of no more groups than there can be and of no fewer persons than none. */
    static boolean hasPossibleCounts(SpecificRecord body) {
        return !(body instanceof NonVictimReturnsCounted counted) || (MONTH.matcher(counted.getMonth()).matches()
                && counted.getCounts().size() <= MOST_GROUPS
                && counted.getCounts().stream().allMatch(each -> each.getCount() >= 0));
    }

    /** The direction of return the event speaks of. */
    static Direction direction(SpecificRecord body) {
        return new Direction(country(body, "hostCountry"), country(body, "originCountry"));
    }

    /** There are few countries, and a rebuild holds many journeys in memory. */
    private static String country(SpecificRecord body, String field) {
        return String.valueOf(value(body, field)).intern();
    }

    private static Update journey(String statRef, SpecificRecord body) {
        Milestone milestone = Milestone.of(body);
        List<Change> changes = new ArrayList<>();
        changes.add(Fact.DIRECTION.highest(Rank.byVersion(0), direction(body)));
        if (value(body, "occurredAt") instanceof Instant at) {
            changes.add(new Change.Happened(milestone, at));
        }
        changes.addAll(facts(body));
        return new Update(Update.Kind.JOURNEY, statRef, changes);
    }

    private static List<Change> facts(SpecificRecord body) {
        return switch (body) {
            case ReferralSubmitted e -> Stream.concat(Stream.of(
                    referral(e.getRound(), 0, e.getOccurredAt(), ReferralState.REFERRED),
                    // The age group and sex are those of the first round, whatever is completed later.
                    Fact.INTAKE.lowest(Rank.byVersion(e.getRound()), new Intake(e.getStatistics().getSex(),
                            e.getStatistics().getAgeGroup(), Optional.ofNullable(e.getIdentifiedOn()))),
                    Fact.CARE.highest(Rank.byVersion(e.getRound()), new Care(e.getCareFlags()))),
                    counted(e.getConsents(), e.getOccurredAt())).toList();
            case ConsentUpdated e -> counted(e.getConsents(), e.getEffectiveAt()).toList();
            case ConsentWithdrawn e -> e.getPurposes().contains(Purpose.MONITORING_AND_EVALUATION)
                    ? List.of(counted(ConsentDecision.WITHDRAWN, Optional.empty(), e.getEffectiveAt(), Optional.empty()))
                    : List.of();
            case ReferralReceived e -> List.of(
                    referral(e.getRound(), 1, e.getOccurredAt(), ReferralState.RECEIVED));
            case ReferralReturnedForCompletion e -> List.of(
                    referral(e.getRound(), 2, e.getOccurredAt(), ReferralState.RETURNED_FOR_COMPLETION),
                    new Change.Member(COMPLETION_ROUNDS, String.valueOf(e.getRound())));
            case ReferralAccepted e -> List.of(
                    referral(e.getRound(), 2, e.getOccurredAt(), ReferralState.ACCEPTED));
            case ReferralDeclined e -> List.of(Fact.REFERRAL.highest(Rank.byStep(e.getRound(), 2, e.getOccurredAt()),
                    new ReferralStep(ReferralState.DECLINED, Optional.ofNullable(e.getReason()), e.getRound())));
            case ReferralDeclineRevoked e -> List.of(
                    referral(e.getRound(), 2, e.getOccurredAt(), ReferralState.RECEIVED));
            // A release that names no round withdraws for good; then the time of the withdrawal stands.
            case ReferralWithdrawn e -> e.getRound() == 0 ? List.of() : List.of(
                    referral(e.getRound(), 3, e.getOccurredAt(), ReferralState.WITHDRAWN));
            case TracingResultIssued e -> List.of(Fact.RESULT.highest(Rank.byVersion(e.getResultVersion()),
                    new Result(e.getResultVersion(), e.getOccurredAt(), e.getNationalityOutcome(), e.getFamilyOutcome(),
                            e.getCareAnswers().stream().map(CareAnswer::getCareFlag).toList(), e.getRound())));
            case TracingResultAcknowledged e -> List.of(Fact.ACKNOWLEDGEMENT.highest(
                    Rank.byVersion(e.getResultVersion()), new Acknowledgement(e.getResultVersion())));
            case ReturnDecisionRecorded e -> List.of(
                    Fact.DECISION.highest(Rank.byTime(e.getOccurredAt(), e.getCaseVersion()),
                            new Decision(e.getDecision(), e.getOccurredAt())),
                    repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case RepatriationProposed e ->
                    List.of(repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case RepatriationConfirmed e ->
                    List.of(repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case RepatriationRescheduled e ->
                    List.of(repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case RepatriationSuspended e ->
                    List.of(repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case RepatriationResumed e ->
                    List.of(repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), e.getRound()));
            case HandoverExecuted e -> List.of(
                    repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), 0),
                    Fact.HANDOVER.highest(Rank.byVersion(e.getRevision()), new Handover(e.getOccurredAt(),
                            e.getOverride() != null, e.getRecordedLate())));
            case ArrivalConfirmed e -> List.of(
                    repatriation(e.getOccurredAt(), e.getCaseVersion(), e.getResultingState(), 0),
                    Fact.ARRIVAL.highest(Rank.byVersion(e.getRevision()), new ArrivalRecord(e.getOccurredAt())));
            case CaseManagerAssigned e -> List.of(reintegration(e.getCaseVersion(), e.getResultingState()));
            case ReintegrationStatusReported e -> List.of(reintegration(e.getCaseVersion(), e.getResultingState()));
            case CaseClosed e -> List.of(reintegration(e.getCaseVersion(), e.getResultingState()),
                    Fact.CLOSURE.highest(Rank.byVersion(e.getCaseVersion()), new Closure(e.getReason())));
            case CaseReopened e -> List.of(reintegration(e.getCaseVersion(), e.getResultingState()));
            case CareAnswersRecorded e -> List.of(Fact.CARE_ANSWERS.highest(Rank.byVersion(e.getResultVersion()),
                    new CareAnswers(e.getCareFlags(), e.getAnswered())));
            case DeadlineBreached e -> List.of(new Change.Member(BREACHES, new Breach(e.getReportingCountry(),
                    e.getTimer().name(), e.getStep(), e.getDueOn()).text()));
            case MonitoringVisitRecorded e -> List.of(Fact.visit(e.getVisitNumber()).highest(
                    Rank.byVersion(e.getStatVersion()), new Visit(e.getState(),
                            Optional.ofNullable(e.getDueOn()).or(() -> Optional.ofNullable(e.getDoneOn())))));
            // Receipts, progress and snapshots stand by their first and last time alone.
            default -> List.of();
        };
    }

    /** The whole list of a month and checkpoint at once: a correction replaces every count of the version before. */
    private static Update checkpointCounts(NonVictimReturnsCounted counted) {
        CheckpointCount count = new CheckpointCount(counted.getReportingCountry(), counted.getMonth(),
                counted.getCheckpoint(), direction(counted), counted.getCounts().stream()
                        .map(each -> new CheckpointCount.Group(each.getSex(), each.getAgeGroup(), each.getCount()))
                        .toList());
        String id = String.join("|", count.country(), count.month(), count.checkpoint(), count.direction().host(),
                count.direction().origin());
        return new Update(Update.Kind.CHECKPOINT_COUNT, id, List.of(Fact.COUNT.highest(
                Rank.byStep(counted.getStatVersion(), 0, counted.getOccurredAt()), count)));
    }

    private static Stream<Change> counted(List<PurposeConsent> consents, Instant at) {
        return consents.stream().filter(each -> each.getPurpose() == Purpose.MONITORING_AND_EVALUATION)
                .map(each -> counted(each.getDecision(), Stream.concat(Optional.ofNullable(each.getDecidedOn()).stream(),
                                each.getInsteadOf().stream().map(CorrectedDecision::getDecidedOn))
                        .max(Comparator.naturalOrder()), at, Optional.ofNullable(each.getExpiresOn())));
    }

    /**
     * The later day stands, and of one day the decision against being counted. A decision that was recorded under a later,
     * wrong day does not outlast the one in its place: that one ranks by the wrong day too.
     */
    private static Change counted(ConsentDecision decision, Optional<LocalDate> decidedOn, Instant at,
            Optional<LocalDate> expiresOn) {
        LocalDate day = decidedOn.orElseGet(() -> at.atOffset(CLOCKS).toLocalDate());
        boolean against = decision == ConsentDecision.REFUSED || decision == ConsentDecision.WITHDRAWN;
        return Fact.CONSENT.highest(Rank.byStep(day.toEpochDay(), against ? 1 : 0, at), new Consent(decision, expiresOn));
    }

    private static Change referral(int round, int step, Instant at, ReferralState state) {
        return Fact.REFERRAL.highest(Rank.byStep(round, step, at), ReferralStep.to(state, round));
    }

    private static Change repatriation(Instant at, long version, RepatriationState state, int round) {
        return Fact.REPATRIATION.highest(Rank.byTime(at, version), new RepatriationStep(state, at, round));
    }

    private static Change reintegration(long version, ReintegrationState state) {
        return Fact.REINTEGRATION.highest(Rank.byVersion(version), new ReintegrationStep(state));
    }

    /** A field that many events have; not by the kit's head of a case, which holds the case reference. */
    private static @Nullable Object value(SpecificRecord body, String name) {
        Schema.Field field = body.getSchema().getField(name);
        return field == null ? null : body.get(field.pos());
    }
}
