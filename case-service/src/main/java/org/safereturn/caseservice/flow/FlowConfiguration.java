package org.safereturn.caseservice.flow;

import org.safereturn.events.TopicCatalogue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the flow; the service does not start with one that is not whole. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

    @Bean
    Flows flows(TopicCatalogue catalogue, @Value("${safereturn.flows:classpath*:country/flows/flow-*.yaml}") String files) {
        return new Flows(FlowFiles.at(files), FlowVocabulary.of(catalogue));
    }
}
