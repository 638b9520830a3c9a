package org.safereturn.access.description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.ApiFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes a release of the descriptions: the copies that later changes are compared with, and the section of the changelog.
 * Its name keeps it out of every test run; the README says how it is called.
 */
class FreezeApis {

    private static final String UNRELEASED = "## Unreleased\n";

    @Test
    void write_what_belongs_to_a_release() throws IOException {
        String release = System.getProperty("safereturn.release", "");
        assertThat(release).as("give the release: -Dsafereturn.release=1.2.0").matches("\\d+\\.\\d+\\.\\d+");
        Path folder = ApiFiles.folder();
        Path copies = folder.resolve("released").resolve(release);
        assertThat(copies).as("a release is frozen once").doesNotExist();
        assertThat(ApiFiles.services(folder)).isNotEmpty();
        Path changelog = folder.resolve("CHANGELOG.md");
        String changes = Files.readString(changelog);
        assertThat(changes).containsOnlyOnce(UNRELEASED);

        Files.createDirectories(copies);
        for (String service : ApiFiles.services(folder)) {
            Files.copy(folder.resolve(service + ".json"), copies.resolve(service + ".json"));
        }
        Files.writeString(changelog, changes.replace(UNRELEASED, UNRELEASED + "\n## " + release + "\n"));
    }
}
