package org.safereturn.tracingservice;

import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.safereturn.access.testing.ProtectionContract;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TracingProtectionTest extends ProtectionContract {

    @Autowired
    private ApplicationContext service;

    @BeforeAll
    static void settings() {
        TracingServiceScenarios.use("KH");
    }

    @Override
    protected ApplicationContext service() {
        return service;
    }

    /** The case reference; what is not one is answered as an unknown case. And a list of codes. */
    @Override
    protected Set<String> harmlessTexts() {
        return Set.of("ref", "nationalityBasis");
    }
}
