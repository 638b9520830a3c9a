package org.safereturn.local.store;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;

/**
 * Keeps every acknowledged write through the death of the process: nothing is answered, not even a read, before all
 * that the answer may rest on is in a file. It does not outlive a crash of the machine, for nothing is forced to disk,
 * unless it is opened so.
 *
 * <p>What a command changed is written to a {@link ChangeLog} in one piece, so a document and its index entries are kept or
 * lost together; commands that wait at the same time share one piece. The file itself is committed now and then, never in
 * the middle of a command.
 */
final class DurableBackend extends H2Backend {

    private static final Set<String> READS = Set.of("find", "aggregate", "count", "distinct", "getMore", "hello",
            "ismaster", "isMaster", "ping", "buildInfo", "listCollections", "listDatabases", "listIndexes");
    private static final int FILL_RATE_PERCENT = 70;
    /** A commit writes whole pages, so small ones. */
    private static final int PAGE_BYTES = 4 << 10;
    private static final int COMPACTION_BYTES = 4 << 20;
    /** While it is busy: everybody waits for the compaction, so a short one. */
    private static final int BUSY_COMPACTION_BYTES = 256 << 10;
    private static final long BUSY_CHANGES = 100;
    /** What does not fit is decoded again for every command; the heap holds three of these. */
    private static final int CACHE_MEGABYTES = 12;
    /** Of what is in the file, and in which order. */
    private static final int FORMAT = 1;
    /** The file is committed when there is more than this in the log, and everybody waits for it. */
    private static final long LOG_BYTES = 1 << 20;
    private static final Set<String> LOGGED = Set.of("insert", "update", "delete", "findAndModify", "findandmodify");

    private final MVStore file;
    private final ChangeLog log;
    private final boolean forced;
    private final ReentrantReadWriteLock commands = new ReentrantReadWriteLock(true);
    /** Guarded by the write lock, like the next. */
    private long madeAtLastCompaction;
    private boolean compacted;

    private DurableBackend(MVStore file, ChangeLog log, boolean forced) {
        // The backend opens what is there while it is constructed.
        this.file = file;
        this.log = log;
        this.forced = forced;
        super(file);
    }

    /**
     * The store in this file, which need not be there.
     *
     * @param forced whether every answer waits until the disk has what it rests on, as a database does
     * @throws IllegalArgumentException when an earlier version of this program wrote it
     */
    static DurableBackend open(Path path, boolean forced) {
        // The store's own timer and memory threshold would commit half a command.
        MVStore file = new MVStore.Builder().fileName(path.toString())
                .autoCommitDisabled().autoCommitBufferSize(0).cacheSize(CACHE_MEGABYTES).pageSplitSize(PAGE_BYTES).open();
        if (file.getMapNames().isEmpty()) {
            file.setStoreVersion(FORMAT);
        } else if (file.getStoreVersion() != FORMAT) {
            file.closeImmediately();
            throw new IllegalArgumentException(path.getFileName() + " was written by another version of it, which this one "
                    + "does not read. Start once with --fresh.");
        }
        file.setRetentionTime(0);
        file.setVersionsToKeep(0);
        ChangeLog log = ChangeLog.open(path.resolveSibling(path.getFileName() + ".log"), forced);
        log.replay(file);
        file.commit();
        log.clear();
        return new DurableBackend(file, log, forced);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new BsonDatabase(name, file, log, getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        if (READS.contains(command)) {
            Document reply = super.handleMessage(message);
            keep(false);
            return reply;
        }
        Document reply;
        commands.readLock().lock();
        try {
            reply = super.handleMessage(message);
        } finally {
            commands.readLock().unlock();
        }
        keep(!LOGGED.contains(command));
        return reply;
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        QueryResult reply;
        commands.readLock().lock();
        try {
            reply = super.handleQuery(query);
        } finally {
            commands.readLock().unlock();
        }
        keep(true);
        return reply;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (!command.equals("hello")) {
            return super.handleCommand(channel, database, command, query);
        }
        Document reply = super.handleCommand(channel, database, "ismaster", query);
        reply.put("isWritablePrimary", true);
        return reply;
    }

    private void keep(boolean whole) {
        long made = log.made();
        if (!whole && log.keeps(made)) {
            return;
        }
        commands.writeLock().lock();
        try {
            if (whole ? file.hasUnsavedChanges() : log.needsCommit()) {
                commitFile();
            } else if (!log.keeps(made)) {
                log.write();
                if (log.size() > LOG_BYTES) {
                    commitFile();
                }
            }
        } finally {
            commands.writeLock().unlock();
        }
    }

    private void commitFile() {
        file.commit();
        if (forced) {
            file.sync();
        }
        log.clear();
    }

    /** Gives room of overwritten documents back, a little at a time. */
    void compact() {
        commands.writeLock().lock();
        try {
            long changes = log.made() - madeAtLastCompaction;
            if (changes == 0 && compacted) {
                return;
            }
            commitFile();
            compacted = !file.compact(FILL_RATE_PERCENT, changes > BUSY_CHANGES ? BUSY_COMPACTION_BYTES : COMPACTION_BYTES);
            commitFile();
            madeAtLastCompaction = log.made();
        } finally {
            commands.writeLock().unlock();
        }
    }
}
