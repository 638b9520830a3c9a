package org.safereturn.tracing.adapter.events;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.tracing.application.LearnFact;
import org.safereturn.tracing.model.Acceptance;
import org.safereturn.tracing.model.Acknowledgement;
import org.safereturn.tracing.model.CareFlag;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.Findings;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Parties;
import org.safereturn.tracing.model.Progress;
import org.safereturn.tracing.model.Purpose;
import org.safereturn.tracing.model.Request;
import org.safereturn.tracing.model.Result;
import org.safereturn.tracing.model.Side;
import org.safereturn.tracing.model.Stop;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/**
 * What arriving events mean here. The peer's tracing topic is read in strict order; facts of the referral and of
 * consent come from several topics and are applied as they come, and so are temporary accesses of the own case service.
 */
public final class TracingHandlers {

    /** The entity of the peers' topics that is read in strict order. */
    public static final String ORDERED_ENTITY = "tracing";

    private static final Set<Side> HOST = Set.of(Side.HOST);
    private static final Set<Side> ORIGIN = Set.of(Side.ORIGIN);
    private static final Set<Side> EITHER = Set.of(Side.HOST, Side.ORIGIN);

    private final LearnFact facts;
    private final TemporaryReading temporary;
    private final TopicCatalogue catalogue;
    private final Clock clock;

    public TracingHandlers(LearnFact facts, TemporaryReading temporary, TopicCatalogue catalogue, Clock clock) {
        this.facts = facts;
        this.temporary = temporary;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What became of one event. */
    public Mono<? extends Outcome<?>> handle(InboundEvent event) {
        return switch (event.body()) {
            case ReferralSubmitted body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), HOST,
                    tracing -> (tracing.side() == Side.ORIGIN ? tracing.offeredTo(body.getReceivingUnit())
                            : tracing.heldBy(holder(body.getActor()).withUnit(body.getSendingUnit())))
                            .requested(request(body, tracing.side()),
                            Inward.consents(body.getConsents(), body.getOccurredAt())));
            case ReferralAccepted body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), ORIGIN,
                    tracing -> answered(tracing, holder(body.getActor()).withUnit(body.getUnit()))
                            .accepted(new Acceptance(body.getUnit(), body.getOccurredAt())));
            case ReferralDeclined body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), ORIGIN,
                    tracing -> answered(tracing, holder(body.getActor())).declined(body.getOccurredAt()));
            case ReferralWithdrawn body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), HOST,
                    tracing -> tracing.taken().withdrawn(event.metadata().id(), body.getOccurredAt(), clock.instant()));
            case ConsentUpdated body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), EITHER,
                    tracing -> tracing.consentsUpdated(Inward.consents(body.getConsents(),
                            later(body.getEffectiveAt(), body.getOccurredAt()))));
            case ConsentWithdrawn body -> fact(event, Ordering.ORDER_FREE, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), EITHER,
                    tracing -> tracing.consentsWithdrawn(event.metadata().id(), purposes(body.getPurposes()),
                            later(body.getEffectiveAt(), body.getOccurredAt()), clock.instant()));
            case TracingProgressReported body -> fact(event, Ordering.STRICT, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), ORIGIN, tracing -> progress(tracing, body));
            case TracingResultIssued body -> fact(event, Ordering.STRICT, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), ORIGIN, tracing -> result(tracing, body));
            case TracingResultAcknowledged body -> fact(event, Ordering.STRICT, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), HOST,
                    tracing -> tracing.acknowledgementReceived(new Acknowledgement(body.getResultVersion(),
                            Inward.officer(body.getActor()), body.getOccurredAt())));
            case ConsentEffectConfirmed body when ofTracing(event) -> fact(event, Ordering.STRICT, body.getCaseRef(),
                    parties(body.getHostCountry(), body.getOriginCountry()), ORIGIN,
                    tracing -> tracing.stopReceived(stop(body)));
            case TemporaryAccessRecorded body -> temporary.learn(event, body);
            default -> Mono.just(new Outcome.Ignored<>());
        };
    }

    /** Who answered the referral holds the case, where that is this ministry; other contact points see it no longer. */
    private static Tracing answered(Tracing tracing, CaseScope holders) {
        return (tracing.side() == Side.ORIGIN ? tracing.heldBy(holders) : tracing).taken();
    }

    private static CaseScope holder(ActorReference actor) {
        return CaseScope.NOBODY.withOfficer(actor.getReference(), actor.getUnit());
    }

    private Mono<Outcome<Tracing>> fact(InboundEvent event, Ordering ordering, UUID caseRef, Parties parties,
            Set<Side> sendingSides, Function<Tracing, Decision<Tracing, TracingEvent>> fact) {
        return facts.learn(caseRef.toString(), new Cause.Message(event, ordering), parties, sendingSides, fact);
    }

    /** The referral service answers withdrawals too, on its own topic, which is not this service's business. */
    private boolean ofTracing(InboundEvent event) {
        return event.metadata().topic().equals(
                catalogue.topic(event.metadata().country(), "exchange", ORDERED_ENTITY));
    }

    private static Parties parties(String hostCountry, String originCountry) {
        return new Parties(hostCountry, originCountry);
    }

    private static Request request(ReferralSubmitted body, Side side) {
        List<CareFlag> careFlags = Inward.known(body.getCareFlags(), Inward::careFlag);
        return new Request(body.getRound(), body.getOccurredAt(), Inward.urgency(body.getUrgency()),
                careFlags.stream().distinct().toList(), body.getCareFlags().size() - careFlags.size(),
                purposes(body.getQuestions()), side == Side.ORIGIN ? Inward.sealed(body.getSealed()) : null);
    }

    private static List<Purpose> purposes(List<org.safereturn.exchange.v1.Purpose> purposes) {
        return Inward.known(purposes, Inward::purpose);
    }

    private static Decision<Tracing, TracingEvent> progress(Tracing tracing, TracingProgressReported body) {
        return Inward.milestone(body.getMilestone())
                .map(milestone -> tracing.progressReceived(
                        new Progress(milestone, body.getOccurredAt(), Inward.officer(body.getActor()))))
                .orElseGet(() -> codeNotKnown("milestone"));
    }

    private static Decision<Tracing, TracingEvent> result(Tracing tracing, TracingResultIssued body) {
        Optional<NationalityOutcome> nationality = Inward.nationality(body.getNationalityOutcome());
        Optional<FamilyOutcome> family = Inward.family(body.getFamilyOutcome());
        if (nationality.isEmpty() || family.isEmpty()) {
            return codeNotKnown(nationality.isEmpty() ? "nationalityOutcome" : "familyOutcome");
        }
        Findings findings = new Findings(nationality.get(),
                body.getNationalityBasis().stream().map(Inward::basis).distinct().toList(), family.get(),
                Inward.known(body.getCareAnswers(), Inward::careAnswer), Inward.document(body.getDocumentOffered()),
                body.getRecommendedReceptionUnit(), Inward.identityCheck(body.getIdentityCheck()));
        return tracing.resultReceived(new Result(body.getResultVersion(), body.getSupersedes(),
                Inward.correction(body.getCorrectionReason()), findings, Inward.sealed(body.getSealed()), null,
                Inward.officer(body.getActor()), body.getOccurredAt()));
    }

    private static Stop stop(ConsentEffectConfirmed body) {
        return new Stop(body.getWithdrawalId().toString(), purposes(body.getPurposes()),
                Inward.known(body.getStopped(), Inward::activity), body.getEffectiveAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Decision<Tracing, TracingEvent> codeNotKnown(String field) {
        return Decision.refuse(Rejection.refused("tracing-code-not-known", "field", field));
    }
}
