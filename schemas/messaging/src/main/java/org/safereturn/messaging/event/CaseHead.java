package org.safereturn.messaging.event;

import java.time.Instant;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBuilderBase;
import org.safereturn.exchange.v1.ActorReference;

/**
 * The head of every record about a case.
 *
 * @param caseRef joint case reference
 * @param version of the producer's aggregate after the event
 * @param journey the two countries of the case
 * @param resultingState symbol of the state after the event, as the record's own enum has it
 * @param occurredAt business time, to the millisecond
 * @param actor who acted
 */
public record CaseHead(String caseRef, long version, Journey journey, String resultingState, Instant occurredAt,
        Officer actor) {

    /**
     * The head of a record.
     *
     * @throws IllegalArgumentException when the record has none
     */
    public static CaseHead of(SpecificRecord record) {
        return new CaseHead(needed(record, "caseRef").toString(), (Long) needed(record, "caseVersion"), journeyOf(record),
                needed(record, "resultingState").toString(), (Instant) needed(record, "occurredAt"),
                Officer.of((ActorReference) needed(record, "actor")));
    }

    private static Journey journeyOf(SpecificRecord record) {
        return new Journey(needed(record, "hostCountry").toString(), needed(record, "originCountry").toString());
    }

    private static Object needed(SpecificRecord record, String field) {
        return Fields.value(record, field).orElseThrow(() -> new IllegalArgumentException(
                record.getSchema().getFullName() + " has no " + field));
    }

    /** The same head with another state. */
    public CaseHead in(Enum<?> state) {
        return new CaseHead(caseRef, version, journey, state.name(), occurredAt, actor);
    }

    /** The side that acted. */
    public Party party() {
        return journey.partyOf(actor.ministry()).orElseThrow(() -> new IllegalArgumentException(
                actor.ministry() + " is on no side of " + journey.flow()));
    }

    /**
     * The builder with this head in it.
     *
     * @throws IllegalArgumentException when the record's states have no such symbol
     */
    public <B extends SpecificRecordBuilderBase<?>> B on(B builder) {
        Fields.set(builder, "caseRef", UUID.fromString(caseRef));
        Fields.set(builder, "caseVersion", version);
        Fields.set(builder, "hostCountry", journey.host());
        Fields.set(builder, "originCountry", journey.origin());
        Fields.set(builder, "resultingState", resultingState);
        Fields.set(builder, "occurredAt", occurredAt);
        Fields.set(builder, "actor", actor.toReference());
        return builder;
    }

    /**
     * The builder of a statistics record with its head in it: a pseudonym in place of the reference, and nobody who acted.
     *
     * @param statRef the pseudonym
     * @param reporter country that reports
     */
    public <B extends SpecificRecordBuilderBase<?>> B counted(B builder, String statRef, String reporter) {
        Fields.set(builder, "statRef", statRef);
        Fields.set(builder, "statVersion", version);
        Fields.set(builder, "reportingCountry", reporter);
        Fields.set(builder, "hostCountry", journey.host());
        Fields.set(builder, "originCountry", journey.origin());
        Fields.set(builder, "occurredAt", occurredAt);
        return builder;
    }
}
