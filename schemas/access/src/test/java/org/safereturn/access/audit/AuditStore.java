package org.safereturn.access.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.safereturn.access.testing.AuditTrailContract;
import org.safereturn.messaging.testkit.Line;

/** A stand-in for the document store in this process, behind a line that can be cut; knows which inserts were sent. */
public final class AuditStore implements AutoCloseable {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final Line line = new Line(server.bind());
    private final List<MongoClient> clients = new ArrayList<>();
    private final List<Integer> inserted = new CopyOnWriteArrayList<>();

    /** An empty database. */
    public MongoDatabase database() {
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + line.port()
                        + "/?serverSelectionTimeoutMS=1500&connectTimeoutMS=500&socketTimeoutMS=2000"))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals("insert")) {
                            inserted.add(event.getCommand().getArray("documents").size());
                        }
                    }
                }).build());
        clients.add(client);
        return client.getDatabase("audit_" + UUID.randomUUID().toString().substring(0, 8));
    }

    MongoAuditTrail trail(MongoDatabase database) {
        return new MongoAuditTrail(database, AuditTrailContract.CHAIN, Clock.systemUTC());
    }

    static MongoCollection<Document> documents(MongoDatabase database) {
        return database.getCollection(MongoAuditTrail.COLLECTION);
    }

    /** How many documents each insert had that was sent so far. */
    List<Integer> inserts() {
        return inserted;
    }

    /** Nobody reaches the store any more. */
    public void cut() {
        line.cut();
    }

    /** Everybody does again. */
    public void mend() {
        line.mend();
    }

    @Override
    public void close() {
        clients.forEach(MongoClient::close);
        line.close();
        server.shutdownNow();
    }
}
