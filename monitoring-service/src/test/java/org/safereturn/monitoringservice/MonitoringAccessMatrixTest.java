package org.safereturn.monitoringservice;

import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.safereturn.access.testing.AccessMatrixContract;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who gets in where in the joint view, which every ministry shares. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class MonitoringAccessMatrixTest extends AccessMatrixContract {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");

    @Autowired
    private ApplicationContext context;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        EXCHANGE.register(registry, "JOINT", "monitoring-service");
        Tokens.register(registry);
    }

    @AfterAll
    static void close() {
        EXCHANGE.close();
    }

    @Override
    protected ApplicationContext service() {
        return context;
    }

    @Override
    protected String ministry() {
        return "KH";
    }

    @Override
    protected String caseFor(String endpoint) {
        return "";
    }

    @Override
    protected Set<String> unknownCase() {
        return Set.of();
    }

    @Override
    protected Set<String> pages() {
        return Set.of("/", "/live", "/minutes");
    }
}
