package org.safereturn.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.bson.types.Binary;
import org.safereturn.messaging.store.ConditionalWrite;
import org.safereturn.messaging.store.ConditionalWrites;
import org.safereturn.messaging.store.FieldNames;
import org.safereturn.messaging.store.Indexes;
import org.safereturn.messaging.wire.HeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The relay's view of a collection. Every filter that must not scan names {@code _id}. */
public final class MongoOutbox {

    private static final Document HELD = new Document("held.sequence", new Document("$gt", 0));
    private static final Document PARKED = new Document("parked", new Document("$gt", ""));
    private static final Document SCANNED = new Document("$or",
            List.of(new Document("outbox.id", new Document("$gt", "")), HELD, PARKED));

    /** Indexes for the scan; a store that has none reads the whole collection for it. */
    public static final List<Document> SCANNED_BY = List.of(Indexes.over(List.of("outbox.id")),
            Indexes.over(List.of("held.sequence")), Indexes.over(List.of("parked")));

    private final MongoCollection<Document> collection;
    private final ConditionalWrites writes;

    /**
     * The outboxes in the documents of this collection.
     *
     * @param writes to it, those of the commits among them
     */
    public MongoOutbox(MongoCollection<Document> collection, ConditionalWrites writes) {
        this.collection = collection;
        this.writes = writes;
    }

    /** What is pending in a document, and who may send it. */
    record Snapshot(long version, Lease lease, List<OutboundMessage> messages) {
    }

    /**
     * What was sent.
     *
     * @param release whether to give the lease back, which works only at exactly this version
     */
    record Acknowledgement(String id, List<String> sent, boolean release, long version, String lease) {
    }

    /**
     * Documents in which messages wait.
     *
     * @param held how many have messages that wait for a predecessor
     * @param parked how many of those can keep no more
     */
    public record Waiting(long held, long parked) {

        static final Waiting NONE = new Waiting(0, 0);

        Waiting and(Waiting more) {
            return new Waiting(held + more.held, parked + more.parked);
        }
    }

    /**
     * A stream of one case that stands still, because an event is missing.
     *
     * @param id of the case
     * @param topic of the stream
     * @param missing number of the event that is missed first, from 1
     * @param parked whether it lies among the dead letters, or nothing more is kept for want of it
     * @param held the events that wait for it, by their numbers
     */
    public record Standstill(String id, String topic, long missing, boolean parked, List<Held> held) {

        /** Keeps its own copy. */
        public Standstill {
            held = List.copyOf(held);
        }
    }

    /**
     * An event that waits for one before it, by what its sender wrote outside of it.
     *
     * @param sequence its number in the stream of its case
     * @param type simple or full name of its record
     * @param messageId its id
     * @param sentAt when it was sent, as text
     * @param partition of its topic, where it was read
     * @param offset within the partition
     */
    public record Held(long sequence, String type, String messageId, String sentAt, int partition, long offset) {
    }

    /**
     * What a scan finds in a document.
     *
     * @param pending whether it has events to send
     * @param waiting whether messages wait in it
     */
    record Found(String id, boolean pending, Waiting waiting) {
    }

    String name() {
        return collection.getNamespace().getCollectionName();
    }

    Mono<Snapshot> load(String id) {
        return Mono.from(collection.find(new Document("_id", id))
                        .projection(new Document("version", 1).append("lease", 1).append("leaseUntil", 1)
                                .append("outbox", 1)).first())
                .map(stored -> new Snapshot(stored.get("version", Number.class).longValue(), Lease.of(stored),
                        messages(stored)));
    }

    /** The pending events of a stored document, in order. */
    public static List<OutboundMessage> messages(Document stored) {
        return stored.getList("outbox", Document.class, List.of()).stream().map(OutboundMessage::of).toList();
    }

    /** Replaces the lease seen at this version; false when the document has moved on. */
    Mono<Boolean> exchange(String id, long version, String seen, Lease lease) {
        return Mono.from(collection.updateOne(at(id, version, seen),
                new Document("$set", lease.into(new Document())))).map(result -> result.getMatchedCount() == 1);
    }

    /** Applies them all, each by itself; of each whether its document was as expected. */
    Mono<List<Boolean>> acknowledge(List<Acknowledgement> acknowledgements) {
        return Mono.defer(() -> {
            List<ConditionalWrite> updates = acknowledgements.stream().map(this::update).toList();
            writes.add(updates);
            return Flux.fromIterable(updates).concatMap(update -> Mono.fromFuture(update.done(), true))
                    .map(effect -> effect == ConditionalWrite.Effect.WRITTEN).collectList();
        });
    }

    private ConditionalWrite update(Acknowledgement acknowledgement) {
        Document update = new Document("$pull",
                new Document("outbox", new Document("id", new Document("$in", acknowledgement.sent()))));
        if (acknowledgement.release()) {
            update.append("$set", Lease.FREE.into(new Document()));
        }
        return ConditionalWrite.update(acknowledgement.release()
                ? at(acknowledgement.id(), acknowledgement.version(), acknowledgement.lease())
                : new Document("_id", acknowledgement.id()), update, collection.getCodecRegistry().get(Document.class))
                // The relay's own thread goes on, so nothing that waits behind it holds up the driver.
                .toldOn(Schedulers.immediate());
    }

    /** All documents with pending events, with messages that wait for a predecessor, or that are parked. A store without indexes reads the whole collection. */
    Flux<Found> scan() {
        return Flux.from(collection.find(SCANNED).projection(new Document("_id", 1).append("outbox.id", 1)
                        .append("held.sequence", 1).append("parked", 1)))
                .map(each -> new Found(each.getString("_id"),
                        !each.getList("outbox", Document.class, List.of()).isEmpty(),
                        new Waiting(each.getList("held", Document.class, List.of()).isEmpty() ? 0 : 1,
                                each.getList("parked", String.class, List.of()).isEmpty() ? 0 : 1)));
    }

    /** Every stream that stands still, with what waits in it; no value of any event is read. */
    Flux<Standstill> standstills() {
        return Flux.from(collection.find(new Document("$or", List.of(HELD, PARKED))).projection(new Document("_id", 1)
                        .append("in", 1).append("parked", 1).append("held.topic", 1).append("held.sequence", 1)
                        .append("held.headers", 1).append("held.partition", 1).append("held.offset", 1)))
                .concatMapIterable(MongoOutbox::standstills);
    }

    private static List<Standstill> standstills(Document stored) {
        List<Document> held = stored.getList("held", Document.class, List.of());
        List<String> parked = stored.getList("parked", String.class, List.of());
        Document read = stored.get("in", new Document());
        return Stream.concat(parked.stream(), held.stream().map(each -> each.getString("topic"))).distinct().sorted()
                .map(topic -> new Standstill(stored.getString("_id"), topic,
                        read.get(FieldNames.encoded(topic)) instanceof Number last ? last.longValue() + 1 : 1,
                        parked.contains(topic), held.stream().filter(each -> topic.equals(each.getString("topic")))
                                .map(MongoOutbox::held).sorted(Comparator.comparingLong(Held::sequence)).toList()))
                .toList();
    }

    private static Held held(Document each) {
        Document headers = each.get("headers", new Document());
        return new Held(each.get("sequence", Number.class).longValue(), text(headers, HeaderNames.TYPE),
                text(headers, HeaderNames.ID), text(headers, HeaderNames.TIME), each.getInteger("partition", 0),
                each.get("offset", Number.class).longValue());
    }

    private static String text(Document headers, String name) {
        return headers.get(FieldNames.encoded(name)) instanceof Binary value
                ? new String(value.getData(), StandardCharsets.UTF_8) : "";
    }

    private static Document at(String id, long version, String lease) {
        return new Document("_id", id).append("version", version).append("lease", lease);
    }
}
