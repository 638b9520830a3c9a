package org.safereturn.access;

import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"safereturn.country=KH", "safereturn.service=sample-service", "server.address=127.0.0.1"})
class SampleDescriptionTest extends OpenApiContract {

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }
}
