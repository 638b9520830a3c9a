package org.safereturn.messaging.aggregate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormTranslation;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.FormUse;
import org.safereturn.messaging.form.Translated;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.store.FieldNames;

/**
 * The bookkeeping of a document beside its state: the place in each stream read and written, handled messages and
 * requests, messages that wait for their predecessor, and versions of forms that events were recorded on. Changes are
 * collected as one partial update.
 */
public final class Ledger {

    static final String FORMS = "forms";

    private static final int MOST_HANDLED = 500;
    private static final long MOST_HELD_BYTES = 4L * 1024 * 1024;

    private final Map<String, Long> in = new LinkedHashMap<>();
    private final Map<String, Set<Long>> skipped = new LinkedHashMap<>();
    private final Map<String, Long> out = new LinkedHashMap<>();
    private final List<String> handled = new ArrayList<>();
    private final List<Document> requests = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Set<String> parked = new LinkedHashSet<>();
    private final List<FormUse> forms = new ArrayList<>();
    private final Document set = new Document();
    private final List<String> newHandled = new ArrayList<>();
    private final List<Document> newRequests = new ArrayList<>();
    private final List<Document> newHeld = new ArrayList<>();
    private final List<Document> noMoreHeld = new ArrayList<>();
    private boolean forgot;

    /** How a cause stands to what was done before. */
    public enum Admission { NEW, REPEATED, KEY_REUSED, EARLY }

    /** What became of a message that came before its predecessor. */
    public enum Holding {
        /** It waits now. */
        KEPT,
        /** It waited already. */
        KNOWN,
        /** Too much waits already, which is noted now. */
        FULL,
        /** Too much waits already, as was known. */
        STILL_FULL
    }

    private record Held(String topic, long sequence, InboundRecord record) {
    }

    /** The ledger of a document that does not exist yet. */
    public Ledger() {
    }

    Ledger(Document stored) {
        numbers(stored, "in").forEach((topic, last) -> in.put(FieldNames.decoded(topic), ((Number) last).longValue()));
        numbers(stored, "out").forEach((stream, last) -> out.put(FieldNames.decoded(stream), ((Number) last).longValue()));
        numbers(stored, "skipped").forEach((topic, list) -> {
            Set<Long> sequences = new LinkedHashSet<>();
            ((List<?>) list).forEach(sequence -> sequences.add(((Number) sequence).longValue()));
            skipped.put(FieldNames.decoded(topic), sequences);
        });
        handled.addAll(stored.getList("handled", String.class, List.of()));
        requests.addAll(stored.getList("requests", Document.class, List.of()));
        for (Document each : stored.getList("held", Document.class, List.of())) {
            held.add(held(each));
        }
        parked.addAll(stored.getList("parked", String.class, List.of()));
        forms.addAll(forms(stored));
    }

    /** The same ledger, to be changed by itself. */
    public Ledger copy() {
        return new Ledger(intoNew(new Document()));
    }

    /** Whether the cause is new, and whether it is its turn. */
    public Admission admit(Cause cause) {
        return switch (cause) {
            case Cause.Internal internal -> Admission.NEW;
            case Cause.Request request -> request.idempotencyKey().map(key -> admit(request, key))
                    .orElse(Admission.NEW);
            case Cause.Message(var event, var ordering) -> switch (ordering) {
                case ORDER_FREE -> handled.contains(event.metadata().id()) ? Admission.REPEATED : Admission.NEW;
                case STRICT -> admit(event.metadata());
            };
        };
    }

    private Admission admit(Cause.Request request, String key) {
        for (Document earlier : requests) {
            if (name(request, key).equals(earlier.getString("key"))) {
                return request.fingerprint().equals(earlier.getString("fingerprint"))
                        ? Admission.REPEATED : Admission.KEY_REUSED;
            }
        }
        return Admission.NEW;
    }

    private Admission admit(EventMetadata message) {
        long last = in.getOrDefault(message.topic(), 0L);
        if (message.sequence() <= last) {
            return Admission.REPEATED;
        }
        return message.sequence() == next(message.topic()) ? Admission.NEW : Admission.EARLY;
    }

    /** Notes that the cause was handled by the change that leads to this version. */
    public void handled(Cause cause, long version) {
        switch (cause) {
            case Cause.Internal internal -> { }
            case Cause.Request request -> request.idempotencyKey().ifPresent(key -> {
                Document entry = new Document("key", name(request, key))
                        .append("fingerprint", request.fingerprint()).append("version", version);
                requests.add(entry);
                newRequests.add(entry);
            });
            case Cause.Message(var event, var ordering) -> {
                recordedOn(event.body());
                if (ordering == Ordering.STRICT) {
                    advance(event.metadata().topic(), event.metadata().sequence());
                } else {
                    handled.add(event.metadata().id());
                    newHandled.add(event.metadata().id());
                    if (handled.size() > MOST_HANDLED) {
                        handled.subList(0, MOST_HANDLED / 2).clear();
                        forgot = true;
                    }
                }
            }
        }
    }

    /** Notes a message that will never be applied; false when that is known. */
    public boolean skip(EventMetadata message) {
        long last = in.getOrDefault(message.topic(), 0L);
        Set<Long> later = skipped.computeIfAbsent(message.topic(), topic -> new LinkedHashSet<>());
        if (message.sequence() <= last || later.contains(message.sequence())) {
            return false;
        }
        if (message.sequence() == next(message.topic())) {
            advance(message.topic(), message.sequence());
        } else {
            later.add(message.sequence());
            set.put("skipped." + FieldNames.encoded(message.topic()), List.copyOf(later));
            removeHeld(message.topic(), message.sequence());
        }
        return true;
    }

    /** Keeps a message until its turn, unless too much waits already; then the stream is noted as parked. */
    public Holding hold(EventMetadata metadata, InboundRecord message) {
        if (held.stream().anyMatch(each -> each.topic().equals(metadata.topic())
                && each.sequence() == metadata.sequence())) {
            return Holding.KNOWN;
        }
        long bytes = message.value().length;
        for (Held each : held) {
            bytes += each.record().value().length;
        }
        if (bytes > MOST_HELD_BYTES) {
            return park(metadata) ? Holding.FULL : Holding.STILL_FULL;
        }
        Held entry = new Held(metadata.topic(), metadata.sequence(), message);
        held.add(entry);
        newHeld.add(document(entry));
        return Holding.KEPT;
    }

    /** Notes that a stream stands still for want of this message or one before it; false when that is known, or over. */
    public boolean park(EventMetadata message) {
        if (message.sequence() > in.getOrDefault(message.topic(), 0L) && parked.add(message.topic())) {
            set.put("parked", List.copyOf(parked));
            return true;
        }
        return false;
    }

    /** The waiting messages of this topic whose turn has come: at most one, the others follow it. */
    public List<InboundRecord> due(String topic) {
        long next = next(topic);
        return held.stream().filter(each -> each.topic().equals(topic) && each.sequence() == next)
                .map(Held::record).toList();
    }

    /** The next number in the stream that this draft goes to. */
    public long number(String id, EventDraft draft) {
        String stream = draft.key().equals(id) ? draft.topic() : draft.topic() + "/" + draft.key();
        long number = out.merge(stream, 1L, Long::sum);
        set.put("out." + FieldNames.encoded(stream), number);
        recordedOn(draft.body());
        return number;
    }

    /** Notes on which version of a form a record was recorded, when that is not known yet. */
    private void recordedOn(SpecificRecord body) {
        FormUse.of(body).filter(use -> forms.stream().noneMatch(use::isLike)).ifPresent(use -> {
            forms.add(use);
            set.put(FORMS, forms.stream().map(Ledger::document).toList());
        });
    }

    /** The versions of forms that events were recorded on, each once for a country, in the order in which they became known. */
    public List<FormUse> forms() {
        return List.copyOf(forms);
    }

    /** Adds what was noted to an update. An operator may name a list only once, so one with several kinds of changes is set. */
    Document into(Document update) {
        Document allSet = update.get("$set", new Document());
        allSet.putAll(set);
        Document push = update.get("$push", new Document());
        Document pull = new Document();
        if (forgot) {
            allSet.put("handled", List.copyOf(handled));
        } else {
            append(push, "handled", newHandled);
        }
        append(push, "requests", newRequests);
        if (noMoreHeld.size() + Math.min(1, newHeld.size()) > 1) {
            allSet.put("held", held.stream().map(Ledger::document).toList());
        } else {
            append(push, "held", newHeld);
            noMoreHeld.forEach(gone -> pull.put("held", gone));
        }
        put(update, "$set", allSet);
        put(update, "$push", push);
        put(update, "$pull", pull);
        return update;
    }

    private static void append(Document push, String list, List<?> more) {
        if (!more.isEmpty()) {
            push.put(list, new Document("$each", List.copyOf(more)));
        }
    }

    /** Adds everything to a document that is yet to be stored. */
    Document intoNew(Document document) {
        Document ins = new Document();
        in.forEach((topic, last) -> ins.put(FieldNames.encoded(topic), last));
        Document outs = new Document();
        out.forEach((stream, last) -> outs.put(FieldNames.encoded(stream), last));
        Document skips = new Document();
        skipped.forEach((topic, list) -> skips.put(FieldNames.encoded(topic), List.copyOf(list)));
        return document.append("in", ins).append("out", outs).append("skipped", skips)
                .append("handled", List.copyOf(handled)).append("requests", List.copyOf(requests))
                .append("held", held.stream().map(Ledger::document).toList()).append("parked", List.copyOf(parked))
                .append(FORMS, forms.stream().map(Ledger::document).toList());
    }

    private void advance(String topic, long sequence) {
        Set<Long> later = skipped.getOrDefault(topic, Set.of());
        long last = sequence;
        boolean passed = false;
        while (later.contains(last + 1)) {
            last++;
            passed = true;
        }
        if (passed) {
            long reached = last;
            later.removeIf(each -> each <= reached);
            set.put("skipped." + FieldNames.encoded(topic), List.copyOf(later));
        }
        in.put(topic, last);
        set.put("in." + FieldNames.encoded(topic), last);
        removeHeld(topic, sequence);
        goesOn(topic);
    }

    private void removeHeld(String topic, long sequence) {
        if (held.removeIf(each -> each.topic().equals(topic) && each.sequence() == sequence)) {
            noMoreHeld.add(new Document("topic", topic).append("sequence", sequence));
            goesOn(topic);
        }
    }

    private void goesOn(String topic) {
        if (held.stream().noneMatch(each -> each.topic().equals(topic)) && parked.remove(topic)) {
            set.put("parked", List.copyOf(parked));
        }
    }

    private long next(String topic) {
        return in.getOrDefault(topic, 0L) + 1;
    }

    private static String name(Cause.Request request, String key) {
        return request.actor() + "/" + key;
    }

    private static Document numbers(Document stored, String field) {
        return Optional.ofNullable(stored.get(field, Document.class)).orElseGet(Document::new);
    }

    private static void put(Document update, String operator, Document changes) {
        if (!changes.isEmpty()) {
            update.put(operator, changes);
        }
    }

    private static Document document(Held each) {
        Document headers = new Document();
        each.record().headers().forEach((name, value) -> headers.put(FieldNames.encoded(name), new Binary(value)));
        return new Document("topic", each.topic()).append("sequence", each.sequence())
                .append("key", each.record().key()).append("headers", headers)
                .append("value", new Binary(each.record().value()))
                .append("partition", each.record().partition()).append("offset", each.record().offset());
    }

    private static Document document(FormUse use) {
        return new Document("kind", use.kind().name()).append("country", use.country())
                .append("document", use.document()).append("number", use.number()).append("version", use.version())
                .append("approval", use.approval().name()).append("languages", use.languages().stream()
                        .map(each -> new Document("language", each.language()).append("translation", each.translation().name()))
                        .toList())
                .append("since", use.since().toString());
    }

    /** The versions of forms in a document; none in one of an older release. */
    static List<FormUse> forms(Document stored) {
        return stored.getList(FORMS, Document.class, List.of()).stream().map(each -> new FormUse(
                FormKind.valueOf(each.getString("kind")), each.getString("country"), each.getString("document"),
                each.getString("number"), each.getString("version"), FormApproval.valueOf(each.getString("approval")),
                each.getList("languages", Document.class).stream().map(one -> new Translated(one.getString("language"),
                        FormTranslation.valueOf(one.getString("translation")))).toList(),
                Instant.parse(each.getString("since")))).toList();
    }

    private static Held held(Document stored) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        stored.get("headers", Document.class)
                .forEach((name, value) -> headers.put(FieldNames.decoded(name), ((Binary) value).getData()));
        String topic = stored.getString("topic");
        return new Held(topic, stored.get("sequence", Number.class).longValue(),
                new InboundRecord(topic, stored.getString("key"), headers, stored.get("value", Binary.class).getData(),
                        stored.getInteger("partition"), stored.get("offset", Number.class).longValue()));
    }
}
