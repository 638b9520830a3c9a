package org.safereturn.tracing;

import java.time.Clock;
import java.util.Set;

import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.tracing.adapter.events.TracingHandlers;
import org.safereturn.tracing.adapter.events.TracingTranslator;
import org.safereturn.tracing.application.AcknowledgeResult;
import org.safereturn.tracing.application.CaseContents;
import org.safereturn.tracing.application.DecideOnDraft;
import org.safereturn.tracing.application.DraftResult;
import org.safereturn.tracing.application.FindTracings;
import org.safereturn.tracing.application.LearnFact;
import org.safereturn.tracing.application.RecordAction;
import org.safereturn.tracing.application.ReportProgress;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the service; the only place where the time of the machine is read. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Aggregates<Tracing, TracingEvent> tracings(AggregatesFactory factory, CountryProfile profile, Pseudonyms statRefs,
            TopicCatalogue catalogue, @Value("${safereturn.service}") String service) {
        return factory.create("tracings", Tracing.class,
                new TracingTranslator(catalogue, profile.country(), service, statRefs),
                Set.of(TracingHandlers.ORDERED_ENTITY));
    }

    @Bean
    TemporaryReading temporaryReading(AggregatesFactory factory, Clock clock) {
        return TemporaryReading.in(factory, clock);
    }

    @Bean
    InboundHandler tracingHandlers(Aggregates<Tracing, TracingEvent> tracings, TemporaryReading temporary,
            CountryProfile profile, TopicCatalogue catalogue, Clock clock) {
        return InboundHandler.oneByOne(
                new TracingHandlers(new LearnFact(tracings, profile), temporary, catalogue, clock)::handle);
    }

    @Bean
    CaseContents caseContents(Aggregates<Tracing, TracingEvent> tracings, CaseKeys keys, Sealing sealing) {
        return new CaseContents(tracings, keys, sealing);
    }

    @Bean
    FindTracings findTracings(Aggregates<Tracing, TracingEvent> tracings, TemporaryReading temporary,
            CountryProfile profile, Clock clock) {
        return new FindTracings(tracings, temporary, profile, clock);
    }

    @Bean
    RecordAction recordAction(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents,
            CountryProfile profile, Clock clock) {
        return new RecordAction(tracings, contents, profile, clock);
    }

    @Bean
    ReportProgress reportProgress(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        return new ReportProgress(tracings, profile, clock);
    }

    @Bean
    DraftResult draftResult(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents,
            CountryProfile profile, Clock clock) {
        return new DraftResult(tracings, contents, profile, clock);
    }

    @Bean
    DecideOnDraft decideOnDraft(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        return new DecideOnDraft(tracings, profile, clock);
    }

    @Bean
    AcknowledgeResult acknowledgeResult(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile,
            Clock clock) {
        return new AcknowledgeResult(tracings, profile, clock);
    }
}
