package org.safereturn.events;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.Identification;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.referral.v1.MissingField;
import org.safereturn.referral.v1.ReferralSubmitted;

import static org.assertj.core.api.Assertions.assertThat;

class ClearTextsTest {

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final EventSchemas schemas = EventSchemas.load();
    private final ClearTexts texts = ClearTexts.load();

    @Test
    void every_text_that_travels_in_clear_is_of_a_known_kind_and_none_is_free_text() {
        Set<String> undeclared = new TreeSet<>();
        catalogue.records().forEach(record -> undeclared.addAll(undeclared(schemas.schema(record))));

        assertThat(undeclared).as("declare them in clear-texts.yaml, or put them into a sealed part").isEmpty();
    }

    @Test
    void a_text_without_a_kind_is_caught_also_inside_a_list() {
        Schema sample = SchemaBuilder.record("Sample").namespace("org.safereturn.sample.v1").fields()
                .name("remarks").type(SchemaBuilder.array().items().stringType()).noDefault()
                .name("hostCountry").type().stringType().noDefault().endRecord();

        assertThat(undeclared(sample)).containsExactly("Sample.remarks");
    }

    @Test
    void no_kind_speaks_of_a_field_that_is_not_there() {
        Set<String> known = new TreeSet<>();
        catalogue.records().forEach(record -> SchemaTypes.reachable(schemas.schema(record)).stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .forEach(type -> type.getFields().forEach(field -> {
                    known.add(type.getName() + "." + field.name());
                    known.add(field.name());
                })));

        assertThat(known).containsAll(texts.fields()).containsAll(texts.empty());
    }

    @Test
    void words_in_the_place_of_a_code_and_a_retired_field_that_is_written_are_named_and_not_shown() {
        assertThat(texts.violations(new Identification(IdentificationStatus.VICTIM, null, "A team of five people")))
                .containsExactly("Identification.body");
        assertThat(texts.violations(new Identification(IdentificationStatus.VICTIM, null, "TH-MDT"))).isEmpty();
        assertThat(texts.violations(new MissingField("originAddress.province", "Does she mean Made-up Province?")))
                .containsExactly("MissingField.question");
        ReferralSubmitted flagged = new ReferralSubmitted();
        flagged.put("careFlags", List.of(CareFlag.DISABILITY));
        assertThat(texts.violations(flagged)).containsExactly("ReferralSubmitted.careFlags");
    }

    private Set<String> undeclared(Schema record) {
        Set<String> found = new TreeSet<>();
        for (Schema type : SchemaTypes.reachable(record)) {
            if (type.getType() != Schema.Type.RECORD) {
                continue;
            }
            for (Schema.Field field : type.getFields()) {
                String name = type.getName() + "." + field.name();
                if (isText(field.schema()) && texts.pattern(type.getName(), field.name()).isEmpty()
                        && !texts.empty().contains(name)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static boolean isText(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> schema.getProp("logicalType") == null;
            case ARRAY -> isText(schema.getElementType());
            case UNION -> schema.getTypes().stream().anyMatch(ClearTextsTest::isText);
            default -> false;
        };
    }
}
