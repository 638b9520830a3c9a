package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server of a benchmark's own, on the loopback address, with Debian's settings; its data go when it is closed. */
final class Postgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final int ATTEMPTS = 100;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Child server;

    private Postgres(Path programs, Path folder, int port, Child server) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Where the programs of the newest installed version are; empty when none is installed. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(each -> each.resolve("bin")).filter(each -> Files.isExecutable(each.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Starts a server that is ready for its clients.
     *
     * @param logs folder for what it says
     * @param forced whether commits are forced to disk, as it does unless told otherwise
     */
    static Postgres start(Path programs, Path logs, boolean forced) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("safereturn-postgres");
        if (isRoot()) {
            // It refuses to run as root.
            Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        run(programs, folder, "initdb", "-D", folder.resolve("data").toString(), "-U", USER, "-A", "trust", "-E", "UTF8",
                "--no-instructions");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Child server = Child.of(USER, logs, asUser(programs, "postgres", "-D", folder.resolve("data").toString(), "-p",
                Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "fsync=" + (forced ? "on" : "off")));
        Postgres postgres = new Postgres(programs, folder, port, server);
        postgres.awaitReady();
        return postgres;
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (new ProcessBuilder(programs.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p",
                    Integer.toString(port)).start().waitFor() == 0) {
                return;
            }
            Thread.sleep(100);
        }
        close();
        throw new IllegalStateException("PostgreSQL does not answer");
    }

    /** Makes a database; answers its address for JDBC. */
    String database(String name) throws IOException, InterruptedException {
        run(programs, folder, "createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, name);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Processor time that the server has used so far. */
    Duration used() {
        return server.used();
    }

    private static void run(Path programs, Path folder, String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("safereturn-postgres", ".log");
        try {
            int status = new ProcessBuilder(asUser(programs, command)).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(command[0] + " ended with " + status + ": " + Files.readString(said));
            }
        } finally {
            Files.delete(said);
        }
    }

    private static List<String> asUser(Path programs, String... command) {
        List<String> all = new ArrayList<>(isRoot()
                ? List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups") : List.of());
        all.add(programs.resolve(command[0]).toString());
        all.addAll(List.of(command).subList(1, command.length));
        return all;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    @Override
    public void close() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
