package org.safereturn.tracing.adapter.web;

import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.tracing.v1.LocatedRelative;
import org.safereturn.tracing.v1.TracingActionDetail;
import org.safereturn.tracing.v1.TracingResultContent;

/** Personal content between JSON and the records that are sealed. */
final class Contents {

    private Contents() {
    }

    static TracingActionDetail actionDetail(@Nullable String place, @Nullable String note) {
        return TracingActionDetail.newBuilder().setPlace(place).setNote(note).build();
    }

    static @Nullable SpecificRecord result(Requests.@Nullable ResultContent content) {
        if (content == null) {
            return null;
        }
        Requests.Relation relation = content.caregiverRelation();
        return TracingResultContent.newBuilder()
                .setRelatives(content.relatives().stream().map(Contents::relative).toList())
                .setCaregiver(content.caregiver())
                .setCaregiverRelation(relation == null ? null : relation.name())
                .setSupportNeeded(content.supportNeeded())
                .setSafetyNotes(content.safetyNotes())
                .setMessageForPerson(content.messageForPerson())
                .setOpenQuestions(content.openQuestions())
                .build();
    }

    private static LocatedRelative relative(Requests.Relative relative) {
        return LocatedRelative.newBuilder()
                .setName(relative.name())
                .setRelation(relative.relation().name())
                .setCaregiver(relative.caregiver())
                .setContactAllowed(relative.contactAllowed())
                .setReaction(relative.reaction())
                .build();
    }

    /** Every member of an opened record under its own name, dates as ISO texts and codes as they are. */
    static Map<String, @Nullable Object> members(IndexedRecord content) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Schema.Field field : content.getSchema().getFields()) {
            members.put(field.name(), member(content.get(field.pos())));
        }
        return members;
    }

    private static @Nullable Object member(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case IndexedRecord nested -> members(nested);
            case List<?> list -> list.stream().map(Contents::member).toList();
            case Enum<?> code -> code.name();
            case Temporal time -> time.toString();
            default -> value;
        };
    }
}
