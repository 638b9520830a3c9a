package org.safereturn.casefile.adapter.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.casefile.application.FollowCase;
import org.safereturn.casefile.model.AgeGroup;
import org.safereturn.casefile.model.Arrival;
import org.safereturn.casefile.model.CareFlag;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.ClosureReason;
import org.safereturn.casefile.model.Consent;
import org.safereturn.casefile.model.ConsentDecision;
import org.safereturn.casefile.model.ConsentEffect;
import org.safereturn.casefile.model.ConsentWithdrawal;
import org.safereturn.casefile.model.FactKind;
import org.safereturn.casefile.model.Feedback;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.PersonStatistics;
import org.safereturn.casefile.model.Purpose;
import org.safereturn.casefile.model.Referral;
import org.safereturn.casefile.model.ReintegrationStatus;
import org.safereturn.casefile.model.Responsible;
import org.safereturn.casefile.model.Sex;
import org.safereturn.casefile.model.Side;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
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
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/**
 * What the case file takes from the topics. Referral, tracing and repatriation are facts, the same in any order; what the
 * other country's case service says about consent and reintegration is a history and read in strict order.
 */
public final class CaseHandlers {

    private final FollowCase follow;

    /** Lets the files follow. */
    public CaseHandlers(FollowCase follow) {
        this.follow = follow;
    }

    /** What became of one event. */
    public Mono<? extends Outcome<?>> handle(InboundEvent event) {
        return switch (event.body()) {
            case ReferralSubmitted e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> (file.side() == Side.ORIGIN ? file.offeredTo(e.getReceivingUnit())
                            : file.heldBy(holder(e.getActor()).withUnit(e.getSendingUnit())))
                            .referred(referral(e), officer(e.getActor())));
            case DeliveryReceipt e -> e.getOutcome() == ReceiptOutcome.TAKEN_IN && follow.hosts(e.getHostCountry())
                    ? fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(), FactKind.DELIVERED,
                            e.getOccurredAt())
                    : Mono.just(new Outcome.Ignored<CaseFile>());
            case ReferralReceived e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.REFERRAL_RECEIVED, e.getOccurredAt());
            case ReferralReturnedForCompletion e -> fact(event, e.getCaseRef(), e.getHostCountry(),
                    e.getOriginCountry(), FactKind.RETURNED_FOR_COMPLETION, e.getOccurredAt());
            case ReferralAccepted e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(ofOrigin(file, holder(e.getActor()).withUnit(e.getUnit()))
                            .answered(FactKind.REFERRAL_ACCEPTED, e.getOccurredAt())));
            case ReferralDeclined e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(ofOrigin(file, holder(e.getActor()))
                            .answered(FactKind.REFERRAL_DECLINED, e.getOccurredAt())));
            case ReferralWithdrawn e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(file.answered(FactKind.REFERRAL_WITHDRAWN, e.getOccurredAt())));
            case TracingProgressReported e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.TRACING_PROGRESSED, e.getOccurredAt());
            case TracingResultIssued e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RESULT_ISSUED, e.getOccurredAt());
            case TracingResultAcknowledged e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RESULT_ACKNOWLEDGED, e.getOccurredAt());
            case ReturnDecisionRecorded e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RETURN_DECIDED, e.getOccurredAt());
            case RepatriationProposed e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RETURN_PROPOSED, e.getOccurredAt());
            case RepatriationConfirmed e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(ofOrigin(file, CaseScope.NOBODY.withUnit(e.getReceptionUnit()))
                            .heard(FactKind.RETURN_CONFIRMED, e.getOccurredAt())));
            case RepatriationRescheduled e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RETURN_RESCHEDULED, e.getOccurredAt());
            case RepatriationSuspended e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RETURN_SUSPENDED, e.getOccurredAt());
            case RepatriationResumed e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.RETURN_RESUMED, e.getOccurredAt());
            case HandoverExecuted e -> fact(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    FactKind.HANDED_OVER, e.getOccurredAt());
            case ArrivalConfirmed e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(ofOrigin(file, CaseScope.NOBODY.withUnit(e.getReceptionUnit()))
                            .arrived(arrival(e))));
            case ConsentEffectConfirmed e -> free(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> told(file.effectConfirmed(effect(event, e))));
            case ConsentUpdated e -> strict(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> file.consentsReported(consents(e.getConsents(), e.getEffectiveAt())));
            case ConsentWithdrawn e -> strict(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> file.withdrawalReported(new ConsentWithdrawal(purposes(e.getPurposes()),
                            e.getEffectiveAt(), e.getEraseRequested())));
            case CaseManagerAssigned e -> strict(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> file.fedBack(Feedback.assigned(file.feedback(),
                            new Responsible(e.getUnit(), e.getRole(), e.getAssignedAt()),
                            status(e.getResultingState(), file), e.getOccurredAt())));
            case ReintegrationStatusReported e -> strict(event, e.getCaseRef(), e.getHostCountry(),
                    e.getOriginCountry(), file -> file.fedBack(Feedback.reported(file.feedback(),
                            status(e.getResultingState(), file), e.getNextReportDue(), e.getOccurredAt())));
            case CaseClosed e -> strict(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> file.fedBack(Feedback.closed(file.feedback(), e.getClosedOn(),
                            known(ClosureReason.class, e.getReason()).orElse(ClosureReason.OTHER),
                            e.getOccurredAt())));
            case CaseReopened e -> strict(event, e.getCaseRef(), e.getHostCountry(), e.getOriginCountry(),
                    file -> file.fedBack(Feedback.reopened(file.feedback(), status(e.getResultingState(), file),
                            e.getOccurredAt())));
            default -> Mono.just(new Outcome.Ignored<CaseFile>());
        };
    }

    private Mono<Outcome<CaseFile>> fact(InboundEvent event, UUID caseRef, String host, String origin, FactKind kind,
            Instant at) {
        return free(event, caseRef, host, origin, file -> told(file.heard(kind, at)));
    }

    private Mono<Outcome<CaseFile>> free(InboundEvent event, UUID caseRef, String host, String origin,
            Function<CaseFile, Decision<CaseFile, CaseEvent>> takeIn) {
        return follow.follow(caseRef.toString(), host, origin, new Cause.Message(event, Ordering.ORDER_FREE), takeIn);
    }

    private Mono<Outcome<CaseFile>> strict(InboundEvent event, UUID caseRef, String host, String origin,
            UnaryOperator<CaseFile> takeIn) {
        return follow.follow(caseRef.toString(), host, origin, new Cause.Message(event, Ordering.STRICT),
                file -> told(takeIn.apply(file)));
    }

    /** Units and officers that the country of origin names are this ministry's only where this is the country of origin. */
    private static CaseFile ofOrigin(CaseFile file, CaseScope holders) {
        return file.side() == Side.ORIGIN ? file.heldBy(holders) : file;
    }

    private static CaseScope holder(ActorReference actor) {
        return CaseScope.NOBODY.withOfficer(actor.getReference(), actor.getUnit());
    }

    private static Decision<CaseFile, CaseEvent> told(CaseFile file) {
        return Decision.accept(file, List.of());
    }

    private static Referral referral(ReferralSubmitted e) {
        PersonStatistics statistics = new PersonStatistics(
                known(Sex.class, e.getStatistics().getSex()).orElse(Sex.NOT_STATED),
                known(AgeGroup.class, e.getStatistics().getAgeGroup()).orElse(AgeGroup.NOT_STATED),
                e.getCareFlags().stream().flatMap(flag -> known(CareFlag.class, flag).stream()).toList());
        return new Referral(e.getOccurredAt(), statistics,
                e.getSealed() == null ? null : Sealed.of(e.getSealed()),
                consents(e.getConsents(), e.getOccurredAt()));
    }

    private static Arrival arrival(ArrivalConfirmed e) {
        return new Arrival(e.getOccurredAt(), e.getReceptionUnit(), e.getCrossingPoint(), e.getReceivedByRole(),
                e.getCondition().name(), e.getDifferences().stream().map(Enum::name).toList());
    }

    private static ConsentEffect effect(InboundEvent event, ConsentEffectConfirmed e) {
        return new ConsentEffect(e.getWithdrawalId().toString(), event.metadata().country(),
                event.metadata().service(), purposes(e.getPurposes()),
                e.getStopped().stream().map(Enum::name).toList(),
                e.getRetained().stream().map(Enum::name).toList(), e.getEffectiveAt());
    }

    /** Purposes and decisions that this version does not know yet are left out: they allow nothing here. */
    private static List<Consent> consents(List<PurposeConsent> reported, Instant at) {
        return reported.stream().flatMap(consent -> known(Purpose.class, consent.getPurpose())
                .flatMap(purpose -> decision(consent).map(decision ->
                        Consent.reported(purpose, decision, consent.getExpiresOn(), at)))
                .stream()).toList();
    }

    /** An expired consent allows no more than a refused one, and a consent overridden by law is none. */
    private static Optional<ConsentDecision> decision(PurposeConsent consent) {
        return switch (consent.getDecision()) {
            case GIVEN -> Optional.of(ConsentDecision.GIVEN);
            case REFUSED, EXPIRED, OVERRIDDEN -> Optional.of(ConsentDecision.REFUSED);
            case WITHDRAWN -> Optional.of(ConsentDecision.WITHDRAWN);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static List<Purpose> purposes(List<org.safereturn.exchange.v1.Purpose> named) {
        return named.stream().flatMap(purpose -> known(Purpose.class, purpose).stream()).toList();
    }

    /** A state from a newer peer leaves the one that is known. */
    private static ReintegrationStatus status(ReintegrationState reported, CaseFile file) {
        return known(ReintegrationStatus.class, reported).orElseGet(() -> {
            Feedback before = file.feedback();
            return before == null ? ReintegrationStatus.CASE_MANAGER_ASSIGNED : before.status();
        });
    }

    private static Officer officer(ActorReference actor) {
        return new Officer(actor.getReference(), actor.getRole(), actor.getUnit(), actor.getMinistry());
    }

    private static <E extends Enum<E>> Optional<E> known(Class<E> type, Enum<?> symbol) {
        return Stream.of(type.getEnumConstants()).filter(code -> code.name().equals(symbol.name())).findFirst();
    }
}
