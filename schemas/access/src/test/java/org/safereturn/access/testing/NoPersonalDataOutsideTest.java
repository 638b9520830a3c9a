package org.safereturn.access.testing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class NoPersonalDataOutsideTest {

    private static final Logger log = LoggerFactory.getLogger(NoPersonalDataOutsideTest.class);

    @Test
    void a_name_in_the_log_is_found_in_messages_and_in_exceptions() {
        List<String> lines;
        try (CapturedLog captured = new CapturedLog()) {
            log.info("Opened the case of {}", "Sokha Testperson");
            log.warn("It failed", new IllegalStateException("outer", new IllegalArgumentException("Malee Samplename")));
            log.info("Opened case {}", 7);
            lines = captured.lines();
        }
        assertThat(lines).hasSize(3);
        assertThat(NoPersonalDataOutside.marked(lines.stream())).hasSize(2);
    }
}
