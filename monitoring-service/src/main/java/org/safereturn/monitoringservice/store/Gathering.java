package org.safereturn.monitoringservice.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.safereturn.monitoringservice.fold.Change;
import org.safereturn.monitoringservice.fold.Folded;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Folds updates in memory, journey by journey, so that one write stores many events. Many threads may add at a time; when
 * it is {@link #isFull} or all is read, it is stored in bulks and is empty again. A store that is away for a while is
 * waited for: the same bulk again changes nothing.
 */
final class Gathering {

    private static final Logger log = LoggerFactory.getLogger(Gathering.class);
    private static final int PARTS = 64;
    private static final int AT_ONCE = 4;
    private static final int BULK = 1000;
    /** Of a text, an entry of a map and the object that holds both. */
    private static final int ENTRY_BYTES = 120;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Views views;
    private final View view;
    private final long most;
    private final Duration patience;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();

    /** What one thread at a time adds to. */
    private static final class Part {

        private final Map<Update.Kind, Map<String, Folded>> documents = new HashMap<>();

        synchronized long add(Update update) {
            Map<String, Folded> ofKind = documents.computeIfAbsent(update.kind(), _ -> new HashMap<>());
            Folded known = ofKind.get(update.id());
            Folded folded = known == null ? new Folded() : known;
            long before = known == null ? 0 : folded.bytes();
            for (Change change : update.changes()) {
                folded.add(change);
            }
            if (known != null) {
                return folded.bytes() - before;
            }
            ofKind.put(update.id(), folded);
            return (long) ENTRY_BYTES + update.id().length() + folded.bytes();
        }

        synchronized Map<Update.Kind, Map<String, Folded>> take() {
            Map<Update.Kind, Map<String, Folded>> taken = Map.copyOf(documents);
            documents.clear();
            return taken;
        }
    }

    /**
     * An empty one.
     *
     * @param view it is stored in
     * @param most about how many bytes of memory it may take before it asks to be stored
     * @param patience how long a store that is away is waited for
     */
    Gathering(Views views, View view, long most, Duration patience) {
        this.views = views;
        this.view = view;
        this.most = most;
        this.patience = patience;
        for (int index = 0; index < PARTS; index++) {
            parts.add(new Part());
        }
    }

    /** Folds an update in. */
    void add(Update update) {
        bytes.addAndGet(parts.get(Math.floorMod(update.id().hashCode(), PARTS)).add(update));
    }

    /** Whether it is time to store it. */
    boolean isFull() {
        return bytes.get() >= most;
    }

    /** Stores everything that was added; nothing may be added meanwhile. */
    Mono<Void> store() {
        // A chain that has stored, or was given up, may be kept for long, and the next rebuild needs the room.
        return Flux.using(this::bulks, Flux::fromIterable, List::clear)
                .flatMap(bulk -> views.store(view, bulk.kind(), bulk.documents())
                        .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(LONGEST_PAUSE)
                                .doBeforeRetry(again -> log.warn("A part of the view is not stored yet: {}",
                                        again.failure().getClass().getName())))
                        .timeout(patience)
                        .doOnSuccess(_ -> bulk.documents().clear()), AT_ONCE)
                .then(Mono.fromRunnable(() -> bytes.set(0)));
    }

    private record Bulk(Update.Kind kind, Map<String, Folded> documents) {
    }

    /** So many documents at a time as a store takes in one message. */
    private List<Bulk> bulks() {
        Map<Update.Kind, Map<String, Folded>> few = new EnumMap<>(Update.Kind.class);
        List<Bulk> bulks = new ArrayList<>();
        for (Part part : parts) {
            part.take().forEach((kind, documents) -> documents.forEach((id, folded) -> {
                Map<String, Folded> bulk = few.computeIfAbsent(kind, _ -> new HashMap<>());
                bulk.put(id, folded);
                if (bulk.size() == BULK) {
                    bulks.add(new Bulk(kind, bulk));
                    few.remove(kind);
                }
            }));
        }
        few.forEach((kind, bulk) -> bulks.add(new Bulk(kind, bulk)));
        return bulks;
    }
}
