package org.safereturn.access;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.RequestBodies;
import org.safereturn.access.input.StrictJson;
import org.safereturn.access.testing.Tokens;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class BadInputTest extends Running {

    private static final String GOOD = """
            {"name":"សុខា Testperson","birthDate":"2004-02-29","urgency":"URGENT","consented":true,"count":3}""";

    @Test
    void a_good_body_is_taken_with_its_absent_parts_empty() {
        post("/samples", GOOD).exchange()
                .expectStatus().isOk()
                .expectBody()
                .jsonPath("$.name").isEqualTo("សុខា Testperson")
                .jsonPath("$.birthDate").isEqualTo("2004-02-29")
                .jsonPath("$.relatives").isEmpty()
                .jsonPath("$.remark").isEmpty();
    }

    static Stream<Arguments> bad_bodies() {
        return Stream.of(
                Arguments.of("malformed-json", null, "{\"name\":"),
                Arguments.of("malformed-json", null, "{name:1}"),
                Arguments.of("malformed-json", null, "{\"name\":\"a\nb\"}"),
                Arguments.of("malformed-json", null, GOOD + "{}"),
                Arguments.of("malformed-json", null, GOOD + " x"),
                Arguments.of("wrong-type", "body", "[]"),
                Arguments.of("wrong-type", "body", "\"text\""),
                Arguments.of("body-missing", null, ""),
                Arguments.of("duplicate-field", "count", with("\"count\":3", "\"count\":3,\"count\":4")),
                Arguments.of("unknown-field", "colour", with("\"count\":3", "\"count\":3,\"colour\":\"red\"")),
                Arguments.of("unknown-field", "?", with("\"count\":3", "\"count\":3,\"Sokha T.\":\"red\"")),
                Arguments.of("unknown-value", "urgency", with("URGENT", "VERY")),
                Arguments.of("unknown-value", "urgency", with("URGENT", "urgent")),
                Arguments.of("unknown-value", "urgency", with("\"URGENT\"", "1")),
                Arguments.of("unknown-value", "urgency", with("URGENT", "")),
                Arguments.of("impossible-date", "birthDate", with("2004-02-29", "2023-02-30")),
                Arguments.of("impossible-date", "birthDate", with("2004-02-29", "2023-02-29")),
                Arguments.of("date-in-other-era", "birthDate", with("2004-02-29", "2547-01-01")),
                Arguments.of("impossible-date", "birthDate", with("2004-02-29", "2800-01-01")),
                Arguments.of("impossible-date", "birthDate", with("2004-02-29", "+123456-01-01")),
                Arguments.of("impossible-date", "birthDate", with("2004-02-29", "29/02/2004")),
                Arguments.of("impossible-date", "birthDate", with("\"2004-02-29\"", "12477")),
                Arguments.of("impossible-date", "birthDate", with("\"2004-02-29\"", "[2004,2,29]")),
                Arguments.of("wrong-type", "name", with("\"សុខា Testperson\"", "12")),
                Arguments.of("wrong-type", "name", with("\"សុខា Testperson\"", "true")),
                Arguments.of("wrong-type", "name", with("\"សុខា Testperson\"", "{\"$ne\":1}")),
                Arguments.of("wrong-type", "count", with("\"count\":3", "\"count\":\"3\"")),
                Arguments.of("wrong-type", "count", with("\"count\":3", "\"count\":3.5")),
                Arguments.of("wrong-type", "count", with("\"count\":3", "\"count\":99999999999")),
                Arguments.of("wrong-type", "consented", with("true", "\"yes\"")),
                Arguments.of("wrong-type", "consented", with("true", "1")),
                Arguments.of("wrong-type", "relatives", with("\"count\":3", "\"count\":3,\"relatives\":\"x\"")),
                Arguments.of("field-missing", "name", with("\"name\":\"សុខា Testperson\",", "")),
                Arguments.of("field-missing", "name", with("\"សុខា Testperson\"", "null")),
                Arguments.of("field-missing", "consented", with("\"consented\":true,", "")),
                Arguments.of("field-missing", "relatives[0].name",
                        with("\"count\":3", "\"count\":3,\"relatives\":[{\"age\":3}]")),
                Arguments.of("control-characters", "name", with("Testperson", "Test\\u0000person")),
                Arguments.of("control-characters", "name", with("Testperson", "Test\\u202Eperson")),
                Arguments.of("control-characters", "name", with("Testperson", "Test\\uD800person")),
                Arguments.of("control-characters", "remark", with("\"count\":3", "\"count\":3,\"remark\":\"a\\u001b[1m\"")),
                Arguments.of("text-not-a-name", "name", with("Testperson", "<script>alert(1)</script>")),
                Arguments.of("text-not-a-name", "name", with("សុខា Testperson", "=HYPERLINK(1)")),
                Arguments.of("text-not-a-name", "name", with("សុខា Testperson", "")),
                Arguments.of("text-not-a-name", "relatives[0].name",
                        with("\"count\":3", "\"count\":3,\"relatives\":[{\"name\":\"<b>\"}]")),
                Arguments.of("text-too-long", "name", with("Testperson", "x".repeat(StrictJson.LONGEST_FIELD))),
                Arguments.of("json-limits", null, with("Testperson", "x".repeat(StrictJson.LONGEST_TEXT + 1))),
                Arguments.of("json-limits", null, with("\"count\":3", "\"count\":" + "1".repeat(500))),
                Arguments.of("json-limits", null, with("\"count\":3", "\"count\":3,\"relatives\":["
                        + "{\"name\":\"A\"},".repeat(StrictJson.MOST_ELEMENTS) + "{\"name\":\"A\"}]")),
                Arguments.of("wrong-type", "count", with("\"count\":3", "\"count\":1e999999")),
                Arguments.of("json-limits", null, with("\"count\"", "\"" + "c".repeat(5_000) + "\"")));
    }

    @ParameterizedTest
    @CsvSource({"2547-02-28, 2004", "2443-01-01, 1900", "1462-05-03, 2005"})
    void a_date_of_another_era_is_refused_with_the_year_that_is_possible(String date, String year) {
        post("/samples", with("2004-02-29", date)).exchange()
                .expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.rule").isEqualTo("date-in-other-era")
                .jsonPath("$.parameters.field").isEqualTo("birthDate")
                .jsonPath("$.parameters.year").isEqualTo(year);
    }

    @ParameterizedTest
    @MethodSource("bad_bodies")
    void a_bad_body_names_the_rule_and_the_field_and_never_what_was_sent(
            String rule, @Nullable String field, String body) {
        String answer = new String(
                Objects.requireNonNull(post("/samples", body).exchange()
                        .expectStatus().isBadRequest()
                        .expectHeader().contentType("application/problem+json")
                        .expectBody()
                        .jsonPath("$.type").isEqualTo("urn:safereturn:problem:" + rule)
                        .jsonPath("$.status").isEqualTo(400)
                        .returnResult().getResponseBody()),
                StandardCharsets.UTF_8);
        if (field != null) {
            assertThat(answer).contains("\"field\":\"" + field + "\"");
        }
        assertThat(answer).doesNotContain("Testperson", "Sokha", "alert", "HYPERLINK", "tools.jackson", "Exception");
    }

    @Test
    void an_unknown_value_names_the_field_and_the_allowed_values() {
        post("/samples", with("URGENT", "Testperson")).exchange()
                .expectBody()
                .jsonPath("$.parameters.field").isEqualTo("urgency")
                .jsonPath("$.parameters.allowed").isEqualTo("ROUTINE, URGENT")
                .jsonPath("$.detail").isEqualTo(
                        "The field urgency must have one of these values: ROUTINE, URGENT.");
    }

    static Stream<Arguments> other_encodings() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] overlong = GOOD.replace("Testperson", "Test~~person").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < overlong.length - 1; i++) {
            if (overlong[i] == '~' && overlong[i + 1] == '~') {
                overlong[i] = (byte) 0xC1;
                overlong[i + 1] = (byte) 0x81;
            }
        }
        return Stream.of(
                Arguments.of("an A in two bytes", "application/json", overlong, 400),
                Arguments.of("UTF-16 that is not said", "application/json", GOOD.getBytes(StandardCharsets.UTF_16LE), 400),
                Arguments.of("UTF-16 with a mark", "application/json", GOOD.getBytes(StandardCharsets.UTF_16), 400),
                Arguments.of("UTF-32", "application/json", GOOD.getBytes(Charset.forName("UTF-32BE")), 400),
                Arguments.of("half a character", "application/json", Arrays.copyOf(good, 11), 400),
                Arguments.of("UTF-16 that is said", "application/json;charset=UTF-16",
                        GOOD.getBytes(StandardCharsets.UTF_16), 415),
                Arguments.of("Latin 1 that is said", "application/json;charset=ISO-8859-1", good, 415),
                Arguments.of("one value a line", "application/x-ndjson", good, 415),
                Arguments.of("a patch", "application/merge-patch+json", good, 415),
                Arguments.of("UTF-8 that is said", "application/json;charset=utf-8", good, 200));
    }

    @ParameterizedTest
    @MethodSource("other_encodings")
    void only_one_json_value_in_utf_8_is_read(String name, String type, byte[] body, int status) {
        client().post().uri("/samples").headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
                .header("Content-Type", type).bodyValue(body).exchange()
                .expectStatus().isEqualTo(status);
    }

    @Test
    void a_text_is_kept_composed_and_without_blanks_at_its_ends() {
        post("/samples", with("សុខា Testperson", "\u00A0 Zoe\u0301 \u200B")).exchange().expectStatus().isOk()
                .expectBody().jsonPath("$.name").isEqualTo("Zo\u00E9");
        post("/titles", "{\"title\": \" \u200B\u00A0\"}").exchange().expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("field-missing");
    }

    @Test
    void a_body_nested_too_deeply_is_beyond_the_limits() {
        post("/trees", "[".repeat(StrictJson.DEEPEST) + "]".repeat(StrictJson.DEEPEST)).exchange()
                .expectStatus().isOk();
        post("/trees", "[".repeat(100_000)).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("json-limits");
        post("/trees", "{\"a\":1,\"a\":2}").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("duplicate-field");
    }

    @Test
    void all_fields_that_are_missing_are_told_at_once_those_of_nested_records_too() {
        post("/samples", GOOD.replace("\"consented\":true,", "").replace("\"name\":\"សុខា Testperson\"", "\"relatives\":[{}]"))
                .exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("fields-missing")
                .jsonPath("$.parameters.fields").value(String.class, fields -> assertThat(fields.split(", "))
                        .contains("name", "consented", "relatives[0].name"));
    }

    @Test
    void a_blank_text_that_must_not_be_blank_is_missing() {
        post("/titles", "{\"title\":\"  \"}").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("field-missing")
                .jsonPath("$.parameters.field").isEqualTo("title");
    }

    @Test
    void an_unknown_value_in_the_address_is_told_like_one_in_the_body() {
        get("/list?urgency=VERY").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("unknown-value")
                .jsonPath("$.parameters.field").isEqualTo("urgency")
                .jsonPath("$.parameters.allowed").isEqualTo("ROUTINE, URGENT");
        get("/list?page=x").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("wrong-type")
                .jsonPath("$.parameters.field").isEqualTo("page");
    }

    @Test
    void a_body_beyond_one_mebibyte_is_too_large() {
        post("/samples", with("Testperson", "x".repeat(RequestBodies.LIMIT_BYTES))).exchange()
                .expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.rule").isEqualTo("body-too-large")
                .jsonPath("$.parameters.limit").isEqualTo("1048576");
    }

    @Test
    void a_body_of_unknown_length_beyond_one_mebibyte_is_too_large() {
        client().post().uri("/samples")
                .headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
                .header("Content-Type", "application/json")
                .body(Flux.range(0, 40).map(_ -> "x".repeat(32 * 1024)), String.class)
                .exchange()
                .expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.rule").isEqualTo("body-too-large");
    }

    @Test
    void a_large_body_without_a_token_is_not_read() {
        client().post().uri("/samples").header("Content-Type", "application/json")
                .bodyValue("x".repeat(2 * RequestBodies.LIMIT_BYTES)).exchange()
                .expectStatus().isUnauthorized();
    }

    @Test
    void wrong_media_type_method_and_path_are_problems() {
        client().post().uri("/samples").headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
                .header("Content-Type", "text/plain").bodyValue(GOOD).exchange()
                .expectStatus().isEqualTo(415)
                .expectBody().jsonPath("$.rule").isEqualTo("media-type-not-supported");
        client().method(HttpMethod.DELETE).uri("/samples").headers(Tokens.as(Role.INTAKE_OFFICER, "KH")).exchange()
                .expectStatus().isEqualTo(405)
                .expectHeader().valueEquals("Allow", "POST")
                .expectBody().jsonPath("$.rule").isEqualTo("method-not-allowed")
                .jsonPath("$.parameters.allowed").isEqualTo("POST");
        get("/nowhere").exchange()
                .expectStatus().isNotFound()
                .expectBody().jsonPath("$.rule").isEqualTo("unknown-path");
        get("/actor").header("Accept", "application/xml").exchange()
                .expectStatus().isEqualTo(406)
                .expectBody().jsonPath("$.rule").isEqualTo("not-acceptable");
    }

    @Test
    void a_list_may_be_as_long_as_the_limit() {
        post("/samples", with("\"count\":3", "\"count\":3,\"relatives\":["
                + "{\"name\":\"A\"},".repeat(StrictJson.MOST_ELEMENTS - 1) + "{\"name\":\"A\"}]")).exchange()
                .expectStatus().isOk();
    }

    @Test
    void a_compressed_body_is_not_unpacked() {
        post("/samples", GOOD).header("Content-Encoding", "gzip").exchange()
                .expectStatus().isEqualTo(415)
                .expectHeader().valueEquals("Accept-Encoding", "identity")
                .expectBody().jsonPath("$.rule").isEqualTo("compressed-body");
        post("/samples", GOOD).header("Content-Encoding", "identity").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page[$gt]=0", "page=1&page=0", "$where=1", "urgency[]=URGENT", "%00=1", "=1",
        "page%0d%0aSet-Cookie:x=0"})
    void a_parameter_that_could_be_read_in_two_ways_is_refused(String query) {
        client().get().uri(URI.create("http://127.0.0.1:" + port() + "/list?" + query))
                .headers(Tokens.as(Role.INTAKE_OFFICER, "KH")).exchange()
                .expectStatus().isBadRequest()
                .expectHeader().doesNotExist("Set-Cookie")
                .expectBody().jsonPath("$.rule").isEqualTo("bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urgancy=URGENT", "name=Sokha", "size=5", "after=x"})
    void a_parameter_that_the_endpoint_does_not_know_is_refused_with_the_known_names(String query) {
        get("/list?" + query).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("unknown-parameter")
                .jsonPath("$.parameters.allowed").isEqualTo("page, urgency");
        get("/shown?" + query).exchange().expectStatus().value(status ->
                assertThat(status).isEqualTo(query.startsWith("size") ? 200 : 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/samples/%00", "/samples/..%2f..%2f", "/samples/a;b=c"})
    void an_odd_address_is_a_problem(String path) {
        client().get().uri(URI.create("http://127.0.0.1:" + port() + path))
                .headers(Tokens.as(Role.INTAKE_OFFICER, "KH")).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("bad-request");
    }

    @Test
    void a_fault_of_the_service_tells_nothing_but_an_id() {
        String answer = new String(
                Objects.requireNonNull(get("/broken").exchange()
                        .expectStatus().isEqualTo(500)
                        .expectBody()
                        .jsonPath("$.rule").isEqualTo("internal-error")
                        .jsonPath("$.parameters.errorId").isNotEmpty()
                        .returnResult().getResponseBody()),
                StandardCharsets.UTF_8);
        assertThat(answer).doesNotContain("Testperson", "IllegalState");
        assertThat(ProblemHandler.trace(new IllegalStateException("Sokha Testperson")))
                .contains("IllegalStateException", "BadInputTest").doesNotContain("Testperson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "registry"})
    void while_the_service_stands_alone_one_may_come_again(String without) {
        get("/alone?without=" + without).exchange()
                .expectStatus().isEqualTo(503)
                .expectHeader().valueEquals("Retry-After", "5")
                .expectBody().jsonPath("$.rule").isEqualTo("temporarily-unavailable");
    }

    private static String with(String part, String other) {
        assertThat(GOOD).contains(part);
        return GOOD.replace(part, other);
    }
}
