package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two AS4 endpoints of {@code deploy/benchmarks/as4}, each a process of its own; they end with this one. */
final class As4Endpoints implements AutoCloseable {

    /** As the services are run for figures, with the heap of the broker. */
    private static final List<String> FLAGS = List.of("-Xmn170m", "-XX:ReservedCodeCacheSize=160m", "-Djava.awt.headless=true");
    private static final String MAIN = "org.safereturn.as4.As4";

    private final Child receiver;
    private final Child sender;

    private As4Endpoints(Child receiver, Child sender) {
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
        try (Child keys = child(module, "keys", folder)) {
            keys.answer();
        }
        Child receiver = child(module, "receiver", folder);
        Child sender = child(module, "sender", folder, receiver.answer(), file.toString());
        sender.answer();
        return new As4Endpoints(receiver, sender);
    }

    private static Child child(Path module, String name, Path folder, String... more) throws IOException {
        Path target = module.resolve("target");
        List<String> program = new ArrayList<>(FLAGS);
        program.addAll(List.of(MAIN, name, folder.toString()));
        program.addAll(List.of(more));
        return Child.java("as4-" + name, folder, target.resolve("classes") + ":" + target.resolve("lib") + "/*", program);
    }

    /** Whether both force each message to the disk from now on. */
    void setForced(boolean forced) {
        ask(receiver, "forced " + forced);
        ask(sender, "forced " + forced);
    }

    /** Messages a second with this many senders at once, to the last verified receipt. */
    double fast(int senders, int messages) {
        return Double.parseDouble(ask(sender, "fast " + senders + " " + messages));
    }

    /** The p50 and the p99 in milliseconds at a pace, from when a message was due to its verified receipt. */
    double[] steady(int perSecond, int messages) {
        String[] said = ask(sender, "steady " + perSecond + " " + messages).split(" ", -1);
        return new double[] {Double.parseDouble(said[0]), Double.parseDouble(said[1])};
    }

    private static String ask(Child endpoint, String line) {
        endpoint.tell(line);
        return endpoint.answer();
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
