package org.safereturn.access.description;

import org.junit.jupiter.api.Test;
import org.safereturn.access.SampleService;
import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"safereturn.country=KH", "safereturn.service=sample-service", "server.address=127.0.0.1"})
class SampleDescriptionTest extends OpenApiContract {

    @Test
    void the_description_says_which_fields_must_be_there() {
        JsonNode sample = description().at("/components/schemas/Sample");
        assertThat(sample.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("name", "birthDate", "urgency", "consented", "count");
        assertThat(sample.at("/properties/urgency/enum").toString()).isEqualTo("[\"ROUTINE\",\"URGENT\"]");
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }
}
