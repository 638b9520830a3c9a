package org.safereturn.access.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a running service, cell by cell, against {@code access-matrix.csv} on its class path: each endpoint and role, asked
 * by the officer who holds the case, by another one of the same unit, by one of another unit, by one at the contact point,
 * which may oversee the ministry, by one of another ministry,
 * about a case that does not exist, and without a token. An endpoint that the file does not name fails, and so does a line
 * for which there is no endpoint.
 *
 * <p>What the words of the file mean: {@code yes} let in (whatever the rules of the procedure say then), {@code 401},
 * {@code 403}, {@code 404} as the status, {@code login} sent to sign in, {@code -} the endpoint is about no single case.
 */
public abstract class AccessMatrixContract {

    /** Reference of the officer who holds the case. */
    protected static final String HOLDER = "matrix-holder-1";

    private static final String EXAMPLE_CASE = "00000000-0000-4000-8000-000000000001";
    private static final String CASE_REF = "CASE-REF";

    private static final String FILE = "/access-matrix.csv";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> REFUSALS = List.of("not-permitted", "foreign-ministry",
            "ministry-work-not-permitted");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<Actor, String> tokens = new HashMap<>();
    private Map<String, String> bodies = Map.of();

    /** The running service. */
    protected abstract ApplicationContext service();

    /** Whose service it is. */
    protected abstract String ministry();

    /** A ministry whose officers have no business here. */
    protected String otherMinistry() {
        return ministry().equals("KH") ? "TH" : "KH";
    }

    /** The unit to which the case belongs. */
    protected String unit() {
        return ministry() + "-UNIT-1";
    }

    /** A unit that receives what the other country sends, and to which the case does not belong. */
    protected String contactPoint() {
        return ministry() + "-DVP";
    }

    /**
     * A case that is held by {@link #HOLDER} and belongs to {@link #unit()}.
     *
     * @param endpoint the one that will be asked, e.g. {@code GET /cases/{caseRef}}
     */
    protected abstract String caseFor(String endpoint);

    /** The example bodies of a service's description, by endpoint, e.g. {@code POST /cases}. */
    protected static Map<String, String> examples(String service) {
        Map<String, String> bodies = new HashMap<>();
        try (InputStream examples = AccessMatrixContract.class.getResourceAsStream("/examples/" + service + ".json")) {
            if (examples != null) {
                JSON.readTree(examples).propertyStream().forEach(example -> bodies.put(example.getKey(),
                        example.getValue().toString().replace(EXAMPLE_CASE, CASE_REF)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bodies;
    }

    /** Rules that say that there is no such case. */
    protected abstract Set<String> unknownCase();

    /** Paths of endpoints that are pages for people. */
    protected Set<String> pages() {
        return Set.of();
    }

    @BeforeEach
    void readExamples() {
        bodies = examples(service().getEnvironment().getRequiredProperty("safereturn.service"));
    }

    @Test
    void every_endpoint_says_who_may_call_it() {
        List<String> silent = new ArrayList<>();
        endpoints().forEach((name, method) -> {
            Access access = method.getMethodAnnotation(Access.class);
            if (access == null || access.roles().length == 0) {
                silent.add(name + " names no role");
            } else if (!access.subject().isEmpty() && !name.contains("{" + access.subject() + "}")) {
                silent.add(name + " has no path variable " + access.subject());
            }
        });
        assertThat(endpoints()).isNotEmpty();
        assertThat(silent).isEmpty();
    }

    @Test
    void every_cell_is_as_the_file_says() throws Exception {
        Map<String, String> expected = file();
        Map<String, String> actual = new TreeMap<>();
        List<String> different = new ArrayList<>();
        Set<String> lines = new LinkedHashSet<>();
        for (Map.Entry<String, HandlerMethod> endpoint : endpoints().entrySet()) {
            for (Role role : Role.values()) {
                String line = endpoint.getKey() + "," + role;
                lines.add(line);
                String cells = String.join(",", cells(endpoint.getKey(), endpoint.getValue(), role, different));
                actual.put(line, cells);
                String wanted = expected.get(line);
                if (wanted == null) {
                    different.add(line + " is not in the file; the service answers " + cells);
                } else if (!wanted.equals(cells)) {
                    different.add(line + " shall be " + wanted + " and is " + cells);
                }
            }
        }
        expected.keySet().stream().filter(line -> !lines.contains(line))
                .forEach(line -> different.add(line + " is in the file and not in the service"));
        assertThat(different).isEmpty();
        assertThat(actual).hasSize(expected.size());
    }

    /** Codes of units that no caller of this service may name: another ministry's, and nobody's. */
    protected List<String> foreignCodes() {
        return List.of(otherMinistry() + "-NOWHERE-1", ministry() + "-NOWHERE-1");
    }

    @Test
    @Timeout(120)
    void every_field_of_every_body_refuses_what_it_cannot_be_and_nothing_is_stored() throws Exception {
        String before = stored();
        List<String> wrong = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        int asked = 0;
        for (Map.Entry<String, HandlerMethod> endpoint : endpoints().entrySet()) {
            JsonNode body = described(endpoint.getKey()).path("requestBody");
            if (body.isMissingNode()) {
                continue;
            }
            JsonNode schema = body.path("content").path("application/json").path("schema");
            String good = bodies.get(endpoint.getKey());
            if (schema.isMissingNode() || good == null) {
                wrong.add(endpoint.getKey() + ": the body has no shape in the description, or no good body here");
                continue;
            }
            String caseRef = caseFor(endpoint.getKey());
            BadInputs inputs = BadInputs.of(api(), schema, good.replace(CASE_REF, caseRef), foreignCodes());
            inputs.withoutCase().forEach(field -> wrong.add(endpoint.getKey() + " " + field + ": no case can be made"));
            for (BadInputs.Case bad : inputs.cases()) {
                // Each caller may send only so many at once.
                Actor caller = actor("bad-input-" + asked++ / 200, workingRole(endpoint.getValue()), unit(), ministry());
                ask(endpoint.getKey(), bad, caseRef, caller, told).ifPresent(fault ->
                        wrong.add(endpoint.getKey() + " " + bad + ": " + fault));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(stored()).as("nothing is stored").isEqualTo(before);
    }

    @Test
    void a_write_for_a_version_that_there_is_not_changes_nothing() throws Exception {
        String before = stored();
        Map<String, String> wrong = new TreeMap<>();
        Set<Integer> statuses = new TreeSet<>();
        for (Map.Entry<String, HandlerMethod> endpoint : endpoints().entrySet()) {
            String name = endpoint.getKey();
            if (name.startsWith("GET ")) {
                continue;
            }
            String caseRef = caseFor(name);
            String body = Optional.ofNullable(bodies.get(name)).orElse("").replace(CASE_REF, caseRef);
            Actor caller = actor("outdated-1", workingRole(endpoint.getValue()), unit(), ministry());
            Answer answer = answered(write(name, body, caseRef, caller).header("If-Match", "\"999999\"").build());
            statuses.add(answer.status());
            if (answer.status() / 100 != 4) {
                wrong.put(name, answer.status() + " " + answer.rule());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses).contains(412);
        assertThat(stored()).as("nothing is stored").isEqualTo(before);
    }

    /** What is wrong with the answer to a bad body, if anything. */
    private Optional<String> ask(String name, BadInputs.Case bad, String caseRef, Actor caller, Set<String> told)
            throws IOException, InterruptedException {
        Answer answer = ask(name, bad.body(), caseRef, caller, "en");
        if (answer.status() / 100 != 4 || answer.rule().isEmpty() || REFUSALS.contains(answer.rule())) {
            return Optional.of(answer.status() + " " + answer.rule());
        }
        JsonNode problem = JSON.readTree(answer.body());
        String last = BadInputs.lastName(bad.field());
        if (bad.named() && problem.path("parameters").properties().stream().noneMatch(parameter ->
                parameter.getKey().toLowerCase(Locale.ROOT).equals(last)
                        || BadInputs.lastName(parameter.getValue().asString("")).equals(last))) {
            return Optional.of(answer.rule() + " does not name the field: " + problem.path("parameters"));
        }
        if (told.add(answer.rule())) {
            String english = problem.path("detail").asString("");
            for (String language : List.of("km", "th")) {
                String detail = JSON.readTree(ask(name, bad.body(), caseRef, caller, language).body()).path("detail")
                        .asString("");
                String named = problem.path("parameters").path("field").asString("");
                if (detail.isEmpty() || detail.equals(english)
                        || (!named.isEmpty() && english.contains(named) && !detail.contains(named))) {
                    return Optional.of(answer.rule() + " is not told in " + language);
                }
            }
        }
        return Optional.empty();
    }

    private Answer ask(String name, String body, String caseRef, Actor caller, String language)
            throws IOException, InterruptedException {
        return answered(write(name, body, caseRef, caller).header("Accept-Language", language).build());
    }

    private HttpRequest.Builder write(String name, String body, String caseRef, Actor caller) {
        return HttpRequest.newBuilder(address(name.substring(name.indexOf(' ') + 1), caseRef))
                .timeout(Duration.ofSeconds(30)).header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(caller, Tokens::of))
                .method(name.substring(0, name.indexOf(' ')), HttpRequest.BodyPublishers.ofString(body));
    }

    private Answer answered(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body());
    }

    /** A role that may call it, of those with cases first. */
    private static Role workingRole(HandlerMethod endpoint) {
        List<Role> roles = List.of(Objects.requireNonNull(endpoint.getMethodAnnotation(Access.class)).roles());
        return roles.stream().filter(role -> role != Role.MINISTRY_SYSTEM).findFirst().orElse(roles.getFirst());
    }

    private JsonNode api() {
        return ApiFiles.read(ApiFiles.folder(), service().getEnvironment().getRequiredProperty("safereturn.service"));
    }

    private JsonNode described(String name) {
        return api().path("paths").path(name.substring(name.indexOf(' ') + 1))
                .path(name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT));
    }

    /** Every document of the service but its audit trail, by its version. */
    private String stored() {
        MongoClient client = service().getBeanProvider(MongoClient.class).getIfAvailable();
        if (client == null) {
            return "";
        }
        MongoDatabase database = client.getDatabase(Objects.requireNonNull(new ConnectionString(
                service().getEnvironment().getRequiredProperty("spring.mongodb.uri")).getDatabase()));
        return Flux.from(database.listCollectionNames()).filter(name -> !name.equals(MongoAuditTrail.COLLECTION))
                .concatMap(name -> Flux.from(database.getCollection(name).find().sort(new Document("_id", 1)))
                        .filter(document -> document.containsKey("version"))
                        .map(document -> name + " " + document.get("_id") + " " + document.get("version")))
                .sort().collectList().map(all -> String.join("\n", all)).blockOptional().orElse("");
    }

    @Test
    void a_method_that_an_endpoint_does_not_have_reaches_nothing() throws Exception {
        Map<String, Set<String>> methods = new TreeMap<>();
        endpoints().keySet().forEach(name -> methods.computeIfAbsent(name.substring(name.indexOf(' ') + 1),
                _ -> new LinkedHashSet<>()).add(name.substring(0, name.indexOf(' '))));
        Actor caller = actor("matrix-system-1", Role.MINISTRY_SYSTEM, unit(), ministry());
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, Set<String>> path : methods.entrySet()) {
            for (String method : METHODS) {
                if (!path.getValue().contains(method)) {
                    Answer answer = send(method, address(path.getKey(), UUID.randomUUID().toString()), caller, null);
                    Answer anonymous = send(method, address(path.getKey(), UUID.randomUUID().toString()), null, null);
                    if (answer.status() != 405 || anonymous.status() / 100 == 2) {
                        open.add(method + " " + path.getKey() + " " + answer.status() + " " + anonymous.status());
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }

    private List<String> cells(String name, HandlerMethod method, Role role, List<String> different) throws Exception {
        Access access = Objects.requireNonNull(method.getMethodAnnotation(Access.class), name);
        String body = bodies.get(name);
        boolean aboutACase = !access.subject().isEmpty() || (body != null && body.contains(CASE_REF));
        String known = aboutACase ? caseFor(name) : "";
        String unknown = UUID.randomUUID().toString();
        String elsewhere = ministry() + "-UNIT-9";
        Answer own = ask(name, actor(HOLDER, role, ministry() + "-UNIT-8", ministry()), known);
        Answer foreign = ask(name, actor("matrix-foreign-1", role, unit(), otherMinistry()), known);
        Answer anonymous = ask(name, null, known);
        Answer contact = ask(name, actor("matrix-contact-1", role, contactPoint(), ministry()), known);
        if (!aboutACase) {
            return List.of(word(own), "-", "-", word(contact), word(foreign), "-", word(anonymous));
        }
        Answer same = ask(name, actor("matrix-colleague-1", role, unit(), ministry()), known);
        Answer other = ask(name, actor("matrix-stranger-1", role, elsewhere, ministry()), known);
        Answer missing = ask(name, actor("matrix-colleague-1", role, unit(), ministry()), unknown);
        if (word(other).equals("404") && !other.without(known).equals(missing.without(unknown))) {
            different.add(name + "," + role + ": an unseen case is told apart from one that does not exist: "
                    + other.body() + " " + missing.body());
        }
        return List.of(word(own), word(same), word(other), word(contact), word(foreign), word(missing), word(anonymous));
    }

    private String word(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 401 -> "401";
            case 302 -> "login";
            case 403 -> REFUSALS.contains(answer.rule()) || answer.rule().isEmpty() ? "403" : "yes";
            case 404 -> unknownCase().contains(answer.rule()) ? "404" : "yes";
            case 409, 422 -> "yes";
            default -> status / 100 == 2 || status == 303 ? "yes" : status + " " + answer.rule();
        };
    }

    private Answer ask(String name, @Nullable Actor caller, String caseRef) throws IOException, InterruptedException {
        String method = name.substring(0, name.indexOf(' '));
        String body = bodies.get(name);
        return send(method, address(name.substring(name.indexOf(' ') + 1), caseRef), caller,
                body == null ? null : body.replace(CASE_REF, caseRef));
    }

    private Answer send(String method, URI address, @Nullable Actor caller, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30))
                .header("Accept", pages().contains(address.getPath()) ? "text/html, text/event-stream"
                        : "application/json, application/problem+json, text/event-stream")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (caller != null) {
            request.header("Authorization", "Bearer " + tokens.computeIfAbsent(caller, Tokens::of));
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream content = response.body()) {
            boolean stream = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            return new Answer(response.statusCode(),
                    stream ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private URI address(String path, String caseRef) {
        String port = service().getEnvironment().getRequiredProperty("local.server.port");
        String filled = path.replaceAll("\\{(ref|caseRef)}", caseRef).replaceAll("\\{[^}]*}", "1");
        return URI.create("http://127.0.0.1:" + port + filled);
    }

    private static Actor actor(String reference, Role role, String unit, String ministry) {
        return new Actor(reference, role.name(), unit, ministry);
    }

    private Map<String, HandlerMethod> endpoints() {
        Map<String, HandlerMethod> found = new TreeMap<>();
        service().getBeansOfType(RequestMappingHandlerMapping.class).values().forEach(mapping ->
                mapping.getHandlerMethods().forEach((info, method) -> {
                    if (method.getBeanType().getPackageName().startsWith("org.safereturn")) {
                        info.getMethodsCondition().getMethods().forEach(verb -> info.getPatternsCondition().getPatterns()
                                .forEach(pattern -> found.put(verb + " " + pattern.getPatternString(), method)));
                    }
                }));
        return found;
    }

    private Map<String, String> file() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (InputStream file = Optional.ofNullable(getClass().getResourceAsStream(FILE))
                .orElseThrow(() -> new IllegalStateException(FILE + " is not on the class path"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("endpoint,")) {
                    List<String> cells = Arrays.asList(line.split(",", 3));
                    String before = lines.put(cells.get(0) + "," + cells.get(1), cells.get(2));
                    assertThat(before).as("twice in the file: " + line).isNull();
                }
            }
        }
        return lines;
    }

    private record Answer(int status, String body) {

        String rule() {
            try {
                JsonNode problem = JSON.readTree(body);
                return problem == null ? "" : problem.path("rule").asString("");
            } catch (tools.jackson.core.JacksonException notJson) {
                return "";
            }
        }

        /** The same for every case. */
        String without(String caseRef) {
            return status + body.replace(caseRef, "");
        }
    }
}
