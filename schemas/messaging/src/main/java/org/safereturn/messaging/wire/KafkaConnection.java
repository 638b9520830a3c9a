package org.safereturn.messaging.wire;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * How a process reaches the brokers, the same for each of its clients: what stands under {@code spring.kafka} for all
 * of them, which is {@code bootstrap-servers}, {@code security}, {@code ssl} and {@code properties}. The binder reads
 * the same settings; SSL bundles are not among them.
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
