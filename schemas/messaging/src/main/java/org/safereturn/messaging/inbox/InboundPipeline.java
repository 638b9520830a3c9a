package org.safereturn.messaging.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes every received record through these steps, in this order: size, topic, signature, metadata, recipient, type,
 * schema, what it claims about sender, subject and times, the kit's own handler of case keys, the service's handler. A
 * signed tombstone where case keys travel erases the key that its ministry issued; the service is not asked.
 *
 * <p>Records of one key are handled one after the other, different keys at the same time. A record that can never be
 * handled becomes a dead letter before it counts as handled. Anything else that fails fails the batch, which is then
 * offered again; what it had already stored is recognised.
 */
public final class InboundPipeline {

    private static final String JOINT = TopicCatalogue.JOINT;
    private static final String LETTERS = InboundPipeline.class.getName() + ".letters";

    private final Settings settings;
    private final TopicCatalogue catalogue;
    private final Set<String> topics;
    private final Verifier verifier;
    private final EventCodec codec;
    private final Optional<CaseKeys> caseKeys;
    private final InboundHandler handler;
    private final Supplier<List<Aggregates<?, ?>>> aggregates;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), Integer.MAX_VALUE, "inbound", 60, true);
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();
    private final Claims claims;
    private final Map<String, Set<String>> recordsOfTopic = new ConcurrentHashMap<>();

    /**
     * How the pipeline behaves.
     *
     * @param country upper-case code of the own country, or {@code JOINT}
     * @param service name of the own service
     * @param largestRecord bytes of value and headers beyond which a record is a dead letter
     * @param concurrency how many keys are handled at the same time
     */
    public record Settings(String country, String service, int largestRecord, int concurrency) {
    }

    @SuppressWarnings("TooManyParameters") // one place puts it together
    public InboundPipeline(Settings settings, TopicCatalogue catalogue, List<String> topics, Verifier verifier,
            EventCodec codec, Optional<CaseKeys> caseKeys, InboundHandler handler,
            Supplier<List<Aggregates<?, ?>>> aggregates, DeadLetters deadLetters, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.topics = Set.copyOf(topics);
        this.verifier = verifier;
        this.codec = codec;
        this.caseKeys = caseKeys;
        this.handler = handler;
        this.aggregates = aggregates;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.clock = clock;
        this.claims = new Claims(catalogue, clock);
        meters.gauge("safereturn.inbox.failing.seconds", this,
                self -> self.failingSince().map(since -> clock.instant().getEpochSecond() - since.getEpochSecond())
                        .orElse(0L));
    }

    /** Since when batches fail, while they do. */
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince.get());
    }

    /** Completes when every record of the batch is stored, dead-lettered or rightly ignored. */
    public Mono<Void> handle(List<InboundRecord> batch) {
        Map<String, List<InboundRecord>> byKey = new LinkedHashMap<>();
        for (InboundRecord message : batch) {
            String key = message.key().isEmpty() ? message.topic() + "/" + message.partition() : message.key();
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(message);
        }
        return Flux.fromIterable(byKey.values())
                .flatMapDelayError(group -> Flux.fromIterable(group).concatMap(this::one, 1).then()
                        .subscribeOn(scheduler), settings.concurrency(), 1)
                .then()
                .doOnSuccess(done -> failingSince.set(null))
                .doOnError(failure -> {
                    failingSince.compareAndSet(null, clock.instant());
                    count("safereturn.inbox.batch.failures", "reason", failure.getClass().getSimpleName());
                });
    }

    /**
     * Handles a record once more, as if it had just arrived.
     *
     * @return how many dead letters came of it: none when it was handled, waits, or its place had been passed
     */
    Mono<Integer> again(InboundRecord message) {
        return Mono.defer(() -> {
            AtomicInteger letters = new AtomicInteger();
            return one(message).subscribeOn(scheduler).contextWrite(context -> context.put(LETTERS, letters))
                    .then(Mono.fromSupplier(letters::get));
        });
    }

    private Mono<Void> one(InboundRecord message) {
        return Mono.defer(() -> {
            long size = message.value().length;
            for (Map.Entry<String, byte[]> header : message.headers().entrySet()) {
                size += header.getKey().length() + header.getValue().length;
            }
            if (size > settings.largestRecord()) {
                return dead(message, DeadLetterReason.OVERSIZE);
            }
            if (!topics.contains(message.topic())) {
                return dead(message, DeadLetterReason.UNEXPECTED_TOPIC);
            }
            return switch (verifier.verify(message.topic(), message.key(), message.headers(), message.value())) {
                case MISSING -> dead(message, DeadLetterReason.MISSING_SIGNATURE);
                case BAD -> dead(message, DeadLetterReason.BAD_SIGNATURE);
                case VALID -> EventMetadata.of(message).map(metadata -> verified(message, metadata))
                        .orElseGet(() -> dead(message, DeadLetterReason.BAD_METADATA));
            };
        });
    }

    private Mono<Void> verified(InboundRecord message, EventMetadata metadata) {
        if (!catalogue.producers(message.topic()).contains(metadata.service())) {
            return deadAndSkipped(message, metadata, DeadLetterReason.BAD_METADATA, Optional.empty());
        }
        if (!isForUs(metadata)) {
            return deadAndSkipped(message, metadata, DeadLetterReason.WRONG_RECIPIENT, Optional.empty());
        }
        if (!codec.knows(metadata.type())) {
            count("safereturn.inbox.unknown.types", "topic", message.topic());
            return skip(metadata);
        }
        if (!recordsOf(message.topic()).contains(metadata.type())) {
            return deadAndSkipped(message, metadata, DeadLetterReason.WRONG_TYPE, Optional.empty());
        }
        if (erasesCaseKey(message, metadata)) {
            return erased(metadata);
        }
        return switch (codec.decode(message.topic(), message.value())) {
            case EventCodec.Decoded.Poison() ->
                    deadAndSkipped(message, metadata, DeadLetterReason.POISON_BYTES, Optional.empty());
            case EventCodec.Decoded.UnknownSchema() ->
                    deadAndParked(message, metadata, DeadLetterReason.UNKNOWN_SCHEMA);
            case EventCodec.Decoded.Body(SpecificRecord body) ->
                    body.getSchema().getFullName().equals(metadata.type())
                            ? claims.check(metadata, body)
                                    .map(reason -> deadAndSkipped(message, metadata, reason, Optional.empty()))
                                    .orElseGet(() -> decoded(new InboundEvent(message, metadata, body)))
                            : deadAndSkipped(message, metadata, DeadLetterReason.WRONG_TYPE, Optional.empty());
        };
    }

    private boolean isForUs(EventMetadata metadata) {
        return settings.country().equals(JOINT) || metadata.country().equals(settings.country())
                || metadata.recipient().map(settings.country()::equals)
                        .orElse(!"exchange".equals(catalogue.audience(metadata.topic()).orElse("")));
    }

    private Mono<Void> decoded(InboundEvent event) {
        return caseKey(event).then(Mono.defer(() -> handler.handle(List.of(event))))
                .filter(outcomes -> outcomes.size() == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("The handler gave no outcome")))
                .flatMap(outcomes -> settled(event, outcomes.getFirst()));
    }

    private Mono<Void> caseKey(InboundEvent event) {
        return event.body() instanceof CaseKeyIssued issued && caseKeys.isPresent()
                ? caseKeys.get().keep(List.of(new CaseKeys.Issued(event.metadata().key(), event.metadata().country(),
                        issued.getKeyId(), issued.getWrappedKey())))
                : Mono.empty();
    }

    /** A signed record without a value where case keys travel: the ministry that issued the key erases it. */
    private static boolean erasesCaseKey(InboundRecord message, EventMetadata metadata) {
        return message.value().length == 0 && metadata.type().equals(CaseKeyIssued.getClassSchema().getFullName());
    }

    private Mono<Void> erased(EventMetadata metadata) {
        return Mono.justOrEmpty(caseKeys).flatMap(keys -> keys.eraseIssuedBy(metadata.country(), metadata.key()))
                .doOnNext(erased -> {
                    if (erased) {
                        count("safereturn.inbox.case.keys.erased", "topic", metadata.topic());
                    }
                })
                .then(Mono.defer(() -> skip(metadata)));
    }

    private Mono<Void> settled(InboundEvent event, Outcome<?> outcome) {
        String type = event.metadata().type();
        return switch (outcome) {
            case Outcome.Stored<?>(var aggregate, var released) -> {
                count("safereturn.inbox.handled", "type", type);
                yield all(released);
            }
            case Outcome.Repeated<?>(var aggregate) -> {
                count("safereturn.inbox.repeated", "type", type);
                yield due(event.metadata());
            }
            case Outcome.Held<?>() -> {
                count("safereturn.inbox.holds", "topic", event.metadata().topic());
                yield Mono.empty();
            }
            // No skip: it was not left out for good, and whoever redelivers it finds its place.
            case Outcome.Parked<?>() -> dead(event.record(), DeadLetterReason.CASE_PARKED);
            case Outcome.Ignored<?>() -> {
                count("safereturn.inbox.ignored", "type", type);
                yield skip(event.metadata());
            }
            case Outcome.Refused<?>(var rejection) -> deadAndSkipped(event.record(), event.metadata(),
                    DeadLetterReason.RULE_REFUSED, Optional.of(rejection.rule()));
        };
    }

    private Mono<Void> all(List<InboundRecord> released) {
        return Flux.fromIterable(released).concatMap(this::one, 1).then();
    }

    /** A predecessor that was stored just before a crash comes again: whoever waited for it must still follow. */
    private Mono<Void> due(EventMetadata metadata) {
        return Flux.fromIterable(inOrder(metadata.topic()))
                .concatMap(each -> each.due(List.of(metadata))).concatMap(this::all).then();
    }

    private Mono<Void> skip(EventMetadata metadata) {
        return Flux.fromIterable(inOrder(metadata.topic()))
                .concatMap(each -> each.skip(List.of(metadata))).concatMap(this::all).then();
    }

    private List<Aggregates<?, ?>> inOrder(String topic) {
        return aggregates.get().stream().filter(each -> each.keepsOrderOf(topic)).toList();
    }

    private Mono<Void> deadAndSkipped(InboundRecord message, EventMetadata metadata, DeadLetterReason reason,
            Optional<String> rule) {
        return letter(message, reason, rule).then(Mono.defer(() -> skip(metadata)));
    }

    /** The record is as its ministry sent it, so its place stays free: what follows in its case waits for it. */
    private Mono<Void> deadAndParked(InboundRecord message, EventMetadata metadata, DeadLetterReason reason) {
        return dead(message, reason).then(Mono.defer(() -> Flux.fromIterable(inOrder(metadata.topic()))
                .concatMap(each -> each.park(List.of(metadata))).then()));
    }

    private Mono<Void> dead(InboundRecord message, DeadLetterReason reason) {
        return letter(message, reason, Optional.empty());
    }

    private Mono<Void> letter(InboundRecord message, DeadLetterReason reason, Optional<String> rule) {
        return Mono.deferContextual(context -> deadLetters.add(message, reason, rule).doOnSuccess(done -> {
            count("safereturn.inbox.dead.letters", "reason", reason.code());
            context.<AtomicInteger>getOrEmpty(LETTERS).ifPresent(AtomicInteger::incrementAndGet);
        }));
    }

    private Set<String> recordsOf(String topic) {
        return recordsOfTopic.computeIfAbsent(topic, any -> new HashSet<>(catalogue.records(any)));
    }

    private void count(String name, String tag, String value) {
        meters.counter(name, tag, value).increment();
    }
}
