package org.safereturn.caseservice.running;

import java.util.Set;

import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.safereturn.caseservice.CaseServiceApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = CaseServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class CaseDescriptionTest extends OpenApiContract {

    /** It only reads. */
    @Override
    protected Set<String> repeatableWrites() {
        return Set.of("POST /case-search");
    }

    @DynamicPropertySource
    static void exchange(DynamicPropertyRegistry registry) {
        Exchange.SHARED.register(registry, "KH", "case-service");
        OpenApiContract.readNothing(registry);
        registry.add("safereturn.profile-file", () -> "classpath:country/kh.yaml");
        Tokens.register(registry);
    }
}
