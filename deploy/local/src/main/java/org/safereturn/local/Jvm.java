package org.safereturn.local;

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
                "-XX:ReservedCodeCacheSize=48m", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(more);
        return command;
    }
}
