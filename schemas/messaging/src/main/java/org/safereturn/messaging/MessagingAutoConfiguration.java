package org.safereturn.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.inbox.Backlog;
import org.safereturn.messaging.inbox.DeadLetters;
import org.safereturn.messaging.inbox.InboundBinding;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.inbox.Redelivery;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.sealing.CaseKeyWrapping;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.MongoCaseKeys;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.KafkaConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Everything a service needs to take part, made from its configuration. Reading needs only {@code peers.jwks}; whatever
 * sends or stores needs a document store and the ministry's own keys, and does not start without them.
 */
@AutoConfiguration(afterName = {
    "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
    "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"})
@ConditionalOnProperty({"safereturn.country", "safereturn.service", "safereturn.keys.directory"})
@EnableConfigurationProperties({MessagingProperties.class, KafkaProperties.class})
public class MessagingAutoConfiguration {

    /** To the millisecond, as times travel: a time in a state is the same as the one on the wire. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Bean
    TopicCatalogue topicCatalogue() {
        return TopicCatalogue.load();
    }

    /** What the country profile says of forms; a wrong entry stops the start. */
    @Bean
    Forms forms(Environment environment) {
        return Forms.in(environment);
    }

    @Bean
    MinistryKeys ministryKeys(MessagingProperties properties) {
        return MinistryKeys.load(properties.keys().directory());
    }

    @Bean
    EventCodec eventCodec(MessagingProperties properties, Clock clock) {
        return EventCodec.of(properties.codec().serializer(), properties.codec().deserializer(),
                properties.codecSettings(), new BundledSchemas(properties.registry(), clock));
    }

    @Bean
    Verifier verifier(MinistryKeys keys) {
        return new Verifier(keys);
    }

    @Bean
    KafkaConnection kafkaConnection(KafkaProperties kafka) {
        return KafkaConnection.of(kafka);
    }

    @Bean
    ByteProducer byteProducer(KafkaConnection connection) {
        return new ByteProducer(connection.brokers(), connection.settings());
    }

    /** What reads: one handler, behind the pipeline, behind the binding. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(InboundHandler.class)
    static class Reading {

        @Bean
        InboundPipeline inboundPipeline(MessagingProperties properties, TopicCatalogue catalogue,
                Environment environment, Verifier verifier, EventCodec codec, ObjectProvider<CaseKeys> caseKeys,
                InboundHandler handler, ObjectProvider<AggregatesFactory> aggregates, ByteProducer producer,
                ObjectProvider<MeterRegistry> meters, Clock clock) {
            String country = properties.country();
            String service = properties.service();
            return new InboundPipeline(
                    new InboundPipeline.Settings(country, service, properties.inbox().largestRecord(),
                            properties.inbox().concurrency()),
                    catalogue, catalogue.subscriptions(service, country, ExchangeCountries.of(environment)), verifier,
                    codec, Optional.ofNullable(caseKeys.getIfAvailable()), handler,
                    () -> Optional.ofNullable(aggregates.getIfAvailable()).map(AggregatesFactory::made)
                            .orElse(List.of()),
                    new DeadLetters(producer, catalogue.dlq(country, service), clock,
                            !country.equals(TopicCatalogue.JOINT)),
                    meters.getIfAvailable(SimpleMeterRegistry::new), clock);
        }

        @Bean
        Redelivery redelivery(KafkaConnection connection, TopicCatalogue catalogue, MessagingProperties properties,
                InboundPipeline pipeline) {
            return new Redelivery(connection, catalogue.dlq(properties.country(), properties.service()), pipeline);
        }

        @Bean
        Backlog backlog(KafkaConnection connection, TopicCatalogue catalogue, MessagingProperties properties,
                Environment environment) {
            return new Backlog(connection, AccessRules.principal(properties.country(), properties.service()),
                    catalogue.subscriptions(properties.service(), properties.country(), ExchangeCountries.of(environment)));
        }

        @Bean
        Consumer<Message<List<Object>>> inbound(InboundPipeline pipeline, MessagingProperties properties) {
            return new InboundBinding(pipeline, properties.inbox().patience(), properties.inbox().pause());
        }

        @Bean
        BatchMessageConverter untouchedBatch() {
            BatchMessagingMessageConverter converter = new BatchMessagingMessageConverter();
            converter.setHeaderMapper(new InboundBinding.UntouchedHeaders());
            return converter;
        }

        @Bean
        ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> listening(
                MessagingProperties properties) {
            return (container, destination, group) -> {
                // One commit for many batches: at low load they hold a record each, and a commit costs the broker more.
                ContainerProperties listening = container.getContainerProperties();
                listening.setAckMode(ContainerProperties.AckMode.TIME);
                listening.setAckTime(properties.inbox().commitEvery().toMillis());
                listening.setPollTimeout(2 * properties.inbox().commitEvery().toMillis());
                ExponentialBackOff backOff = new ExponentialBackOff(
                        properties.inbox().firstBackOff().toMillis(), 2.0);
                backOff.setMaxInterval(properties.inbox().longestBackOff().toMillis());
                container.setCommonErrorHandler(new DefaultErrorHandler(backOff));
                // Without it a listener that the broker refuses once, for a missing rule or an old certificate, is over.
                container.getContainerProperties().setAuthExceptionRetryInterval(properties.inbox().longestBackOff());
            };
        }

        @Bean
        HealthIndicator inboxHealthIndicator(InboundPipeline pipeline) {
            return new InboxHealth(pipeline);
        }
    }

    /** What sends and stores. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OwnMinistry.class)
    @ConditionalOnBean(MongoClient.class)
    static class Sending {

        @Bean
        Supplier<UUID> eventIds() {
            return UUID::randomUUID;
        }

        @Bean
        Pseudonyms pseudonyms(MinistryKeys keys) {
            return new Pseudonyms(keys.stat().orElseThrow(() -> new IllegalStateException("No stat.jwk")));
        }

        @Bean
        Sealing sealing(EventCodec codec, MinistryKeys keys) {
            return new Sealing(codec, keys);
        }

        @Bean
        CaseKeys caseKeys(MongoClient client, MessagingProperties properties, MinistryKeys keys, Clock clock) {
            return new MongoCaseKeys(client.getDatabase(properties.keyDatabase()), new CaseKeyWrapping(keys),
                    UUID::randomUUID, clock);
        }

        @Bean
        OutboxRelay outboxRelay(ByteProducer producer, MessagingProperties properties, Clock clock,
                ObjectProvider<MeterRegistry> meters) {
            MessagingProperties.Outbox outbox = properties.outbox();
            OutboxRelay relay = new OutboxRelay(producer, new OutboxRelay.Settings(
                    properties.instance().orElseGet(() -> UUID.randomUUID().toString()), outbox.lease(),
                    outbox.margin(), outbox.firstBackOff(), outbox.longestBackOff(), outbox.scanEvery()), clock);
            meters.ifAvailable(relay::measure);
            return relay;
        }

        @Bean
        MessageTranslator.Speaker speaker(TopicCatalogue catalogue, MessagingProperties properties,
                Pseudonyms pseudonyms, Forms forms) {
            return new MessageTranslator.Speaker(catalogue, properties.country(), properties.service(), pseudonyms, forms);
        }

        @Bean
        AggregatesFactory aggregatesFactory(MongoClient client, Environment environment, EventCodec codec,
                MinistryKeys keys, OutboxRelay relay, MessagingProperties properties, Supplier<UUID> eventIds,
                Clock clock) {
            String database = new ConnectionString(environment.getRequiredProperty("spring.mongodb.uri"))
                    .getDatabase();
            if (database == null) {
                throw new IllegalStateException("spring.mongodb.uri names no database");
            }
            EventEncoder encoder = new EventEncoder(codec, new Signer(keys), properties.source(), eventIds);
            return new AggregatesFactory(client.getDatabase(database), encoder, relay, StateMapper.create(), clock,
                    properties.country());
        }

        @Bean
        HealthIndicator outboxHealthIndicator(OutboxRelay relay) {
            return new OutboxHealth(relay);
        }
    }
}
