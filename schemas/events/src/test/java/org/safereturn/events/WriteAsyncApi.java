package org.safereturn.events;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes {@code asyncapi.yaml}. Its name keeps it out of every test run; the README says how it is called. */
class WriteAsyncApi {

    @Test
    void write_the_description() throws IOException {
        Files.writeString(AsyncApi.FILE, AsyncApi.generate());

        assertThat(AsyncApi.FILE).content().isEqualTo(AsyncApi.generate());
    }
}
