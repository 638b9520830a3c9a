package org.safereturn.access.audit;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.safereturn.access.description.SampleDescriptions;
import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The access history is described like every other endpoint. */
@SpringBootTest(
        classes = AuditedService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "safereturn.country=KH",
            "safereturn.service=audited-service",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "server.address=127.0.0.1"
        })
class AuditDescriptionTest extends OpenApiContract {

    @Override
    protected Path descriptions() {
        return SampleDescriptions.FOLDER;
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }

    @Test
    void what_is_exported_is_lines_and_no_inner_workings() {
        assertThat(description().at("/paths/~1audit~1export/get/responses/200/content/application~1x-ndjson/schema/type")
                .asString("")).isEqualTo("string");
        assertThat(description().toString()).doesNotContain("DataBuffer");
    }
}
