package org.safereturn.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Saves all data of this machine's system into one file, and puts it back; {@code deploy/backup} and {@code deploy/restore}
 * call it. Stores, broker, registry and keys are saved together, while nothing runs: a store that is older than the broker
 * would number new events like those that were sent already.
 *
 * <p>Ends with status 0 when it is done, 1 when it cannot be done, 2 for an option that makes no sense. What is there stays
 * untouched unless it is done; what a restore replaces is kept beside it.
 */
public final class Backup {

    private static final String USAGE = """
            usage: deploy/backup FILE     saves all data of this machine's system, which must not run; FILE must not exist
                   deploy/restore FILE    puts them back; what is there now is kept beside them, in .local/state.replaced-<time>
            The file holds every key of both countries: only its owner can read it, and it belongs in a safe place.""";
    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path state;
    private final Settings settings;

    private Backup(Settings settings) {
        this.settings = settings;
        this.state = settings.state();
    }

    /** See {@link #USAGE}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Clock.systemUTC(), System.out, System.err));
    }

    static int run(List<String> arguments, Clock clock, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(arguments);
        Path root = Path.of("").toAbsolutePath();
        int at = rest.indexOf("--root");
        if (at >= 0 && at + 1 < rest.size()) {
            root = Path.of(rest.get(at + 1)).toAbsolutePath();
            rest.subList(at, at + 2).clear();
        }
        boolean restores = rest.remove("--restore");
        if (rest.contains("--help") || rest.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            err.println(USAGE);
            return WRONG_OPTION;
        }
        Path file = Path.of(rest.getFirst()).toAbsolutePath();
        Backup backup = new Backup(Settings.usual(root));
        try {
            out.println(restores ? backup.restore(file, clock.instant()) : backup.save(file));
            return 0;
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println((restores ? "The backup cannot be restored: " : "The backup cannot be made: ") + e.getMessage() + ".");
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private String save(Path file) throws IOException, InterruptedException {
        if (!Files.isDirectory(state)) {
            throw new StartFailure("There is nothing to save in " + state + ".");
        }
        if (Files.exists(file)) {
            throw new StartFailure(file + " exists already; a backup replaces no file.");
        }
        FileLock lock = LocalSystem.lock(settings);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            tar(ProcessBuilder.Redirect.to(part.toFile()), "--create", "--gzip", "--sparse", "--exclude=./in-use",
                    "--directory", state.toString(), ".");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
            lock.acquiredBy().close();
        }
        return "Saved " + state + " in " + file + ", " + Files.size(file) / 1024 + " KiB.";
    }

    private String restore(Path file, Instant now) throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new StartFailure("There is no file " + file + ".");
        }
        Path restored = state.resolveSibling(state.getFileName() + ".restoring");
        Folders.delete(restored);
        Folders.closed(restored);
        try {
            tar(ProcessBuilder.Redirect.DISCARD, "--extract", "--gzip", "--preserve-permissions", "--file", file.toString(),
                    "--directory", restored.toString());
            if (!Stream.of("store", "keys").allMatch(part -> Files.isDirectory(restored.resolve(part)))) {
                throw new StartFailure(file + " is no backup of this system.");
            }
            Folders.close(restored);
            return "Restored " + state + " from " + file + "." + replaced(restored, now);
        } finally {
            Folders.delete(restored);
        }
    }

    private String replaced(Path restored, Instant now) throws IOException {
        if (!Files.exists(state)) {
            Files.move(restored, state);
            return "";
        }
        FileLock lock = LocalSystem.lock(settings);
        try {
            Path before = state.resolveSibling(state.getFileName() + ".replaced-" + STAMP.format(now));
            Files.move(state, before);
            Files.move(restored, state);
            return " What was there is in " + before + ".";
        } finally {
            lock.acquiredBy().close();
        }
    }

    private static void tar(ProcessBuilder.Redirect output, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        Process tar = new ProcessBuilder(command).redirectOutput(output).start();
        String said = new String(tar.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (tar.waitFor() != 0) {
            throw new IOException("tar says: " + said.lines().findFirst().orElse("nothing"));
        }
    }
}
