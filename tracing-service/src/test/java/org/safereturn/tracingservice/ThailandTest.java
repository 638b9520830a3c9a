package org.safereturn.tracingservice;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.annotation.DirtiesContext;

/** The scenarios as TH sees them. */
@DirtiesContext
class ThailandTest extends TracingServiceScenarios {

    @BeforeAll
    static void settings() {
        use("TH");
    }

    @Override
    String own() {
        return "TH";
    }

    @Override
    String other() {
        return "KH";
    }
}
