package org.safereturn.as4;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.helger.phase4.util.AS4ResourceHelper;

/**
 * The processes of the benchmark. What they say goes to standard output, one line for each answer; they end when their
 * standard input does.
 *
 * <pre>
 * keys FOLDER                         makes the keys of both, and says "ready"
 * receiver FOLDER                     says its address; then it is told, line by line:
 *   forced TRUE-OR-FALSE              whether messages are forced to the disk; says it again
 * sender FOLDER ADDRESS CONTENT-FILE  says "ready"; then it is told, line by line:
 *   forced TRUE-OR-FALSE              the same
 *   fast THREADS MESSAGES             says messages a second
 *   steady PER-SECOND MESSAGES        says p50 and p99 in milliseconds
 * </pre>
 */
public final class As4 {

    /** Warns of each attachment that its digest was computed elsewhere, as is meant; held, or the level would be forgotten. */
    private static final Logger DIGESTS = Logger.getLogger("org.apache.jcp.xml.dsig.internal.dom.DOMReference");

    private As4() {
    }

    public static void main(String[] arguments) throws Exception {
        DIGESTS.setLevel(Level.SEVERE);
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "keys" -> {
                Keys.make(folder);
                System.out.println("ready");
            }
            case "receiver" -> receive(folder);
            case "sender" -> send(folder, URI.create(arguments[2]), Files.readString(Path.of(arguments[3])));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void receive(Path folder) throws Exception {
        AS4ResourceHelper.setTempDir(Files.createTempDirectory(folder, "receiver").toFile());
        try (Receiver receiver = new Receiver(folder)) {
            System.out.println(receiver.address());
            answer(words -> force(receiver.kept(), words[1]));
        }
    }

    private static void send(Path folder, URI address, String content) throws Exception {
        AS4ResourceHelper.setTempDir(Files.createTempDirectory(folder, "sender").toFile());
        try (Sender sender = new Sender(folder, address, content)) {
            Load load = new Load(sender);
            System.out.println("ready");
            answer(words -> switch (words[0]) {
                case "forced" -> force(sender.kept(), words[1]);
                case "fast" -> load.fast(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                case "steady" -> load.steady(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                default -> throw new IllegalArgumentException(words[0]);
            });
        }
    }

    private static String force(KeptMessages kept, String forced) {
        kept.setForced(Boolean.parseBoolean(forced));
        return forced;
    }

    private static void answer(Told told) throws Exception {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(told.answer(line.split(" ", -1)));
            }
        }
    }

    /** What a line makes a process do, and say. */
    @FunctionalInterface
    private interface Told {
        String answer(String[] words) throws Exception;
    }
}
