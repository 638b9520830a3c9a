package org.safereturn.events;

/**
 * One thing that one principal may do at the broker. What no rule says is denied. A name is always the whole name:
 * no rule is a wildcard or a prefix.
 *
 * @param principal who, as its certificate names it, for example {@code kh.case-service}
 * @param resource what kind of thing it is done to
 * @param name full name of the topic or of the consumer group
 * @param operation what is done, with what Kafka lets it imply: whoever reads or writes may describe
 */
public record AccessRule(String principal, Resource resource, String name, Operation operation) {

    /** Kinds of things that rules are about; nobody but the broker has a right on the cluster itself. */
    public enum Resource { TOPIC, GROUP }

    /** What can be allowed; nobody may delete or alter a topic. */
    public enum Operation { READ, WRITE, CREATE, DESCRIBE }
}
