package org.safereturn.local;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.safereturn.events.AccessRule;
import org.safereturn.events.AccessRules;

/** Brings access rules and topics to a running broker. */
final class AccessControl {

    private static final long SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(SECONDS);
    private static final int POLL_MILLIS = 50;

    private AccessControl() {
    }

    /** Rules as the broker keeps them. */
    static Set<AclBinding> of(AccessRules rules) {
        return rules.rules().stream().map(AccessControl::of).collect(Collectors.toSet());
    }

    private static AclBinding of(AccessRule rule) {
        return allow(rule.principal(), ResourceType.valueOf(rule.resource().name()), rule.name(), PatternType.LITERAL,
                AclOperation.valueOf(rule.operation().name()));
    }

    static AclBinding allow(String principal, ResourceType type, String name, PatternType pattern,
            AclOperation operation) {
        return new AclBinding(new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** Lets the broker have exactly these rules: what is missing is added, any other is removed. */
    static void enforce(Map<String, ?> broker, Set<AclBinding> wanted) throws InterruptedException {
        try (Admin admin = Admin.create(Map.copyOf(broker))) {
            Collection<AclBinding> present = admin.describeAcls(AclBindingFilter.ANY).values()
                    .get(SECONDS, TimeUnit.SECONDS);
            Set<AclBinding> missing = new HashSet<>(wanted);
            missing.removeAll(present);
            Set<AclBinding> stale = new HashSet<>(present);
            stale.removeAll(wanted);
            admin.createAcls(missing).all().get(SECONDS, TimeUnit.SECONDS);
            admin.deleteAcls(stale.stream().map(AclBinding::toFilter).toList()).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure("The access rules cannot be brought to the broker: " + e.getMessage() + ".");
        }
    }

    /** Creates the topics that are not there yet and leaves the others as they are. */
    static void create(Map<String, ?> administrator, List<NewTopic> topics) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.copyOf(administrator))) {
            while (!created(admin, topics, System.nanoTime() < end)) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure("The topics cannot be created: " + e.getMessage() + ".");
        }
    }

    /** False when it is worth another try: a rule that was just made takes a moment until it is known everywhere. */
    private static boolean created(Admin admin, List<NewTopic> topics, boolean patient)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Set<String> existing = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            admin.createTopics(topics.stream().filter(topic -> !existing.contains(topic.name())).toList()).all()
                    .get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (patient && e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw e;
        }
    }
}
