package org.safereturn.caseservice.nonvictim;

import java.util.List;
import java.util.Set;

import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.ListIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stores for the counts. */
@Configuration(proxyBeanMethods = false)
class NonVictimConfiguration {

    private static final List<ListIndex> BY_MONTH = List.of(ListIndex.of(), ListIndex.of("state.month"));

    @Bean
    Aggregates<NonVictimReturns, NonVictimReturns.Counted> nonVictimReturns(AggregatesFactory factory,
            TopicCatalogue catalogue,
            CountryProfile profile) {
        return factory.create("non_victim_returns", NonVictimReturns.class,
                new NonVictimReturnsTranslator(catalogue, profile.country()), Set.of(), BY_MONTH);
    }

    @Bean
    Aggregates<NationalForms, NationalForms.NoEvent> nationalForms(AggregatesFactory factory) {
        return factory.create("national_forms", NationalForms.class, (id, state, version, event) -> List.of(), Set.of(),
                BY_MONTH);
    }
}
