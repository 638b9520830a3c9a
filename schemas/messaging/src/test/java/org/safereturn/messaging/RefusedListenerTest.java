package org.safereturn.messaging;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;

class RefusedListenerTest {

    @Test
    void a_listener_that_the_broker_refuses_asks_again_instead_of_ending() {
        MessagingProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                "safereturn.country", "ZZ", "safereturn.service", "case-service", "safereturn.keys.directory", "keys",
                "safereturn.inbox.longest-back-off", "7s")))
                .bind("safereturn", MessagingProperties.class).get();
        var container = new ConcurrentMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(Map.of()),
                new ContainerProperties("zz.national.case.v1"));
        new MessagingAutoConfiguration.Reading().listening(properties).configure(container, "inbound", "zz");
        assertThat(container.getContainerProperties().getAuthExceptionRetryInterval()).isEqualTo(Duration.ofSeconds(7));
    }
}
