package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.store.ConditionalWrites;
import org.safereturn.messaging.store.Indexes;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Makes a service's stores of aggregates; a bean wherever a document store and signing keys are configured. */
public final class AggregatesFactory {

    private static final int LEAST_THREADS = 4;

    private final MongoDatabase database;
    private final EventEncoder encoder;
    private final OutboxRelay relay;
    private final JsonMapper mapper;
    private final Clock clock;
    private final String country;
    /** Decides what events ask for, so that these take no thread from requests, nor requests from them. */
    private final Scheduler events;
    private final List<Aggregates<?, ?>> made = new CopyOnWriteArrayList<>();

    /**
     * A factory for one service.
     *
     * @param country upper-case code of the ministry's country
     */
    public AggregatesFactory(MongoDatabase database, EventEncoder encoder, OutboxRelay relay, JsonMapper mapper,
            Clock clock, String country) {
        this.database = database;
        this.encoder = encoder;
        this.relay = relay;
        this.mapper = mapper;
        this.clock = clock;
        this.country = country;
        this.events = Schedulers.newBoundedElastic(Math.max(LEAST_THREADS, 2 * Runtime.getRuntime().availableProcessors()),
                Integer.MAX_VALUE, "events", 60, true);
    }

    /**
     * Aggregates none of whose messages is read in strict order.
     *
     * @param collection name of the collection, lower case
     * @param stateType a record of simple components: strings, numbers, times, enums, lists, nested records
     * @param translator from the model's events to what is published
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator) {
        return create(collection, stateType, translator, Set.of(), List.of());
    }

    /**
     * Aggregates that read some of the peers' streams in strict order.
     *
     * @param orderedEntities entities of the exchange topics of other countries that are read with
     *     {@link Ordering#STRICT}, for example {@code referral}; a strict message of any other topic is a
     *     programming error and refused as such
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator,
            Set<String> orderedEntities) {
        return create(collection, stateType, translator, orderedEntities, List.of());
    }

    /**
     * Aggregates that are also listed.
     *
     * @param orderedEntities see {@link #create(String, Class, EventTranslator, Set)}
     * @param lists under which conditions they are listed or counted
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator,
            Set<String> orderedEntities, List<ListIndex> lists) {
        MongoCollection<Document> documents = database.getCollection(collection);
        Indexes.make(documents, Stream.concat(MongoOutbox.SCANNED_BY.stream(), lists.stream().map(ListIndex::keys)).toList());
        ConditionalWrites writes = new ConditionalWrites(documents, Schedulers.boundedElastic());
        MongoOutbox outbox = new MongoOutbox(documents, writes);
        relay.serve(outbox);
        States<S> states = new States<>(mapper, stateType);
        Turns<S> turns = new Turns<>(documents, writes, outbox, relay, states, clock, events);
        Aggregates<S, E> aggregates = new MongoAggregates<>(documents, turns, () -> relay.messageWaits(outbox), encoder,
                translator, states, clock, new OrderedStreams(country, orderedEntities));
        made.add(aggregates);
        return aggregates;
    }

    /** All aggregates made so far, for the inbound pipeline. */
    public List<Aggregates<?, ?>> made() {
        return List.copyOf(made);
    }
}
