package org.safereturn.events;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;

/**
 * Brings the schemas to a registry through its Confluent-compatible API, each under its record name as subject.
 *
 * <p>Safe to run again: a schema that is there already keeps its id. The registry's compatibility level is set to
 * {@code FULL_TRANSITIVE} before anything is registered, so that a release which breaks an older one is refused here and
 * not noticed by the peer. A registry that does not answer yet is asked again until the patience ends. Holds a
 * connection pool: close it after use.
 */
public final class SchemaRegistration implements AutoCloseable {

    /** What every release must be to every other one. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final String TOKEN = "SAFERETURN_REGISTRY_TOKEN";
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final Duration patience;
    private final Optional<String> token;
    private final HttpClient client;

    /** A registry said no to a request that it understood, or did not answer within the patience. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(String message, int status) {
            super(message);
            this.status = status;
        }

        /** HTTP status of the refusal; 409 for an incompatible schema, 0 when no answer came. */
        public int status() {
            return status;
        }
    }

    /**
     * @param base address of the Confluent-compatible API, for example {@code http://127.0.0.1:8081/apis/ccompat/v7}
     * @param patience how long one step may take altogether while the registry does not answer or is not ready
     */
    public SchemaRegistration(URI base, Duration patience) {
        this(base, patience, Optional.empty());
    }

    /**
     * @param base as above
     * @param patience as above
     * @param token bearer token that lets one write, where the registry asks for one
     */
    public SchemaRegistration(URI base, Duration patience, Optional<String> token) {
        this.token = token;
        this.base = base.toString().replaceAll("/+$", "");
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ONE_REQUEST)
                .build();
    }

    /**
     * Sets the compatibility level and registers every schema of this release. The level is set for each subject too, so
     * that whoever asks the registry about one reads what is enforced.
     *
     * @return the registry's id of each schema by record name
     * @throws Refused when the registry refuses one, which leaves the earlier ones registered
     */
    public Map<String, Integer> registerAll() throws InterruptedException {
        requireCompatibility();
        Map<String, Integer> ids = registerAgain();
        for (String subject : ids.keySet()) {
            send("PUT", "/config/" + encoded(subject), Map.of("compatibility", COMPATIBILITY));
        }
        return ids;
    }

    /**
     * Registers every schema of this release where the compatibility level stands already, which takes no administrator.
     *
     * @return the registry's id of each schema by record name
     * @throws Refused when the registry refuses one, which leaves the earlier ones registered
     */
    public Map<String, Integer> registerAgain() throws InterruptedException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Map.Entry<String, Schema> schema : EventSchemas.load().all().entrySet()) {
            ids.put(schema.getKey(), register(schema.getKey(), schema.getValue()));
        }
        return ids;
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    /** Sets the registry's compatibility level, whose default is to accept anything. */
    public void requireCompatibility() throws InterruptedException {
        send("PUT", "/config", Map.of("compatibility", COMPATIBILITY));
    }

    /**
     * Registers one schema with exactly the text that the serializers look up.
     *
     * @return the registry's id, the same as before when the schema is there already
     * @throws Refused with status 409 when it is not compatible with a registered one
     */
    public int register(String subject, Schema schema) throws InterruptedException {
        String path = "/subjects/" + encoded(subject) + "/versions";
        String answer = send("POST", path, Map.of("schemaType", "AVRO", "schema", schema.toString()));
        try {
            return JSON.readTree(answer).required("id").intValue();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException("the registry's answer for " + subject + " has no id", e);
        }
    }

    private String send(String method, String path, Map<String, String> body) throws InterruptedException {
        HttpRequest.Builder asking = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ONE_REQUEST)
                .header("Content-Type", MEDIA_TYPE)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json(body)));
        token.ifPresent(secret -> asking.header("Authorization", "Bearer " + secret));
        HttpRequest request = asking.build();
        long end = System.nanoTime() + patience.toNanos();
        String failure;
        do {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status / 100 == 2) {
                    return answer.body();
                }
                // Anything else below 500 will not get better by asking again.
                if (status < 500 && status != 408 && status != 429) {
                    throw new Refused(method + " " + path + " was refused with status " + status + ": "
                            + answer.body(), status);
                }
                failure = "status " + status;
            } catch (IOException e) {
                failure = e.getClass().getSimpleName();
            }
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() < end);
        throw new Refused(method + " " + path + " got no good answer from " + base + " within " + patience + " ("
                + failure + ")", 0);
    }

    private static String json(Map<String, String> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JacksonException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    /**
     * Registers every schema and prints its id: {@code java -cp ... org.safereturn.events.SchemaRegistration <address>},
     * with a bearer token in {@value #TOKEN} where the registry asks for one.
     * Ends with status 1 and one sentence when the registry refuses, 2 when it is called wrongly.
     */
    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Give the address of the registry's Confluent-compatible API, for example "
                    + "http://127.0.0.1:8081/apis/ccompat/v7");
            System.exit(2);
        }
        try (SchemaRegistration registration =
                new SchemaRegistration(URI.create(arguments[0]), Duration.ofSeconds(60),
                        Optional.ofNullable(System.getenv(TOKEN)))) {
            registration.registerAll().forEach((name, id) -> System.out.println(id + "\t" + name));
        } catch (Refused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
