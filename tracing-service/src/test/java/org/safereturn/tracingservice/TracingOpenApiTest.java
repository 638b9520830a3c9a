package org.safereturn.tracingservice;

import org.junit.jupiter.api.BeforeAll;
import org.safereturn.access.testing.OpenApiContract;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** What the service says about itself is what it does. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TracingOpenApiTest extends OpenApiContract {

    @BeforeAll
    static void settings() {
        TracingServiceScenarios.use("KH");
    }
}
