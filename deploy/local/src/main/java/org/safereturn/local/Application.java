package org.safereturn.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * An artefact laid out for a quick start: extracted from its jar, with a cache of loaded and linked classes that a
 * rehearsal made, or that a played load has trained. All are made again when the jar has changed.
 */
final class Application {

    private static final Duration EXTRACTION = Duration.ofMinutes(1);
    private static final Duration REHEARSAL = Duration.ofMinutes(3);
    /**
     * Little room for what is new: it is used again and again, so it stays in the processor's cache, less memory is resident,
     * and nobody waits long for a collection.
     */
    private static final String YOUNG = "-Xmn16m";

    private final Artifact artifact;
    private final Path folder;
    private final Path jar;

    private Application(Artifact artifact, Path folder, Path jar) {
        this.artifact = artifact;
        this.folder = folder;
        this.jar = jar;
    }

    /** Extracts the jar unless that was done before. */
    static Application extracted(Settings settings, Artifact artifact, Chores chores) throws InterruptedException {
        Path packed = artifact.jar(settings.root());
        Path folder = settings.applications().resolve(artifact.id());
        Path stamp = folder.resolve("stamp");
        try {
            // Builds are reproducible, so the same sources give the same bytes and need no new rehearsal.
            String current = checksum(packed);
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(current)) {
                Folders.delete(folder);
                chores.run(() -> ChildProcess.start("extraction of the " + artifact.id(), settings.logs().resolve("extract-"
                        + artifact.id() + ".log"), settings.applications(), Jvm.command(64, List.of(
                        "-Djarmode=tools", "-jar", packed.toString(), "extract", "--destination", folder.toString()))),
                        EXTRACTION);
                Files.writeString(stamp, current);
            }
        } catch (IOException e) {
            throw new StartFailure("The jar " + packed + " cannot be laid out in " + folder + ": " + e.getMessage() + ".");
        }
        return new Application(artifact, folder, folder.resolve(packed.getFileName()));
    }

    private static String checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            while (channel.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
            return channel.size() + " " + Long.toHexString(sum.getValue());
        }
    }

    boolean isRehearsed() {
        return Files.exists(cache());
    }

    /**
     * Runs it once until it is ready, tells it to end and keeps the classes that this loaded.
     *
     * @throws StartFailure when it does not become ready or leaves no cache
     */
    void rehearse(Settings settings, List<String> arguments, ChildProcess.Check ready, Chores chores)
            throws InterruptedException {
        Path draft = folder.resolve("draft.aot");
        chores.rehearse(() -> ChildProcess.start("rehearsal of the " + artifact.id(), settings.logs().resolve("rehearse-"
                + artifact.id() + ".log"), folder, java(List.of("-XX:AOTCacheOutput=" + draft), arguments)), ready, REHEARSAL);
        try {
            Files.move(draft, cache());
        } catch (IOException e) {
            throw new StartFailure("The rehearsal of the " + artifact.id() + " left no cache: " + e.getMessage() + ".");
        }
    }

    List<String> command(List<String> arguments) {
        return java(isRehearsed() ? List.of("-XX:AOTCache=" + cache()) : List.of(), arguments);
    }

    /** The command on {@link Footing#SERVER}, with the cache that a played load has trained. */
    List<String> command(Training training, List<String> arguments) {
        List<String> flags = new ArrayList<>(training.flags(trained()));
        flags.add("-jar");
        flags.add(jar.toString());
        flags.addAll(arguments);
        return Jvm.command(Footing.SERVER, artifact.heap(), flags);
    }

    private List<String> java(List<String> cache, List<String> arguments) {
        List<String> flags = new ArrayList<>(cache);
        flags.add(YOUNG);
        flags.add("-jar");
        flags.add(jar.toString());
        flags.addAll(arguments);
        return Jvm.command(Footing.SMALL, artifact.heap(), flags);
    }

    private Path cache() {
        return folder.resolve("start.aot");
    }

    /** Where the cache is that a played load has trained. */
    Path trained() {
        return folder.resolve("trained.aot");
    }
}
