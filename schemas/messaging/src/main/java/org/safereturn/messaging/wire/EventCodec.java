package org.safereturn.messaging.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro records in the registry's wire format (magic byte 0, four bytes of schema id), through whichever Kafka
 * serializer and deserializer are configured. Safe for use by many threads.
 */
public final class EventCodec implements AutoCloseable {

    private static final int PREFIX = 5;

    private final Serializer<Object> serializer;
    private final Supplier<Deserializer<Object>> deserializers;
    private final Queue<Deserializer<Object>> idle = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

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

        /** The registry does not know the schema id. */
        record UnknownSchema() implements Decoded {
        }
    }

    /** Over a serializer that many threads may use, as a producer would, and deserializers used by one at a time. */
    public EventCodec(Serializer<Object> serializer, Supplier<Deserializer<Object>> deserializers) {
        this.serializer = serializer;
        this.deserializers = deserializers;
    }

    /** A codec over the classes and settings named in the configuration. */
    public static EventCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings) {
        @SuppressWarnings("unchecked")
        Serializer<Object> serializer = (Serializer<Object>) instance(serializerClass);
        serializer.configure(settings, false);
        return new EventCodec(serializer, () -> {
            @SuppressWarnings("unchecked")
            Deserializer<Object> deserializer = (Deserializer<Object>) instance(deserializerClass);
            deserializer.configure(settings, false);
            return deserializer;
        });
    }

    /**
     * Encodes a record. The first record of a type asks the registry for the schema's id.
     *
     * @throws RuntimeException when the registry does not answer or does not know the schema
     */
    public byte[] encode(String topic, SpecificRecord content) {
        byte[] bytes = serializer.serialize(topic, content);
        if (bytes == null) {
            throw new IllegalStateException("The serializer gave no bytes");
        }
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
        Deserializer<Object> deserializer = idle.poll();
        if (deserializer == null) {
            deserializer = deserializers.get();
        }
        try {
            return deserializer.deserialize(topic, value) instanceof SpecificRecord body
                    ? new Decoded.Body(body) : new Decoded.Poison();
        } catch (RuntimeException e) {
            return failure(e);
        } finally {
            idle.add(deserializer);
        }
    }

    /** Whether a type is one that this version of the software was built with. */
    public boolean knows(String type) {
        return known.size() > 1000 ? loads(type) : known.computeIfAbsent(type, EventCodec::loads);
    }

    @Override
    public void close() {
        serializer.close();
        idle.forEach(Deserializer::close);
    }

    private static Decoded failure(RuntimeException failure) {
        Optional<Integer> status = Optional.empty();
        boolean unreachable = false;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (status.isEmpty()) {
                status = status(t);
            }
            unreachable |= t instanceof TimeoutException || t instanceof InterruptedException
                    || (t instanceof IOException && !(t instanceof EOFException));
        }
        if (status.isPresent()) {
            int code = status.get();
            if (code == 404) {
                return new Decoded.UnknownSchema();
            }
            throw new RegistryUnavailable("The schema registry answered " + code);
        }
        if (unreachable) {
            throw new RegistryUnavailable("The schema registry cannot be reached");
        }
        return new Decoded.Poison();
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

        RegistryUnavailable(String message) {
            super(message, new IOException(message));
        }
    }
}
