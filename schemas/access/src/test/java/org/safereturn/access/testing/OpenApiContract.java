package org.safereturn.access.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.RequestCauses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the description a running service serves at {@code /openapi} against the endpoints it really has, against the
 * checked-in description and against the newest released one. A service's
 * test extends it and is annotated with {@code @SpringBootTest(webEnvironment = RANDOM_PORT)}; its tokens are those of
 * {@link Tokens}.
 */
public abstract class OpenApiContract {

    /** System property: {@code true} makes the test write the checked-in description. */
    private static final String WRITE = "safereturn.apis.write";

    @Autowired
    private Environment environment;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    /**
     * The described service reads no topic. Otherwise it would take half of the events from the one that other tests of the
     * module run as the same consumer group, and that one would not know at once which cases wait.
     */
    protected static void readNothing(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.stream.bindings.inbound-in-0.consumer.auto-startup", () -> false);
    }

    /** Paths of this service that are pages for people and no part of the API. */
    protected Set<String> pages() {
        return Set.of();
    }

    /** Writes that need no Idempotency-Key because repeating them changes nothing, e.g. {@code POST /rebuild}. */
    protected Set<String> repeatableWrites() {
        return Set.of();
    }

    @Test
    void the_description_is_openapi_3_1_with_bearer_tokens_and_problems() {
        JsonNode api = description();
        assertThat(api.path("openapi").asString("")).startsWith("3.1");
        assertThat(api.at("/components/securitySchemes/bearer/scheme").asString("")).isEqualTo("bearer");
        assertThat(api.path("security").toString()).contains("bearer");
        assertThat(api.at("/components/schemas/Problem/properties").isMissingNode()).isFalse();
    }

    /** Where the checked-in descriptions are. */
    protected Path descriptions() {
        return ApiFiles.folder();
    }

    @Test
    void the_description_is_the_one_that_is_checked_in() throws IOException {
        String service = environment.getRequiredProperty("safereturn.service");
        Path file = descriptions().resolve(service + ".json");
        String served = ApiFiles.normal(description());
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, served);
        }
        Path module = ApiFiles.root().relativize(Path.of("").toAbsolutePath());
        assertThat(ApiFiles.text(file)).as("""
                %s is not what the service serves. Write it, look at the difference and commit it:
                mvn test -pl %s -Dtest=%s -D%s=true""", file, module, getClass().getSimpleName(), WRITE)
                .isEqualTo(served);
    }

    @Test
    void what_breaks_clients_of_the_newest_release_is_named_in_the_changelog() {
        String service = environment.getRequiredProperty("safereturn.service");
        List<String> breaking = ApiFiles.released(descriptions(), service)
                .map(released -> ApiChanges.breaking(service, released, description())).orElse(List.of());
        assertThat(ApiFiles.named(descriptions(), service))
                .as("%s must name under Unreleased exactly these changes, one a line:%n- %s",
                        descriptions().resolve(ApiFiles.CHANGELOG), String.join("\n- ", breaking))
                .containsExactlyInAnyOrderElementsOf(breaking);
    }

    @Test
    void the_description_is_not_given_without_a_token() {
        client().get().uri("/openapi").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void every_endpoint_is_described_with_its_refusals() {
        JsonNode api = description();
        JsonNode paths = api.path("paths");
        List<String> missing = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            JsonNode operation = paths.path(endpoint.path()).path(endpoint.method().toLowerCase(Locale.ROOT));
            for (String status : List.of("400", "401", "403", "429", "503")) {
                JsonNode refusal = operation.path("responses").path(status);
                String shared = refusal.path("$ref").asString("").replaceFirst("^#", "");
                if ((shared.isEmpty() ? refusal : api.at(shared)).path("content").path("application/problem+json")
                        .isMissingNode()) {
                    missing.add(endpoint + ": " + status);
                }
            }
        }
        assertThat(endpoints()).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void every_write_documents_its_idempotency_key() {
        JsonNode paths = description().path("paths");
        List<String> missing = endpoints().stream()
                .filter(endpoint -> !Set.of("GET", "HEAD", "OPTIONS").contains(endpoint.method()))
                .filter(endpoint -> !repeatableWrites().contains(endpoint.toString()))
                .filter(endpoint -> !paths.path(endpoint.path()).path(endpoint.method().toLowerCase(Locale.ROOT))
                        .path("parameters").toString().contains(RequestCauses.IDEMPOTENCY_KEY))
                .map(Endpoint::toString)
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void every_endpoint_is_described_with_the_roles_that_may_call_it() {
        JsonNode paths = description().path("paths");
        List<String> different = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            List<String> told = paths.path(endpoint.path()).path(endpoint.method().toLowerCase(Locale.ROOT)).path("x-roles")
                    .valueStream().map(role -> role.asString("")).toList();
            if (!told.equals(endpoint.roles())) {
                different.add(endpoint + ": " + told + " instead of " + endpoint.roles());
            }
        }
        assertThat(different).isEmpty();
    }

    private record Endpoint(String method, String path, List<String> roles) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> found = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (Map.Entry<RequestMappingInfo, HandlerMethod> entry : mapping.getHandlerMethods().entrySet()) {
                if (entry.getValue().getBeanType().getPackageName().startsWith("org.safereturn")) {
                    for (RequestMethod method : entry.getKey().getMethodsCondition().getMethods()) {
                        entry.getKey().getPatternsCondition().getPatterns().stream()
                                .map(pattern -> new Endpoint(method.name(), pattern.getPatternString(),
                                        roles(entry.getValue())))
                                .filter(endpoint -> !pages().contains(endpoint.path()))
                                .forEach(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> roles(HandlerMethod endpoint) {
        Access access = endpoint.getMethodAnnotation(Access.class);
        return access == null ? List.of() : Arrays.stream(access.roles()).map(Enum::name).toList();
    }

    /** The description as the running service serves it. */
    protected final JsonNode description() {
        byte[] body = client().get().uri("/openapi")
                .headers(Tokens.as(Role.ADMINISTRATOR, environment.getRequiredProperty("safereturn.country")))
                .exchange()
                .expectStatus().isOk()
                .expectBody().returnResult().getResponseBody();
        String json = Optional.ofNullable(body).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("{}");
        return JsonMapper.shared().readTree(json);
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"),
                Duration.ofSeconds(30));
    }
}
