package org.safereturn.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.avro.Schema;

/** The rule that personal data travels only inside a sealed part. */
final class PersonalData {

    private static final Set<String> PERSONAL = Set.of("DC2", "DC3");

    /** Words that name a person or lead to one, whatever class a field claims to have. */
    private static final List<String> WORDS = List.of("name", "nick", "alias", "birth", "address", "phone", "photo",
            "relative", "caregiver", "passport", "ethnic", "diagnos", "health", "illness", "medicin", "narrative",
            "note", "village", "street", "document");

    /** Fields that a word above hits although they name no person: codes, yes or no, and the phone of a duty desk. */
    private static final Set<String> NOT_PERSONAL = Set.of(
            "org.safereturn.exchange.v1.FormReference.document",
            "org.safereturn.repatriation.v1.HandoverExecuted.medicinesHanded",
            "org.safereturn.repatriation.v1.HandoverExecuted.medicinesSaid",
            "org.safereturn.repatriation.v1.RepatriationConfirmed.contactPhone",
            "org.safereturn.repatriation.v1.RepatriationProposed.documentType",
            "org.safereturn.tracing.v1.TracingResultIssued.documentOffered");

    private PersonalData() {}

    /** What is wrong with the records that travel in clear, empty when nothing is. */
    static List<String> violations(Collection<Schema> clear, Set<String> sealedTypes) {
        List<String> found = new ArrayList<>();
        for (Schema record : clear) {
            for (Schema type : SchemaTypes.reachable(record)) {
                if (sealedTypes.contains(type.getFullName()) || type.getObjectProp("sealedContent") != null) {
                    found.add(record.getName() + " uses sealed content in clear: " + type.getName());
                }
                if (type.getType() == Schema.Type.RECORD) {
                    type.getFields().forEach(field -> field(record, type, field, found));
                }
            }
        }
        return found;
    }

    private static void field(Schema record, Schema type, Schema.Field field, List<String> found) {
        String dataClass = field.getProp("dataClass");
        if (dataClass == null || PERSONAL.contains(dataClass)) {
            found.add(record.getName() + " carries " + type.getName() + "." + field.name() + " of class " + dataClass);
        }
        String word = field.name().toLowerCase(Locale.ROOT);
        if (WORDS.stream().anyMatch(word::contains)
                && !NOT_PERSONAL.contains(type.getFullName() + "." + field.name())) {
            found.add(record.getName() + " carries what sounds personal: " + type.getName() + "." + field.name());
        }
        if (record.getNamespace().contains(".stats.") && List.of("unit", "province", "case", "actor").stream()
                .anyMatch(word::contains)) {
            found.add(record.getName() + " tells statistics more than a country: " + field.name());
        }
    }
}
