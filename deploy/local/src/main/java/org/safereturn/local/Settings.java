package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the system is built, where it keeps its data, and on which ports it listens.
 *
 * @param root the checkout; jars, the unpacked registry and the start-up caches are found from here
 * @param state what survives a restart
 * @param logs one file for each process
 * @param ports one port for every endpoint
 * @param insecure whether the broker takes anybody, without TLS and without access rules
 * @param unaudited whether the services keep no audit trail, for measuring what it costs; no option of the launcher
 * @param footing what the processes are run for
 */
public record Settings(Path root, Path state, Path logs, Map<Endpoint, Integer> ports, boolean insecure,
        boolean unaudited, Footing footing) {

    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int ATTEMPTS = 100;

    /** Copies the ports. */
    public Settings {
        ports = Map.copyOf(ports);
    }

    /** The usual ports and folders of a checkout. */
    public static Settings usual(Path root) {
        Map<Endpoint, Integer> ports = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            ports.put(endpoint, endpoint.usualPort());
        }
        return new Settings(root, root.resolve(".local/state"), root.resolve(".local/logs"), ports, false, false, Footing.SMALL);
    }

    /** Free ports and the given folder for state and logs: for tests, which may run beside a started system. */
    public static Settings isolated(Path root, Path folder) {
        Map<Endpoint, Integer> ports = new EnumMap<>(Endpoint.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Endpoint endpoint : Endpoint.values()) {
                ServerSocket socket = free();
                held.add(socket);
                ports.put(endpoint, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(root, folder.resolve("state"), folder.resolve("logs"), ports, false, false, Footing.SMALL);
    }

    /** A free port below those that the system hands out to clients, so that none of them takes it in the meantime. */
    private static ServerSocket free() throws IOException {
        ServerSocket socket = new ServerSocket();
        for (int attempt = 0; !socket.isBound(); attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        return socket;
    }

    Settings withPort(Endpoint endpoint, int port) {
        Map<Endpoint, Integer> moved = new EnumMap<>(ports);
        moved.put(endpoint, port);
        return new Settings(root, state, logs, moved, insecure, unaudited, footing);
    }

    /** The same with a broker that takes anybody and services that keep no audit trail. */
    public Settings withoutProtection() {
        return new Settings(root, state, logs, ports, true, true, footing);
    }

    /** The same with a broker that takes anybody. */
    Settings withoutSecurity() {
        return new Settings(root, state, logs, ports, true, unaudited, footing);
    }

    /** The same, run for something else. */
    public Settings on(Footing other) {
        return new Settings(root, state, logs, ports, insecure, unaudited, other);
    }

    /** The same with another folder for logs. */
    public Settings withLogs(Path folder) {
        return new Settings(root, state, folder, ports, insecure, unaudited, footing);
    }

    /** The port of an endpoint. */
    public int port(Endpoint endpoint) {
        Integer port = ports.get(endpoint);
        if (port == null) {
            throw new StartFailure("No port is set for the " + endpoint.title() + ".");
        }
        return port;
    }

    /** The address of an endpoint that speaks HTTP. */
    public URI http(Endpoint endpoint) {
        return URI.create("http://127.0.0.1:" + port(endpoint));
    }

    /** The broker's address for Kafka clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port(Endpoint.KAFKA);
    }

    /** The parent of the ministries' key directories. */
    public Path keys() {
        return state.resolve("keys");
    }

    Identities identities() {
        return new Identities(keys());
    }

    /**
     * How a principal reaches the broker, as a file of settings for Kafka's clients and commands; written at each start.
     *
     * @param principal as in {@link org.safereturn.events.AccessRules}, or {@code trial.auditor} or
     *     {@code trial.benchmark}
     */
    public Path clientFile(String principal) {
        return identities().clientFile(principal);
    }

    /** The private key with which a ministry's system signs in. */
    public Path systemKey(String country) {
        return SystemKeys.file(keys(), country);
    }

    /** Where the identity provider keeps its own key and looks for those of the ministries' systems. */
    Path identity() {
        return state.resolve("identity");
    }

    /** Where the services anchor their audit trails; not in the store. */
    Path anchors() {
        return state.resolve("audit");
    }

    /** Where checks of the audit trails note what they saw; not beside the trails. */
    Path seenEnds() {
        return state.resolveSibling("audit-seen");
    }

    /** The secret with which a program reads the measurements of this owner's services: a country, or {@code JOINT}. */
    public Path scrapeSecret(String owner) {
        return state.resolve("scrape").resolve(owner.toLowerCase(Locale.ROOT) + ".secret");
    }

    /** Who may write to the schema registry. */
    RegistryAccess registryAccess() {
        return new RegistryAccess(keys());
    }

    Path registryHome() {
        return root.resolve(".local/dist/apicurio-registry-3.3.3");
    }

    Path applications() {
        return root.resolve(".local/apps");
    }

    /** Where a part keeps the archive of its loaded classes. */
    Path archive(String part) {
        return applications().resolve(part + ".jsa");
    }

    /** Where a part of the launcher keeps the cache that a played load has trained. */
    Path trained(String part) {
        return applications().resolve(part + ".trained.aot");
    }

    Path launcherJar() {
        return root.resolve("deploy/local/target/launcher.jar");
    }

    /** The class path of the launcher, which the broker and the document store share; jars only, as an archive asks. */
    String launcherClassPath() {
        return launcherJar() + ":" + launcherJar().resolveSibling("libs") + "/*";
    }
}
