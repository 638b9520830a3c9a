package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.KafkaConnection;
import org.safereturn.monitoringservice.disclosure.Publications;
import org.safereturn.monitoringservice.fold.Views;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The store of the views, and the rebuild. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int SHARE_OF_MEMORY = 3;
    private static final int RECORDS_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final long SELDOM = 10;

    @Bean
    Views views(MongoClient client, @Value("${spring.mongodb.uri}") String uri, Clock clock) {
        return new MongoViews(database(client, uri), clock);
    }

    @Bean
    Publications publications(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        return new MongoPublications(database(client, uri));
    }

    private static MongoDatabase database(MongoClient client, String uri) {
        return client.getDatabase(Objects.requireNonNull(new ConnectionString(uri).getDatabase(),
                "spring.mongodb.uri names no database"));
    }

    @Bean
    ViewPointer viewPointer(MongoClient client, @Value("${spring.mongodb.uri}") String uri) {
        return new ViewPointer(database(client, uri));
    }

    @Bean
    LiveView liveView(Views views, ViewPointer pointer) {
        return new LiveView(views, pointer);
    }

    @Bean
    History history(MessagingProperties messaging, MinistryKeys keys, TopicCatalogue catalogue, Verifier verifier,
            EventCodec codec, KafkaConnection connection, Clock clock) {
        List<String> countries = messaging.countries().isEmpty() ? keys.ministries() : messaging.countries();
        List<String> topics = catalogue.subscriptions(messaging.service(), messaging.country(), countries);
        InboundPipeline.Settings settings = new InboundPipeline.Settings(messaging.country(), messaging.service(),
                messaging.inbox().largestRecord(), messaging.inbox().concurrency());
        return new KafkaHistory(connection, topics,
                new CheckedReading(settings, catalogue, topics, verifier, codec, clock), RECORDS_AT_ONCE);
    }

    @Bean
    Rebuild rebuild(Views views, LiveView live, ViewPointer pointer, History history,
            @Value("${safereturn.monitoring.rebuild-lease}") Duration lease, Clock clock) {
        return new Rebuild(views, live, pointer, history, new Rebuild.Settings(lease,
                Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, PATIENCE), clock);
    }

    /** Learns what other processes do: often while somebody looks, now and then otherwise. */
    @Bean
    Disposable watching(Rebuild rebuild) {
        return Flux.interval(OFTEN).onBackpressureDrop()
                .filter(tick -> rebuild.isBusy() || tick % SELDOM == 0)
                // A store that is away is asked again by the next look.
                .concatMap(_ -> rebuild.look().onErrorComplete(), 1).subscribe();
    }
}
