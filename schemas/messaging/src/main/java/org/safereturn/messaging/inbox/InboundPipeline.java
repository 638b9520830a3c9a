package org.safereturn.messaging.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.safereturn.messaging.store.SideBySide;
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
 * <p>The records of a batch are checked side by side, and the case keys among them are kept by one write. Then the records
 * of one key are handled one after the other, different keys at the same time. Where several events of a key follow one
 * another, the handler is given all of them.
 *
 * <p>A record that can never be handled becomes a dead letter before it counts as handled. Anything else that fails fails
 * the batch once all the other keys are done; it is then offered again, and what it had already stored is recognised.
 */
public final class InboundPipeline {

    private static final String LETTERS = InboundPipeline.class.getName() + ".letters";

    private final Settings settings;
    private final Checks checks;
    private final Optional<CaseKeys> caseKeys;
    private final InboundHandler handler;
    private final Supplier<List<Aggregates<?, ?>>> aggregates;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), Integer.MAX_VALUE, "inbound", 60, true);
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

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
        this.checks = new Checks(settings, catalogue, topics, verifier, codec, new Claims(catalogue, clock));
        this.caseKeys = caseKeys;
        this.handler = handler;
        this.aggregates = aggregates;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.clock = clock;
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
        return checked(batch).flatMap(this::keysKept).flatMap(this::byKey)
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
            return all(List.of(message)).contextWrite(context -> context.put(LETTERS, letters))
                    .then(Mono.fromSupplier(letters::get));
        });
    }

    private Mono<List<Checked>> checked(List<InboundRecord> batch) {
        return batch.isEmpty() ? Mono.just(List.of()) : Mono.create(sink -> {
            Checked[] found = new Checked[batch.size()];
            SideBySide.each(scheduler, IntStream.range(0, found.length).boxed().toList(),
                    i -> found[i] = checks.check(batch.get(i)), () -> sink.success(List.of(found)));
        });
    }

    /** Keeps all case keys of a batch by one write, but not of a case whose key it also erases: there the order counts. */
    private Mono<List<Checked>> keysKept(List<Checked> batch) {
        Set<String> erased = batch.stream().filter(Checked.Erasure.class::isInstance)
                .map(each -> each.record().key()).collect(Collectors.toSet());
        List<Checked> result = new ArrayList<>(batch);
        List<CaseKeys.Issued> keys = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i) instanceof Checked.Event(var event, var needsKey) && needsKey
                    && !erased.contains(event.metadata().key())) {
                issued(event).ifPresent(keys::add);
                result.set(i, new Checked.Event(event, false));
            }
        }
        return caseKeys.isEmpty() || keys.isEmpty() ? Mono.just(result) : caseKeys.get().keep(keys).thenReturn(result)
                .onErrorResume(failure -> Mono.just(batch.stream().map(each -> each instanceof Checked.Event event
                        && event.needsKey() ? new Checked.Failed(event.record(), failure) : each).toList()));
    }

    private Mono<Void> byKey(List<Checked> batch) {
        Map<String, List<Checked>> byKey = new LinkedHashMap<>();
        for (Checked each : batch) {
            InboundRecord message = each.record();
            String key = message.key().isEmpty() ? message.topic() + "/" + message.partition() : message.key();
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
        }
        return byKey.size() == 1 ? inOrder(batch) : Flux.fromIterable(byKey.values())
                .flatMapDelayError(group -> inOrder(group).subscribeOn(scheduler), settings.concurrency(), 1).then();
    }

    /** The records of one key, those that the handler may be given together in one step. */
    private Mono<Void> inOrder(List<Checked> group) {
        List<List<Checked>> steps = new ArrayList<>();
        for (Checked each : group) {
            boolean joins = !steps.isEmpty() && isPlain(each) && isPlain(steps.getLast().getLast());
            if (joins) {
                steps.getLast().add(each);
            } else {
                steps.add(new ArrayList<>(List.of(each)));
            }
        }
        return Flux.fromIterable(steps).concatMap(this::step, 1).then();
    }

    private static boolean isPlain(Checked checked) {
        return checked instanceof Checked.Event event && !event.needsKey();
    }

    private Mono<Void> step(List<Checked> step) {
        return Mono.defer(() -> switch (step.getFirst()) {
            case Checked.Event(var event, var needsKey) -> needsKey ? key(event).then(events(List.of(event)))
                    : events(step.stream().map(each -> ((Checked.Event) each).event()).toList());
            case Checked.Unknown(var message, var metadata) -> {
                count("safereturn.inbox.unknown.types", "topic", message.topic());
                yield skip(metadata);
            }
            case Checked.Erasure(var message, var metadata) -> erased(metadata);
            case Checked.Dead(var message, var reason) -> letter(message, reason, Optional.empty());
            case Checked.Passed(var message, var metadata, var reason) ->
                    letter(message, reason, Optional.empty()).then(Mono.defer(() -> skip(metadata)));
            case Checked.Parking(var message, var metadata, var reason) ->
                    letter(message, reason, Optional.empty()).then(Mono.defer(() -> park(metadata)));
            case Checked.Failed(var message, var failure) -> Mono.error(failure);
        });
    }

    /** Several events of one key. When that fails they are handled one by one, so that none suffers from one after it. */
    private Mono<Void> events(List<InboundEvent> events) {
        return handler.handle(events)
                .filter(outcomes -> outcomes.size() == events.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("The handler gave no outcome")))
                .map(Optional::of)
                .onErrorResume(failure -> events.size() == 1 ? Mono.error(failure) : Mono.just(Optional.empty()))
                .flatMap(outcomes -> outcomes.map(known -> Flux.range(0, events.size())
                                .concatMap(i -> settled(events.get(i), known.get(i)), 1).then())
                        .orElseGet(() -> Flux.fromIterable(events).concatMap(event -> events(List.of(event)), 1).then()));
    }

    private Mono<Void> key(InboundEvent event) {
        return Mono.justOrEmpty(caseKeys).flatMap(keys -> keys.keep(issued(event).stream().toList()));
    }

    private static Optional<CaseKeys.Issued> issued(InboundEvent event) {
        return event.body() instanceof CaseKeyIssued issued ? Optional.of(new CaseKeys.Issued(event.metadata().key(),
                event.metadata().country(), issued.getKeyId(), issued.getWrappedKey())) : Optional.empty();
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
            case Outcome.Parked<?>() -> letter(event.record(), DeadLetterReason.CASE_PARKED, Optional.empty());
            case Outcome.Ignored<?>() -> {
                count("safereturn.inbox.ignored", "type", type);
                yield skip(event.metadata());
            }
            case Outcome.Refused<?>(var rejection) -> letter(event.record(), DeadLetterReason.RULE_REFUSED,
                    Optional.of(rejection.rule())).then(Mono.defer(() -> skip(event.metadata())));
        };
    }

    /** Records of one key, from their checks on. */
    private Mono<Void> all(List<InboundRecord> released) {
        return released.isEmpty() ? Mono.empty() : checked(released).flatMap(this::inOrder);
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

    private Mono<Void> park(EventMetadata metadata) {
        return Flux.fromIterable(inOrder(metadata.topic())).concatMap(each -> each.park(List.of(metadata))).then();
    }

    private Mono<Void> letter(InboundRecord message, DeadLetterReason reason, Optional<String> rule) {
        return Mono.deferContextual(context -> deadLetters.add(message, reason, rule).doOnSuccess(done -> {
            count("safereturn.inbox.dead.letters", "reason", reason.code());
            context.<AtomicInteger>getOrEmpty(LETTERS).ifPresent(AtomicInteger::incrementAndGet);
        }));
    }

    private void count(String name, String tag, String value) {
        meters.counter(name, tag, value).increment();
    }
}
