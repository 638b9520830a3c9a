package org.safereturn.messaging.inbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the handler for each record type that reaches the service by the catalogue of topics. The service does not start
 * when a type is neither handled here nor ignored, with a reason, by the catalogue; nor when a type has both, or never
 * reaches the service.
 */
public final class Inbox implements InboundHandler {

    private final Map<String, Entry> handled;

    /** How one record type is handled, and whether its events need not wait for each other's outcome. */
    private record Entry(Handling<SpecificRecord> handling, boolean together) {
    }

    private Inbox(Map<String, Entry> handled) {
        this.handled = Collections.unmodifiableMap(handled);
    }

    /**
     * What is done with one event of one record type.
     *
     * @param <T> the record type
     */
    @FunctionalInterface
    public interface Handling<T extends SpecificRecord> {

        /** Stores what the event means, and answers what became of it. */
        Mono<? extends Outcome<?>> handle(InboundEvent event, T body);
    }

    @Override
    public Mono<List<Outcome<?>>> handle(List<InboundEvent> events) {
        return Flux.fromIterable(runs(events))
                .concatMap(run -> Flux.fromIterable(run).flatMapSequential(this::one, run.size(), 1), 1).collectList();
    }

    /** The events in their order, those that need not wait for each other in one list. */
    private List<List<InboundEvent>> runs(List<InboundEvent> events) {
        List<List<InboundEvent>> runs = new ArrayList<>();
        for (InboundEvent event : events) {
            if (!runs.isEmpty() && together(event) && together(runs.getLast().getLast())) {
                runs.getLast().add(event);
            } else {
                runs.add(new ArrayList<>(List.of(event)));
            }
        }
        return runs;
    }

    private boolean together(InboundEvent event) {
        Entry entry = handled.get(event.body().getSchema().getFullName());
        return entry == null || entry.together();
    }

    private Mono<Outcome<?>> one(InboundEvent event) {
        Entry entry = handled.get(event.body().getSchema().getFullName());
        return entry == null ? Mono.just(new Outcome.Ignored<>()) : entry.handling().handle(event, event.body())
                .<Outcome<?>>map(outcome -> outcome)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("No outcome for " + event)));
    }

    /** Says it for one service, record by record. */
    public static final class Builder {

        private final TopicCatalogue catalogue;
        private final String service;
        private final Map<String, Entry> handled = new LinkedHashMap<>();

        /** For a service of the catalogue. */
        public Builder(TopicCatalogue catalogue, String service) {
            this.catalogue = catalogue;
            this.service = service;
        }

        /**
         * This record is handled so.
         *
         * @throws IllegalStateException when it is named already
         */
        public <T extends SpecificRecord> Builder on(Class<T> type, Handling<T> handling) {
            handled.put(unnamed(type), new Entry((event, body) -> handling.handle(event, type.cast(body)), false));
            return this;
        }

        /**
         * This record is handled so, by one change of one aggregate and nothing else, which is asked for before the handling
         * returns to its caller. So the events of a case that follow one another need not wait for each other: their changes
         * are made in their order and stored by one write.
         *
         * @throws IllegalStateException when it is named already
         */
        public <T extends SpecificRecord> Builder together(Class<T> type, Handling<T> handling) {
            handled.put(unnamed(type), new Entry((event, body) -> handling.handle(event, type.cast(body)), true));
            return this;
        }

        private String unnamed(Class<? extends SpecificRecord> type) {
            Schema schema = SpecificData.get().getSchema(type);
            if (handled.containsKey(schema.getFullName())) {
                throw new IllegalStateException(schema.getFullName() + " is named twice");
            }
            return schema.getFullName();
        }

        /**
         * The inbox.
         *
         * @throws IllegalStateException when a record that reaches the service is neither handled nor ignored or is both,
         *     or when one is handled that does not reach it
         */
        public Inbox build() {
            Set<String> ignored = catalogue.ignoredBy(service).keySet();
            Set<String> forgotten = new LinkedHashSet<>(catalogue.recordsFor(service));
            forgotten.removeAll(handled.keySet());
            forgotten.removeAll(ignored);
            Set<String> strange = new LinkedHashSet<>(handled.keySet());
            strange.removeAll(catalogue.recordsFor(service));
            Set<String> both = new LinkedHashSet<>(handled.keySet());
            both.retainAll(ignored);
            if (!forgotten.isEmpty() || !strange.isEmpty() || !both.isEmpty()) {
                throw new IllegalStateException("By topics.yaml " + service + " must handle or ignore " + forgotten
                        + ", never receives " + strange + " and ignores " + both);
            }
            return new Inbox(handled);
        }
    }
}
