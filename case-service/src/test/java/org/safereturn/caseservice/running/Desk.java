package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.SignInProvider;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks and tells Cambodia's running case service as an officer. */
final class Desk {

    private Desk() {
    }

    static JsonNode get(Actor actor, String path, int status) {
        return json(client().get().uri(path).headers(Tokens.as(actor)).exchange().expectStatus().isEqualTo(status)
                .expectBody().returnResult().getResponseBody());
    }

    static JsonNode post(Actor actor, String path, String body, int status) {
        WebTestClient.RequestBodySpec request = client().post().uri(path).headers(Tokens.as(actor))
                .header("Idempotency-Key", UUID.randomUUID().toString());
        WebTestClient.RequestHeadersSpec<?> filled =
                body.isEmpty() ? request : request.header("Content-Type", "application/json").bodyValue(body);
        return json(filled.exchange().expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody());
    }

    /** A browser in which this officer has signed in. */
    static Browser browser(Actor officer, String language) {
        SignInProvider.started().know(officer);
        Browser browser = new Browser(address()).in(language);
        assertThat(browser.open("/").status()).isEqualTo(200);
        return browser;
    }

    /** Where the service listens. */
    static String address() {
        return "http://127.0.0.1:" + RunningService.of("KH").getEnvironment().getRequiredProperty("local.server.port");
    }

    private static JsonNode json(byte @Nullable [] body) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private static WebTestClient client() {
        return Client.at(address(), Duration.ofSeconds(30));
    }
}
