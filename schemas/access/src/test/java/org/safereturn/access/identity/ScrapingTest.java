package org.safereturn.access.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.Running;
import org.safereturn.access.testing.Tokens;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reads the measurements. */
@TestPropertySource(properties = {"management.prometheus.metrics.export.enabled=true",
    "management.defaults.metrics.export.enabled=true"})
class ScrapingTest extends Running {

    private static final String SECRET = "made-up-secret-made-up-secret-made-up";

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void secret(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.writeString(folder.resolve("scrape.secret"), SECRET + "\n");
        registry.add("safereturn.access.scrape-secret", file::toString);
    }

    @Test
    void the_secret_reads_the_measurements() {
        scrape("/actuator/prometheus", SECRET).expectStatus().isOk()
                .expectBody(String.class).value(text -> assertThat(text)
                        .contains("jvm_memory_used_bytes"));
    }

    @Test
    void the_secret_reads_nothing_else() {
        scrape("/actuator/metrics", SECRET).expectStatus().isUnauthorized();
        scrape("/actuator/health", SECRET).expectStatus().isUnauthorized();
        scrape("/actor", SECRET).expectStatus().isUnauthorized();
        scrape("/openapi", SECRET).expectStatus().isUnauthorized();
    }

    @Test
    void without_it_they_are_for_operators_of_the_ministry() {
        scrape("/actuator/prometheus", SECRET + "x").expectStatus().isUnauthorized();
        client().get().uri("/actuator/prometheus").exchange().expectStatus().isUnauthorized();
        client().get().uri("/actuator/prometheus").headers(Tokens.as(Role.SUPERVISOR, "KH")).exchange()
                .expectStatus().isForbidden();
        client().get().uri("/actuator/prometheus").headers(Tokens.as(Role.OPERATOR, "TH")).exchange()
                .expectStatus().isForbidden();
        client().get().uri("/actuator/prometheus").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                .expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec scrape(String path, String secret) {
        return client().get().uri(path).headers(headers -> headers.setBearerAuth(secret)).exchange();
    }
}
