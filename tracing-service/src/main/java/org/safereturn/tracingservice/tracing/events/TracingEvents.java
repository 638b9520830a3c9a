package org.safereturn.tracingservice.tracing.events;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.work.OpenWork;
import org.safereturn.access.work.Rounds;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.inbox.Inbox;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.tracing.v1.TracingClarificationAnswered;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracingservice.tracing.application.FindTracings;
import org.safereturn.tracingservice.tracing.application.HearFact;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * What a tracing publishes, and what it does with each record that comes. The peer's tracing topic is read in strict
 * order; facts of the referral, of consent, and of how the case goes on come from several topics and are applied as they come,
 * and so are temporary accesses of the own case service.
 */
@Configuration(proxyBeanMethods = false)
class TracingEvents {

    private static final String ENTITY = "tracing";

    private final TracingMessages messages = new TracingMessages();

    @Bean
    OpenWork openWork(AggregatesFactory factory, MessageTranslator.Speaker speaker, Deadlines deadlines, Clock clock) {
        return new OpenWork(factory, speaker, deadlines, clock);
    }

    @Bean
    Rounds deadlineRounds(OpenWork work, @Value("${safereturn.deadlines-every:15m}") Duration every) {
        return work.deadlineRounds(every);
    }

    @Bean
    Aggregates<Tracing, TracingEvent> tracings(OpenWork work, MessageTranslator.Speaker speaker, Deadlines deadlines) {
        return work.create("tracings", Tracing.class,
                new MessageTranslator<>(speaker, TracingEvent.Told.class, messages, Tracing::journey, Tracing::state),
                Set.of(ENTITY), FindTracings.LISTS, Tracing::journey, tracing -> TracingWork.of(tracing, deadlines),
                new OpenWork.Timed<>(TracingTimers.TIMERS, TracingTimers::of, FindTracings.STATE, TracingTimers.STATES));
    }

    @Bean
    Inbox inbox(HearFact facts, TemporaryReading temporary, TopicCatalogue catalogue,
            @Value("${safereturn.service}") String service) {
        Inbox.Handling<SpecificRecord> told = (event, body) -> facts.hear(event, messages.fromWire(body));
        return new Inbox.Builder(catalogue, service)
                .on(ReferralSubmitted.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ReferralAccepted.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ReferralDeclined.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ReferralDeclineRevoked.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ReferralWithdrawn.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ConsentUpdated.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ConsentWithdrawn.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(HandoverExecuted.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(ArrivalConfirmed.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(CaseClosed.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(CaseReopened.class, (event, body) -> facts.hear(event, TracingMessages.heard(body)))
                .together(TracingProgressReported.class, told::handle)
                .together(TracingResultIssued.class, told::handle)
                .together(TracingResultAcknowledged.class, told::handle)
                .together(TracingClarificationRequested.class, told::handle)
                .together(TracingClarificationAnswered.class, told::handle)
                .together(ConsentEffectConfirmed.class, (event, body) ->
                        ofTracing(event, catalogue) ? told.handle(event, body) : Mono.just(new Outcome.Ignored<>()))
                .together(TemporaryAccessRecorded.class, temporary::learn)
                .build();
    }

    /** The referral service answers withdrawals too, on its own topic, which is not this service's business. */
    private static boolean ofTracing(InboundEvent event, TopicCatalogue catalogue) {
        return event.metadata().topic().equals(catalogue.topic(event.metadata().country(), "exchange", ENTITY));
    }
}
