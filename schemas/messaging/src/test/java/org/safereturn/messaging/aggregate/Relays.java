package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.testkit.AggregatesContract;
import org.safereturn.messaging.testkit.AggregatesContract.Book;
import org.safereturn.messaging.testkit.AggregatesContract.Noted;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.wire.ByteProducer;

/** One instance of a service as far as the outbox is concerned; several may share a collection. */
final class Relays implements AutoCloseable {

    static final String TOPIC = "kh.exchange.case-key.v1";

    private final EmbeddedExchange exchange;
    private final String database;
    private final MongoClient client;
    private final ByteProducer producer;
    final OutboxRelay relay;
    final Aggregates<Book, Noted> aggregates;

    Relays(EmbeddedExchange exchange, String database, String instance, Duration lease) {
        this(exchange, database, instance, lease, AggregatesContract.translator());
    }

    Relays(EmbeddedExchange exchange, String database, String instance, Duration lease,
            EventTranslator<Book, Noted> translator) {
        this(exchange, database, instance, lease, translator, Duration.ofSeconds(1));
    }

    Relays(EmbeddedExchange exchange, String database, String instance, Duration lease,
            EventTranslator<Book, Noted> translator, Duration scanEvery) {
        this(exchange, exchange.storeClient(), database, instance, lease, translator, scanEvery);
    }

    /** Closes the client in the end. */
    Relays(EmbeddedExchange exchange, MongoClient client, String database, String instance, Duration lease,
            EventTranslator<Book, Noted> translator, Duration scanEvery) {
        this.exchange = exchange;
        this.database = database;
        this.client = client;
        producer = new ByteProducer(exchange.brokers(), Map.of("max.block.ms", 500));
        EventEncoder encoder = new EventEncoder(exchange.codec(), new Signer(MinistryKeys.load(exchange.keys("KH"))),
                "urn:safereturn:kh:referral-service", UUID::randomUUID);
        relay = new OutboxRelay(producer, new OutboxRelay.Settings(instance, lease, lease.dividedBy(2),
                Duration.ofMillis(50), Duration.ofMillis(500), scanEvery), Clock.systemUTC());
        aggregates = new AggregatesFactory(client.getDatabase(database), encoder, relay, StateMapper.create(),
                Clock.systemUTC(), "KH").create("books", Book.class, translator, AggregatesContract.ORDERED);
    }

    /** From now on this instance can write nothing, as when it dies; it still sends what it knows. */
    void loseStore() {
        client.close();
    }

    MongoCollection<Document> documents() {
        return client.getDatabase(database).getCollection("books");
    }

    List<InboundRecord> sent(String id) {
        return exchange.peer("TH").read(TOPIC, id);
    }

    List<String> texts(String id) {
        return sent(id).stream().map(each -> ((CaseKeyIssued) exchange.peer("TH").decode(each)).getWrappedKey())
                .toList();
    }

    @Override
    public void close() {
        relay.stop();
        producer.close();
        client.close();
    }
}
