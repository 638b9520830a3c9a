package org.safereturn.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.events.AccessRules;
import org.safereturn.local.ExpectedAccess.Cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The broker of the embedded default, with its certificates and its rules, asked for everything by everybody. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BrokerAccessIT {

    private static final ExpectedAccess EXPECTED = new ExpectedAccess();

    @TempDir
    static Path folder;

    private static RunningBroker running;

    @BeforeAll
    static void start_a_broker_whose_topics_all_hold_a_record() throws Exception {
        running = RunningBroker.in(folder);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(running.client(AccessRules.BROKER),
                new StringSerializer(), new StringSerializer())) {
            for (String topic : EXPECTED.topics()) {
                producer.send(new ProducerRecord<>(topic, 0, "there", "before")).get(20, TimeUnit.SECONDS);
            }
        }
        try (Admin admin = Admin.create(running.client(AccessRules.BROKER))) {
            for (String group : EXPECTED.groups()) {
                admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition("kh.stats.case.v1", 0),
                        new OffsetAndMetadata(0))).all().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void everybody_can_do_with_every_topic_what_the_catalogue_says_and_nothing_else() throws Exception {
        Set<String> topics = EXPECTED.topics();
        Set<Cell> done = new TreeSet<>();
        Set<Cell> said = new TreeSet<>();
        for (String principal : EXPECTED.principals()) {
            ActualAccess actual = actual(principal);
            done.addAll(actual.onTopics(topics));
            said.addAll(actual.saidOfTopics(topics));
        }
        assertThat(done).isEqualTo(EXPECTED.onTopics());
        // What the broker says covers two more operations, on the configuration of a topic; nobody has them.
        assertThat(said).isEqualTo(EXPECTED.onTopics());

        assertThat(EXPECTED.principals()).hasSize(13);
        assertThat(topics).hasSize(29);
        Map<AclOperation, Integer> counts = new EnumMap<>(AclOperation.class);
        done.forEach(cell -> counts.merge(cell.operation(), 1, Integer::sum));
        // 72 by consumers and 7 by them of their own dead letters, 7 by operators, 16 by the auditor, 2 by the benchmark; one
        // writer for each, but three where a ministry's open work and its deadlines are told, and one creator.
        assertThat(counts).containsEntry(AclOperation.READ, 104).containsEntry(AclOperation.WRITE, 37)
                .containsEntry(AclOperation.CREATE, 29).doesNotContainKeys(AclOperation.DELETE, AclOperation.ALTER);
    }

    @Test
    void the_broker_itself_is_above_the_rules() throws Exception {
        Set<Cell> said = actual(AccessRules.BROKER).saidOfTopics(EXPECTED.topics());
        for (String topic : EXPECTED.topics()) {
            for (AclOperation operation : ExpectedAccess.ON_TOPICS) {
                assertThat(said).contains(new Cell(AccessRules.BROKER, operation, topic));
            }
        }
    }

    @Test
    void everybody_has_the_rights_on_consumer_groups_that_its_name_says() throws Exception {
        Set<Cell> said = new TreeSet<>();
        for (String principal : EXPECTED.principals()) {
            said.addAll(actual(principal).saidOfGroups(EXPECTED.groups()));
        }
        assertThat(said).isEqualTo(EXPECTED.onGroups());
        assertThat(EXPECTED.groups()).hasSize(12);
        assertThat(said).filteredOn(cell -> cell.operation() == AclOperation.READ).hasSize(11);
        assertThat(said).extracting(Cell::operation).isSubsetOf(ExpectedAccess.ON_GROUPS);
    }

    @Test
    void a_reader_joins_its_own_group_and_nobody_elses() {
        List<String> readers = EXPECTED.onTopics().stream().filter(cell -> cell.operation() == AclOperation.READ)
                .map(Cell::principal).distinct().filter(principal -> !principal.startsWith("trial.")).toList();
        assertThat(readers).hasSize(10);
        for (String reader : readers) {
            String topic = EXPECTED.onTopics().stream().filter(cell -> cell.principal().equals(reader)
                    && cell.operation() == AclOperation.READ).map(Cell::name).findFirst().orElseThrow();
            String other = readers.get((readers.indexOf(reader) + 1) % readers.size());
            assertThat(actual(reader).joins(reader, topic)).as("%s in its own group", reader).isTrue();
            assertThat(actual(reader).joins(other, topic)).as("%s in the group of %s", reader, other).isFalse();
        }
    }

    @Test
    void a_service_sends_idempotently_without_any_right_on_the_cluster_and_who_writes_nothing_cannot() throws Exception {
        assertThat(actual("kh.case-service").sendsIdempotently("kh.stats.case.v1")).isTrue();
        assertThat(actual("joint.monitoring-service").sendsIdempotently("joint.dlq.monitoring-service.v1")).isTrue();
        assertThat(actual("kh.operator").sendsIdempotently("kh.dlq.case-service.v1")).isFalse();
        assertThat(actual("kh.case-service").sendsIdempotently("th.stats.case.v1")).isFalse();
    }

    @Test
    void the_benchmark_has_topics_and_the_auditor_has_groups_of_its_own() throws Exception {
        String topic = "bench.floor.1";
        AccessControl.create(running.client(TrialAccess.BENCHMARK), List.of(new NewTopic(topic, 1, (short) 1)));
        ActualAccess benchmark = actual(TrialAccess.BENCHMARK);
        assertThat(benchmark.sendsIdempotently(topic)).isTrue();
        assertThat(actual("kh.case-service").onTopics(List.of(topic))).isEmpty();
        assertThat(benchmark.onTopics(List.of(topic))).extracting(Cell::operation).containsExactlyInAnyOrder(
                AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.CREATE, AclOperation.DELETE);

        ActualAccess auditor = actual(TrialAccess.AUDITOR);
        assertThat(auditor.joins("trial.auditor.2", "kh.exchange.referral.v1")).isTrue();
        assertThat(auditor.joins("trial.auditors", "kh.exchange.referral.v1")).isFalse();
        try (Admin admin = Admin.create(running.client(TrialAccess.AUDITOR))) {
            assertThat(ActualAccess.isAllowed(() -> admin.deleteConsumerGroups(List.of("trial.auditor.2")).all())).isTrue();
        }
    }

    @Test
    void nobody_changes_the_rules_or_makes_a_topic_that_the_catalogue_does_not_have() throws Exception {
        for (String principal : EXPECTED.principals()) {
            try (Admin admin = Admin.create(running.client(principal))) {
                assertThat(ActualAccess.isAllowed(() -> admin.describeAcls(AclBindingFilter.ANY).values()))
                        .as("%s sees the rules", principal).isFalse();
                assertThat(ActualAccess.isAllowed(() -> admin.createAcls(List.of(AccessControl.allow(principal,
                        ResourceType.TOPIC, "kh.national.case.v1", PatternType.LITERAL, AclOperation.READ))).all()))
                        .as("%s makes a rule", principal).isFalse();
                assertThat(ActualAccess.isAllowed(() -> admin.createTopics(List.of(
                        new NewTopic("kh.exchange.gossip.v1", 1, (short) 1))).all()))
                        .as("%s makes a topic", principal).isFalse();
            }
        }
    }

    @Test
    void the_walk_finds_a_rule_too_many_and_the_next_start_takes_it_away() throws Exception {
        String monitoring = "joint.monitoring-service";
        Cell tooMuch = new Cell(monitoring, AclOperation.READ, "kh.national.case.v1");
        try (Admin admin = Admin.create(running.client(AccessRules.BROKER))) {
            admin.createAcls(List.of(AccessControl.allow(monitoring, ResourceType.TOPIC, tooMuch.name(),
                    PatternType.LITERAL, AclOperation.READ))).all().get(20, TimeUnit.SECONDS);
        }
        assertThat(actual(monitoring).onTopics(List.of(tooMuch.name()))).contains(tooMuch);
        running.broker().enforceAccess();
        assertThat(actual(monitoring).onTopics(List.of(tooMuch.name()))).isEmpty();
    }

    @Test
    void whoever_has_no_certificate_of_the_authority_gets_nothing() throws Exception {
        Map<String, Object> service = running.client("kh.case-service");
        assertThat(lists(service)).as("with its certificate").isNotEmpty();

        Map<String, Object> nameless = new HashMap<>(service);
        nameless.keySet().removeIf(setting -> setting.startsWith("ssl.keystore."));
        assertGetsNothing("without a certificate", nameless);

        assertGetsNothing("in plain text", RunningBroker.bounded(Map.of("bootstrap.servers",
                running.settings().bootstrapServers())));

        Path forged = folder.resolve("forged.pem");
        CertificateAuthority.in(folder.resolve("another-authority"), Clock.systemUTC()).client(forged,
                AccessRules.BROKER);
        assertGetsNothing("with the broker's name by another authority", with(service, forged));
    }

    @Test
    void a_certificate_that_is_over_or_names_nobody_of_the_exchange_gives_nothing() throws Exception {
        Map<String, Object> service = running.client("kh.case-service");
        Path authority = running.settings().keys().resolve("authority");

        Path over = folder.resolve("over.pem");
        CertificateAuthority.in(authority, Clock.fixed(Instant.now().minus(Duration.ofDays(500)), ZoneOffset.UTC))
                .client(over, "kh.case-service");
        assertGetsNothing("with a certificate that is over", with(service, over));

        Path shapeless = folder.resolve("shapeless.pem");
        CertificateAuthority.in(authority, Clock.systemUTC()).client(shapeless, "exchange.broker and more");
        assertGetsNothing("with a name of another shape", with(service, shapeless));

        Path stranger = folder.resolve("stranger.pem");
        CertificateAuthority.in(authority, Clock.systemUTC()).client(stranger, "kh.stranger");
        assertThat(lists(with(service, stranger))).as("topics that a stranger sees").isEmpty();
        ActualAccess strange = new ActualAccess("kh.stranger", with(service, stranger));
        assertThat(strange.onTopics(EXPECTED.topics())).isEmpty();
        assertThat(running.settings().logs().resolve("kafka.log")).content().as("what the broker says of it")
                .contains("Principal = User:kh.stranger is Denied");
    }

    @Test
    void the_controller_talks_to_the_broker_only() throws Exception {
        Identities identities = running.settings().identities();
        Map<String, Object> controller = new HashMap<>(running.client(AccessRules.BROKER));
        controller.remove("bootstrap.servers");
        controller.put("bootstrap.controllers", "127.0.0.1:" + running.settings().port(Endpoint.KAFKA_CONTROLLER));
        controller.put("ssl.truststore.location", identities.controllerTrusted().toString());

        for (String principal : List.of("kh.case-service", AccessRules.ADMINISTRATOR, AccessRules.BROKER)) {
            assertThat(seesTheQuorum(with(controller, identities.certificate(principal)))).as(principal).isFalse();
        }
        assertThat(seesTheQuorum(with(controller, identities.controller()))).isTrue();
    }

    @Test
    void a_service_cannot_pose_as_the_broker() throws Exception {
        Identities identities = running.settings().identities();
        try (Impostor service = new Impostor(identities.certificate("kh.case-service"));
                Impostor broker = new Impostor(identities.certificate(AccessRules.BROKER))) {
            Map<String, Object> caller = new HashMap<>(running.client("th.case-service"));
            caller.put("request.timeout.ms", "3000");
            caller.put("default.api.timeout.ms", "3000");
            caller.put("bootstrap.servers", service.address());
            assertThatThrownBy(() -> lists(caller)).hasCauseInstanceOf(SslAuthenticationException.class);
            // With the broker's own certificate the same server is believed, and then it has nothing to say.
            caller.put("bootstrap.servers", broker.address());
            assertThatThrownBy(() -> lists(caller))
                    .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }
    }

    private static ActualAccess actual(String principal) {
        return new ActualAccess(principal, running.client(principal));
    }

    private static Map<String, Object> with(Map<String, Object> client, Path certificate) {
        Map<String, Object> other = new HashMap<>(client);
        other.put("ssl.keystore.location", certificate.toString());
        return other;
    }

    private static Set<String> lists(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS);
        }
    }

    private static void assertGetsNothing(String how, Map<String, Object> client) {
        Map<String, Object> impatient = new HashMap<>(client);
        impatient.put("request.timeout.ms", "3000");
        impatient.put("default.api.timeout.ms", "3000");
        assertThatThrownBy(() -> lists(impatient)).as(how).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOfAny(SslAuthenticationException.class,
                        org.apache.kafka.common.errors.TimeoutException.class);
    }

    private static boolean seesTheQuorum(Map<String, Object> client) throws InterruptedException {
        Map<String, Object> impatient = new HashMap<>(client);
        impatient.put("request.timeout.ms", "3000");
        impatient.put("default.api.timeout.ms", "3000");
        try (Admin admin = Admin.create(impatient)) {
            return admin.describeMetadataQuorum().quorumInfo().get(20, TimeUnit.SECONDS).leaderId() == 1;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
