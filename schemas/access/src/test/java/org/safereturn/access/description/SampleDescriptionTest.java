package org.safereturn.access.description;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.SampleService;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.LiveAnswers;
import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"safereturn.country=KH", "safereturn.service=sample-service", "server.address=127.0.0.1"})
class SampleDescriptionTest extends OpenApiContract {

    @Value("${local.server.port}")
    private int port;

    @Override
    protected Path descriptions() {
        return SampleDescriptions.FOLDER;
    }

    @Test
    void a_request_says_which_fields_must_be_there() {
        JsonNode sample = description().at("/components/schemas/Sample");
        assertThat(strings(sample.path("required")))
                .containsExactlyInAnyOrder("name", "birthDate", "urgency", "consented", "count");
        assertThat(sample.at("/properties/urgency/enum").toString()).isEqualTo("[\"ROUTINE\",\"URGENT\"]");
        assertThat(strings(sample.at("/properties/remark/type"))).containsExactlyInAnyOrder("string", "null");
    }

    @Test
    void an_answer_has_every_field_but_those_that_are_left_out_when_there_is_nothing() {
        assertThat(strings(description().at("/components/schemas/Shown/required"))).containsExactlyInAnyOrder("reference",
                "urgency", "before", "openedAt", "bornOn", "mother", "relatives", "counts", "month");
    }

    @Test
    void only_a_field_that_may_be_null_is_described_so() {
        Map<String, String> nullable = new TreeMap<>();
        description().at("/components/schemas/Shown/properties").properties().forEach(field ->
                nullable.put(field.getKey(), field.getValue().toString().contains("\"null\"") ? "null" : "never"));
        assertThat(nullable).containsExactlyInAnyOrderEntriesOf(Map.of("reference", "never", "urgency", "never",
                "before", "null", "openedAt", "null", "bornOn", "null", "mother", "null", "note", "never",
                "relatives", "never", "counts", "never", "month", "null"));
        assertThat(description().at("/components/schemas/Shown/properties/before/enum").toString())
                .isEqualTo("[\"ROUTINE\",\"URGENT\",null]");
    }

    @Test
    void formats_are_told() {
        JsonNode shown = description().at("/components/schemas/Shown/properties");
        assertThat(shown.at("/reference/format").asString("")).isEqualTo("uuid");
        assertThat(shown.at("/openedAt/format").asString("")).isEqualTo("date-time");
        assertThat(shown.at("/bornOn/format").asString("")).isEqualTo("date");
        assertThat(shown.at("/month/pattern").asString("")).isEqualTo("^\\d{4}-\\d{2}$");
    }

    @Test
    void a_list_has_a_shape_of_its_own_for_each_kind_of_item() {
        JsonNode api = description();
        assertThat(api.at("/paths/~1shown/get/responses/200/content/application~1json/schema/$ref").asString(""))
                .isEqualTo("#/components/schemas/ListingShown");
        assertThat(api.at("/components/schemas/ListingShown/properties/items/items/$ref").asString(""))
                .isEqualTo("#/components/schemas/Shown");
        assertThat(api.at("/components/schemas/ListingTitled/properties/items/items/$ref").asString(""))
                .isEqualTo("#/components/schemas/Titled");
    }

    @Test
    void the_status_that_an_endpoint_states_is_described_and_answered() {
        JsonNode responses = description().at("/paths/~1shown~1{which}/post/responses");
        assertThat(responses.propertyNames()).contains("201").doesNotContain("200");
        assertThat(responses.at("/201/headers").propertyNames()).contains("ETag", "Idempotency-Replayed");
        send(HttpMethod.POST, "/shown/full").expectStatus().isCreated();
    }

    @ParameterizedTest
    @CsvSource({"GET,/shown", "GET,/titles", "POST,/shown/full", "POST,/shown/empty", "GET,/samples/unknown",
        "GET,/list?urgency=NONE", "POST,/outcomes/stored", "POST,/outcomes/conflict", "GET,/alone?without=store",
        "POST,/titles"})
    void a_live_answer_is_as_described(String method, String path) {
        EntityExchangeResult<String> answer =
                send(HttpMethod.valueOf(method), path).expectBody(String.class).returnResult();
        assertThat(new LiveAnswers(description()).faults(method, URI.create(path), answer.getStatus().value(),
                String.valueOf(answer.getResponseHeaders().getContentType()), answer.getResponseBody())).isEmpty();
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path) {
        return Client.at("http://127.0.0.1:" + port, Duration.ofSeconds(30)).method(method).uri(path)
                .headers(Tokens.as(Role.INTAKE_OFFICER, "KH")).contentType(MediaType.APPLICATION_JSON)
                .bodyValue(method.equals(HttpMethod.GET) ? "" : "{}").exchange();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }
}
