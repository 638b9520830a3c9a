package org.safereturn.caseservice.crossing;

import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of the register. */
@Configuration(proxyBeanMethods = false)
class CrossingConfiguration {

    @Bean
    Aggregates<CrossingPoint, CrossingPoint.Said> crossingPoints(AggregatesFactory factory, TopicCatalogue catalogue,
            CountryProfile profile) {
        return factory.create("crossing_points", CrossingPoint.class,
                new CrossingPointTranslator(catalogue, profile.country(), profile.peers()));
    }

    @Bean
    CrossingPointHandler crossingPointHandler(Aggregates<CrossingPoint, CrossingPoint.Said> crossingPoints) {
        return new CrossingPointHandler(crossingPoints);
    }
}
