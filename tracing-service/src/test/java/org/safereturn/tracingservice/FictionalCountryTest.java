package org.safereturn.tracingservice;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.annotation.DirtiesContext;

/** The scenarios as ZZ sees them. */
@DirtiesContext
class FictionalCountryTest extends TracingServiceScenarios {

    @BeforeAll
    static void settings() {
        use("ZZ");
    }

    @Override
    String own() {
        return "ZZ";
    }

    @Override
    String other() {
        return "KH";
    }
}
