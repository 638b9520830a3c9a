package org.safereturn.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the kernel, which must be Linux, knows about a process. */
public final class Sockets {

    private static final String LISTEN = "0A";
    private static final Set<String> LOOPBACK = Set.of("0100007F", "00000000000000000000000001000000",
            "0000000000000000FFFF00000100007F");

    private Sockets() {
    }

    /** The addresses on which a process listens. */
    public static List<Listener> listening(long pid) {
        Set<String> own = inodes(pid);
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[3].equals(LISTEN) && own.contains(columns[9])) {
                    int colon = columns[1].indexOf(':');
                    listeners.add(new Listener(columns[1].substring(0, colon),
                            Integer.parseInt(columns[1].substring(colon + 1), 16)));
                }
            }
        }
        return listeners;
    }

    /** Bytes of memory that a process has resident, a page that several share counted as their share of it. */
    public static long residentBytes(long pid) {
        return lines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).sum();
    }

    private static Set<String> inodes(long pid) {
        Set<String> inodes = new HashSet<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors) {
                String target = Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor).toString() : "";
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inodes;
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An address on which a process listens.
     *
     * @param address as the kernel writes it, in hexadecimal
     * @param port the port
     */
    public record Listener(String address, int port) {

        /** Whether only this machine can reach it. */
        public boolean isLoopback() {
            return LOOPBACK.contains(address);
        }
    }
}
