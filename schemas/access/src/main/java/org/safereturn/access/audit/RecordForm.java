package org.safereturn.access.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form in which records are stored and exported: named members. {@link #read} takes exactly what {@link #members}
 * gives: a member too many, missing or of another kind is a {@link MalformedRecord}, so that nothing can be added to a
 * record which its hash does not cover.
 */
public final class RecordForm {

    static final String SEQUENCE = "sequence";
    static final String CASES = "cases";

    static final String RECORDED = "recorded";
    private static final String AGENT = "agent";
    private static final String PURPOSE = "purpose";
    private static final String ACTION = "action";
    private static final String ENDPOINT = "endpoint";
    private static final String OUTCOME = "outcome";
    private static final String STATUS = "status";
    private static final String RULE = "rule";
    private static final String ATTEMPT = "attempt";
    private static final String PREVIOUS = "previous";
    private static final String HASH = "hash";
    private static final String REFERENCE = "reference";
    private static final String ROLE = "role";
    private static final String UNIT = "unit";
    private static final String MINISTRY = "ministry";

    private static final JsonMapper JSON = JsonMapper.shared();

    private RecordForm() {}

    /** What is less than the time of every record of this second, and more than that of every one before. */
    static String second(Instant moment) {
        String text = moment.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.substring(0, text.length() - 1);
    }

    /**
     * What the hash is made of: JSON with its members sorted by name and without white space, as RFC 8785 writes it. What
     * is absent is left out.
     */
    static String content(long sequence, Instant recorded, AuditEntry entry) {
        return JSON.writeValueAsString(contentMembers(sequence, recorded, entry));
    }

    /** The record on one line: its content with {@code hash} and {@code previous} among the sorted members. */
    public static String line(AuditRecord record) {
        return JSON.writeValueAsString(members(record));
    }

    /**
     * The record on this line.
     *
     * @throws MalformedRecord when there is none
     */
    public static AuditRecord read(String line) {
        Map<?, ?> members;
        try {
            members = JSON.readValue(line, Map.class);
        } catch (JacksonException e) {
            throw new MalformedRecord("A line is not a JSON object");
        }
        if (members == null) {
            throw new MalformedRecord("A line is not a JSON object");
        }
        return read(members);
    }

    static Map<String, Object> members(AuditRecord record) {
        Map<String, Object> members = contentMembers(record.sequence(), record.recorded(), record.entry());
        members.put(PREVIOUS, record.previous());
        members.put(HASH, record.hash());
        return members;
    }

    private static Map<String, Object> contentMembers(long sequence, Instant recorded, AuditEntry entry) {
        Map<String, Object> members = new TreeMap<>();
        Agent agent = entry.agent();
        members.put(SEQUENCE, sequence);
        members.put(RECORDED, recorded.toString());
        members.put(AGENT, new TreeMap<>(Map.of(REFERENCE, agent.reference(), ROLE, agent.role(), UNIT, agent.unit(),
                MINISTRY, agent.ministry())));
        members.put(PURPOSE, entry.purpose());
        members.put(ACTION, entry.action().code());
        members.put(ENDPOINT, entry.endpoint());
        members.put(CASES, entry.cases());
        members.put(OUTCOME, entry.outcome().name());
        entry.status().ifPresent(status -> members.put(STATUS, status));
        entry.rule().ifPresent(rule -> members.put(RULE, rule));
        entry.attempt().ifPresent(attempt -> members.put(ATTEMPT, attempt));
        return members;
    }

    static AuditRecord read(Map<?, ?> members) {
        Taken taken = new Taken(members);
        long sequence = taken.number(SEQUENCE).orElseThrow(() -> new MalformedRecord("A record has no sequence number"));
        taken.where = "Record " + sequence;
        Taken agent = new Taken(taken.part(AGENT));
        agent.where = taken.where;
        AuditEntry entry = new AuditEntry(
                new Agent(agent.text(REFERENCE), agent.text(ROLE), agent.text(UNIT), agent.text(MINISTRY)),
                taken.text(PURPOSE), Action.ofCode(taken.text(ACTION)).orElseThrow(() -> taken.malformed(ACTION)),
                taken.text(ENDPOINT), taken.texts(CASES), outcome(taken), status(taken), taken.maybeText(RULE),
                taken.number(ATTEMPT));
        AuditRecord record = new AuditRecord(sequence, instant(taken), entry, taken.text(PREVIOUS), taken.text(HASH));
        agent.nothingLeft();
        taken.nothingLeft();
        return record;
    }

    private static Outcome outcome(Taken taken) {
        String name = taken.text(OUTCOME);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw taken.malformed(OUTCOME);
    }

    private static OptionalInt status(Taken taken) {
        OptionalLong status = taken.number(STATUS);
        return status.isPresent() ? OptionalInt.of((int) status.getAsLong()) : OptionalInt.empty();
    }

    private static Instant instant(Taken taken) {
        String text = taken.text(RECORDED);
        try {
            Instant recorded = Instant.parse(text);
            if (recorded.toString().equals(text)) {
                return recorded;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw taken.malformed(RECORDED);
    }

    /** Members that are taken out one by one, so that what nobody asked for stays. */
    private static final class Taken {
        private final Map<Object, @Nullable Object> left;
        private String where = "A record";

        Taken(Map<?, ?> members) {
            left = new HashMap<>(members);
        }

        String text(String name) {
            return maybeText(name).orElseThrow(() -> malformed(name));
        }

        Optional<String> maybeText(String name) {
            if (!left.containsKey(name)) {
                return Optional.empty();
            }
            if (left.remove(name) instanceof String text) {
                return Optional.of(text);
            }
            throw malformed(name);
        }

        OptionalLong number(String name) {
            if (!left.containsKey(name)) {
                return OptionalLong.empty();
            }
            return switch (left.remove(name)) {
                case Integer number -> OptionalLong.of(number);
                case Long number -> OptionalLong.of(number);
                case null, default -> throw malformed(name);
            };
        }

        Map<?, ?> part(String name) {
            if (left.remove(name) instanceof Map<?, ?> part) {
                return part;
            }
            throw malformed(name);
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            if (left.remove(name) instanceof List<?> values) {
                for (Object value : values) {
                    if (!(value instanceof String text)) {
                        throw malformed(name);
                    }
                    texts.add(text);
                }
                // The entry sorts them: another order would go unseen.
                if (texts.equals(texts.stream().sorted().distinct().toList())) {
                    return texts;
                }
            }
            throw malformed(name);
        }

        void nothingLeft() {
            if (!left.isEmpty()) {
                throw new MalformedRecord(where + " was changed: it has a member that no record has");
            }
        }

        MalformedRecord malformed(String name) {
            return new MalformedRecord(where + " was changed: its member " + name + " is missing or of another kind");
        }
    }
}
