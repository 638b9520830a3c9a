package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The end of an audit trail as an earlier check saw it. It shows a later check that a trail was cut together with its
 * anchors, as long as nobody changed this file too: keep it elsewhere.
 *
 * @param sequence number of the last record, 0 of an empty trail
 * @param hash of that record
 * @param at when it was seen
 */
record SeenEnd(long sequence, String hash, Instant at) {

    /**
     * What the latest check left in this file; empty when there was none.
     *
     * @throws IllegalStateException when the file holds something else
     */
    static Optional<SeenEnd> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new SeenEnd(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeParseException e) {
            throw new IllegalStateException(file + " is not the end of a trail");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        CertificateAuthority.write(file.toAbsolutePath(), sequence + " " + hash + " " + at + "\n");
    }
}
