package org.safereturn.tracingservice;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.annotation.DirtiesContext;

/** The scenarios as KH sees them. */
@DirtiesContext
class CambodiaTest extends TracingServiceScenarios {

    @BeforeAll
    static void settings() {
        use("KH");
    }

    @Override
    String own() {
        return "KH";
    }

    @Override
    String other() {
        return "TH";
    }
}
