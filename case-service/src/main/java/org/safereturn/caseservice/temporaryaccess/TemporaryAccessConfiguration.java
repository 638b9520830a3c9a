package org.safereturn.caseservice.temporaryaccess;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts temporary access together. */
@Configuration(proxyBeanMethods = false)
class TemporaryAccessConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryAccessConfiguration.class);
    private static final Duration COUNTED_EVERY = Duration.ofSeconds(30);

    @Bean
    TemporaryAccesses temporaryAccesses(Aggregates<CaseFile, CaseEvent> caseFiles, CaseKeys keys, Sealing sealing,
            CountryProfile profile, Clock clock) {
        return new TemporaryAccesses(caseFiles, keys, sealing, profile, clock);
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
}
