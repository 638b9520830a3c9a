package org.safereturn.local.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * What documents and index entries are found by: one value, or several of a compound index.
 *
 * <p>The order is total and has no meaning beyond that: texts first, by their characters, then numbers by their value,
 * whatever they are counted in, then the rest by its bytes.
 */
final class KeyType extends BasicDataType<Object> {

    static final KeyType INSTANCE = new KeyType();

    private static final byte BSON = 0;
    private static final byte COMPOUND = 1;
    private static final byte TEXT = 2;
    private static final byte DOUBLE = 3;
    private static final byte NULL = 4;
    private static final byte MISSING = 5;
    private static final byte LONG = 6;
    private static final byte INT = 7;
    private static final String NAME = "v";

    @Override
    public int getMemory(Object key) {
        return key instanceof KeyValue values ? values.stream().mapToInt(DocumentType::memory).sum()
                : DocumentType.memory(key);
    }

    @Override
    public int compare(Object one, Object other) {
        if (one instanceof KeyValue left && other instanceof KeyValue right) {
            int result = Integer.compare(left.size(), right.size());
            for (int i = 0; result == 0 && i < left.size(); i++) {
                result = compareValues(left.get(i), right.get(i));
            }
            return result;
        }
        if (one instanceof KeyValue || other instanceof KeyValue) {
            return one instanceof KeyValue ? 1 : -1;
        }
        return compareValues(one, other);
    }

    private static int compareValues(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String left && other instanceof String right) {
            return left.compareTo(right);
        }
        if (isNumber(one) && isNumber(other)) {
            return compareNumbers((Number) Objects.requireNonNull(one), (Number) Objects.requireNonNull(other));
        }
        int kinds = Integer.compare(kind(one), kind(other));
        return kinds != 0 ? kinds : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static int kind(@Nullable Object value) {
        return value instanceof String ? 0 : isNumber(value) ? 1 : 2;
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Integer;
    }

    /** An index holds numbers as doubles, whatever the documents hold. */
    private static int compareNumbers(Number one, Number other) {
        return one instanceof Double || other instanceof Double
                ? Double.compare(one.doubleValue(), other.doubleValue())
                : Long.compare(one.longValue(), other.longValue());
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof Missing ? new byte[] {MISSING}
                : DocumentType.bytes(new Document(NAME, new KeyValue(value).normalized().get(0)));
    }

    @Override
    public void write(WriteBuffer buffer, Object key) {
        if (key instanceof KeyValue values) {
            buffer.put(COMPOUND).putVarInt(values.size());
            values.forEach(value -> writeValue(buffer, value));
        } else {
            writeValue(buffer, key);
        }
    }

    /** What indexes mostly hold goes without BSON: a page is written anew with every change of one of its entries. */
    private static void writeValue(WriteBuffer buffer, @Nullable Object value) {
        switch (value) {
            case null -> buffer.put(NULL);
            case Missing _ -> buffer.put(MISSING);
            case String text -> buffer.put(TEXT).putVarInt(text.length()).putStringData(text, text.length());
            case Double number -> buffer.put(DOUBLE).putDouble(number);
            case Long number -> buffer.put(LONG).putLong(number);
            case Integer number -> buffer.put(INT).putInt(number);
            default -> {
                byte[] bytes = DocumentType.bytes(new Document(NAME, value));
                buffer.put(BSON).putVarInt(bytes.length).put(bytes);
            }
        }
    }

    @Override
    public Object read(ByteBuffer buffer) {
        byte kind = buffer.get();
        if (kind != COMPOUND) {
            return Objects.requireNonNull(readValue(buffer, kind));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int left = DataUtils.readVarInt(buffer); left > 0; left--) {
            values.add(readValue(buffer, buffer.get()));
        }
        return new KeyValue(values);
    }

    private static @Nullable Object readValue(ByteBuffer buffer, byte kind) {
        return switch (kind) {
            case NULL -> null;
            case MISSING -> Missing.getInstance();
            case TEXT -> DataUtils.readString(buffer);
            case DOUBLE -> buffer.getDouble();
            case LONG -> buffer.getLong();
            case INT -> buffer.getInt();
            case BSON -> DocumentType.document(DocumentType.slice(buffer)).get(NAME);
            default -> throw new IllegalStateException("The file holds a key of kind " + kind + ", which is not known.");
        };
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }
}
