package org.safereturn.messaging.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** They read what they write. That they are quicker than the serde's own shows in a profile only. */
class RememberedDatumsTest {

    private final RememberedDatums<CaseKeyIssued> datums = new RememberedDatums<>();

    @Test
    void what_is_written_is_read_at_first_and_when_reader_and_writer_are_remembered() throws IOException {
        datums.setUseSpecificAvroReader(true);
        CaseKeyIssued one = issued("one");
        CaseKeyIssued two = issued("two");
        assertThat(read(written(one))).isEqualTo(one);
        assertThat(read(written(two))).isEqualTo(two);
    }

    @Test
    void bytes_behind_a_record_are_no_part_of_it() throws IOException {
        datums.setUseSpecificAvroReader(true);
        byte[] record = written(issued("one"));
        assertThatThrownBy(() -> read(Arrays.copyOf(record, record.length + 1)))
                .isInstanceOf(AvroRuntimeException.class).hasMessage("Bytes behind the record");
    }

    private byte[] written(CaseKeyIssued content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        datums.createDatumWriter(content, content.getSchema()).write(content, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private CaseKeyIssued read(byte[] bytes) throws IOException {
        return datums.createDatumReader(CaseKeyIssued.getClassSchema()).read(null,
                DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static CaseKeyIssued issued(String key) {
        return CaseKeyIssued.newBuilder().setCaseRef(UUID.fromString("6f2c9f3e-8a1d-4a57-9a63-0f2f6c2c7d11"))
                .setCaseVersion(1).setHostCountry("KH").setOriginCountry("TH").setResultingState(CaseKeyState.ISSUED)
                .setOccurredAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setActor(new ActorReference("kh-system", "SYSTEM", "KH-UNIT", "KH"))
                .setRecipient("TH").setKeyId("k").setWrappedKey(key).build();
    }
}
