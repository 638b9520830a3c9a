package org.safereturn.local.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** The document store as a process of its own with one owner, {@code zz}, on a free port. */
public final class StoreProcess implements AutoCloseable {

    private final Path directory;
    private final int port;
    private Process process;

    /** Starts with what is in the directory and returns when it is ready. */
    public StoreProcess(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        process = launch();
    }

    /** The connection string of a database. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database + "?uuidRepresentation=standard"
                + "&serverSelectionTimeoutMS=20000&connectTimeoutMS=5000&socketTimeoutMS=10000&retryWrites=false";
    }

    /** Ends it at once, as {@code kill -9} does, and returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts again on the same port. */
    public void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process launch() throws IOException {
        Process launched = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx96m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                DocumentStore.class.getName(), directory.toString(), "zz=" + port).redirectErrorStream(true).start();
        BufferedReader output = launched.inputReader();
        String last = "";
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            last = line;
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("No store: " + last);
        }
        // A pipe that nobody reads would fill up and stop the store.
        Thread.startVirtualThread(() -> output.lines().forEach(ignored -> { }));
        return launched;
    }
}
