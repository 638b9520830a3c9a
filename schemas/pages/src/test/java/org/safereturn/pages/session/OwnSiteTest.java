package org.safereturn.pages.session;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** What a page of another site has a browser send. */
class OwnSiteTest {

    private static final String ADDRESS = "https://pages.example/login/oauth2/code/safereturn";

    private final WebFilter filter = OwnSite.only(ADDRESS, OwnSiteTest::refused);

    @ParameterizedTest
    @CsvSource({"cross-site, ''", "same-site, ''", "cross-site, null", "same-origin, https://elsewhere.example", "'', https://elsewhere.example",
        "'', http://127.0.0.1:8102", "'', http://127.0.0.1", "'', https://pages.example.elsewhere.example", "'', chrome-extension://abc", "'', made up"})
    void what_comes_from_another_site_is_refused(String site, String origin) {
        assertThat(answer(HttpMethod.POST, site, origin)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "same-origin, ''", "none, null", "same-origin, null", "'', null", "'', http://127.0.0.1:8101", "same-origin, http://127.0.0.1:8101",
        "'', https://pages.example", "'', https://Pages.example:443"})
    void what_comes_from_a_page_of_this_service_or_from_a_program_goes_on(String site, String origin) {
        assertThat(answer(HttpMethod.POST, site, origin)).isEqualTo(200);
    }

    @Test
    void links_from_elsewhere_lead_here() {
        assertThat(answer(HttpMethod.GET, "cross-site", "https://elsewhere.example")).isEqualTo(200);
    }

    private int answer(HttpMethod method, String site, String origin) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(method, "/pages/find").header("Host", "127.0.0.1:8101");
        if (!site.isEmpty()) {
            request.header("Sec-Fetch-Site", site);
        }
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
        filter.filter(exchange, passed -> {
            passed.getResponse().setStatusCode(HttpStatus.OK);
            return Mono.empty();
        }).block(Duration.ofSeconds(5));
        return Objects.requireNonNull(exchange.getResponse().getStatusCode()).value();
    }

    private static Mono<Void> refused(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        return Mono.empty();
    }
}
