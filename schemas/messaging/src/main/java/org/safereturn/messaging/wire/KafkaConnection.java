package org.safereturn.messaging.wire;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * The settings with which every client of a process connects to the brokers: {@code bootstrap-servers}, {@code
 * security}, {@code ssl} and {@code properties} below {@code spring.kafka}. The binder reads the same settings; SSL
 * bundles are not among them.
 *
 * @param brokers addresses, separated by commas
 * @param settings everything else, as Kafka names it
 */
public record KafkaConnection(String brokers, Map<String, Object> settings) {

    /** Copies the settings. */
    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /** The connection that {@code spring.kafka} describes. */
    public static KafkaConnection of(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.getProperties());
        settings.putAll(kafka.getSecurity().buildProperties());
        settings.putAll(kafka.getSsl().buildProperties());
        return new KafkaConnection(String.join(",", kafka.getBootstrapServers()), settings);
    }
}
