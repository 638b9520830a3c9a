package org.safereturn.tracingservice;

import org.junit.jupiter.api.BeforeAll;
import org.safereturn.messaging.testkit.BindingContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** Cambodia's tracing service, which takes in what one topic brings. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
abstract class TracingBinding extends BindingContract {

    @BeforeAll
    static void settings() {
        TracingServiceScenarios.use("KH");
    }

    @Override
    protected EmbeddedExchange exchange() {
        return TracingServiceScenarios.EXCHANGE;
    }

    @Override
    protected String country() {
        return "KH";
    }

    @Override
    protected String service() {
        return "tracing-service";
    }
}
