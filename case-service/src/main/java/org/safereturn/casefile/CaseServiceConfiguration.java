package org.safereturn.casefile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.safereturn.casefile.adapter.events.CaseHandlers;
import org.safereturn.casefile.adapter.events.CaseTranslator;
import org.safereturn.casefile.application.FollowCase;
import org.safereturn.casefile.application.OpenCase;
import org.safereturn.casefile.application.ReadCases;
import org.safereturn.casefile.application.TemporaryAccesses;
import org.safereturn.casefile.application.WorkOnCase;
import org.safereturn.casefile.country.CountryProfile;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the case service together. */
@Configuration(proxyBeanMethods = false)
class CaseServiceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CaseServiceConfiguration.class);

    /** What the other country's case service tells is a history: a report must not overtake the one before it. */
    private static final Set<String> IN_ORDER = Set.of("reintegration", "consent");

    private static final Duration COUNTED_EVERY = Duration.ofSeconds(30);

    CaseServiceConfiguration(CountryProfile profile, @Value("${safereturn.country}") String country) {
        if (!profile.country().equals(country)) {
            throw new IllegalStateException("safereturn.country is " + country + " but the profile is of "
                    + profile.country() + "; set safereturn.profile-file");
        }
        LOG.info("Case service of {}, peers {}, flows {}", profile.country(), profile.peers(), profile.flows());
    }

    @Bean
    Aggregates<CaseFile, CaseEvent> caseFiles(AggregatesFactory factory, TopicCatalogue catalogue,
            CountryProfile profile, Pseudonyms statRefs) {
        return factory.create("cases", CaseFile.class,
                new CaseTranslator(catalogue, profile.country(), statRefs), IN_ORDER);
    }

    @Bean
    OpenCase openCase(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing,
            CountryProfile profile, Clock clock) {
        return new OpenCase(caseFiles, keys, sealing, profile, clock, UUID::randomUUID);
    }

    @Bean
    WorkOnCase workOnCase(Aggregates<CaseFile, CaseEvent> caseFiles, CountryProfile profile, Clock clock) {
        return new WorkOnCase(caseFiles, profile, clock);
    }

    @Bean
    ReadCases readCases(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing, Clock clock) {
        return new ReadCases(caseFiles, keys, sealing, clock);
    }

    @Bean
    TemporaryAccesses temporaryAccesses(Aggregates<CaseFile, CaseEvent> caseFiles, CountryProfile profile, Clock clock) {
        return new TemporaryAccesses(caseFiles, profile, clock);
    }

    /** A number for operators and never which case; counted in the store when somebody looks, at most twice a minute. */
    @Bean
    MeterBinder unacknowledgedAccesses(TemporaryAccesses temporaryAccesses, Clock clock) {
        AtomicReference<Double> cases = new AtomicReference<>(Double.NaN);
        AtomicReference<Instant> counted = new AtomicReference<>(Instant.MIN);
        return registry -> Gauge.builder("safereturn.temporary.access.unacknowledged", cases, last -> {
            Instant now = clock.instant();
            Instant before = counted.get();
            if (before.isBefore(now.minus(COUNTED_EVERY)) && counted.compareAndSet(before, now)) {
                temporaryAccesses.unacknowledged().subscribe(count -> last.set((double) count), failure ->
                        LOG.warn("Unacknowledged temporary accesses cannot be counted: {}", failure.getClass().getSimpleName()));
            }
            return last.get();
        }).description("Cases with a temporary access that the data protection officer has not acknowledged")
                .register(registry);
    }

    @Bean
    InboundHandler caseHandlers(Aggregates<CaseFile, CaseEvent> caseFiles, CountryProfile profile) {
        return InboundHandler.oneByOne(new CaseHandlers(new FollowCase(caseFiles, profile))::handle);
    }
}
