package org.safereturn.local.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * What documents and index entries are found by: one value, or several of a compound index, in the file as BSON.
 *
 * <p>The order is total and has no meaning beyond that: texts first, by their characters, then everything else by its
 * bytes.
 */
final class KeyType extends BasicDataType<Object> {

    static final KeyType INSTANCE = new KeyType();

    private static final byte SINGLE = 0;
    private static final byte COMPOUND = 1;
    private static final String NAME = "v";
    private static final String MISSING = "missing";

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
        if (one instanceof String || other instanceof String) {
            return one instanceof String ? -1 : 1;
        }
        return Arrays.compareUnsigned(DocumentType.bytes(wrapped(one)), DocumentType.bytes(wrapped(other)));
    }

    @Override
    public void write(WriteBuffer buffer, Object key) {
        Document document;
        if (key instanceof KeyValue values) {
            buffer.put(COMPOUND);
            List<Document> all = new ArrayList<>();
            values.forEach(value -> all.add(wrapped(value)));
            document = new Document(NAME, all);
        } else {
            buffer.put(SINGLE);
            document = wrapped(key);
        }
        byte[] bytes = DocumentType.bytes(document);
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public Object read(ByteBuffer buffer) {
        byte kind = buffer.get();
        Document document = DocumentType.document(DocumentType.slice(buffer));
        if (kind == SINGLE) {
            return Objects.requireNonNull(unwrapped(document));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(document.get(NAME))) {
            values.add(unwrapped((Document) each));
        }
        return new KeyValue(values);
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }

    /** A value that is not there differs from one that is null. */
    private static Document wrapped(@Nullable Object value) {
        return value instanceof Missing ? new Document(MISSING, true) : new Document(NAME, value);
    }

    private static @Nullable Object unwrapped(Document document) {
        return document.containsKey(MISSING) ? Missing.getInstance() : document.get(NAME);
    }
}
