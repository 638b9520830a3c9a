package org.safereturn.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStoreException;

/**
 * The document store as a process of its own: one listener on the loopback address and one file for each owner, so that
 * no ministry's data shares a file with another's.
 *
 * <p>Arguments: the data directory, then {@code name=port} for each owner. Ends with status 2 and one line on the error
 * stream when it cannot start.
 */
public final class DocumentStore {

    /** System property: {@code true} forces every commit to disk, for measurements beside databases that do. */
    public static final String FORCED = "safereturn.store.forced";

    private DocumentStore() {
    }

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: DocumentStore <data directory> <name>=<port> ...");
            System.exit(2);
        }
        try {
            run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        } catch (IOException | MVStoreException | IllegalArgumentException e) {
            System.err.println("The document store cannot start: " + e.getMessage());
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    private static void run(Path directory, List<String> owners) throws IOException {
        Files.createDirectories(directory);
        List<DurableBackend> backends = new ArrayList<>();
        List<MongoServer> servers = new ArrayList<>();
        for (String owner : owners) {
            int equals = owner.indexOf('=');
            DurableBackend backend = DurableBackend.open(directory.resolve(owner.substring(0, equals) + ".mv"),
                    Boolean.getBoolean(FORCED));
            MongoServer server = new MongoServer(backend);
            backends.add(backend);
            servers.add(server);
            server.bind("127.0.0.1", Integer.parseInt(owner.substring(equals + 1)));
        }
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
        var _ = housekeeping.scheduleWithFixedDelay(() -> backends.forEach(DurableBackend::compact),
                5, 5, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            housekeeping.shutdownNow();
            servers.forEach(MongoServer::shutdownNow);
        }, "stop"));
        System.out.println("ready");
    }
}
