package org.safereturn.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.InboundRecord;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * The binding between Spring Cloud Stream and the pipeline: it waits on the listener's thread until a batch is done, so
 * that offsets are committed only after that. Then it rests, in which the next batch collects more records; but not after
 * a full batch, for more wait already. The listener asks the broker for as long as there is nothing, so the first record
 * after a calm comes at once, and a calm costs next to nothing.
 */
public final class InboundBinding implements Consumer<Message<List<Object>>> {

    /** Records of a full batch. */
    public static final int LARGEST_BATCH = 500;

    static final String RECORD_HEADERS = "sr_record_headers";

    private final InboundPipeline pipeline;
    private final Duration patience;
    private final Duration pause;

    /**
     * A binding to this pipeline.
     *
     * @param patience how long one batch may take before it is offered again
     * @param pause rest after a batch that was not full
     */
    public InboundBinding(InboundPipeline pipeline, Duration patience, Duration pause) {
        this.pipeline = pipeline;
        this.patience = patience;
        this.pause = pause;
    }

    @Override
    public void accept(Message<List<Object>> batch) {
        MessageHeaders headers = batch.getHeaders();
        List<?> keys = list(headers, KafkaHeaders.RECEIVED_KEY);
        List<?> topics = list(headers, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = list(headers, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(headers, KafkaHeaders.OFFSET);
        List<?> converted = list(headers, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<InboundRecord> records = new ArrayList<>(batch.getPayload().size());
        for (int i = 0; i < batch.getPayload().size(); i++) {
            records.add(new InboundRecord((String) topics.get(i), key(keys.get(i)), headers(converted.get(i)),
                    batch.getPayload().get(i) instanceof byte[] value ? value : new byte[0],
                    (Integer) partitions.get(i), (Long) offsets.get(i)));
        }
        pipeline.handle(records).block(patience);
        if (records.size() < LARGEST_BATCH) {
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static List<?> list(MessageHeaders headers, String name) {
        return Objects.requireNonNull(headers.get(name, List.class), name);
    }

    private static String key(@Nullable Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, byte[]> headers(@Nullable Object converted) {
        return converted instanceof Map<?, ?> map && map.get(RECORD_HEADERS) instanceof Map<?, ?> headers
                ? (Map<String, byte[]>) headers : Map.of();
    }

    /** Hands a record's headers on untouched; the usual mapper would guess types from their content. */
    public static final class UntouchedHeaders implements KafkaHeaderMapper {

        @Override
        public void fromHeaders(MessageHeaders headers, Headers target) {
            // This process sends nothing through the binder.
        }

        @Override
        public void toHeaders(Headers source, Map<String, Object> target) {
            Map<String, byte[]> untouched = new LinkedHashMap<>();
            source.forEach(header -> untouched.put(header.key(),
                    Objects.requireNonNullElseGet(header.value(), () -> new byte[0])));
            target.put(RECORD_HEADERS, untouched);
        }
    }
}
