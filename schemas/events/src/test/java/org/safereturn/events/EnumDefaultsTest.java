package org.safereturn.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.Urgency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnumDefaultsTest {

    static List<Schema> enums() {
        Map<String, Schema> found = new TreeMap<>();
        EventSchemas.load().all().values().forEach(schema -> SchemaTypes.reachable(schema).stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .forEach(type -> found.put(type.getFullName(), type)));
        return List.copyOf(found.values());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void a_symbol_of_a_newer_writer_is_read_as_unknown(Schema known) {
        assertThat(readNewSymbol(known)).isEqualTo("UNKNOWN");
    }

    @Test
    void an_event_with_a_symbol_of_a_newer_writer_is_read_by_the_class_of_this_release() {
        Schema reader = ReferralSubmitted.getClassSchema();
        Schema writer = new Schema.Parser().parse(reader.toString().replace(
                "\"symbols\":[\"UNKNOWN\",\"ROUTINE\"", "\"symbols\":[\"UNKNOWN\",\"FLOOD\",\"ROUTINE\""));
        GenericRecord sample = Samples.of(writer, Samples.Extent.FULL);
        assertThat(sample.get("urgency")).hasToString("FLOOD");

        ReferralSubmitted read = (ReferralSubmitted) Samples.decodeSpecific(Samples.encode(sample), writer, reader);

        assertThat(read.getUrgency()).isEqualTo(Urgency.UNKNOWN);
        assertThat(read.getRound()).isEqualTo(sample.get("round"));
    }

    @Test
    void a_default_on_the_field_alone_would_not_protect_an_old_reader() {
        Schema unprotected = SchemaBuilder.enumeration("Unprotected").namespace("org.safereturn.sample.v1")
                .symbols("UNKNOWN", "FIRST");

        assertThatThrownBy(() -> readNewSymbol(unprotected)).isInstanceOf(AvroTypeException.class);
    }

    private static String readNewSymbol(Schema known) {
        List<String> symbols = new ArrayList<>(known.getEnumSymbols());
        symbols.add(1, "ADDED_LATER");
        Schema newer = Schema.createEnum(known.getName(), known.getDoc(), known.getNamespace(), symbols,
                known.getEnumDefault());
        GenericRecord written = new GenericData.Record(holder(newer));
        written.put("value", new GenericData.EnumSymbol(newer, "ADDED_LATER"));
        return Samples.decode(Samples.encode(written), holder(newer), holder(known)).get("value").toString();
    }

    private static Schema holder(Schema type) {
        return SchemaBuilder.record("Holder").namespace("org.safereturn.sample.v1").fields()
                .name("value").type(type).withDefault("UNKNOWN").endRecord();
    }
}
