package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.local.client.SystemLogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SystemKeysTest {

    private static final List<String> COUNTRIES = List.of("KH", "TH");

    @TempDir
    Path folder;

    @Test
    void each_ministry_has_its_own_key_that_only_its_owner_reads_and_the_provider_sees_the_public_half()
            throws IOException, ParseException {
        SystemKeys.generate(folder.resolve("keys"), folder.resolve("published"), COUNTRIES);
        for (String country : COUNTRIES) {
            Path file = SystemKeys.file(folder.resolve("keys"), country);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            ECKey key = SystemLogin.key(file);
            JWKSet published = JWKSet.load(
                    folder.resolve("published/" + key.getKeyID().substring(0, 2) + "-system.jwks").toFile());
            assertThat(published.getKeys()).containsExactly(key.toPublicJWK());
        }
        assertThat(SystemLogin.key(SystemKeys.file(folder.resolve("keys"), "KH")).getX()).isNotEqualTo(
                SystemLogin.key(SystemKeys.file(folder.resolve("keys"), "TH")).getX());
    }

    @Test
    void keys_that_are_there_stay() throws IOException {
        Path file = SystemKeys.file(folder.resolve("keys"), "KH");
        SystemKeys.generate(folder.resolve("keys"), folder.resolve("published"), List.of("KH"));
        String first = Files.readString(file);
        SystemKeys.generate(folder.resolve("keys"), folder.resolve("published"), COUNTRIES);
        assertThat(file).content().isEqualTo(first);
    }

    @Test
    void a_file_that_is_no_key_is_named_and_not_quoted() throws IOException {
        Path file = SystemKeys.file(folder.resolve("keys"), "KH");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"kty\":\"EC\",\"d\":\"private\"}");
        assertThatThrownBy(() -> SystemKeys.generate(folder.resolve("keys"), folder.resolve("published"), COUNTRIES))
                .isInstanceOf(StartFailure.class).hasMessageContaining("system.jwk")
                .hasMessageNotContaining("private\"");
    }
}
