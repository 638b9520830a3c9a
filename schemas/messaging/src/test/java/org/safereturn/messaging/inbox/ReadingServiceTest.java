package org.safereturn.messaging.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.mongodb.reactivestreams.client.MongoClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safereturn.events.AccessRules;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.testkit.BindingContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.InMemorySchemas;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A smallest service of the fictional country ZZ, wired as any service is, reading the case keys of KH in strict order.
 */
@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class ReadingServiceTest extends BindingContract {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "ZZ");
    private static final int LATE = 0x7F7F7F01;
    private static final String REFUSED = "refuse-me";

    @Autowired
    private Aggregates<Shelf, String> shelves;
    @Autowired
    private CaseKeys caseKeys;
    @Autowired
    private InboundPipeline pipeline;
    @Autowired
    private Redelivery redelivery;
    @Autowired
    private Backlog backlog;
    @Autowired
    private OutboxRelay relay;

    record Shelf(List<String> keyIds) {
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Aggregates<Shelf, String> shelves(AggregatesFactory factory) {
            return factory.create("shelves", Shelf.class, (id, state, version, event) -> List.of(),
                    Set.of("case-key"));
        }

        @Bean
        InboundHandler handler(Aggregates<Shelf, String> shelves) {
            return InboundHandler.oneByOne(event -> event.body() instanceof CaseKeyIssued issued
                    ? shelves.change(event.metadata().key(), new Cause.Message(event, Ordering.STRICT),
                            shelf -> put(shelf, issued.getKeyId()))
                    : Mono.just(new Outcome.Ignored<Shelf>()));
        }

        private static Decision<Shelf, String> put(Optional<Shelf> shelf, String keyId) {
            if (keyId.startsWith(REFUSED)) {
                return Decision.refuse(Rejection.refused("not-on-this-shelf"));
            }
            List<String> keyIds = new ArrayList<>(shelf.map(Shelf::keyIds).orElse(List.of()));
            keyIds.add(keyId);
            return Decision.accept(new Shelf(keyIds), List.of());
        }
    }

    @DynamicPropertySource
    static void exchange(DynamicPropertyRegistry registry) {
        EXCHANGE.register(registry, "ZZ", "referral-service");
        registry.add("safereturn.instance", () -> "the-only-one");
    }

    @Test
    void the_broker_knows_it_by_its_name_so_that_its_successor_need_not_wait() {
        String group = AccessRules.principal("ZZ", "referral-service");
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, EXCHANGE.brokers()))) {
            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(Objects.requireNonNull(admin
                    .describeConsumerGroups(List.of(group)).describedGroups().get(group)).get(20, TimeUnit.SECONDS).members())
                    .singleElement().satisfies(member -> assertThat(member.groupInstanceId()).hasValueSatisfying(
                            name -> assertThat(name).startsWith("the-only-one"))));
        }
    }

    @AfterAll
    static void close() {
        EXCHANGE.close();
    }

    @Override
    protected EmbeddedExchange exchange() {
        return EXCHANGE;
    }

    @Override
    protected String country() {
        return "ZZ";
    }

    @Override
    protected String service() {
        return "referral-service";
    }

    @Override
    protected PeerMinistry peer() {
        return EXCHANGE.peer("KH");
    }

    @Override
    protected String topic() {
        return peer().topic("exchange", "case-key");
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        List<SpecificRecord> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(event(caseRef, caseRef + "-" + i));
        }
        return events;
    }

    private CaseKeyIssued event(String caseRef, String keyId) {
        return peer().caseKeyIssued(caseRef, new CaseKey(keyId, peer().newCaseKey().secret()), "ZZ");
    }

    @Override
    protected int applied(String caseRef) {
        List<String> found = shelves.find(caseRef).map(shelf -> shelf.state().keyIds()).blockOptional()
                .orElse(List.of());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(caseRef + "-" + i);
        }
        return found.size();
    }

    @Override
    protected void awaitFailure() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pipeline.failingSince().isPresent());
    }

    @Test
    void what_a_rule_refuses_is_a_dead_letter_and_no_gap() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(topic(), caseRef, event(caseRef, REFUSED), "ZZ");
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        assertThat(peer().deadLetters("ZZ", service(), caseRef)).singleElement().satisfies(letter -> {
            assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).isEqualTo("rule-refused");
            assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_RULE)).isEqualTo("not-on-this-shelf");
        });
    }

    @Test
    void wrong_recipient_unknown_schema_and_oversize_are_dead_letters() {
        String caseRef = UUID.randomUUID().toString();
        String type = CaseKeyIssued.class.getName();
        peer().send(topic(), caseRef, event(caseRef, "x"), "KH");
        peer().send(peer().ofUnknownSchema(topic(), caseRef, type, "ZZ"));
        peer().send(PeerMinistry.withValue(peer().poison(topic(), caseRef, type, "ZZ"), new byte[1_500_000]));
        await(caseRef, "wrong-recipient", "unknown-schema", "oversize");
    }

    @Test
    @DisabledIfSystemProperty(named = "safereturn.exchange", matches = "docker",
            disabledReason = "A real registry gives ids of its own.")
    void a_schema_that_the_registry_has_lost_is_registered_again_and_nothing_is_a_dead_letter() {
        String caseRef = UUID.randomUUID().toString();
        InboundRecord event = peer().prepare(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        InMemorySchemas.forget(CaseKeyIssued.getClassSchema());
        peer().send(event);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        assertThat(peer().deadLetters("ZZ", service(), caseRef)).isEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "safereturn.exchange", matches = "docker",
            disabledReason = "A real registry gives ids of its own.")
    void an_unknown_schema_parks_its_case_alone_and_redelivery_lets_the_case_go_on() {
        String caseRef = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        peer().send(peer().ofUnknownSchema(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ", LATE));
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-1"), "ZZ");
        peer().send(topic(), other, event(other, other + "-0"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(other) == 1);
        await(caseRef, "unknown-schema");
        assertThat(applied(caseRef)).isZero();
        assertThat(parked(caseRef)).containsExactly(topic());
        assertThat(standstills(caseRef)).singleElement().satisfies(still -> {
            assertThat(still.topic()).isEqualTo(topic());
            assertThat(still.missing()).isEqualTo(1);
            assertThat(still.parked()).isTrue();
            assertThat(still.held()).singleElement().satisfies(held -> {
                assertThat(held.sequence()).isEqualTo(2);
                assertThat(held.type()).isEqualTo(CaseKeyIssued.class.getName());
                assertThat(UUID.fromString(held.messageId())).isNotNull();
                assertThat(Instant.parse(held.sentAt())).isBefore(Instant.now());
            });
        });

        Redelivery.Letter letter = letters(caseRef).getFirst();
        assertThat(redelivery.at(List.of(letter.place(), new Redelivery.Position(0, 9_000_000_000L),
                new Redelivery.Position(99, 0))).block()).containsExactly(letter);
        assertThat(redeliver(letter)).isEqualTo(new Redelivery.Result(1, 1));
        InMemorySchemas.learn(LATE, CaseKeyIssued.getClassSchema());
        assertThat(redeliver(letter)).isEqualTo(new Redelivery.Result(1, 0));
        assertThat(applied(caseRef)).isEqualTo(2);
        assertThat(parked(caseRef)).isEmpty();
        assertThat(standstills(caseRef)).isEmpty();
        assertThat(redeliver(letter)).as("what was handled is recognised").isEqualTo(new Redelivery.Result(1, 0));
        assertThat(applied(caseRef)).isEqualTo(2);
    }

    @Test
    void what_was_too_large_is_redelivered_from_its_own_topic() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(PeerMinistry.withValue(peer().poison(topic(), caseRef, CaseKeyIssued.class.getName(), "ZZ"),
                new byte[1_500_000]));
        await(caseRef, "oversize");
        assertThat(redeliver(letters(caseRef).getFirst())).isEqualTo(new Redelivery.Result(1, 1));
        await(caseRef, "oversize", "oversize");
    }

    private List<MongoOutbox.Standstill> standstills(String caseRef) {
        return relay.standstills().filter(still -> still.id().equals(caseRef)).collectList().blockOptional().orElseThrow();
    }

    @Test
    void a_dead_letter_has_a_line_in_the_log_with_reason_place_and_case_and_nothing_else_that_was_sent(CapturedOutput output) {
        String caseRef = UUID.randomUUID().toString();
        String named = "Sokha Testperson";
        peer().send(topic(), caseRef, event(caseRef, REFUSED), "ZZ");
        peer().send(PeerMinistry.withHeader(peer().prepare(topic(), caseRef, event(caseRef, named), "KH"),
                "x-remark", named));
        peer().send(peer().poison(topic(), named, CaseKeyIssued.class.getName(), "ZZ"));
        await(caseRef, "rule-refused", "wrong-recipient");
        await(named, "poison-bytes");
        Redelivery.Letter letter = letters(caseRef).stream().filter(each -> each.rule().isPresent()).findFirst().orElseThrow();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(output.toString())
                .contains("Dead letter: reason rule-refused, rule not-on-this-shelf, topic " + topic() + ", partition "
                        + letter.origin().partition() + ", offset " + letter.origin().offset() + ", case " + caseRef)
                .contains("Dead letter: reason wrong-recipient, rule -, topic " + topic())
                .containsPattern("Dead letter: reason poison-bytes, rule -, topic " + topic() + ", partition \\d+, offset \\d+, case -")
                .doesNotContain(named));
    }

    private static List<String> parked(String caseRef) {
        try (MongoClient store = EXCHANGE.storeClient()) {
            return Objects.requireNonNull(Mono.from(store.getDatabase(EXCHANGE.database("ZZ", "referral-service"))
                    .getCollection("shelves").find(new Document("_id", caseRef)).first()).block())
                    .getList("parked", String.class);
        }
    }

    private List<Redelivery.Letter> letters(String caseRef) {
        return redelivery.letters(500).blockOptional().orElseThrow().stream()
                .filter(letter -> letter.key().equals(caseRef)).toList();
    }

    private Redelivery.Result redeliver(Redelivery.Letter letter) {
        return redelivery.redeliver(List.of(letter)).blockOptional().orElseThrow();
    }

    @Test
    void a_ministry_cannot_speak_on_anothers_topic() {
        String caseRef = UUID.randomUUID().toString();
        InboundRecord own = EXCHANGE.peer("ZZ").prepare(EXCHANGE.peer("ZZ").topic("exchange", "case-key"), caseRef,
                event(caseRef, caseRef + "-0"), "ZZ");
        peer().send(new InboundRecord(topic(), caseRef, own.headers(), own.value(), 0, 0));
        await(caseRef, "bad-signature");
    }

    @Test
    @DisabledIfSystemProperty(named = "safereturn.exchange", matches = "docker",
            disabledReason = "The client of a real registry remembers every schema that it has once seen.")
    void while_the_registry_is_down_events_wait() {
        String caseRef = UUID.randomUUID().toString();
        InboundRecord event = peer().prepare(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        EXCHANGE.registryDown();
        try {
            peer().send(event);
            awaitFailure();
            assertThat(unread()).isPositive();
        } finally {
            EXCHANGE.registryUp();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        assertThat(peer().deadLetters("ZZ", service(), caseRef)).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> unread() == 0);
    }

    private long unread() {
        return backlog.behind().blockOptional().orElseThrow().stream().filter(each -> each.topic().equals(topic()))
                .mapToLong(Backlog.Behind::records).sum();
    }

    @Test
    void a_case_key_is_kept_before_the_service_is_asked_and_opens_what_the_peer_sealed() {
        String caseRef = UUID.randomUUID().toString();
        CaseKey key = peer().newCaseKey();
        peer().sendCaseKey(caseRef, key, "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(shelves.find(caseRef).blockOptional()).isPresent());
        assertThat(caseKeys.find(caseRef).blockOptional().orElseThrow().secret().getEncoded())
                .isEqualTo(key.secret().getEncoded());
    }

    @Test
    void a_tombstone_erases_the_case_key_that_its_ministry_issued_and_is_no_gap() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        assertThat(caseKeys.find(caseRef).blockOptional()).isPresent();
        peer().send(peer().caseKeyErased(caseRef, "ZZ"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(caseKeys.find(caseRef).blockOptional()).isEmpty());
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-1"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 2);
        assertThat(peer().deadLetters("ZZ", service(), caseRef)).isEmpty();
    }

    @Test
    void a_tombstone_does_not_erase_the_key_that_the_own_ministry_made() {
        String caseRef = UUID.randomUUID().toString();
        CaseKey own = caseKeys.obtain(caseRef).blockOptional().orElseThrow();
        peer().send(peer().caseKeyErased(caseRef, "ZZ"));
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        assertThat(caseKeys.find(caseRef).blockOptional()).contains(own);
        assertThat(peer().deadLetters("ZZ", service(), caseRef)).isEmpty();
    }

    @Test
    void a_tombstone_that_is_not_signed_or_is_for_another_country_erases_nothing() {
        String caseRef = UUID.randomUUID().toString();
        peer().send(topic(), caseRef, event(caseRef, caseRef + "-0"), "ZZ");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> applied(caseRef) == 1);
        InboundRecord elsewhere = peer().caseKeyErased(caseRef, "KH");
        peer().send(PeerMinistry.withoutHeader(elsewhere, HeaderNames.SIGNATURE));
        peer().send(PeerMinistry.withHeader(elsewhere, HeaderNames.RECIPIENT, "ZZ"));
        peer().send(elsewhere);
        await(caseRef, "missing-signature", "bad-signature", "wrong-recipient");
        assertThat(caseKeys.find(caseRef).blockOptional()).isPresent();
    }

    private void await(String caseRef, String... reasons) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(peer().deadLetters("ZZ", service(), caseRef))
                        .extracting(letter -> PeerMinistry.header(letter, HeaderNames.DLQ_REASON))
                        .containsExactlyInAnyOrder(reasons));
    }
}
