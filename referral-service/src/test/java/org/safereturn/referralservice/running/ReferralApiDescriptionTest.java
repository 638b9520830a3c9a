package org.safereturn.referralservice.running;

import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.safereturn.referralservice.ReferralServiceApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = ReferralServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReferralApiDescriptionTest extends OpenApiContract {

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        RunningService.EXCHANGE.register(registry, "KH", "referral-service");
        OpenApiContract.readNothing(registry);
        Tokens.register(registry);
    }
}
