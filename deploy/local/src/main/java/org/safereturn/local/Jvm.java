package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How this launcher starts Java: one collector thread, and on {@link Footing#SMALL} small heaps and the quick compiler
 * only.
 */
final class Jvm {

    /** A third of a heap for what is new: a request's garbage dies there. */
    private static final int YOUNG_PART = 3;

    private Jvm() {
    }

    /** For a process that does one thing and ends. */
    static List<String> command(int heapMegabytes, List<String> more) {
        return command(Footing.SMALL, new Heap(heapMegabytes, heapMegabytes), more);
    }

    static List<String> command(Footing footing, Heap heap, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(switch (footing) {
            case SMALL -> List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m");
            case SERVER -> List.of("-Xmn" + heap.server() / YOUNG_PART + "m", "-XX:ReservedCodeCacheSize=160m");
        });
        command.addAll(List.of("-Xmx" + heap.megabytes(footing) + "m", "-Xss512k",
                "-XX:TrimNativeHeapInterval=10000",
                "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
                // Archives stay at the address they were made for, so that two processes share their pages. They are easier to
                // find for an attacker then, whom the loopback of one developer's machine does not have.
                "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
                // Kafka's clients put a PEM key into a key store in memory, and out again; nothing of it is ever written.
                "-Dkeystore.pkcs12.keyPbeIterationCount=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(more);
        return command;
    }

    /**
     * The same for a part that keeps an archive of its loaded classes: made when it ends in good order for the first time,
     * made again by Java itself when the class path or the JDK has changed. It only shortens later starts.
     */
    static List<String> archiving(Path archive, Footing footing, Heap heap, List<String> more) {
        try {
            Files.createDirectories(archive.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> flags = new ArrayList<>(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive,
                "-Xlog:disable"));
        flags.addAll(more);
        return command(footing, heap, flags);
    }
}
