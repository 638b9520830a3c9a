package org.safereturn.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.safereturn.events.TopicCatalogue;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Who may do what, decided for one cell after the other from {@code topics.yaml} as it is written. It shares nothing
 * with what makes the rules: the file is read as plain maps, and names are taken apart instead of put together.
 */
final class ExpectedAccess {

    static final List<AclOperation> ON_TOPICS = List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE,
            AclOperation.CREATE, AclOperation.DELETE, AclOperation.ALTER);
    static final List<AclOperation> ON_GROUPS = List.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DELETE);

    private static final List<String> COUNTRIES = List.of("kh", "th");

    private final List<Map<String, Object>> entries = new ArrayList<>();
    private final List<String> national;

    ExpectedAccess() {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream("/topics.yaml")) {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Objects.requireNonNull(in));
            maps(root.get("topics")).forEach(entries::add);
            national = texts(map(root.get("deadLetters")).get("national"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One thing that somebody may do. */
    record Cell(String principal, AclOperation operation, String name) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return principal + " " + operation + " " + name;
        }
    }

    /** Everybody except the broker, which is above the rules. */
    Set<String> principals() {
        Set<String> principals = new TreeSet<>(Set.of("exchange.administrator", "joint.monitoring-service",
                "joint.operator", "trial.auditor", "trial.benchmark"));
        for (String country : COUNTRIES) {
            national.forEach(service -> principals.add(country + "." + service));
            principals.add(country + ".operator");
        }
        return principals;
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>(Set.of("joint.dlq.monitoring-service.v1"));
        for (String country : COUNTRIES) {
            entries.forEach(entry -> topics.add(country + "." + entry.get("audience") + "." + entry.get("entity") + ".v"
                    + entry.get("major")));
            national.forEach(service -> topics.add(country + ".dlq." + service + ".v1"));
        }
        return topics;
    }

    /** A group for everybody who reads, one of a run of the auditor, and one that is nobody's. */
    Set<String> groups() {
        Set<String> groups = new TreeSet<>(principals());
        groups.removeAll(Set.of("exchange.administrator", "trial.benchmark", "trial.auditor"));
        groups.addAll(Set.of("trial.auditor.1", "nobody"));
        return groups;
    }

    Set<Cell> onTopics() {
        Set<Cell> allowed = new TreeSet<>();
        for (String principal : principals()) {
            for (String topic : topics()) {
                for (AclOperation operation : ON_TOPICS) {
                    if (may(principal, operation, topic.split("\\.", -1))) {
                        allowed.add(new Cell(principal, operation, topic));
                    }
                }
            }
        }
        return allowed;
    }

    Set<Cell> onGroups() {
        Set<Cell> allowed = new TreeSet<>();
        for (String principal : principals()) {
            for (String group : groups()) {
                boolean own = group.equals(principal);
                boolean auditors = principal.equals("trial.auditor") && group.equals("trial.auditor.1");
                boolean watched = principal.equals("trial.benchmark") ? group.endsWith(".referral-service")
                        : group.endsWith("-service") && principal.equals(side(group) + ".operator");
                if (own || auditors) {
                    allowed.add(new Cell(principal, AclOperation.READ, group));
                }
                if (own || auditors || watched) {
                    allowed.add(new Cell(principal, AclOperation.DESCRIBE, group));
                }
                if (auditors) {
                    allowed.add(new Cell(principal, AclOperation.DELETE, group));
                }
            }
        }
        return allowed;
    }

    private boolean may(String principal, AclOperation operation, String[] topic) {
        boolean administrator = principal.equals("exchange.administrator");
        return switch (operation) {
            case READ -> reads(principal, topic);
            case WRITE -> writes(principal, topic);
            case CREATE -> administrator;
            case DESCRIBE -> administrator || reads(principal, topic) || writes(principal, topic)
                    || watches(principal, topic);
            default -> false;
        };
    }

    private boolean writes(String principal, String[] topic) {
        if (topic[1].equals("dlq")) {
            return principal.equals(topic[0] + "." + topic[2]);
        }
        List<String> producers = entry(topic).containsKey("producers") ? texts(entry(topic).get("producers"))
                : List.of(String.valueOf(entry(topic).get("producer")));
        return producers.stream().anyMatch(producer -> principal.equals(topic[0] + "." + producer));
    }

    private boolean reads(String principal, String[] topic) {
        if (topic[1].equals("dlq")) {
            return principal.equals(topic[0] + ".operator") || writes(principal, topic);
        }
        if (principal.equals("trial.auditor")) {
            return reads("joint.monitoring-service", topic);
        }
        if (principal.equals("trial.benchmark")) {
            return topic[1].equals("exchange") && topic[2].equals("referral");
        }
        String side = topic[0].equals(side(principal)) ? "OWN" : "PEER";
        return maps(entry(topic).get("consumers")).stream()
                .filter(consumer -> principal.endsWith("." + consumer.get("service")))
                .anyMatch(consumer -> texts(consumer.get("reads")).contains(side));
    }

    /** Operators see how far their services have read, the benchmark whether the referral service knows the cases. */
    private boolean watches(String principal, String[] topic) {
        if (principal.equals("trial.benchmark")) {
            return topic[1].equals("national") && topic[2].equals("case");
        }
        return principal.endsWith(".operator") && !topic[1].equals("dlq") && principals().stream()
                .filter(service -> service.endsWith("-service") && side(service).equals(side(principal)))
                .anyMatch(service -> reads(service, topic));
    }

    private Map<String, Object> entry(String[] topic) {
        return entries.stream().filter(entry -> topic[1].equals(entry.get("audience"))
                && topic[2].equals(entry.get("entity"))).findFirst().orElseThrow();
    }

    private static String side(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static List<Map<String, Object>> maps(@Nullable Object value) {
        return list(value).stream().map(ExpectedAccess::map).toList();
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }
}
