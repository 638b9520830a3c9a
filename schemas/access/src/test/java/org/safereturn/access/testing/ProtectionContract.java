package org.safereturn.access.testing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks every endpoint of a running service: tokens that must not be accepted, input that must not be understood, and
 * what must not be left behind in the log and the metrics. A service's test extends it once.
 */
public abstract class ProtectionContract {

    private static final String MARK = "Testperson";
    private static final String REFERENCE = "6d0f5c0a-5f0e-4c61-9d54-0d0c7a7e1a11";
    private static final int MANY = 100_000;
    /** The partition and the offset of a dead letter. */
    private static final Set<String> PLACES = Set.of("letter");

    /** Texts in an address that can be no more than a code or a reference, by parameter name. */
    protected Set<String> harmlessTexts() {
        return Set.of();
    }

    /** Endpoints that stay open: streams. */
    protected Set<String> streams() {
        return Set.of();
    }

    /** The service as it runs. */
    protected abstract ApplicationContext service();

    @Test
    void no_endpoint_accepts_a_token_it_must_not_accept() {
        List<String> accepted = new ArrayList<>();
        // To sign them takes longer than to refuse them; none names a caller, so there is no limit for one to meet.
        Map<String, List<TokenAttacks.Attack>> attacks = new HashMap<>();
        for (Endpoint endpoint : endpoints()) {
            for (TokenAttacks.Attack attack : attacks.computeIfAbsent(endpoint.caller().role(),
                    role -> TokenAttacks.on(Tokens.actor(Role.valueOf(role), country())))) {
                EntityExchangeResult<byte[]> answer = endpoint.send(headers -> headers.setBearerAuth(attack.token()), null);
                if (answer.getStatus().value() != 401 || !text(answer).contains("sign-in-required")) {
                    accepted.add(endpoint + " with " + attack + ": " + answer.getStatus());
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void no_endpoint_takes_a_token_from_anywhere_but_one_header() {
        List<String> accepted = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            String good = Tokens.of(endpoint.caller());
            Map<String, EntityExchangeResult<byte[]>> tries = new LinkedHashMap<>();
            tries.put("in the address", endpoint.at("?access_token=" + good).send(_ -> { }, null));
            tries.put("in the address and the header",
                    endpoint.at("?access_token=" + good).send(headers -> headers.setBearerAuth(good), null));
            tries.put("twice", endpoint.send(headers ->
                    headers.put(HttpHeaders.AUTHORIZATION, List.of("Bearer " + good, "Bearer " + good)), null));
            tries.put("good and bad", endpoint.send(headers ->
                    headers.put(HttpHeaders.AUTHORIZATION, List.of("Bearer " + good, "Bearer bad")), null));
            tries.put("bad and good", endpoint.send(headers ->
                    headers.put(HttpHeaders.AUTHORIZATION, List.of("Bearer bad", "Bearer " + good)), null));
            tries.put("two in one header", endpoint.send(headers ->
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + good + ", Bearer " + good), null));
            tries.put("as a password", endpoint.send(headers -> headers.setBasicAuth("x", good), null));
            tries.forEach((where, answer) -> {
                if (answer.getStatus().value() != 401) {
                    accepted.add(endpoint + " with a token " + where + ": " + answer.getStatus());
                }
            });
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void the_same_endpoints_accept_a_good_token() {
        assertThat(endpoints()).isNotEmpty();
        assertThat(endpoints().stream()
                .filter(endpoint -> !streams().contains(endpoint.pattern()))
                .filter(endpoint -> endpoint.send(Tokens.as(endpoint.caller()), "{").getStatus().value() == 401))
                .isEmpty();
    }

    @Test
    void hostile_bodies_are_refused_without_a_fault_and_without_an_echo() {
        List<String> wrong = new ArrayList<>();
        int refusedAsInput = 0;
        JsonNode description = description();
        try (CapturedLog log = new CapturedLog()) {
            for (Endpoint endpoint : endpoints()) {
                if (!endpoint.hasBody()) {
                    continue;
                }
                for (Map.Entry<String, String> body : hostileBodies(endpoint, description).entrySet()) {
                    EntityExchangeResult<byte[]> answer = endpoint.send(Tokens.as(endpoint.caller()), body.getValue());
                    int status = answer.getStatus().value();
                    refusedAsInput += status == 400 || status == 413 ? 1 : 0;
                    if (status < 400 || status >= 500 || text(answer).contains(MARK) || !isProblem(answer)) {
                        wrong.add(endpoint + " with " + body.getKey() + ": " + status + " " + text(answer));
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(NoPersonalDataOutside.marked(log.lines().stream())).isEmpty();
        }
        assertThat(refusedAsInput > 0).isEqualTo(endpoints().stream().anyMatch(Endpoint::hasBody));
        assertThat(meters()).noneMatch(text -> text.contains(MARK));
    }

    @Test
    void hostile_addresses_and_headers_are_refused_without_a_fault_and_without_an_echo() {
        List<String> wrong = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            for (Endpoint endpoint : endpoints()) {
                if (streams().contains(endpoint.pattern())) {
                    continue;
                }
                for (Endpoint odd : hostileAddresses(endpoint)) {
                    EntityExchangeResult<byte[]> answer = odd.send(Tokens.as(odd.caller()), null);
                    if (answer.getStatus().value() < 400 || answer.getStatus().value() >= 500 || !isProblem(answer)
                            || text(answer).contains(MARK) || answer.getResponseHeaders().containsHeader("Set-Cookie")) {
                        wrong.add(odd + ": " + answer.getStatus() + " " + text(answer));
                    }
                }
                EntityExchangeResult<byte[]> answer = endpoint.send(headers -> {
                    headers.setBearerAuth(Tokens.of(endpoint.caller()));
                    headers.set("Accept-Language", MARK + ";q=x,".repeat(200));
                    headers.set("Idempotency-Key", MARK + " ".repeat(200));
                    headers.set("X-HTTP-Method-Override", "DELETE");
                    headers.set("X-Forwarded-For", MARK);
                    headers.set("X-Forwarded-Proto", "https");
                    headers.set("traceparent", MARK);
                    headers.set("Origin", "https://" + MARK + ".invalid");
                }, null);
                if (answer.getStatus().is5xxServerError() || text(answer).contains(MARK)
                        || answer.getResponseHeaders().containsHeader("Access-Control-Allow-Origin")
                        || answer.getResponseHeaders().containsHeader("Strict-Transport-Security")) {
                    wrong.add(endpoint + " with odd headers: " + answer.getStatus() + answer.getResponseHeaders());
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(NoPersonalDataOutside.marked(log.lines().stream())).isEmpty();
            assertThat(log.lines()).noneMatch(line -> line.contains("FORGED"));
        }
        assertThat(meters()).noneMatch(text -> text.contains(MARK) || text.contains(REFERENCE));
    }

    @Test
    void a_page_far_beyond_the_last_is_no_fault() {
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.parameters().contains("page") && endpoint.parameters().contains("size")) {
                assertThat(endpoint.at("?page=2147483647&size=2").send(Tokens.as(endpoint.caller()), null).getStatus()
                        .is5xxServerError()).as(endpoint.toString()).isFalse();
                assertThat(endpoint.at("?size=2147483647").send(Tokens.as(endpoint.caller()), null).getStatus()
                        .value()).as(endpoint.toString()).isEqualTo(400);
            }
        }
    }

    @Test
    void answers_carry_the_security_headers_and_nothing_about_the_server() {
        for (Endpoint endpoint : endpoints()) {
            if (streams().contains(endpoint.pattern())) {
                continue;
            }
            for (EntityExchangeResult<byte[]> answer : List.of(
                    endpoint.send(Tokens.as(endpoint.caller()), "{"), endpoint.send(_ -> { }, "{"))) {
                HttpHeaders headers = answer.getResponseHeaders();
                assertThat(headers.getFirst("Cache-Control")).as(endpoint.toString()).contains("no-store");
                assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
                assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
                assertThat(headers.getFirst("Content-Security-Policy")).contains("default-src 'none'")
                        .contains("frame-ancestors 'none'").doesNotContain("unsafe");
                assertThat(headers.headerNames()).doesNotContain("Server", "X-Powered-By");
                assertThat(text(answer)).doesNotContain("\tat ", "Exception", "org.springframework");
            }
        }
    }

    @Test
    void no_parameter_of_an_address_can_hold_anything_personal() {
        List<String> free = new ArrayList<>();
        for (HandlerMethod handler : handlers().values()) {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if ((parameter.hasParameterAnnotation(PathVariable.class)
                        || parameter.hasParameterAnnotation(RequestParam.class))
                        && !isHarmless(parameter.nestedIfOptional().getNestedParameterType())
                        && !PLACES.contains(parameter.getParameter().getName())
                        && !harmlessTexts().contains(parameter.getParameter().getName())) {
                    free.add(handler.getShortLogMessage() + " " + parameter.getParameter().getName());
                }
            }
        }
        assertThat(free).isEmpty();
    }

    private static boolean isHarmless(Class<?> type) {
        return type.isEnum() || type == UUID.class || type == int.class || type == Integer.class
                || type == boolean.class || type == Boolean.class || type == YearMonth.class || type == LocalDate.class;
    }

    private static Map<String, String> bombs() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("operator as body", "{\"$gt\":\"" + MARK + "\"}");
        bodies.put("operators in a list", "[{\"$ne\":\"" + MARK + "\"}]");
        bodies.put("a function", "{\"$where\":\"sleep(1000)\"}");
        bodies.put("deep lists", "[".repeat(MANY));
        bodies.put("deep objects", "{\"a\":".repeat(MANY));
        bodies.put("huge exponent", "{\"a\":1e999999}");
        bodies.put("huge number", "{\"a\":" + "9".repeat(MANY) + "}");
        bodies.put("long text", "{\"a\":\"" + MARK.repeat(10_000) + "\"}");
        bodies.put("long name", "{\"" + MARK.repeat(10_000) + "\":1}");
        bodies.put("too much", "{\"a\":[" + "1,".repeat(600_000) + "1]}");
        bodies.put("a name twice", "{\"a\":1,\"a\":2}");
        bodies.put("a prototype", "{\"__proto__\":{\"" + MARK + "\":1}}");
        bodies.put("a class name", "{\"@class\":\"java.lang.Runtime\",\"@type\":\"" + MARK + "\"}");
        bodies.put("NUL", "{\"a\":\"" + MARK + "\\u0000\"}");
        bodies.put("a second line", "{\"" + MARK + "\\r\\nFORGED\":\"\\r\\nFORGED\"}");
        bodies.put("half", "{\"a\":\"" + MARK);
        bodies.put("not JSON", "<x>" + MARK + "</x>");
        return bodies;
    }

    /** The bombs, and for every field of the endpoint's body an operator and a formula in its place. */
    private static Map<String, String> hostileBodies(Endpoint endpoint, JsonNode description) {
        Map<String, String> bodies = bombs();
        JsonNode schema = description.path("paths").path(endpoint.pattern()).path(endpoint.method().name().toLowerCase(
                Locale.ROOT)).at("/requestBody/content").path("application/json").path("schema");
        String reference = schema.path("$ref").asString("");
        JsonNode fields = reference.isEmpty() ? schema.path("properties")
                : description.at(reference.substring(1)).path("properties");
        fields.propertyNames().forEach(field -> {
            bodies.put("operator in " + field, "{\"" + field + "\":{\"$gt\":\"\",\"x\":\"" + MARK + "\"}}");
            bodies.put("formula in " + field, "{\"" + field + "\":\"=HYPERLINK(\\\"" + MARK + "\\\")\"}");
        });
        return bodies;
    }

    private static List<Endpoint> hostileAddresses(Endpoint endpoint) {
        List<Endpoint> odd = new ArrayList<>();
        for (String query : List.of("size[$gt]=1", "page=1&page=2", "$where=" + MARK, "%0d%0aFORGED=1",
                MARK + "%00=1", "x[]=" + MARK)) {
            odd.add(endpoint.at("?" + query));
        }
        if (endpoint.pattern().contains("{")) {
            for (String value : List.of("{\"$gt\":\"\"}", "$ne", "<script>" + MARK + "</script>", "%0d%0aFORGED",
                    "=" + MARK, MARK.repeat(200))) {
                odd.add(endpoint.with(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%25", "%")));
            }
            odd.add(endpoint.with("..%2f..%2f" + MARK));
            odd.add(endpoint.with("%00"));
            odd.add(endpoint.with(REFERENCE + ";a=" + MARK));
        }
        return odd;
    }

    private static boolean isProblem(EntityExchangeResult<byte[]> answer) {
        return answer.getResponseHeaders().getContentType() != null
                && MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(answer.getResponseHeaders().getContentType());
    }

    private Stream<String> meters() {
        return service().getBeansOfType(MeterRegistry.class).values().stream()
                .flatMap(registry -> registry.getMeters().stream()).map(Meter::getId)
                .flatMap(id -> Stream.concat(Stream.of(id.getName()), id.getTags().stream().map(Tag::getValue)));
    }

    private JsonNode description() {
        return JsonMapper.shared().readTree(text(client().get().uri("/openapi")
                .headers(Tokens.as(Role.ADMINISTRATOR, country())).exchange().expectBody().returnResult()));
    }

    private String country() {
        return service().getEnvironment().getRequiredProperty("safereturn.country");
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:" + service().getEnvironment().getRequiredProperty("local.server.port"),
                Duration.ofSeconds(30));
    }

    private Map<RequestMappingInfo, HandlerMethod> handlers() {
        Map<RequestMappingInfo, HandlerMethod> found = new LinkedHashMap<>();
        service().getBeansOfType(RequestMappingHandlerMapping.class).values().forEach(mapping ->
                mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("org.safereturn")) {
                        found.put(info, handler);
                    }
                }));
        return found;
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> found = new ArrayList<>();
        handlers().forEach((info, handler) -> {
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                info.getPatternsCondition().getPatterns().forEach(pattern -> found.add(new Endpoint(
                        client(), method.asHttpMethod(), pattern.getPatternString(), handler, caller(handler),
                        REFERENCE, "")));
            }
        });
        found.sort(Comparator.comparing(Endpoint::toString));
        return found;
    }

    /** Somebody whom the endpoint is for, each with a reference of their own so that no limit comes in between. */
    private Actor caller(HandlerMethod handler) {
        Access access = handler.getMethodAnnotation(Access.class);
        Role role = access == null ? Role.MINISTRY_SYSTEM : access.roles()[0];
        Actor known = Tokens.actor(role, country());
        return new Actor(known.reference() + "-" + handler.getMethod().getName(), known.role(), known.unit(),
                known.ministry());
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        return Optional.ofNullable(answer.getResponseBody())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    private record Endpoint(WebTestClient client, HttpMethod method, String pattern, HandlerMethod handler, Actor caller,
            String variable, String query) {

        Endpoint at(String other) {
            return new Endpoint(client, method, pattern, handler, caller, variable, other);
        }

        Endpoint with(String other) {
            return new Endpoint(client, method, pattern, handler, caller, other, query);
        }

        boolean hasBody() {
            return Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
        }

        List<String> parameters() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                    .map(parameter -> parameter.getParameter().getName()).toList();
        }

        EntityExchangeResult<byte[]> send(Consumer<HttpHeaders> headers, @Nullable String body) {
            URI address = URI.create(pattern.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(variable))
                    .replaceAll("\\{[^}]+}", "1") + query);
            WebTestClient.RequestBodySpec request = client.method(method)
                    .uri(builder -> URI.create(builder.build() + address.toString()))
                    .headers(headers);
            if (body != null && hasBody()) {
                request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
            }
            return request.exchange().expectBody().returnResult();
        }

        @Override
        public String toString() {
            return method + " " + pattern.replaceFirst("\\{[^}]+}", Matcher.quoteReplacement(variable))
                    + query;
        }
    }
}
