package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this launcher starts Java: small heaps, one collector thread, the quick compiler only. */
final class Jvm {

    private Jvm() {
    }

    static List<String> command(int heapMegabytes, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx" + heapMegabytes + "m", "-Xss512k",
                "-XX:ReservedCodeCacheSize=48m", "-XX:TrimNativeHeapInterval=10000",
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
    static List<String> archiving(Path archive, int heapMegabytes, List<String> more) {
        try {
            Files.createDirectories(archive.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> flags = new ArrayList<>(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive,
                "-Xlog:disable"));
        flags.addAll(more);
        return command(heapMegabytes, flags);
    }
}
