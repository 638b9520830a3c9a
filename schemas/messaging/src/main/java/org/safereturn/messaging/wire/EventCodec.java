package org.safereturn.messaging.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.SchemaParseException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro records in the registry's wire format (magic byte 0, four bytes of schema id), through whichever Kafka
 * serializer and deserializer are configured. Safe for use by many threads.
 *
 * <p>A serializer or deserializer asks the registry when it first meets a schema, and takes the answer for good. The
 * registry has ten seconds for it; the clients of the serdes would wait without end, and hold up every case behind that
 * record.
 */
public final class EventCodec implements AutoCloseable {

    private static final int PREFIX = 5;
    private static final String AVRO = "org.apache.avro.";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Serializer<Object> serializer;
    private final Supplier<Deserializer<Object>> deserializers;
    private final Duration patience;
    private final Repair repair;
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Queue<Decoder> idle = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("schema-registry").factory());

    /**
     * A deserializer, which one thread at a time may use.
     *
     * @param read ids of the schemas that it has
     */
    private record Decoder(Deserializer<Object> deserializer, Set<Integer> read) {
    }

    /** What is done when a registry says that it does not know a schema. */
    @FunctionalInterface
    public interface Repair {

        /**
         * Brings the schemas of this release to the registry again.
         *
         * @return whether it is worth asking once more
         * @throws RegistryUnavailable when the registry does not answer
         */
        boolean tried();
    }

    /** What bytes turned out to be. */
    public sealed interface Decoded {

        /**
         * A record of a type on this class path.
         *
         * @param body the record
         */
        record Body(SpecificRecord body) implements Decoded {
        }

        /** Not an Avro record in the wire format. */
        record Poison() implements Decoded {
        }

        /** The registry does not know the schema id, not even after a {@link Repair}. */
        record UnknownSchema() implements Decoded {
        }
    }

    /** The serializer must be safe for many threads; each deserializer is used by one thread at a time. */
    private EventCodec(Serializer<Object> serializer, Supplier<Deserializer<Object>> deserializers, Duration patience,
            Repair repair) {
        this.serializer = serializer;
        this.deserializers = deserializers;
        this.patience = patience;
        this.repair = repair;
    }

    /** A codec over the classes and settings named in the configuration. */
    public static EventCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings) {
        return of(serializerClass, deserializerClass, settings, PATIENCE, () -> false);
    }

    /** A codec that mends a registry which has lost schemas. */
    public static EventCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings, Repair repair) {
        return of(serializerClass, deserializerClass, settings, PATIENCE, repair);
    }

    static EventCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings, Duration patience,
            Repair repair) {
        @SuppressWarnings("unchecked")
        Serializer<Object> serializer = (Serializer<Object>) instance(serializerClass);
        serializer.configure(settings, false);
        return new EventCodec(serializer, () -> {
            @SuppressWarnings("unchecked")
            Deserializer<Object> deserializer = (Deserializer<Object>) instance(deserializerClass);
            deserializer.configure(settings, false);
            return deserializer;
        }, patience, repair);
    }

    /**
     * Encodes a record. The first record of a type asks the registry for the schema's id.
     *
     * @throws RegistryUnavailable when the registry cannot be asked now
     * @throws RuntimeException when the registry does not know the schema, not even after a {@link Repair}
     */
    public byte[] encode(String topic, SpecificRecord content) {
        String type = content.getSchema().getFullName();
        byte[] bytes;
        try {
            bytes = written.contains(type) ? serializer.serialize(topic, content)
                    : ask(() -> serializer.serialize(topic, content));
        } catch (RuntimeException e) {
            if (!(failure(e) instanceof Decoded.UnknownSchema) || !repair.tried()) {
                throw e;
            }
            bytes = ask(() -> serializer.serialize(topic, content));
        }
        if (bytes == null) {
            throw new IllegalStateException("The serializer gave no bytes");
        }
        written.add(type);
        return bytes;
    }

    /**
     * Decodes a record.
     *
     * @throws RegistryUnavailable when the registry cannot be asked now
     */
    public Decoded decode(String topic, byte[] value) {
        if (value.length < PREFIX || value[0] != 0) {
            return new Decoded.Poison();
        }
        Decoded decoded = decodedOnce(topic, value);
        return decoded instanceof Decoded.UnknownSchema && repair.tried() ? decodedOnce(topic, value) : decoded;
    }

    private Decoded decodedOnce(String topic, byte[] value) {
        Decoder decoder = idle.poll();
        if (decoder == null) {
            decoder = new Decoder(deserializers.get(), new HashSet<>());
        }
        Object body;
        try {
            body = deserialized(decoder, topic, value);
        } catch (RegistryUnavailable e) {
            // Its deserializer may still wait.
            throw e;
        } catch (RuntimeException e) {
            idle.add(decoder);
            return failure(e);
        }
        idle.add(decoder);
        return body instanceof SpecificRecord event ? new Decoded.Body(event) : new Decoded.Poison();
    }

    private @Nullable Object deserialized(Decoder decoder, String topic, byte[] value) {
        int schema = ByteBuffer.wrap(value).getInt(1);
        if (decoder.read().contains(schema)) {
            return decoder.deserializer().deserialize(topic, value);
        }
        Object body = ask(() -> decoder.deserializer().deserialize(topic, value));
        decoder.read().add(schema);
        return body;
    }

    /** The outcome of what may ask the registry. */
    private <T> T ask(Callable<T> question) {
        Future<T> answer;
        try {
            answer = asking.submit(question);
        } catch (RejectedExecutionException e) {
            throw new RegistryUnavailable("Closed");
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RegistryUnavailable("The schema registry does not answer");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("Not waiting for the schema registry any longer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether a type is one that this version of the software was built with. */
    public boolean knows(String type) {
        return known.size() > 1000 ? loads(type) : known.computeIfAbsent(type, EventCodec::loads);
    }

    @Override
    public void close() {
        asking.shutdownNow();
        serializer.close();
        idle.forEach(decoder -> decoder.deserializer().close());
    }

    /**
     * Decides whether a failure of the serde is the record's fault. Only Avro's decode errors are; any other failure on the
     * way to a schema is the registry's.
     *
     * @throws RegistryUnavailable when the failure says nothing about the record
     */
    private static Decoded failure(RuntimeException failure) {
        Optional<Integer> status = Optional.empty();
        boolean ofTheRecord = false;
        boolean ofTheSchema = false;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (status.isEmpty()) {
                status = status(t);
            }
            ofTheRecord |= isAvros(t);
            ofTheSchema |= t instanceof SchemaParseException;
        }
        if (status.isPresent()) {
            int code = status.get();
            if (code == 404) {
                return new Decoded.UnknownSchema();
            }
            throw new RegistryUnavailable("The schema registry answered " + code);
        }
        if (!ofTheRecord || ofTheSchema) {
            throw new RegistryUnavailable("The schema registry cannot be asked");
        }
        return new Decoded.Poison();
    }

    /** Avro lets exceptions of many classes out. The virtual machine leaves the trace out where one comes often. */
    private static boolean isAvros(Throwable failure) {
        if (failure instanceof AvroRuntimeException) {
            return true;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 || Stream.of(trace).anyMatch(each -> each.getClassName().startsWith(AVRO));
    }

    /** The HTTP status that a registry client's exception carries; each client has its own class and accessor. */
    private static Optional<Integer> status(Throwable failure) {
        return Stream.of("getResponseStatusCode", "getStatus").flatMap(accessor -> {
            try {
                return failure.getClass().getMethod(accessor).invoke(failure) instanceof Integer code
                        && code >= 100 && code < 600 ? Stream.of(code) : Stream.empty();
            } catch (ReflectiveOperationException e) {
                return Stream.empty();
            }
        }).findFirst();
    }

    private static Boolean loads(String type) {
        try {
            return SpecificRecord.class.isAssignableFrom(
                    Class.forName(type, false, EventCodec.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Object instance(String className) {
        try {
            return Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot use " + className + " as configured", e);
        }
    }

    /** The registry cannot be asked now; asking again later may help. */
    public static final class RegistryUnavailable extends UncheckedIOException {

        private static final long serialVersionUID = 1L;

        /** The message names no record's content. */
        public RegistryUnavailable(String message) {
            super(message, new IOException(message));
        }
    }
}
