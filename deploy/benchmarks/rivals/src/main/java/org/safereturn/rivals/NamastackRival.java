package org.safereturn.rivals;

import java.util.concurrent.ExecutionException;

import io.namastack.outbox.Outbox;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One instance of namastack-outbox over JDBC, with a handler that does what its own module for Kafka does. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = {
    "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
    "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration",
    "org.springframework.modulith.events.kafka.KafkaEventExternalizerConfiguration",
    "org.springframework.modulith.events.kafka.KafkaJacksonConfiguration",
    "org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration",
    "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration"})
class NamastackRival {

    @Bean
    OutboxTypedHandler<Notes.Noted> sender(KafkaTemplate<Object, Object> kafka, @Value("${rival.topic}") String topic) {
        return new Sender(kafka, topic);
    }

    @Bean
    EventWriter notes(JdbcTemplate database, TransactionTemplate transactions, Outbox outbox) {
        return new Notes(database, transactions, event -> outbox.schedule(event, event.aggregate()));
    }

    /** A class of its own, for the outbox asks it for the type that it handles. */
    static final class Sender implements OutboxTypedHandler<Notes.Noted> {

        private final KafkaTemplate<Object, Object> kafka;
        private final String topic;

        Sender(KafkaTemplate<Object, Object> kafka, String topic) {
            this.kafka = kafka;
            this.topic = topic;
        }

        @Override
        public void handle(Notes.Noted event, OutboxRecordMetadata metadata) {
            try {
                kafka.send(topic, event.aggregate(), event).get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the broker was to answer", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("The broker did not take an event", e);
            }
        }
    }
}
