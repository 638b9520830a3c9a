package org.safereturn.messaging.aggregate;

import java.util.Locale;
import java.util.Set;

import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;

/**
 * The streams that an aggregate reads in strict order: exchange topics of other countries with one of these entities.
 *
 * @param country upper-case code of the own country
 * @param entities as in topic names
 */
public record OrderedStreams(String country, Set<String> entities) {

    /** Keeps its own copy of the set. */
    public OrderedStreams {
        entities = Set.copyOf(entities);
    }

    /** Whether messages of this topic are read in strict order. */
    public boolean contain(String topic) {
        String[] parts = topic.split("\\.", -1);
        return parts.length == 4 && !parts[0].equals(country.toLowerCase(Locale.ROOT)) && "exchange".equals(parts[1])
                && entities.contains(parts[2]);
    }

    /**
     * Refuses a strict message of a topic that was not declared.
     *
     * @throws IllegalArgumentException naming the topic
     */
    public void check(Cause cause) {
        if (cause instanceof Cause.Message(var event, var ordering) && ordering == Ordering.STRICT
                && !contain(event.metadata().topic())) {
            throw new IllegalArgumentException(
                    "Declare the entity of " + event.metadata().topic() + " as ordered when making these aggregates");
        }
    }
}
