package org.safereturn.messaging.testkit.architecture;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same for a service that runs for any country: its code names none. */
public abstract class ServiceArchitectureContract extends ArchitectureContract {

    /** The rules of one service; the test runs in the folder of its module. */
    protected ServiceArchitectureContract(Architecture architecture) {
        super(architecture);
    }

    @Test
    final void no_country_is_named_in_the_code() throws IOException {
        assertThat(CountryNames.below(Path.of("src/main/java"))).isEmpty();
    }
}
