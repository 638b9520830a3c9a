package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The one catalogue of topics, read from {@code topics.yaml}: names, owners, record types, subscriptions.
 *
 * <p>Immutable. Countries are given as ISO 3166-1 alpha-2 in any case and answered in upper case. A name that the
 * catalogue does not know is an {@link IllegalArgumentException}, because it is a fault of the program and never of a
 * message; look-ups that take a name from a message answer with an {@link Optional} or an empty collection instead.
 */
public final class TopicCatalogue {

    /** Owner of what belongs to no single country, such as the dead letters of monitoring. */
    public static final String JOINT = "JOINT";

    private static final Pattern NAME = Pattern.compile("([a-z]{2}|joint)\\.(\\w+)\\.([a-z0-9-]+)\\.v(\\d+)");

    private enum Side { PEER, OWN }

    private record Consumer(String service, Set<Side> reads) {}

    /**
     * The side that may send a record.
     *
     * @param name {@code HOST}, {@code ORIGIN}, {@code EITHER} or {@code REPORTER}
     * @param fields fields of the body that name the countries of that side; the sender is one of them
     */
    public record Sender(String name, List<String> fields) {

        /** Keeps its own copy. */
        public Sender {
            fields = List.copyOf(fields);
        }
    }

    /**
     * What a time in a record may be.
     *
     * @param earliest no time and no day is before this one
     * @param latest no time and no day is after this one
     * @param ahead how far a business time may lie ahead of the reader's clock
     */
    public record Times(LocalDate earliest, LocalDate latest, Duration ahead) {}

    private record Entry(
            String audience,
            String entity,
            int major,
            List<String> producers,
            String key,
            Optional<Duration> retention,
            boolean compacted,
            Map<String, String> senders,
            Map<String, List<String>> keys,
            Map<String, Map<String, String>> ignored,
            List<Consumer> consumers) {

        List<String> records() {
            return List.copyOf(senders.keySet());
        }

        String name(String country) {
            return lower(country) + "." + audience + "." + entity + ".v" + major;
        }
    }

    private final int partitions;
    private final Map<String, Sender> sides;
    private final Times times;
    private final List<Entry> entries;
    private final Map<String, String> sealedContents;
    private final List<String> sealedAtRest;
    private final int deadLetterMajor;
    private final Optional<Duration> deadLetterRetention;
    private final List<String> nationalConsumers;
    private final List<String> jointConsumers;
    private final Map<String, String> deadLetterReasons;

    private TopicCatalogue(Node root) {
        partitions = root.number("partitions");
        Node stated = root.node("sides");
        Map<String, Sender> named = new LinkedHashMap<>();
        stated.members().keySet().forEach(side ->
                named.put(side.toString(), new Sender(side.toString(), stated.texts(side.toString()))));
        sides = Collections.unmodifiableMap(named);
        Node bounds = root.node("times");
        times = new Times(bounds.day("earliest"), bounds.day("latest"), Duration.parse(bounds.text("ahead")));
        entries = root.nodes("topics").stream().map(node -> entry(node, sides.keySet())).toList();
        Map<String, String> contents = new LinkedHashMap<>();
        root.nodes("sealedContents").forEach(node -> contents.put(node.text("record"), node.text("inside")));
        sealedContents = Map.copyOf(contents);
        sealedAtRest = root.texts("sealedAtRest");
        Node deadLetters = root.node("deadLetters");
        deadLetterMajor = deadLetters.number("major");
        deadLetterRetention = deadLetters.retention();
        nationalConsumers = deadLetters.texts("national");
        jointConsumers = deadLetters.texts("joint");
        Map<String, String> reasons = new LinkedHashMap<>();
        deadLetters.nodes("reasons").forEach(node -> reasons.put(node.text("code"), node.text("text")));
        deadLetterReasons = Collections.unmodifiableMap(reasons);
    }

    /** The catalogue of this release, from the class path. */
    public static TopicCatalogue load() {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream("/topics.yaml")) {
            Objects.requireNonNull(in, "topics.yaml is missing from the class path");
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new TopicCatalogue(Node.of(root));
        } catch (IOException e) {
            throw new UncheckedIOException("topics.yaml cannot be read", e);
        }
    }

    /** Name of a country's topic, for example {@code th.exchange.referral.v1}. */
    public String topic(String country, String audience, String entity) {
        return entry(audience, entity).name(country);
    }

    /** Name of the topic of dead letters of one consumer; monitoring has one under {@link #JOINT}. */
    public String dlq(String country, String service) {
        List<String> known = country.equalsIgnoreCase(JOINT) ? jointConsumers : nationalConsumers;
        if (!known.contains(service)) {
            throw new IllegalArgumentException("no dead letters for " + service + " in " + country);
        }
        return deadLetterName(country, service);
    }

    private String deadLetterName(String country, String service) {
        return lower(country) + ".dlq." + service + ".v" + deadLetterMajor;
    }

    /**
     * Topics that one service of one country reads, in the order of the catalogue.
     *
     * @param country the country of the service, or {@link #JOINT} for monitoring
     * @param allCountries every country of the exchange, with or without the service's own
     */
    public List<String> subscriptions(String service, String country, Collection<String> allCountries) {
        List<String> topics = new ArrayList<>();
        for (Entry entry : entries) {
            for (Consumer consumer : entry.consumers()) {
                if (consumer.service().equals(service)) {
                    for (String owner : new LinkedHashSet<>(allCountries.stream().map(TopicCatalogue::upper).toList())) {
                        Side side = owner.equals(upper(country)) ? Side.OWN : Side.PEER;
                        if (consumer.reads().contains(side)) {
                            topics.add(entry.name(owner));
                        }
                    }
                }
            }
        }
        return List.copyOf(topics);
    }

    /** Every topic of the given countries with the joint ones, dead letters included. */
    public List<TopicSpec> all(Collection<String> countries) {
        List<TopicSpec> specs = new ArrayList<>();
        for (String country : countries) {
            String owner = upper(country);
            for (Entry entry : entries) {
                specs.add(new TopicSpec(entry.name(owner), owner, entry.audience(), entry.entity(), entry.producers(),
                        entry.key(), partitions, entry.retention(), entry.compacted(), entry.records()));
            }
            nationalConsumers.forEach(service -> specs.add(deadLetters(owner, service)));
        }
        jointConsumers.forEach(service -> specs.add(deadLetters(JOINT, service)));
        return List.copyOf(specs);
    }

    private TopicSpec deadLetters(String owner, String service) {
        return new TopicSpec(deadLetterName(owner, service), owner, "dlq", service, List.of(service), "original", partitions,
                deadLetterRetention, false, List.of());
    }

    /** Full names of the record types that a topic may carry; empty for dead letters and for an unknown topic. */
    public Set<String> records(String topic) {
        return parse(topic).map(entry -> Set.copyOf(entry.records())).orElse(Set.of());
    }

    /** The side that may send a record type on a topic; empty when the topic carries no such record. */
    public Optional<Sender> sender(String topic, String recordType) {
        return parse(topic).map(entry -> entry.senders().get(recordType)).map(sides::get);
    }

    /** The sides that a record may come from, by name. */
    public Map<String, Sender> sides() {
        return sides;
    }

    /** What a time in a record may be. */
    public Times times() {
        return times;
    }

    /**
     * Fields of a body whose values, joined by a vertical bar, the key of its message repeats.
     *
     * @throws IllegalArgumentException when the catalogue lets the topic carry no such record
     */
    public List<String> keyFields(String topic, String recordType) {
        return parse(topic).map(entry -> entry.keys().get(recordType))
                .orElseThrow(() -> new IllegalArgumentException("no " + recordType + " on " + topic));
    }

    /**
     * The key that the message of this body must have; empty when the body lacks what makes it.
     *
     * @throws IllegalArgumentException when the catalogue lets the topic carry no such record
     */
    public Optional<String> key(String topic, IndexedRecord body) {
        List<String> parts = new ArrayList<>();
        for (String name : keyFields(topic, body.getSchema().getFullName())) {
            Schema.Field field = body.getSchema().getField(name);
            Object value = field == null ? null : body.get(field.pos());
            if (value == null) {
                return Optional.empty();
            }
            parts.add(value.toString());
        }
        return Optional.of(String.join("|", parts));
    }

    /** Whether a topic is read in another country. */
    public boolean crosses(String topic) {
        return audience(topic).filter("exchange"::equals).isPresent();
    }

    /** Full names of the record types that reach a service on any topic, in the order of the catalogue. */
    public Set<String> recordsFor(String service) {
        Set<String> names = new LinkedHashSet<>();
        entries.stream().filter(entry -> entry.consumers().stream().anyMatch(each -> each.service().equals(service)))
                .forEach(entry -> names.addAll(entry.records()));
        return names;
    }

    /** The record types that reach a service and that it does not need: full names with the reasons. */
    public Map<String, String> ignoredBy(String service) {
        Map<String, String> reasons = new LinkedHashMap<>();
        entries.forEach(entry -> entry.ignored().forEach((record, told) ->
                Optional.ofNullable(told.get(service)).ifPresent(reason -> reasons.put(record, reason))));
        return reasons;
    }

    /** Full names of every record type that travels as the value of a message, in the order of the catalogue. */
    public Set<String> records() {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.addAll(entry.records()));
        return names;
    }

    /** Content record types (keys) that travel sealed inside a record type (values). */
    public Map<String, String> sealedContents() {
        return sealedContents;
    }

    /** Content record types that rest sealed in one ministry's own store and never travel. */
    public List<String> sealedAtRest() {
        return sealedAtRest;
    }

    /** Why a record may become a dead letter: codes with what each means. */
    public Map<String, String> deadLetterReasons() {
        return deadLetterReasons;
    }

    /** Owner of a topic in upper case, empty when the name is not one of the catalogue's shape. */
    public Optional<String> country(String topic) {
        Matcher matcher = NAME.matcher(topic);
        return matcher.matches() ? Optional.of(upper(matcher.group(1))) : Optional.empty();
    }

    /** The services that may write a topic, usually one; empty for an unknown one. */
    public List<String> producers(String topic) {
        return parse(topic).map(Entry::producers).orElse(List.of());
    }

    /** Audience of a topic, empty for an unknown one. */
    public Optional<String> audience(String topic) {
        return country(topic).map(owner -> topic.split("\\.", -1)[1]);
    }

    /**
     * The topic on which a service of a country sends a record type.
     *
     * @throws IllegalArgumentException when the catalogue has no such topic
     */
    public String topicOf(String recordType, String service, String country) {
        return entries.stream()
                .filter(entry -> entry.producers().contains(service) && entry.records().contains(recordType))
                .map(entry -> entry.name(country))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(service + " sends no " + recordType));
    }

    /** Every topic of a country that may carry a record type; empty for an unknown one. */
    public List<String> topicsOf(String recordType, String country) {
        return entries.stream()
                .filter(entry -> entry.records().contains(recordType))
                .map(entry -> entry.name(country))
                .toList();
    }

    private Optional<Entry> parse(String topic) {
        return country(topic).flatMap(owner -> entries.stream()
                .filter(entry -> entry.name(owner).equals(topic))
                .findFirst());
    }

    private Entry entry(String audience, String entity) {
        return entries.stream()
                .filter(entry -> entry.audience().equals(audience) && entry.entity().equals(entity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + audience + "." + entity));
    }

    private static Entry entry(Node node, Set<String> sides) {
        Map<String, String> senders = new LinkedHashMap<>();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Map<String, Map<String, String>> ignored = new LinkedHashMap<>();
        List<Consumer> consumers = node.nodes("consumers").stream()
                .map(consumer -> new Consumer(
                        consumer.text("service"),
                        Set.copyOf(consumer.texts("reads").stream().map(Side::valueOf).toList())))
                .toList();
        for (Node each : node.nodes("records")) {
            if (!sides.contains(each.text("from"))) {
                throw new IllegalStateException("topics.yaml: no side is called " + each.text("from"));
            }
            senders.put(each.text("record"), each.text("from"));
            keys.put(each.text("record"), each.members().containsKey("key") ? each.texts("key") : List.of(node.text("key")));
            ignored.put(each.text("record"), each.members().containsKey("ignored") ? each.node("ignored").named() : Map.of());
            ignored.get(each.text("record")).keySet().stream()
                    .filter(service -> consumers.stream().noneMatch(consumer -> consumer.service().equals(service)))
                    .forEach(service -> {
                        throw new IllegalStateException("topics.yaml: " + each.text("record") + " never reaches " + service);
                    });
        }
        return new Entry(
                node.text("audience"),
                node.text("entity"),
                node.number("major"),
                node.members().containsKey("producers") ? node.texts("producers") : List.of(node.text("producer")),
                node.text("key"),
                node.retention(),
                node.flag("compacted"),
                Collections.unmodifiableMap(senders),
                keys,
                ignored,
                consumers);
    }

    private static String upper(String country) {
        return country.toUpperCase(Locale.ROOT);
    }

    private static String lower(String country) {
        return country.toLowerCase(Locale.ROOT);
    }

    /** A map of the file whose members must be there. */
    private record Node(Map<?, ?> members) {

        static Node of(Object value) {
            if (value instanceof Map<?, ?> map) {
                return new Node(map);
            }
            throw new IllegalStateException("topics.yaml: a map is expected instead of " + value);
        }

        Object member(String name) {
            Object value = members.get(name);
            if (value == null) {
                throw new IllegalStateException("topics.yaml: " + name + " is missing in " + members);
            }
            return value;
        }

        String text(String name) {
            return member(name).toString();
        }

        /** The members as texts by name, in their order. */
        Map<String, String> named() {
            Map<String, String> texts = new LinkedHashMap<>();
            members.keySet().forEach(name -> texts.put(name.toString(), text(name.toString())));
            return texts;
        }

        LocalDate day(String name) {
            return member(name) instanceof Date day ? LocalDate.ofInstant(day.toInstant(), ZoneOffset.UTC)
                    : LocalDate.parse(text(name));
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        boolean flag(String name) {
            return Boolean.parseBoolean(text(name));
        }

        Optional<Duration> retention() {
            String value = text("retention");
            return value.equals("FOREVER") ? Optional.empty() : Optional.of(Duration.parse(value));
        }

        Node node(String name) {
            return of(member(name));
        }

        List<?> list(String name) {
            if (member(name) instanceof List<?> list) {
                return list;
            }
            throw new IllegalStateException("topics.yaml: " + name + " must be a list");
        }

        List<Node> nodes(String name) {
            return list(name).stream().map(Node::of).toList();
        }

        List<String> texts(String name) {
            return list(name).stream().map(Object::toString).toList();
        }
    }
}
