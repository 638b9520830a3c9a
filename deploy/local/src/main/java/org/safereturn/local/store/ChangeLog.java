package org.safereturn.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What has changed since the store's file was committed, in a file beside it. A commit writes whole pages; this writes
 * what changed and nothing else, so that the file need be committed only now and then. An entry holds the value that a key
 * has afterwards, so it does not matter when the same entries are read again over a later commit.
 *
 * <p>File: frames of length, CRC-32C and content, both 32 bit; a frame that a kill cut off ends it.
 */
final class ChangeLog {

    private static final int FRAME_HEAD = 8;

    private final Path path;
    private final FileChannel channel;
    private final boolean forced;
    private final WriteBuffer buffer = new WriteBuffer();
    private final AtomicLong made = new AtomicLong();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private volatile long kept;
    /** Behind the last whole frame; what a failed writing left behind it is overwritten. */
    private long end;
    private volatile boolean structure;

    private record Change(MVMap<Object, Object> map, Object key) {
    }

    private ChangeLog(Path path, FileChannel channel, boolean forced) {
        this.path = path;
        this.channel = channel;
        this.forced = forced;
    }

    /** The log in this file, which need not be there; with {@code forced} each piece is on the disk before it counts as kept. */
    static ChangeLog open(Path path, boolean forced) {
        try {
            return new ChangeLog(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), forced);
        } catch (IOException e) {
            throw new UncheckedIOException("The log " + path + " cannot be opened", e);
        }
    }

    /** A map whose changes are logged. */
    <V> MVMap<Object, V> map(MVStore file, String name, DataType<V> values) {
        if (!file.hasMap(name)) {
            structure = true;
        }
        MVMap.Builder<Object, V> builder = new MVMap.Builder<>() {
            @Override
            protected MVMap<Object, V> create(Map<String, Object> settings) {
                return new Logged<>(settings, getKeyType(), getValueType(), ChangeLog.this);
            }
        };
        return file.openMap(name, builder.keyType(KeyType.INSTANCE).valueType(values));
    }

    private static final class Logged<V> extends MVMap<Object, V> {

        private final ChangeLog log;

        private Logged(Map<String, Object> settings, DataType<Object> keys, DataType<V> values, ChangeLog log) {
            super(settings, keys, values);
            this.log = log;
        }

        /** Whatever puts, replaces or removes a value comes through here. */
        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V operate(Object key, @Nullable V value, DecisionMaker<? super V> decision) {
            // Before the change, so that nobody who sees it takes it for kept.
            log.made.incrementAndGet();
            V before = super.operate(key, value, decision);
            log.changes.add(new Change((MVMap<Object, Object>) this, key));
            return before;
        }
    }

    /** How many changes were made so far. */
    long made() {
        return made.get();
    }

    /** Whether this many changes are kept. */
    boolean keeps(long changesMade) {
        return kept >= changesMade;
    }

    /** Whether a map is new, which this log does not hold and only a commit of the file keeps. */
    boolean needsCommit() {
        return structure;
    }

    /** Bytes of the log. */
    long size() {
        return end;
    }

    /** Writes what changed; nothing may change meanwhile. */
    void write() {
        buffer.clear().putInt(0).putInt(0);
        for (Change change : changes) {
            String name = change.map().getName();
            buffer.putVarInt(name.length()).putStringData(name, name.length());
            change.map().getKeyType().write(buffer, change.key());
            Object value = change.map().get(change.key());
            buffer.put((byte) (value == null ? 0 : 1));
            if (value != null) {
                change.map().getValueType().write(buffer, value);
            }
        }
        ByteBuffer frame = buffer.getBuffer().flip();
        CRC32C sum = new CRC32C();
        sum.update(frame.slice(FRAME_HEAD, frame.limit() - FRAME_HEAD));
        frame.putInt(0, frame.limit() - FRAME_HEAD).putInt(4, (int) sum.getValue());
        try {
            while (frame.hasRemaining()) {
                channel.write(frame, end + frame.position());
            }
            if (forced) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Changes cannot be written", e);
        }
        end += frame.limit();
        settled();
    }

    /** Begins anew after a commit of the file; nothing may change meanwhile. */
    void clear() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be cleared", e);
        }
        end = 0;
        structure = false;
        settled();
    }

    private void settled() {
        changes.clear();
        kept = made.get();
    }

    /** Applies what the log holds to the file, which then is to be committed. */
    void replay(MVStore file) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(path));
            while (all.remaining() >= FRAME_HEAD) {
                int length = all.getInt();
                int expected = all.getInt();
                if (length < 0 || length > all.remaining()) {
                    return;
                }
                ByteBuffer frame = all.slice(all.position(), length);
                CRC32C sum = new CRC32C();
                sum.update(frame.duplicate());
                if ((int) sum.getValue() != expected) {
                    return;
                }
                all.position(all.position() + length);
                apply(frame, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be read", e);
        }
    }

    private void apply(ByteBuffer frame, MVStore file) {
        while (frame.hasRemaining()) {
            String name = DataUtils.readString(frame);
            MVMap<Object, Object> map = BsonDatabase.open(this, file, name);
            Object key = map.getKeyType().read(frame);
            if (frame.get() == 0) {
                map.remove(key);
            } else {
                map.put(key, map.getValueType().read(frame));
            }
        }
    }
}
