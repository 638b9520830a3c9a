package org.safereturn.messaging.wire;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaConnectionTest {

    @TempDir
    Path folder;

    @Test
    void what_stands_under_spring_kafka_for_every_client_is_taken_over() {
        Path identity = folder.resolve("identity.pem");
        Path authority = folder.resolve("authority.pem");
        KafkaConnection connection = connection(Map.of(
                "spring.kafka.bootstrap-servers", "one:9092,two:9092",
                "spring.kafka.security.protocol", "SSL",
                "spring.kafka.ssl.key-store-type", "PEM",
                "spring.kafka.ssl.key-store-location", identity.toUri().toString(),
                "spring.kafka.ssl.trust-store-type", "PEM",
                "spring.kafka.ssl.trust-store-location", authority.toUri().toString(),
                "spring.kafka.properties.[ssl.enabled.protocols]", "TLSv1.3",
                "spring.kafka.consumer.group-id", "not for every client"));
        assertThat(connection.brokers()).isEqualTo("one:9092,two:9092");
        assertThat(connection.settings()).isEqualTo(Map.of(
                "security.protocol", "SSL",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", identity.toString(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", authority.toString(),
                "ssl.enabled.protocols", "TLSv1.3"));
    }

    @Test
    void without_security_there_is_nothing_but_the_addresses() {
        KafkaConnection connection = connection(Map.of("spring.kafka.bootstrap-servers", "one:9092"));
        assertThat(connection.settings()).isEmpty();
    }

    private static KafkaConnection connection(Map<String, String> properties) {
        return KafkaConnection.of(new Binder(new MapConfigurationPropertySource(properties))
                .bind("spring.kafka", KafkaProperties.class).get());
    }
}
