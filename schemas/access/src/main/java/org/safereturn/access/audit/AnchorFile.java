package org.safereturn.access.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.nimbusds.jose.jwk.OctetKeyPair;
import org.safereturn.messaging.keys.MinistryKeys;

/** The file with the anchors of one chain, one per line; lines are only added. */
public final class AnchorFile {

    private final Path file;

    private AnchorFile(Path file) {
        this.file = file;
    }

    /** The file itself. */
    public static AnchorFile of(Path file) {
        return new AnchorFile(file);
    }

    /** The file of this chain in a directory, such as {@code kh-tracing-service.anchors}. */
    public static AnchorFile in(Path directory, String chain) {
        return new AnchorFile(directory.resolve(chain.toLowerCase(Locale.ROOT).replace('/', '-') + ".anchors"));
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * Adds an anchor; when this returns it is on the disk.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void add(Anchor anchor, OctetKeyPair key) {
        ByteBuffer line = ByteBuffer.wrap((anchor.sign(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            cutWhatACrashLeft();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cutWhatACrashLeft() throws IOException {
        if (Files.exists(file)) {
            byte[] present = Files.readAllBytes(file);
            int end = present.length;
            while (end > 0 && present[end - 1] != '\n') {
                end--;
            }
            if (end < present.length) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                }
            }
        }
    }

    /**
     * All anchors; none when there is no such file. A last line without its end is what a crash left and is passed over.
     *
     * @throws BrokenChain when one is not signed by the ministry or is that of another chain
     * @throws UncheckedIOException when the file cannot be read
     */
    public List<Anchor> read(String chain, MinistryKeys keys) {
        String text;
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Anchor> anchors = new ArrayList<>();
        int start = 0;
        for (int stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', start)) {
            Optional<Anchor> anchor = Anchor.verified(text.substring(start, stop), keys);
            int number = anchors.size() + 1;
            if (anchor.isEmpty()) {
                throw new BrokenChain("Anchor " + number + " in " + file + " was changed: the ministry did not sign it.");
            }
            if (!anchor.get().chain().equals(chain)) {
                throw new BrokenChain("Anchor " + number + " in " + file + " is that of " + anchor.get().chain()
                        + ", not of " + chain + ".");
            }
            anchors.add(anchor.get());
            start = stop + 1;
        }
        return anchors;
    }
}
