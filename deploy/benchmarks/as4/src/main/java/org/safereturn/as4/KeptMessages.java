package org.safereturn.as4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The messages that an endpoint keeps, one after the other in a file. Those that come together share a force to the disk. */
final class KeptMessages implements AutoCloseable {

    private final Object writing = new Object();
    private final Object forcing = new Object();
    private final FileChannel file;
    private volatile boolean isForced = true;
    private volatile long written;
    private long forced;

    /** Begins an empty file. */
    KeptMessages(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Whether what is kept from now on survives a crash of the machine; else only that of the process. It does at first. */
    void setForced(boolean forced) {
        isForced = forced;
    }

    /** Returns once the message is on the disk, or with the operating system when it need not be forced. */
    void keep(String id, byte[] content) throws IOException {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer entry = ByteBuffer.allocate(2 * Integer.BYTES + name.length + content.length)
                .putInt(name.length).put(name).putInt(content.length).put(content).flip();
        long end;
        synchronized (writing) {
            while (entry.hasRemaining()) {
                file.write(entry);
            }
            end = file.position();
            written = end;
        }
        if (isForced) {
            force(end);
        }
    }

    private void force(long end) throws IOException {
        synchronized (forcing) {
            if (forced < end) {
                long covered = written;
                file.force(false);
                forced = covered;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
