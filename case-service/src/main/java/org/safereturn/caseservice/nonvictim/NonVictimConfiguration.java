package org.safereturn.caseservice.nonvictim;

import java.util.List;

import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stores for the counts. */
@Configuration(proxyBeanMethods = false)
class NonVictimConfiguration {

    @Bean
    Aggregates<NonVictimReturns, NonVictimReturns.Counted> nonVictimReturns(AggregatesFactory factory,
            TopicCatalogue catalogue,
            CountryProfile profile) {
        return factory.create("non_victim_returns", NonVictimReturns.class,
                new NonVictimReturnsTranslator(catalogue, profile.country()));
    }

    @Bean
    Aggregates<NationalForms, NationalForms.NoEvent> nationalForms(AggregatesFactory factory) {
        return factory.create("national_forms", NationalForms.class, (id, state, version, event) -> List.of());
    }
}
