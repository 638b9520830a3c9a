package org.safereturn.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SigningKeyTest {

    @TempDir
    private Path folder;

    @Test
    void a_key_is_made_once_readable_by_its_owner_only_and_kept() throws IOException {
        Path data = folder.resolve("a/b");
        String first = SigningKey.in(data).toJSONString();
        assertThat(SigningKey.in(data).toJSONString()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing.jwk"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_key_that_others_may_read_is_not_used() throws IOException {
        SigningKey.in(folder);
        Files.setPosixFilePermissions(folder.resolve("signing.jwk"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalStateException().isThrownBy(() -> SigningKey.in(folder)).withMessageContaining("600");
    }

    @Test
    void a_file_that_is_no_key_is_said_to_be_none_without_showing_it() throws IOException {
        SigningKey.in(folder);
        Files.writeString(folder.resolve("signing.jwk"), "{\"d\":\"secret\"}");
        assertThatIllegalStateException().isThrownBy(() -> SigningKey.in(folder))
                .withMessageContaining("no signing key").withMessageNotContaining("secret");
    }
}
