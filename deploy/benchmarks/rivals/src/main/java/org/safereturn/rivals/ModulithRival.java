package org.safereturn.rivals;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Modulith: its publication registry over JDBC and its externalisation to Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ModulithRival {

    @Bean
    EventExternalizationConfiguration externalized(@Value("${rival.topic}") String topic,
            @Value("${spring.modulith.events.externalization.serialize-externalization}") boolean serialized) {
        return EventExternalizationConfiguration.externalizing().selectByType(Notes.Noted.class)
                .route(Notes.Noted.class, event -> RoutingTarget.forTarget(topic).andKey(event.aggregate()))
                .serializeExternalization(serialized).build();
    }

    @Bean
    EventWriter notes(JdbcTemplate database, TransactionTemplate transactions, ApplicationEventPublisher events) {
        return new Notes(database, transactions, events::publishEvent);
    }
}
