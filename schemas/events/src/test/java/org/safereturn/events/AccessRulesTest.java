package org.safereturn.events;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.events.AccessRule.Operation;
import org.safereturn.events.AccessRule.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the rules say; that a broker keeps to them is tried in {@code deploy/local}. */
class AccessRulesTest {

    private static final List<String> COUNTRIES = List.of("KH", "TH", "ZZ");

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final AccessRules access = AccessRules.of(catalogue, COUNTRIES);

    @Test
    void everybody_has_a_name_of_its_own() {
        assertThat(access.principals()).containsExactlyInAnyOrder("exchange.administrator",
                "kh.case-service", "kh.tracing-service", "kh.referral-service", "kh.operator",
                "th.case-service", "th.tracing-service", "th.referral-service", "th.operator",
                "zz.case-service", "zz.tracing-service", "zz.referral-service", "zz.operator",
                "joint.monitoring-service", "joint.operator");
        assertThat(access.rules()).extracting(AccessRule::principal).hasSameElementsAs(access.principals())
                .doesNotContain(AccessRules.BROKER);
    }

    @Test
    void every_topic_but_those_of_open_work_and_deadlines_has_exactly_one_writer_which_is_a_service_of_its_country() {
        Set<String> written = new HashSet<>();
        for (AccessRule rule : access.rules()) {
            if (rule.operation() == Operation.WRITE) {
                assertThat(rule.resource()).isEqualTo(Resource.TOPIC);
                assertThat(written.add(rule.name()) || rule.name().endsWith(".national.work.v1")
                        || rule.name().endsWith(".stats.deadline.v1"))
                        .as("a second writer of %s", rule.name()).isTrue();
                assertThat(rule.principal()).endsWith("-service");
                assertThat(country(rule.principal())).isEqualTo(country(rule.name()));
            }
        }
        assertThat(written).isEqualTo(topics());
    }

    @Test
    void the_open_work_of_a_ministry_is_written_by_its_three_services_and_read_by_its_case_service() {
        for (String country : List.of("kh", "th", "zz")) {
            assertThat(access.rules()).filteredOn(rule -> rule.name().equals(country + ".national.work.v1")
                            && rule.operation() == Operation.WRITE).extracting(AccessRule::principal)
                    .containsExactlyInAnyOrder(country + ".case-service", country + ".tracing-service",
                            country + ".referral-service");
            assertThat(access.rules()).filteredOn(rule -> rule.name().equals(country + ".national.work.v1")
                            && rule.operation() == Operation.READ).extracting(AccessRule::principal)
                    .containsExactly(country + ".case-service");
        }
    }

    @Test
    void dead_letters_are_read_by_their_service_and_the_operators_of_their_own_side_only() {
        assertThat(access.rules()).filteredOn(rule -> rule.operation() == Operation.READ && rule.name().contains(".dlq."))
                .hasSize(2 * (COUNTRIES.size() * 3 + 1))
                .allMatch(rule -> rule.principal().equals(AccessRules.operator(country(rule.name())))
                        || access.rules().contains(new AccessRule(rule.principal(), Resource.TOPIC, rule.name(),
                                Operation.WRITE)));
    }

    @Test
    void a_national_topic_is_seen_in_its_own_country_only_and_a_case_key_by_peers_referral_services_only() {
        assertThat(access.rules()).filteredOn(rule -> rule.name().contains(".national."))
                .filteredOn(rule -> !rule.principal().equals(AccessRules.ADMINISTRATOR)).isNotEmpty()
                .allMatch(rule -> country(rule.principal()).equals(country(rule.name())));
        assertThat(access.rules()).filteredOn(rule -> rule.name().contains(".case-key.")
                        && rule.operation() == Operation.READ).hasSize(COUNTRIES.size() * (COUNTRIES.size() - 1))
                .allMatch(rule -> rule.principal().endsWith(".referral-service")
                        && !country(rule.principal()).equals(country(rule.name())));
        assertThat(access.rules()).filteredOn(rule -> rule.principal().startsWith("joint."))
                .noneMatch(rule -> rule.name().contains(".national.") || rule.name().contains(".case-key."));
    }

    @Test
    void a_temporary_access_is_read_by_the_two_other_services_of_its_ministry_and_by_nobody_else() {
        for (String country : COUNTRIES) {
            String own = country.toLowerCase(Locale.ROOT);
            List<String> topics = catalogue.topicsOf(TemporaryAccessRecorded.getClassSchema().getFullName(), country);
            assertThat(topics).containsExactly(own + ".national.case.v1");
            assertThat(access.rules()).filteredOn(rule -> topics.contains(rule.name()) && rule.operation() == Operation.READ)
                    .extracting(AccessRule::principal)
                    .containsExactlyInAnyOrder(own + ".referral-service", own + ".tracing-service");
        }
    }

    @Test
    void the_administrator_creates_every_topic_and_reads_and_writes_none() {
        List<AccessRule> rules = access.rules().stream()
                .filter(rule -> rule.principal().equals(AccessRules.ADMINISTRATOR)).toList();
        assertThat(rules).extracting(AccessRule::operation).containsOnly(Operation.CREATE, Operation.DESCRIBE);
        assertThat(rules.stream().filter(rule -> rule.operation() == Operation.CREATE).map(AccessRule::name))
                .containsExactlyInAnyOrderElementsOf(topics());
        assertThat(access.rules()).filteredOn(rule -> rule.operation() == Operation.CREATE).hasSize(topics().size());
    }

    @Test
    void a_consumer_group_is_joined_by_the_one_whose_name_it_has() {
        assertThat(access.rules()).filteredOn(rule -> rule.resource() == Resource.GROUP
                        && rule.operation() == Operation.READ)
                .hasSize(access.principals().size() - 1).allMatch(rule -> rule.principal().equals(rule.name()));
    }

    @Test
    void no_rule_is_a_wildcard() {
        assertThat(access.rules()).extracting(AccessRule::name).noneMatch(name -> name.contains("*"));
        assertThat(access.rules()).filteredOn(rule -> rule.resource() == Resource.TOPIC).extracting(AccessRule::name)
                .hasSameElementsAs(topics());
    }

    private Set<String> topics() {
        return catalogue.all(COUNTRIES).stream().map(TopicSpec::name).collect(Collectors.toSet());
    }

    private static String country(String name) {
        return name.substring(0, name.indexOf('.'));
    }
}
