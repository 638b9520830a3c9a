package org.safereturn.events;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalDataTest {

    /** Text fields that hold a code of a register, a reference, or ciphertext. */
    private static final List<String> CODES = List.of("Country", ".unit", "Unit", "ActorReference.reference",
            "ActorReference.role", "ActorReference.ministry", "FormReference.document", "FormReference.number",
            "FormReference.version", "FormLanguage.language", "SealedPart.keyId", "SealedPart.jwe");

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final EventSchemas schemas = EventSchemas.load();

    private Collection<Schema> clear() {
        return catalogue.records().stream().map(schemas::schema).toList();
    }

    private Set<String> sealedTypes() {
        Set<String> names = new TreeSet<>(catalogue.sealedContents().keySet());
        names.addAll(catalogue.sealedAtRest());
        return names;
    }

    private List<String> violations(Schema record) {
        return PersonalData.violations(List.of(record), sealedTypes());
    }

    @Test
    void no_record_in_clear_carries_personal_data() {
        assertThat(PersonalData.violations(clear(), sealedTypes())).isEmpty();
    }

    @Test
    void what_tracing_tells_in_clear_is_codes_and_every_text_is_sealed() {
        Set<String> texts = new TreeSet<>();
        catalogue.records().stream().filter(name -> name.startsWith("org.safereturn.tracing.")).map(schemas::schema)
                .flatMap(record -> SchemaTypes.reachable(record).stream())
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .forEach(type -> type.getFields().stream().filter(field -> holdsText(field.schema()))
                        .forEach(field -> texts.add(type.getName() + "." + field.name())));
        assertThat(texts).allMatch(text -> CODES.stream().anyMatch(text::endsWith));
    }

    private static boolean holdsText(Schema type) {
        return switch (type.getType()) {
            case UNION -> type.getTypes().stream().anyMatch(PersonalDataTest::holdsText);
            case ARRAY -> holdsText(type.getElementType());
            case MAP -> true;
            default -> type.getType() == Schema.Type.STRING && type.getLogicalType() == null;
        };
    }

    @Test
    void every_sealed_content_is_marked_and_has_a_record_that_names_it() {
        catalogue.sealedContents().forEach((content, inside) -> {
            assertThat(schemas.schema(content).getObjectProp("sealedContent")).as(content).isEqualTo(true);
            assertThat(schemas.schema(inside).getField("sealed").getProp("sealedContent")).as(inside).isEqualTo(content);
        });
        List<String> marked = clear().stream()
                .flatMap(record -> record.getFields().stream())
                .map(field -> field.getProp("sealedContent"))
                .filter(content -> content != null)
                .toList();
        assertThat(catalogue.sealedContents().keySet()).containsExactlyInAnyOrderElementsOf(marked);
    }

    @Test
    void what_rests_sealed_is_marked_and_travels_in_no_record() {
        assertThat(catalogue.sealedAtRest()).allSatisfy(name ->
                assertThat(schemas.schema(name).getObjectProp("sealedContent")).isEqualTo(true))
                .doesNotContainAnyElementsOf(catalogue.records())
                .doesNotContainAnyElementsOf(catalogue.sealedContents().keySet());
    }

    @Test
    void every_field_of_a_sealed_content_is_known_as_personal() {
        sealedTypes().forEach(content -> SchemaTypes.reachable(schemas.schema(content)).stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .forEach(type -> assertThat(type.getFields()).allSatisfy(field ->
                        assertThat(field.getProp("dataClass")).as(type.getName() + "." + field.name())
                                .isIn("DC2", "DC3"))));
    }

    @Test
    void a_record_that_uses_the_sealed_content_in_clear_is_caught() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.sample.v1").fields()
                .name("content").prop("dataClass", "DC0").type(ReferralContent.getClassSchema()).noDefault()
                .endRecord();

        assertThat(violations(sample)).contains("Sample uses sealed content in clear: ReferralContent");
    }

    @Test
    void a_record_that_reaches_a_personal_type_through_a_list_is_caught() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.sample.v1").fields()
                .name("people").prop("dataClass", "DC0")
                .type(SchemaBuilder.array().items(FamilyMember.getClassSchema())).noDefault()
                .endRecord();

        assertThat(violations(sample)).contains("Sample carries FamilyMember.name of class DC2");
    }

    @Test
    void a_name_that_claims_to_be_harmless_is_caught() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.sample.v1").fields()
                .name("motherName").prop("dataClass", "DC0").type().stringType().noDefault()
                .endRecord();

        assertThat(violations(sample)).containsExactly("Sample carries what sounds personal: Sample.motherName");
    }

    @Test
    void a_field_without_a_data_class_is_caught() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.sample.v1").fields()
                .requiredString("remark").endRecord();

        assertThat(violations(sample)).containsExactly("Sample carries Sample.remark of class null");
    }

    @Test
    void a_statistical_record_that_names_a_unit_is_caught() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.stats.v1").fields()
                .name("receptionUnit").prop("dataClass", "DC0").type().stringType().noDefault()
                .endRecord();

        assertThat(violations(sample)).containsExactly("Sample tells statistics more than a country: receptionUnit");
    }
}
