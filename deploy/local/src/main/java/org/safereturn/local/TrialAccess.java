package org.safereturn.local;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;

/**
 * Two principals for trying the system out, which a real exchange does not have: an auditor, which reads what the joint
 * view reads, and the benchmark.
 */
final class TrialAccess {

    static final String AUDITOR = "trial.auditor";
    static final String BENCHMARK = "trial.benchmark";
    static final List<String> PRINCIPALS = List.of(AUDITOR, BENCHMARK);

    private final Set<AclBinding> bindings = new HashSet<>();

    private TrialAccess(TopicCatalogue catalogue, List<String> countries) {
        for (String topic : catalogue.subscriptions("monitoring-service", TopicCatalogue.JOINT, countries)) {
            allow(AUDITOR, ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.READ);
        }
        // Each run of the auditor has a group of its own and removes it.
        allow(AUDITOR, ResourceType.GROUP, AUDITOR + ".", PatternType.PREFIXED, AclOperation.READ, AclOperation.DELETE);
        for (String country : countries) {
            allow(BENCHMARK, ResourceType.TOPIC, catalogue.topic(country, "exchange", "referral"), PatternType.LITERAL,
                    AclOperation.READ);
            allow(BENCHMARK, ResourceType.TOPIC, catalogue.topic(country, "national", "case"), PatternType.LITERAL,
                    AclOperation.DESCRIBE);
            allow(BENCHMARK, ResourceType.GROUP, AccessRules.principal(country, "referral-service"), PatternType.LITERAL,
                    AclOperation.DESCRIBE);
        }
        allow(BENCHMARK, ResourceType.TOPIC, "bench.floor.", PatternType.PREFIXED, AclOperation.CREATE,
                AclOperation.WRITE, AclOperation.READ, AclOperation.DELETE);
    }

    private void allow(String principal, ResourceType type, String name, PatternType pattern,
            AclOperation... operations) {
        Stream.of(operations).map(operation -> AccessControl.allow(principal, type, name, pattern, operation))
                .forEach(bindings::add);
    }

    /** What the two may do. */
    static Set<AclBinding> bindings(TopicCatalogue catalogue, List<String> countries) {
        return Set.copyOf(new TrialAccess(catalogue, countries).bindings);
    }
}
