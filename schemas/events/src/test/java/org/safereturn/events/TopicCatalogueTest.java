package org.safereturn.events;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicCatalogueTest {

    private static final List<String> COUNTRIES = List.of("KH", "TH", "ZZ");

    private final TopicCatalogue catalogue = TopicCatalogue.load();

    @Test
    void a_topic_is_named_after_country_audience_entity_and_version() {
        assertThat(catalogue.topic("TH", "exchange", "referral")).isEqualTo("th.exchange.referral.v1");
        assertThat(catalogue.topic("zz", "stats", "case")).isEqualTo("zz.stats.case.v1");
        assertThat(catalogue.dlq("KH", "case-service")).isEqualTo("kh.dlq.case-service.v1");
        assertThat(catalogue.dlq(TopicCatalogue.JOINT, "monitoring-service"))
                .isEqualTo("joint.dlq.monitoring-service.v1");
    }

    @Test
    void a_topic_that_is_not_in_the_catalogue_is_a_fault() {
        assertThatThrownBy(() -> catalogue.topic("TH", "exchange", "gossip"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalogue.dlq("TH", "monitoring-service"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KH", "TH", "ZZ"})
    void the_referral_service_reads_its_peers_and_its_own_ministry_but_never_its_own_referrals(String country) {
        List<String> topics = catalogue.subscriptions("referral-service", country, COUNTRIES);
        String own = country.toLowerCase(Locale.ROOT);

        assertThat(topics).contains(own + ".exchange.tracing.v1", own + ".exchange.consent.v1", own + ".national.case.v1")
                .doesNotContain(own + ".exchange.referral.v1", own + ".exchange.case-key.v1");
        assertThat(topics).filteredOn(topic -> topic.contains(".exchange.referral."))
                .hasSize(2).noneMatch(topic -> topic.startsWith(own));
        assertThat(topics).filteredOn(topic -> topic.contains(".national.")).containsExactly(own + ".national.case.v1");
    }

    @Test
    void monitoring_reads_every_exchange_and_statistics_topic_but_no_key_and_nothing_national() {
        List<String> topics = catalogue.subscriptions("monitoring-service", TopicCatalogue.JOINT, COUNTRIES);

        assertThat(topics).hasSize(COUNTRIES.size() * 8).doesNotHaveDuplicates()
                .allMatch(topic -> topic.contains(".exchange.") || topic.contains(".stats."))
                .noneMatch(topic -> topic.contains("case-key"));
    }

    @Test
    void no_statistics_topic_is_read_by_a_service_of_a_ministry() {
        for (String service : List.of("case-service", "tracing-service", "referral-service")) {
            assertThat(catalogue.subscriptions(service, "KH", COUNTRIES)).noneMatch(topic -> topic.contains(".stats."));
        }
    }

    @Test
    void every_consumer_has_a_topic_of_dead_letters_with_as_many_partitions_as_what_it_reads() {
        List<TopicSpec> specs = catalogue.all(COUNTRIES);

        assertThat(specs.stream().map(TopicSpec::name)).doesNotHaveDuplicates()
                .contains("zz.dlq.tracing-service.v1", "joint.dlq.monitoring-service.v1");
        assertThat(specs.stream().map(TopicSpec::partitions).distinct()).hasSize(1);
        assertThat(specs).hasSize(COUNTRIES.size() * (11 + 3) + 1);
    }

    @Test
    void only_case_keys_are_compacted_and_nothing_that_monitoring_is_rebuilt_from_expires() {
        List<TopicSpec> specs = catalogue.all(List.of("KH"));

        assertThat(specs.stream().filter(TopicSpec::compacted).map(TopicSpec::entity)).containsExactly("case-key");
        assertThat(specs.stream().filter(spec -> spec.retention().isPresent())).allMatch(TopicSpec::deadLetters);
    }

    @Test
    void a_topic_of_the_catalogue_tells_its_owner_its_writer_and_its_records() {
        assertThat(catalogue.country("zz.exchange.tracing.v1")).contains("ZZ");
        assertThat(catalogue.producers("zz.exchange.tracing.v1")).containsExactly("tracing-service");
        assertThat(catalogue.audience("zz.dlq.case-service.v1")).contains("dlq");
        assertThat(catalogue.records("zz.exchange.consent.v1")).isEqualTo(Set.of(
                "org.safereturn.consent.v1.ConsentUpdated", "org.safereturn.consent.v1.ConsentWithdrawn",
                "org.safereturn.casefile.v1.CaseMerged"));
    }

    @Test
    void nothing_that_leaves_a_ministry_sealed_or_not_has_a_place_for_testimony_and_monitoring_hears_nothing_of_it() {
        String told = "org.safereturn.casefile.v1.WitnessCooperationStateChanged";
        EventSchemas schemas = EventSchemas.load();
        Set<String> places = new TreeSet<>();
        for (TopicSpec topic : catalogue.all(List.of("TH"))) {
            List<String> records = Set.of("exchange", "stats").contains(topic.audience()) ? topic.records() : List.of();
            Stream.concat(records.stream(), catalogue.sealedContents().entrySet().stream()
                            .filter(content -> records.contains(content.getValue())).map(Map.Entry::getKey))
                    .flatMap(record -> SchemaTypes.reachable(schemas.schema(record)).stream()).forEach(type -> {
                        places.add(type.getName());
                        if (type.getType() == Schema.Type.RECORD) {
                            type.getFields().forEach(field -> places.add(type.getName() + "." + field.name()));
                        }
                    });
        }
        assertThat(places).contains("ReferralContent", "ConsentWithdrawn.purposes", "ReintegrationStatsRecorded.supports")
                .noneMatch(place -> place.toLowerCase(Locale.ROOT).matches(".*(witness|testi).*"));
        assertThat(catalogue.topicsOf(told, "TH")).containsExactly("th.national.case.v1");
        assertThat(catalogue.recordsFor("monitoring-service")).doesNotContain(told);
        assertThat(catalogue.sealedAtRest()).contains("org.safereturn.casefile.v1.WitnessNote");
    }

    @Test
    void every_service_of_a_ministry_tells_its_open_work_on_one_topic_which_the_case_service_reads() {
        String told = "org.safereturn.work.v1.WorkItemChanged";

        for (String service : List.of("case-service", "tracing-service", "referral-service")) {
            assertThat(catalogue.topicOf(told, service, "TH")).isEqualTo("th.national.work.v1");
        }
        assertThat(catalogue.keyFields("th.national.work.v1", told)).containsExactly("caseRef", "list");
        assertThat(catalogue.all(List.of("TH"))).filteredOn(topic -> topic.producers().size() > 1)
                .extracting(TopicSpec::name).containsExactly("th.national.work.v1", "th.stats.deadline.v1");
        assertThat(catalogue.subscriptions("case-service", "TH", COUNTRIES)).contains("th.national.work.v1")
                .doesNotContain("kh.national.work.v1");
    }

    @Test
    void every_service_of_a_ministry_tells_of_its_deadlines_on_one_topic_under_the_statistical_reference() {
        String told = "org.safereturn.stats.v1.DeadlineBreached";

        for (String service : List.of("case-service", "tracing-service", "referral-service")) {
            assertThat(catalogue.topicOf(told, service, "TH")).isEqualTo("th.stats.deadline.v1");
        }
        assertThat(catalogue.keyFields("th.stats.deadline.v1", told)).containsExactly("statRef", "timer");
    }

    @Test
    void what_a_ministry_says_of_a_crossing_point_is_keyed_by_the_point_and_read_by_both_ministries() {
        String told = "org.safereturn.crossing.v1.CrossingPointStatusChanged";

        assertThat(catalogue.topicOf(told, "case-service", "TH")).isEqualTo("th.exchange.crossing-point.v1");
        assertThat(catalogue.keyFields("th.exchange.crossing-point.v1", told)).containsExactly("crossingPoint");
        assertThat(catalogue.sender("th.exchange.crossing-point.v1", told)).get().extracting(TopicCatalogue.Sender::fields)
                .isEqualTo(List.of("reportingCountry"));
        assertThat(catalogue.subscriptions("case-service", "KH", COUNTRIES)).contains("th.exchange.crossing-point.v1")
                .doesNotContain("kh.exchange.crossing-point.v1");
        assertThat(catalogue.subscriptions("referral-service", "KH", COUNTRIES)).contains("th.exchange.crossing-point.v1",
                "kh.exchange.crossing-point.v1");
        assertThat(catalogue.ignoredBy("monitoring-service")).containsKey(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "referral", "zz.exchange.tracing.v2", "zz.exchange.gossip.v1", "zz.exchange.tracing"})
    void another_topic_has_no_writer_and_no_records(String topic) {
        assertThat(catalogue.producers(topic)).isEmpty();
        assertThat(catalogue.records(topic)).isEmpty();
    }

    @Test
    void a_record_type_leads_to_the_topic_on_which_a_service_sends_it() {
        String confirmed = "org.safereturn.consent.v1.ConsentEffectConfirmed";

        assertThat(catalogue.topicOf(confirmed, "tracing-service", "TH")).isEqualTo("th.exchange.tracing.v1");
        assertThat(catalogue.topicOf(confirmed, "referral-service", "TH")).isEqualTo("th.exchange.referral.v1");
        assertThat(catalogue.topicsOf(confirmed, "TH")).hasSize(2);
        assertThatThrownBy(() -> catalogue.topicOf(confirmed, "case-service", "TH"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_record_of_the_catalogue_has_a_schema_and_a_class_of_its_name() {
        EventSchemas schemas = EventSchemas.load();

        Set<String> registered = schemas.all().keySet();
        assertThat(registered).containsAll(catalogue.records()).containsAll(catalogue.sealedContents().keySet())
                .containsAll(catalogue.sealedAtRest());
        assertThat(schemas.all().values().stream().map(Schema::getFullName).collect(Collectors.toSet()))
                .isEqualTo(registered);
        assertThat(registered).allSatisfy(name -> assertThat(schemas.type(name)).isPresent());
        assertThat(schemas.type("org.safereturn.sample.v1.Gossip")).isEmpty();
    }

    @Test
    void every_record_file_that_is_about_a_case_or_a_count_is_in_the_catalogue() {
        Set<String> events = SchemaFiles.under(SchemaFiles.SOURCES, ".avsc").stream().map(SchemaFiles::json)
                .filter(type -> type.path("fields").findValuesAsText("name").contains("occurredAt"))
                .map(type -> type.path("namespace").asText() + "." + type.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(catalogue.records()).isEqualTo(events);
    }

    @Test
    void every_record_has_the_fields_that_make_its_key_and_name_its_sides() {
        EventSchemas schemas = EventSchemas.load();

        catalogue.all(List.of("ZZ")).forEach(topic -> topic.records().forEach(record -> {
            Schema schema = schemas.schema(record);
            assertThat(catalogue.keyFields(topic.name(), record)).isNotEmpty()
                    .allSatisfy(field -> assertThat(schema.getField(field)).as("%s.%s", record, field).isNotNull());
            assertThat(catalogue.sender(topic.name(), record).orElseThrow().fields()).isNotEmpty()
                    .allSatisfy(field -> assertThat(schema.getField(field)).as("%s.%s", record, field).isNotNull());
            assertThat(catalogue.key(topic.name(), Samples.of(schema, Samples.Extent.MINIMAL))).isPresent();
        }));
        assertThat(catalogue.key("zz.stats.case.v1", Samples.of(schemas.schema(
                "org.safereturn.stats.v1.NonVictimReturnsCounted"), Samples.Extent.FULL)))
                .contains("sample NonVictimReturnsCounted.month|sample NonVictimReturnsCounted.checkpoint");
    }
}
