package org.safereturn.access;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.problem.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses ambiguous requests before anything reads them: two tokens, a token in the address, a repeated parameter, a
 * parameter with an impossible name, a compressed body.
 */
@Order(EdgeChecks.BEFORE_SECURITY)
final class EdgeChecks implements WebFilter {

    static final int BEFORE_SECURITY = -110;

    private static final String TOKEN_PARAMETER = "access_token";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private final Problems problems;
    private final RateLimits rates;

    EdgeChecks(Problems problems, RateLimits rates) {
        this.problems = problems;
        this.rates = rates;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        if (headers.getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1
                || request.getQueryParams().containsKey(TOKEN_PARAMETER)) {
            return rates.refuseSignIn(exchange);
        }
        if (request.getQueryParams().entrySet().stream().anyMatch(EdgeChecks::isOdd)) {
            return problems.write(exchange, 400, "bad-request", Map.of());
        }
        if (headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream().anyMatch(way -> !way.equals("identity"))) {
            exchange.getResponse().getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
            return problems.write(exchange, 415, "compressed-body", Map.of());
        }
        return chain.filter(exchange);
    }

    private static boolean isOdd(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().size() > 1 || !PARAMETER.matcher(parameter.getKey()).matches();
    }
}
