package org.safereturn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two AS4 endpoints of {@code deploy/benchmarks/as4}, each a process of its own; they end with this one. */
final class As4Endpoints implements AutoCloseable {

    /** As the services are run for figures, with the heap of the broker. */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn170m",
            "-XX:ReservedCodeCacheSize=160m", "-Djava.awt.headless=true");
    private static final String MAIN = "org.safereturn.as4.As4";

    private final Told receiver;
    private final Told sender;

    private As4Endpoints(Told receiver, Told sender) {
        this.receiver = receiver;
        this.sender = sender;
    }

    /**
     * Makes keys and starts both.
     *
     * @param module the folder of the module, built
     * @param folder for keys and kept messages
     * @param content of each message
     */
    static As4Endpoints start(Path module, Path folder, String content) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("content"), content);
        new Told(module, "keys", folder.toString()).close();
        Told receiver = new Told(module, "receiver", folder.toString());
        Told sender = new Told(module, "sender", folder.toString(), receiver.read(), file.toString());
        sender.read();
        return new As4Endpoints(receiver, sender);
    }

    /** Whether both force each message to the disk from now on. */
    void setForced(boolean forced) throws IOException {
        receiver.ask("forced " + forced);
        sender.ask("forced " + forced);
    }

    /** Messages a second with this many senders at once, to the last verified receipt. */
    double fast(int senders, int messages) throws IOException {
        return Double.parseDouble(sender.ask("fast " + senders + " " + messages));
    }

    /** The p50 and the p99 in milliseconds at a pace, from when a message was due to its verified receipt. */
    double[] steady(int perSecond, int messages) throws IOException {
        String[] said = sender.ask("steady " + perSecond + " " + messages).split(" ", -1);
        return new double[] {Double.parseDouble(said[0]), Double.parseDouble(said[1])};
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }

    /** A process that is told things and answers with one line each. */
    private static final class Told implements AutoCloseable {

        private final Process process;
        private final PrintWriter to;
        private final BufferedReader from;

        Told(Path module, String... arguments) throws IOException {
            Path target = module.resolve("target");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(JAVA);
            command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*", MAIN));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            to = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
            from = process.inputReader(StandardCharsets.UTF_8);
        }

        String ask(String line) throws IOException {
            to.println(line);
            return read();
        }

        String read() throws IOException {
            String line = from.readLine();
            if (line == null) {
                throw new IOException("An AS4 endpoint ended; what it said stands above");
            }
            return line;
        }

        /** Its input ends, and so does the process. */
        @Override
        public void close() {
            to.close();
            process.onExit().join();
        }
    }
}
