package org.safereturn.referralservice.repatriation.events;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.application.ReturnAlarms;
import org.safereturn.referralservice.repatriation.application.ReturnClosures;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.TracingResult;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/**
 * What the other ministry says about returns, read in order, and tracing results of either ministry, in any order. Each
 * is a fact: none is refused for the state the return is in here.
 */
public final class RepatriationHandlers {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final RepatriationMessages messages;
    private final SealedCareAnswers answers;
    private final ReturnAlarms alarms;
    private final ReturnClosures closures;
    private final CountryProfile profile;

    public RepatriationHandlers(Aggregates<Repatriation, RepatriationEvent> repatriations,
            Aggregates<Referral, ReferralEvent> referrals, RepatriationMessages messages, SealedCareAnswers answers,
            ReturnAlarms alarms, ReturnClosures closures, CountryProfile profile) {
        this.repatriations = repatriations;
        this.referrals = referrals;
        this.messages = messages;
        this.answers = answers;
        this.alarms = alarms;
        this.closures = closures;
        this.profile = profile;
    }

    /** Takes in what the other side did; a plan whose crossing point is closed stands still at once. */
    public Mono<Outcome<Repatriation>> told(InboundEvent event, SpecificRecord body) {
        return hear(new Cause.Message(event, Ordering.STRICT), CaseHead.of(body), messages.fromWire(body))
                .flatMap(outcome -> closures.after(outcome).thenReturn(outcome));
    }

    /** Takes in a tracing result. */
    public Mono<Outcome<Repatriation>> resulted(InboundEvent event, TracingResultIssued body) {
        CaseHead head = CaseHead.of(body);
        return answers.needSupport(head.caseRef(), body).flatMap(support -> hear(
                new Cause.Message(event, Ordering.ORDER_FREE), head, new RepatriationEvent.ResultKnown(
                        new TracingResult(body.getResultVersion(),
                                Symbols.of(TracingResult.Nationality.class, body.getNationalityOutcome()),
                                Symbols.of(TracingResult.Family.class, body.getFamilyOutcome()), support.orElse(null),
                                Symbols.orNull(Arrangement.TravelDocument.class, body.getDocumentOffered()),
                                body.getRecommendedReceptionUnit(), head.occurredAt()), body.getRound())));
    }

    /** Takes in that the host opened a tracing result. */
    public Mono<Outcome<Repatriation>> acknowledged(InboundEvent event, TracingResultAcknowledged body) {
        CaseHead head = CaseHead.of(body);
        return hear(new Cause.Message(event, Ordering.ORDER_FREE), head,
                new RepatriationEvent.ResultAcknowledged(head.occurredAt(), body.getResultVersion(), body.getRound()));
    }

    private Mono<Outcome<Repatriation>> hear(Cause cause, CaseHead head, RepatriationEvent event) {
        return holders(head.caseRef()).flatMap(holders -> repatriations.change(head.caseRef(), cause, known -> known
                        .orElseGet(() -> Repatriation.of(head.caseRef(), Side.of(head.journey(), profile.country()),
                                head.journey()))
                        .heldBy(holders).hear(head.journey(), event)))
                .doOnNext(alarms::saw);
    }

    /** Who holds the referral holds the return. */
    private Mono<CaseScope> holders(String caseRef) {
        return referrals.find(caseRef).map(found -> found.state().scope().taken()).defaultIfEmpty(CaseScope.NOBODY);
    }
}
