package org.safereturn.local.store;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** Documents in the file as BSON, which is what they came as; the backend's own way is Java serialization. */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    private static final int OBJECT = 48;

    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    /** Roughly the bytes of heap that a value takes. */
    static int memory(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Map<?, ?> map -> map.entrySet().stream().mapToInt(each -> 2 * OBJECT + memory(each.getValue())).sum();
            case Collection<?> all -> OBJECT + all.stream().mapToInt(DocumentType::memory).sum();
            case String text -> OBJECT + text.length();
            case byte[] bytes -> OBJECT + bytes.length;
            default -> OBJECT;
        };
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        byte[] bytes = bytes(document);
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public Document read(ByteBuffer buffer) {
        return document(slice(buffer));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    static byte[] bytes(Map<String, ?> document) {
        ByteBuf encoded = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, encoded);
        byte[] bytes = new byte[encoded.readableBytes()];
        encoded.readBytes(bytes);
        return bytes;
    }

    static Document document(ByteBuffer bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** The next value of those that were written after their length; the buffer then stands behind it. */
    static ByteBuffer slice(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        ByteBuffer slice = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return slice;
    }
}
