package org.safereturn.access.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.mongodb.reactivestreams.client.MongoClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.inbox.Backlog;
import org.safereturn.messaging.outbox.MongoOutbox.Held;
import org.safereturn.messaging.outbox.MongoOutbox.Standstill;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outbox.OutboxRelay.UnsentState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How this service does, for its operators: references of cases, topics and numbers, and nothing of what an event says. */
@RestController
@RequestMapping("/operation")
@Tag(name = "operation", description = "How this service does")
final class OperationController {

    private static final int MOST = 500;
    private static final int MOST_HELD = 20;
    private static final String SINCE = "failingSince";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HealthEndpoint health;
    private final MongoClient store;
    private final OutboxRelay relay;
    private final Backlog backlog;

    OperationController(HealthEndpoint health, MongoClient store, OutboxRelay relay, Backlog backlog) {
        this.health = health;
        this.store = store;
        this.relay = relay;
        this.backlog = backlog;
    }

    /**
     * The parts that a service depends on or consists of.
     *
     * @param parts those that are not well first
     */
    record Parts(List<PartHealth> parts) {
    }

    /**
     * A part.
     *
     * @param part its name
     * @param status UP, DEGRADED, DOWN, OUT_OF_SERVICE or UNKNOWN
     * @param since when it has been failing, where that is known
     */
    record PartHealth(String part, String status, @Nullable Instant since) {
    }

    /**
     * Events of this service that are not yet at the broker.
     *
     * @param events the oldest first, at most 500
     * @param total how many cases have any
     */
    record UnsentEvents(List<UnsentOfCase> events, int total) {
    }

    /**
     * Events of one case, or of another document of the service.
     *
     * @param caseRef the case; absent where it is no case
     * @param topic that the first of them goes to
     * @param count how many
     * @param since when this process has known the first of them
     * @param state how far they have come
     */
    record UnsentOfCase(@Nullable String caseRef, String topic, int count, Instant since, UnsentState state) {
    }

    /**
     * What is not yet read.
     *
     * @param topics each that the service reads, those with most first
     * @param total records in all of them
     */
    record Unread(List<UnreadOfTopic> topics, long total) {
    }

    /**
     * What is not yet read in a topic.
     *
     * @param topic that the service reads
     * @param count records behind the last one that was noted as read
     */
    record UnreadOfTopic(String topic, long count) {
    }

    /**
     * Cases of which a stream stands still, because an event is missing.
     *
     * @param cases parked ones first
     * @param total how many
     */
    record StandingCases(List<StandingCase> cases, int total) {
    }

    /**
     * One of them.
     *
     * @param caseRef the case
     * @param topic of the stream
     * @param missing number of the event that is missing, from 1
     * @param parked whether that event lies among the dead letters, or nothing more is kept for want of it
     * @param since when the first that waits was sent; absent where none waits
     * @param count how many events wait
     * @param held the first 20 of them
     */
    record StandingCase(@Nullable String caseRef, String topic, long missing, boolean parked, @Nullable Instant since, int count,
            List<HeldEvent> held) {
    }

    /**
     * An event that waits.
     *
     * @param sequence its number in the stream of its case
     * @param type of the record
     * @param messageId its id
     * @param at when it was sent
     * @param partition of its topic
     * @param offset within the partition
     */
    record HeldEvent(long sequence, String type, String messageId, @Nullable Instant at, int partition, long offset) {

        static HeldEvent of(Held held) {
            return new HeldEvent(held.sequence(), held.type(), held.messageId(), time(held.sentAt()), held.partition(),
                    held.offset());
        }
    }

    @Operation(summary = "How the store, the broker, the relay and the other parts do")
    @GetMapping("/health")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<Parts> health() {
        return Mono.fromCallable(health::health).subscribeOn(Schedulers.boundedElastic()).zipWith(store(), (all, stored) -> {
            List<PartHealth> parts = new ArrayList<>(List.of(stored));
            if (all instanceof CompositeHealthDescriptor composite) {
                Objects.requireNonNullElse(composite.getComponents(), Map.<String, HealthDescriptor>of())
                        .forEach((name, part) -> parts.add(part(name, part)));
            }
            parts.sort(Comparator.comparing((PartHealth part) -> part.status().equals("UP")).thenComparing(PartHealth::part));
            return new Parts(parts);
        });
    }

    /** The health of the process does not say it: a service without its store is degraded and not dead. */
    private Mono<PartHealth> store() {
        return Mono.from(store.getDatabase("admin").runCommand(new Document("ping", 1))).timeout(PATIENCE)
                .map(_ -> new PartHealth("store", "UP", null)).onErrorReturn(new PartHealth("store", "DOWN", null));
    }

    private static PartHealth part(String name, HealthDescriptor part) {
        Object since = part instanceof IndicatedHealthDescriptor indicated
                ? Objects.requireNonNullElse(indicated.getDetails(), Map.of()).get(SINCE) : null;
        return new PartHealth(name, part.getStatus().getCode(), since == null ? null : time(since.toString()));
    }

    @Operation(summary = "Events that are committed and not yet at the broker")
    @GetMapping("/unsent")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<UnsentEvents> unsent() {
        return Mono.fromSupplier(relay::unsent).map(all -> new UnsentEvents(all.stream().limit(MOST).map(each ->
                new UnsentOfCase(caseRef(each.id()), each.topic(), each.events(), each.since(), each.state())).toList(),
                all.size()));
    }

    @Operation(summary = "How far this service is behind in the topics that it reads")
    @GetMapping("/unread")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<Unread> unread() {
        return backlog.behind().map(all -> new Unread(
                all.stream().map(each -> new UnreadOfTopic(each.topic(), each.records()))
                        .sorted(Comparator.comparingLong(UnreadOfTopic::count).reversed()).toList(),
                all.stream().mapToLong(Backlog.Behind::records).sum()));
    }

    @Operation(summary = "Cases that stand still because an event is missing, with what waits in them")
    @GetMapping("/waiting-cases")
    @Access(roles = Role.OPERATOR, purpose = PurposeOfUse.OPERATION, personal = false)
    Mono<StandingCases> waitingCases() {
        return relay.standstills().collectList().map(all -> new StandingCases(all.stream()
                .sorted(Comparator.comparing((Standstill each) -> !each.parked()).thenComparing(Standstill::id)
                        .thenComparing(Standstill::topic))
                .limit(MOST).map(OperationController::waiting).toList(), all.size()));
    }

    private static StandingCase waiting(Standstill each) {
        Instant since = each.held().stream().map(held -> time(held.sentAt())).flatMap(at -> Optional.ofNullable(at).stream())
                .min(Comparator.naturalOrder()).orElse(null);
        return new StandingCase(caseRef(each.id()), each.topic(), each.missing(), each.parked(), since, each.held().size(),
                each.held().stream().limit(MOST_HELD).map(HeldEvent::of).toList());
    }

    private static @Nullable String caseRef(String id) {
        return AccessRecording.isCaseRef(id) ? id : null;
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
