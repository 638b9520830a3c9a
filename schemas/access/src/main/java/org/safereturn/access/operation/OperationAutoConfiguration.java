package org.safereturn.access.operation;

import java.util.List;
import java.util.Optional;

import org.safereturn.access.audit.AuditTrailAutoConfiguration;
import org.safereturn.access.operation.LetterHistory.Step;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.inbox.Redelivery;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints for operators of a service that reads records. */
@AutoConfiguration(after = AuditTrailAutoConfiguration.class,
        afterName = {"org.safereturn.messaging.MessagingAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(Redelivery.class)
@Import(DeadLetterController.class)
public final class OperationAutoConfiguration {

    @Bean
    Letters letters(Redelivery redelivery, ObjectProvider<Aggregates<LetterHistory, Step>> histories,
            ObjectProvider<OutboxRelay> relay) {
        return new Letters(redelivery, Optional.ofNullable(histories.getIfAvailable()),
                Optional.ofNullable(relay.getIfAvailable()));
    }

    /** What a service of a ministry has besides: what its operators decided about dead letters, and how it does. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(AggregatesFactory.class)
    @Import({LetterController.class, OperationController.class})
    static class OfMinistry {

        @Bean
        Aggregates<LetterHistory, Step> letterHistories(AggregatesFactory factory) {
            return factory.create("dead_letters", LetterHistory.class, (_, _, _, _) -> List.of());
        }
    }
}
