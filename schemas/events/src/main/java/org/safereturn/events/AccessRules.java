package org.safereturn.events;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.safereturn.events.AccessRule.Operation;
import org.safereturn.events.AccessRule.Resource;

/**
 * Who may do what at the broker, made from the catalogue of topics and from nothing else: a service writes the topics it
 * produces in its own country and its own dead letters, and reads what the catalogue lets it consume; an operator reads
 * the dead letters of its own services and sees how far they have read; the administrator creates topics and cannot read
 * or write one. Immutable.
 */
public final class AccessRules {

    /** The broker itself, the only one that is above the rules. */
    public static final String BROKER = "exchange.broker";

    /** Creates the topics of the catalogue. */
    public static final String ADMINISTRATOR = "exchange.administrator";

    private final Set<AccessRule> rules = new LinkedHashSet<>();
    private final Set<String> principals = new LinkedHashSet<>();

    private AccessRules(TopicCatalogue catalogue, Collection<String> countries) {
        List<TopicSpec> topics = catalogue.all(countries);
        principals.add(ADMINISTRATOR);
        for (TopicSpec topic : topics) {
            allow(ADMINISTRATOR, Resource.TOPIC, topic.name(), Operation.CREATE);
            allow(ADMINISTRATOR, Resource.TOPIC, topic.name(), Operation.DESCRIBE);
            topic.producers().forEach(producer ->
                    allow(principal(topic.country(), producer), Resource.TOPIC, topic.name(), Operation.WRITE));
            if (topic.deadLetters()) {
                service(topic.country(), topic.entity(), topic.name(),
                        catalogue.subscriptions(topic.entity(), topic.country(), countries));
            }
        }
    }

    /** Every service has a topic of dead letters, which is how services are known here. */
    private void service(String country, String service, String deadLetters, List<String> subscriptions) {
        String principal = principal(country, service);
        String operator = operator(country);
        principals.add(principal);
        principals.add(operator);
        allow(principal, Resource.GROUP, principal, Operation.READ);
        allow(operator, Resource.GROUP, operator, Operation.READ);
        allow(operator, Resource.GROUP, principal, Operation.DESCRIBE);
        allow(operator, Resource.TOPIC, deadLetters, Operation.READ);
        // For a second try at what it could not handle.
        allow(principal, Resource.TOPIC, deadLetters, Operation.READ);
        for (String topic : subscriptions) {
            allow(principal, Resource.TOPIC, topic, Operation.READ);
            allow(operator, Resource.TOPIC, topic, Operation.DESCRIBE);
        }
    }

    private void allow(String principal, Resource resource, String name, Operation operation) {
        rules.add(new AccessRule(principal, resource, name, operation));
    }

    /**
     * The rules of an exchange.
     *
     * @param countries every country of the exchange
     */
    public static AccessRules of(TopicCatalogue catalogue, Collection<String> countries) {
        return new AccessRules(catalogue, countries);
    }

    /**
     * The name under which the broker knows a service; its consumer group has the same name.
     *
     * @param country the country of the service, or {@link TopicCatalogue#JOINT}
     */
    public static String principal(String country, String service) {
        return country.toLowerCase(Locale.ROOT) + "." + service;
    }

    /** The name under which the broker knows the operators of a country, or of {@link TopicCatalogue#JOINT}. */
    public static String operator(String country) {
        return principal(country, "operator");
    }

    /** Everything that is allowed. */
    public List<AccessRule> rules() {
        return List.copyOf(rules);
    }

    /** Everybody whom a rule names; {@link #BROKER} needs none. */
    public List<String> principals() {
        return List.copyOf(principals);
    }
}
