package org.safereturn.tracingservice;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.safereturn.access.audit.HistoryReaders;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.scope.Headings;
import org.safereturn.access.scope.SeenHistories;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.application.AcknowledgeResult;
import org.safereturn.tracingservice.tracing.application.CaseContents;
import org.safereturn.tracingservice.tracing.application.ClarifyCase;
import org.safereturn.tracingservice.tracing.application.DecideOnDraft;
import org.safereturn.tracingservice.tracing.application.DraftResult;
import org.safereturn.tracingservice.tracing.application.FindTracings;
import org.safereturn.tracingservice.tracing.application.HearFact;
import org.safereturn.tracingservice.tracing.application.OfferedForms;
import org.safereturn.tracingservice.tracing.application.RecordAction;
import org.safereturn.tracingservice.tracing.application.ReportProgress;
import org.safereturn.tracingservice.tracing.application.TracingDesk;
import org.safereturn.tracingservice.tracing.application.WriteFormSection;
import org.safereturn.tracingservice.tracing.model.FormFields;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.safereturn.tracingservice.tracing.model.TracingState;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the use cases. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    ContactPoints contactPoints(CountryProfile profile, Clock clock) {
        return new ContactPoints() {

            @Override
            public boolean contain(String unit) {
                return profile.isContactPoint(unit, profile.today(clock));
            }

            @Override
            public Set<Role> overseers() {
                return profile.oversight().roles();
            }
        };
    }

    @Bean
    HistoryReaders historyReaders(ContactPoints contactPoints, Aggregates<Tracing, TracingEvent> tracings) {
        return new SeenHistories(contactPoints, caseRef -> tracings.find(caseRef).map(found -> found.state().scope()).flux());
    }

    @Bean
    TemporaryReading temporaryReading(AggregatesFactory factory, Clock clock) {
        return TemporaryReading.in(factory, clock);
    }

    @Bean
    HearFact hearFact(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents, CountryProfile profile,
            Clock clock) {
        return new HearFact(tracings, contents, profile, clock);
    }

    @Bean
    CaseContents caseContents(Aggregates<Tracing, TracingEvent> tracings, CaseKeys keys, Sealing sealing) {
        return new CaseContents(tracings, keys, sealing);
    }

    @Bean
    FindTracings findTracings(Aggregates<Tracing, TracingEvent> tracings, TemporaryReading temporary,
            CaseContents contents, CountryProfile profile, Clock clock) {
        return new FindTracings(tracings, temporary, contents, profile, clock);
    }

    @Bean
    Headings<Tracing> headings(Aggregates<Tracing, TracingEvent> tracings, Clock clock) {
        return new Headings<>(tracings, FindTracings.STATE, EnumSet.of(TracingState.REQUESTED, TracingState.TRACING,
                TracingState.RESULT_ISSUED), tracing -> new Headings.Said(tracing.journey(), tracing.side(), tracing.state(),
                tracing.scope()), clock);
    }

    @Bean
    TracingDesk tracingDesk(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        return new TracingDesk(tracings, profile, clock);
    }

    @Bean
    RecordAction recordAction(TracingDesk desk, CaseContents contents) {
        return new RecordAction(desk, contents);
    }

    @Bean
    ReportProgress reportProgress(TracingDesk desk, CaseContents contents) {
        return new ReportProgress(desk, contents);
    }

    @Bean
    OfferedForms offeredForms(Forms forms, Environment environment) {
        return new OfferedForms(forms, Binder.get(environment)
                .bind("safereturn.form-fields", Bindable.listOf(FormFields.class)).orElse(List.of()));
    }

    @Bean
    WriteFormSection writeFormSection(TracingDesk desk, CaseContents contents, OfferedForms forms) {
        return new WriteFormSection(desk, contents, forms);
    }

    @Bean
    DraftResult draftResult(TracingDesk desk, CaseContents contents, OfferedForms forms, CountryProfile profile) {
        return new DraftResult(desk, contents, forms, profile);
    }

    @Bean
    DecideOnDraft decideOnDraft(TracingDesk desk, CaseContents contents) {
        return new DecideOnDraft(desk, contents);
    }

    @Bean
    AcknowledgeResult acknowledgeResult(TracingDesk desk) {
        return new AcknowledgeResult(desk);
    }

    @Bean
    ClarifyCase clarifyCase(TracingDesk desk, CaseContents contents) {
        return new ClarifyCase(desk, contents);
    }
}
