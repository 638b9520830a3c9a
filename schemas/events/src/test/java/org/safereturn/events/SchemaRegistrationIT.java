package org.safereturn.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(180)
class SchemaRegistrationIT {

    private static RegistryProcess registry;
    private static SchemaRegistration registration;
    private static Map<String, Integer> ids = Map.of();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        registry = RegistryProcess.start(folder);
        registration = new SchemaRegistration(registry.confluentApi(), Duration.ofSeconds(30));
        ids = registration.registerAll();
    }

    @AfterAll
    static void stop() {
        if (registration != null) {
            registration.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void every_schema_is_registered_under_its_record_name_and_comes_back_as_it_was_sent() throws Exception {
        Set<String> subjects = new LinkedHashSet<>();
        get("/subjects").forEach(subject -> subjects.add(subject.asText()));
        assertThat(subjects).containsAll(EventSchemas.load().all().keySet());

        for (Map.Entry<String, Schema> schema : EventSchemas.load().all().entrySet()) {
            String text = get("/schemas/ids/" + ids.get(schema.getKey())).path("schema").asText();
            assertThat(new Schema.Parser().parse(text)).as(schema.getKey()).isEqualTo(schema.getValue());
        }
    }

    @Test
    void registering_again_changes_no_id() throws Exception {
        assertThat(registration.registerAll()).isEqualTo(ids);
    }

    @Test
    void the_registry_requires_full_transitive_compatibility() throws Exception {
        for (String subject : EventSchemas.load().all().keySet()) {
            assertThat(get("/config/" + subject).path("compatibilityLevel").asText()).as(subject)
                    .isEqualTo("FULL_TRANSITIVE");
        }
        assertThat(get("/config").path("compatibilityLevel").asText()).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void a_schema_that_does_not_fit_every_released_one_is_refused() throws Exception {
        String subject = "org.safereturn.sample.v1.Evolving";
        registration.register(subject, evolving(false, false));

        assertThatThrownBy(() -> registration.register(subject, evolving(true, false)))
                .isInstanceOfSatisfying(SchemaRegistration.Refused.class, refused ->
                        assertThat(refused.status()).isEqualTo(409));

        registration.register(subject, evolving(false, true));
    }

    @Test
    void an_incompatible_change_of_a_record_of_the_contract_is_refused() {
        String subject = "org.safereturn.referral.v1.ReferralAccepted";
        Schema broken = new Schema.Parser().parse(EventSchemas.load().schema(subject).toString()
                .replace("\"name\":\"unit\",\"type\":{\"type\":\"string\",\"avro.java.string\":\"String\"},"
                        + "\"doc\":\"Unit code of the origin that does the work.\"", "\"name\":\"office\",\"type\":\"string\""));
        assertThat(broken.getField("office")).isNotNull();

        assertThatThrownBy(() -> registration.register(subject, broken))
                .isInstanceOfSatisfying(SchemaRegistration.Refused.class, refused ->
                        assertThat(refused.status()).isEqualTo(409));
    }

    private static Schema evolving(boolean withRequired, boolean withOptional) {
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Evolving")
                .namespace("org.safereturn.sample.v1").fields().requiredString("first");
        if (withRequired) {
            fields = fields.requiredString("second");
        }
        if (withOptional) {
            fields = fields.optionalString("third");
        }
        return fields.endRecord();
    }

    private static JsonNode get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(registry.confluentApi() + path)).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return SchemaFiles.JSON.readTree(answer.body());
        }
    }
}
