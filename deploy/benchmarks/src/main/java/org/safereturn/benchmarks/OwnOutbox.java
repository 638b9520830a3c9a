package org.safereturn.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.testkit.InMemorySchemas;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.rivals.EventWriter;
import org.safereturn.rivals.Writers;

/**
 * The messaging kit's outbox as a process beside its rivals: the address of its database, the brokers, the topic, the
 * folder of the keys. It numbers, encodes and signs its events as a service does; the ids of schemas are a map in the process.
 */
final class OwnOutbox implements EventWriter {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Aggregates<Note, String> notes;

    private OwnOutbox(Aggregates<Note, String> notes) {
        this.notes = notes;
    }

    /**
     * The state of an aggregate.
     *
     * @param text of its latest event
     */
    record Note(String text) {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        ConnectionString address = new ConnectionString(arguments[0]);
        String topic = arguments[2];
        String schemas = InMemorySchemas.AvroSerializer.class.getName();
        try (MongoClient client = MongoClients.create(address);
                ByteProducer producer = new ByteProducer(arguments[1], Map.of());
                EventCodec codec = EventCodec.of(schemas, InMemorySchemas.AvroDeserializer.class.getName(), Map.of())) {
            OutboxRelay relay = new OutboxRelay(producer, new OutboxRelay.Settings("benchmark", Duration.ofSeconds(30),
                    Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofMinutes(10)),
                    Clock.systemUTC());
            EventEncoder encoder = new EventEncoder(codec, new Signer(MinistryKeys.load(Path.of(arguments[3]))),
                    "urn:safereturn:kh:benchmark", UUID::randomUUID);
            Aggregates<Note, String> notes = new AggregatesFactory(client.getDatabase(address.getDatabase()), encoder, relay,
                    StateMapper.create(), Clock.systemUTC(), "KH").create("notes", Note.class,
                    (id, _, version, text) -> List.of(draft(topic, id, version, text)));
            relay.start();
            Writers.serve(new OwnOutbox(notes), System.in, answers);
            relay.stop();
        }
    }

    /** A record of the contract whose text is as long as is asked for. */
    private static EventDraft draft(String topic, String id, long version, String text) {
        Instant now = Instant.EPOCH;
        CaseKeyIssued body = CaseKeyIssued.newBuilder().setCaseRef(UUID.fromString(id)).setCaseVersion(version)
                .setHostCountry("KH").setOriginCountry("TH").setResultingState(CaseKeyState.ISSUED).setOccurredAt(now)
                .setActor(new ActorReference("kh-system", "SYSTEM", "KH-UNIT", "KH")).setRecipient("TH").setKeyId("k")
                .setWrappedKey(text).build();
        return new EventDraft(topic, id, body, now, Optional.of("TH"), Optional.empty());
    }

    @Override
    public void write(UUID aggregate, int version, String text) {
        String id = aggregate.toString();
        Cause cause = new Cause.Internal("benchmark");
        Decision<Note, String> decision = Decision.accept(new Note(text), List.of(text));
        Outcome<Note> outcome = (version == 1 ? notes.begin(id, cause, _ -> decision)
                : notes.change(id, cause, _ -> decision)).block(PATIENCE);
        if (!(outcome instanceof Outcome.Stored<Note>)) {
            throw new IllegalStateException("A change was not made: " + outcome);
        }
    }
}
