package org.safereturn.caseservice.casefile.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.Identification;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseEvent.Told;
import org.safereturn.caseservice.casefile.model.FactKind;
import org.safereturn.caseservice.casefile.model.GrantedAccess;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.MergeReason;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.ReturnCourse;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.CorrectedDecision;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.TemporaryStayReason;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealed;
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
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecision;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.stats.v1.SupportStatus;
import org.safereturn.tracing.v1.CareAnswer;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;

/**
 * What the case file says on the topics, what the other country's case file says to it, and what it hears from other
 * services. The codes of the model are symbols of the contract, so they cross by name.
 */
public final class CaseMessages implements Messages<Told> {

    private final String country;
    private final Pseudonyms pseudonyms;

    /** Speaks for this country. */
    public CaseMessages(String country, Pseudonyms pseudonyms) {
        this.country = country;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public SpecificRecord toWire(CaseHead head, Told event) {
        return switch (event) {
            case CaseEvent.CaseStandingRecorded e -> head.on(CaseStandingRecorded.newBuilder())
                    .setRoute(Symbols.of(org.safereturn.casefile.v1.Route.class, e.route()))
                    .setIdentification(Identification.newBuilder()
                            .setStatus(Symbols.of(IdentificationStatus.class, e.identification().outcome()))
                            .setDecidedOn(e.identification().decidedOn()).setBody(e.identification().body()).build())
                    .setConsents(purposes(e.consents()))
                    .setSealed(e.person() == null ? null : e.person().toPart()).build();
            case CaseEvent.TemporaryAccessRecorded e -> head
                    .in(e.ended() ? TemporaryAccessState.ENDED : TemporaryAccessState.GRANTED)
                    .on(TemporaryAccessRecorded.newBuilder())
                    .setNumber(e.access().number())
                    .setGrantedTo(e.access().to().toReference()).setGrantedBy(e.access().by().toReference())
                    .setReason(Symbols.of(TemporaryAccessReason.class, e.access().reason()))
                    .setStartsAt(e.access().from()).setEndsAt(e.access().until()).build();
            case CaseEvent.WitnessCooperationStateChanged e -> head.in(e.state())
                    .on(WitnessCooperationStateChanged.newBuilder()).setSince(e.since()).build();
            case CaseEvent.ConsentUpdated e -> head.in(e.standing()).on(ConsentUpdated.newBuilder())
                    .setConsents(purposes(e.consents())).setEffectiveAt(e.effectiveAt()).build();
            case CaseEvent.ConsentWithdrawn e -> head.in(e.standing()).on(ConsentWithdrawn.newBuilder())
                    .setPurposes(Symbols.all(org.safereturn.exchange.v1.Purpose.class, e.withdrawal().purposes()))
                    .setEffectiveAt(e.withdrawal().effectiveAt())
                    .setEraseRequested(e.withdrawal().eraseRequested())
                    .setWithdrawnOn(e.withdrawal().withdrawnOn()).build();
            case CaseEvent.CaseMerged e -> head.on(CaseMerged.newBuilder()).setSurvivorCaseRef(UUID.fromString(e.survivor()))
                    .setReason(Symbols.of(org.safereturn.casefile.v1.MergeReason.class, e.reason())).build();
            case CaseEvent.CaseManagerAssigned e -> head.in(e.status()).on(CaseManagerAssigned.newBuilder())
                    .setUnit(e.responsible().unit()).setRole(e.responsible().role())
                    .setAssignedAt(e.responsible().since()).build();
            case CaseEvent.ReintegrationStatusReported e -> head.in(e.status())
                    .on(ReintegrationStatusReported.newBuilder()).setNextReportDue(e.nextReportDue()).build();
            case CaseEvent.CaseClosed e -> head.in(ReintegrationState.CLOSED).on(CaseClosed.newBuilder())
                    .setReason(Symbols.of(org.safereturn.reintegration.v1.ClosureReason.class, e.reason()))
                    .setClosedOn(e.closedOn()).setLastVisitOn(e.lastVisitOn())
                    .setToldHowToReturn(e.toldHowToReturn()).build();
            case CaseEvent.CaseReopened e -> head.in(e.into()).on(CaseReopened.newBuilder())
                    .setReason(Symbols.of(org.safereturn.reintegration.v1.ReopeningReason.class, e.reason()))
                    .setReopenedOn(e.reopenedOn()).build();
            case CaseEvent.ReintegrationStatsRecorded e -> head
                    .counted(ReintegrationStatsRecorded.newBuilder(), pseudonyms.of(head.caseRef()), country)
                    .setNeedsAssessed(e.stats().needsAssessed()).setPlanDate(e.stats().planDate())
                    .setShelterState(Symbols.of(org.safereturn.stats.v1.ShelterState.class, e.stats().shelterState()))
                    .setTemporaryStayReason(Symbols.orNull(org.safereturn.stats.v1.TemporaryStayReason.class,
                            e.stats().temporaryStayReason()))
                    .setSupports(e.stats().supports().stream().map(support -> new SupportStatus(
                            Symbols.of(org.safereturn.stats.v1.SupportCategory.class, support.category()),
                            Symbols.of(org.safereturn.stats.v1.SupportState.class, support.state()))).toList())
                    .build();
            case CaseEvent.MonitoringVisitRecorded e -> head
                    .counted(MonitoringVisitRecorded.newBuilder(), pseudonyms.of(head.caseRef()), country)
                    .setVisitNumber(e.visit().number())
                    .setState(Symbols.of(org.safereturn.stats.v1.VisitState.class, e.visit().state()))
                    .setDueOn(e.visit().dueOn()).setDoneOn(e.visit().doneOn())
                    .setMode(Symbols.orNull(org.safereturn.stats.v1.VisitMode.class, e.visit().mode()))
                    .setOutcome(Symbols.orNull(org.safereturn.stats.v1.VisitOutcome.class, e.visit().outcome()))
                    .setRiskRaised(e.visit().riskRaised()).setTraffickedAgain(e.visit().traffickedAgain()).build();
            case CaseEvent.CareAnswersRecorded e -> head
                    .counted(CareAnswersRecorded.newBuilder(), pseudonyms.of(head.caseRef()), country)
                    .setResultVersion(e.resultVersion())
                    .setCareFlags(Symbols.all(org.safereturn.exchange.v1.CareFlag.class, e.careFlags()))
                    .setAnswered(Symbols.all(org.safereturn.exchange.v1.CareFlag.class, e.answered())).build();
        };
    }

    @Override
    public Told fromWire(SpecificRecord record) {
        return switch (record) {
            case CaseStandingRecorded r -> new CaseEvent.CaseStandingRecorded(r.getOccurredAt(),
                    Officer.of(r.getActor()), Symbols.of(Route.class, r.getRoute()),
                    new org.safereturn.caseservice.casefile.model.Identification(
                            Objects.requireNonNull(r.getIdentification().getBody(), "a host decides as a body"),
                            Objects.requireNonNull(r.getIdentification().getDecidedOn(), "a host decides on a day"),
                            Symbols.of(IdentificationOutcome.class, r.getIdentification().getStatus())),
                    stated(r.getConsents()), r.getSealed() == null ? null : Sealed.of(r.getSealed()));
            case TemporaryAccessRecorded r -> new CaseEvent.TemporaryAccessRecorded(r.getOccurredAt(),
                    Officer.of(r.getActor()),
                    new GrantedAccess(r.getNumber(), Officer.of(r.getGrantedTo()), Officer.of(r.getGrantedBy()),
                            Symbols.of(TemporaryAccess.Reason.class, r.getReason()), r.getStartsAt(), r.getEndsAt()),
                    r.getResultingState() != TemporaryAccessState.GRANTED);
            case WitnessCooperationStateChanged r -> new CaseEvent.WitnessCooperationStateChanged(r.getOccurredAt(),
                    Officer.of(r.getActor()), Symbols.of(WitnessState.class, r.getResultingState()), r.getSince());
            case ConsentUpdated r -> new CaseEvent.ConsentUpdated(r.getOccurredAt(), Officer.of(r.getActor()),
                    stated(r.getConsents()), r.getEffectiveAt(),
                    Symbols.of(ConsentStanding.class, r.getResultingState()));
            case ConsentWithdrawn r -> new CaseEvent.ConsentWithdrawn(r.getOccurredAt(), Officer.of(r.getActor()),
                    new ConsentWithdrawal(Symbols.all(Purpose.class, r.getPurposes()), r.getEffectiveAt(),
                            r.getEraseRequested(), r.getWithdrawnOn()),
                    Symbols.of(ConsentStanding.class, r.getResultingState()));
            case CaseMerged r -> new CaseEvent.CaseMerged(r.getOccurredAt(), Officer.of(r.getActor()),
                    r.getSurvivorCaseRef().toString(), Symbols.of(MergeReason.class, r.getReason()));
            case CaseManagerAssigned r -> new CaseEvent.CaseManagerAssigned(r.getOccurredAt(),
                    Officer.of(r.getActor()), new Responsible(r.getUnit(), r.getRole(), r.getAssignedAt()),
                    Symbols.of(ReintegrationStatus.class, r.getResultingState()));
            case ReintegrationStatusReported r -> new CaseEvent.ReintegrationStatusReported(r.getOccurredAt(),
                    Officer.of(r.getActor()), Symbols.of(ReintegrationStatus.class, r.getResultingState()),
                    r.getNextReportDue());
            case CaseClosed r -> new CaseEvent.CaseClosed(r.getOccurredAt(), Officer.of(r.getActor()),
                    Symbols.of(ClosureReason.class, r.getReason()), r.getClosedOn(), r.getLastVisitOn(),
                    r.getToldHowToReturn());
            case CaseReopened r -> new CaseEvent.CaseReopened(r.getOccurredAt(), Officer.of(r.getActor()),
                    Symbols.of(ReopeningReason.class, r.getReason()), r.getReopenedOn(),
                    Symbols.of(ReintegrationStatus.class, r.getResultingState()));
            case ReintegrationStatsRecorded r -> new CaseEvent.ReintegrationStatsRecorded(r.getOccurredAt(),
                    new ReintegrationStats(r.getNeedsAssessed(), r.getPlanDate(),
                            Symbols.of(ShelterState.class, r.getShelterState()),
                            Symbols.orNull(TemporaryStayReason.class, r.getTemporaryStayReason()), null,
                            r.getSupports().stream().map(support -> new Support(
                                    Symbols.of(SupportCategory.class, support.getCategory()),
                                    Symbols.of(SupportState.class, support.getState()))).toList(), null));
            case MonitoringVisitRecorded r -> new CaseEvent.MonitoringVisitRecorded(r.getOccurredAt(),
                    new MonitoringVisit(r.getVisitNumber(), Symbols.of(VisitState.class, r.getState()), r.getDueOn(),
                            r.getDoneOn(), Symbols.orNull(VisitMode.class, r.getMode()),
                            Symbols.orNull(VisitOutcome.class, r.getOutcome()), r.getRiskRaised(),
                            r.getTraffickedAgain(), false));
            case CareAnswersRecorded r -> new CaseEvent.CareAnswersRecorded(r.getOccurredAt(), r.getResultVersion(),
                    Symbols.all(CareFlag.class, r.getCareFlags()), Symbols.all(CareFlag.class, r.getAnswered()));
            default -> throw new IllegalArgumentException(record.getSchema().getFullName() + " is no record of a case file");
        };
    }

    /**
     * The event of a message that comes in: from the other country's case service, or from another service.
     *
     * @throws IllegalArgumentException for a record that says nothing to a case file
     */
    public CaseEvent heard(InboundEvent message) {
        return switch (message.body()) {
            case ReferralSubmitted r -> new CaseEvent.Referred(r.getOccurredAt(), Officer.of(r.getActor()),
                    r.getSendingUnit(), r.getReceivingUnit(),
                    new PersonStatistics(Symbols.of(Sex.class, r.getStatistics().getSex()),
                            Symbols.of(AgeGroup.class, r.getStatistics().getAgeGroup()),
                            Symbols.all(CareFlag.class, r.getCareFlags())),
                    r.getSealed() == null ? null : Sealed.of(r.getSealed()), stated(r.getConsents()), r.getRound());
            case DeliveryReceipt r -> fact(r, FactKind.DELIVERED, r.getRound());
            case ReferralReceived r -> fact(r, FactKind.REFERRAL_RECEIVED, r.getRound());
            case ReferralReturnedForCompletion r -> fact(r, FactKind.RETURNED_FOR_COMPLETION, r.getRound());
            case ReferralAccepted r -> fact(r, FactKind.REFERRAL_ACCEPTED, r.getRound(), holder(r).withUnit(r.getUnit()));
            case ReferralDeclined r -> fact(r, FactKind.REFERRAL_DECLINED, r.getRound(), holder(r));
            case ReferralDeclineRevoked r -> fact(r, FactKind.DECLINE_REVOKED, r.getRound());
            case ReferralWithdrawn r -> fact(r, FactKind.REFERRAL_WITHDRAWN, r.getRound());
            case TracingProgressReported r -> fact(r, FactKind.TRACING_PROGRESSED, r.getRound());
            case TracingResultAcknowledged r -> fact(r, FactKind.RESULT_ACKNOWLEDGED, r.getRound());
            case ReturnDecisionRecorded r -> step(r, FactKind.RETURN_DECIDED, r.getRound(), head -> new ReturnCourse.Decided(
                    head.version(), r.getDecision() == ReturnDecision.RETURN, r.getResultVersion()));
            case RepatriationProposed r -> step(r, FactKind.RETURN_PROPOSED, r.getRound(), head -> new ReturnCourse.Planned(
                    head.party(), head.version(), r.getProposal(), r.getCrossingPoint()));
            case RepatriationConfirmed r -> step(r, FactKind.RETURN_CONFIRMED, r.getRound(),
                    CaseScope.NOBODY.withUnit(r.getReceptionUnit()),
                    _ -> new ReturnCourse.Agreed(r.getProposal(), r.getCrossingPoint()));
            case RepatriationRescheduled r -> step(r, FactKind.RETURN_RESCHEDULED, r.getRound(), head -> new ReturnCourse.Planned(
                    head.party(), head.version(), r.getProposal(), r.getCrossingPoint()));
            case RepatriationSuspended r -> step(r, FactKind.RETURN_SUSPENDED, r.getRound(), head -> halt(head, r));
            case RepatriationResumed r -> step(r, FactKind.RETURN_RESUMED, r.getRound(),
                    head -> new ReturnCourse.Halted(head.party(), head.version(), false));
            case HandoverExecuted r -> new CaseEvent.Happened(r.getOccurredAt(), Officer.of(r.getActor()), FactKind.HANDED_OVER,
                    CaseScope.NOBODY, r.getRevision());
            case ArrivalConfirmed r -> new CaseEvent.Arrived(new Arrival(r.getRevision(), r.getOccurredAt(), r.getReceptionUnit(),
                    r.getCrossingPoint(), r.getReceivedByRole(), r.getCondition().name(),
                    r.getDifferences().stream().map(Enum::name).toList()), Officer.of(r.getActor()));
            case ConsentEffectConfirmed r -> new CaseEvent.EffectConfirmed(new ConsentEffect(
                    r.getWithdrawalId().toString(), message.metadata().country(), message.metadata().service(),
                    Symbols.all(Purpose.class, r.getPurposes()), r.getStopped().stream().map(Enum::name).toList(),
                    r.getRetained().stream().map(Enum::name).toList(), r.getEffectiveAt()));
            default -> fromWire(message.body());
        };
    }

    /**
     * A result of the country of origin. What releases up to 0.2.0 told in clear counts with what is sealed.
     *
     * @param sealed what stands in the sealed part, if it could be opened
     */
    static CaseEvent result(TracingResultIssued record, List<CareFinding> sealed) {
        return new CaseEvent.ResultIssued(record.getOccurredAt(), Officer.of(record.getActor()), record.getResultVersion(), Stream.concat(
                record.getCareAnswers().stream().map(CareAnswer::getCareFlag),
                sealed.stream().map(CareFinding::getCareFlag)).map(flag -> Symbols.of(CareFlag.class, flag)).toList(),
                record.getRound());
    }

    private static CaseEvent fact(SpecificRecord record, FactKind kind, int round) {
        return fact(record, kind, round, CaseScope.NOBODY);
    }

    private static CaseEvent fact(SpecificRecord record, FactKind kind, int round, CaseScope holders) {
        CaseHead head = CaseHead.of(record);
        return new CaseEvent.Happened(head.occurredAt(), head.actor(), kind, holders, 0, round);
    }

    private static CaseEvent step(SpecificRecord record, FactKind kind, int round,
            Function<CaseHead, ReturnCourse.Step> step) {
        return step(record, kind, round, CaseScope.NOBODY, step);
    }

    private static CaseEvent step(SpecificRecord record, FactKind kind, int round, CaseScope holders,
            Function<CaseHead, ReturnCourse.Step> step) {
        CaseHead head = CaseHead.of(record);
        return new CaseEvent.Happened(head.occurredAt(), head.actor(), kind, holders, 0, round, step.apply(head));
    }

    /** One for a closed crossing point names the plan and the point; one by an officer does not. */
    private static ReturnCourse.Step halt(CaseHead head, RepatriationSuspended told) {
        Integer plan = told.getProposal();
        String point = told.getCrossingPoint();
        return plan == null || point == null ? new ReturnCourse.Halted(head.party(), head.version(), true)
                : new ReturnCourse.Closed(head.party(), plan, point);
    }

    private static CaseScope holder(SpecificRecord record) {
        Officer actor = CaseHead.of(record).actor();
        return CaseScope.NOBODY.withOfficer(actor.reference(), actor.unit());
    }

    private static List<PurposeConsent> purposes(List<StatedConsent> consents) {
        return consents.stream().map(consent -> PurposeConsent.newBuilder()
                .setPurpose(Symbols.of(org.safereturn.exchange.v1.Purpose.class, consent.purpose()))
                .setDecision(Symbols.of(org.safereturn.exchange.v1.ConsentDecision.class, consent.decision()))
                .setGivenBy(Symbols.orNull(org.safereturn.exchange.v1.ConsentGiver.class, consent.givenBy()))
                .setDecidedOn(consent.decidedOn()).setExpiresOn(consent.expiresOn())
                .setInsteadOf(consent.insteadOf().stream().filter(each -> !Symbols.isUnknown(each.decision()))
                        .map(each -> new org.safereturn.exchange.v1.CorrectedDecision(
                                Symbols.of(org.safereturn.exchange.v1.ConsentDecision.class, each.decision()),
                                each.decidedOn())).toList()).setRecordedAt(consent.recordedAt()).build()).toList();
    }

    private static List<StatedConsent> stated(List<PurposeConsent> consents) {
        return consents.stream().map(consent -> new StatedConsent(
                Symbols.of(Purpose.class, consent.getPurpose()),
                Symbols.of(ConsentDecision.class, consent.getDecision()),
                Symbols.orNull(ConsentGiver.class, consent.getGivenBy()),
                consent.getDecidedOn(), consent.getExpiresOn(), consent.getInsteadOf().stream()
                        .map(each -> new CorrectedDecision(Symbols.of(ConsentDecision.class, each.getDecision()),
                                each.getDecidedOn())).toList(), consent.getRecordedAt())).toList();
    }
}
