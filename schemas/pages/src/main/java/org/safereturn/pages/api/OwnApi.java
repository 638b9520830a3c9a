package org.safereturn.pages.api;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.RequestBodies;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Asks this process's own API over the loopback, with the officer's own token. So a page can do and see what the API lets
 * this officer do and see, and nothing else: the token is checked, the access recorded, a repetition recognised and a
 * rule applied by the same code, once.
 */
public final class OwnApi {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 64;
    private static final int LARGEST = 8 * RequestBodies.LIMIT_BYTES;

    private final IntSupplier port;
    private final WebClient client;
    private final JsonMapper json = JsonMapper.shared();

    /**
     * The API at this port of the loopback.
     *
     * @param port known once the service listens
     */
    public OwnApi(IntSupplier port) {
        this.port = port;
        ConnectionProvider connections = ConnectionProvider.builder("pages").maxConnections(CONNECTIONS)
                .maxIdleTime(Duration.ofSeconds(30)).build();
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections).responseTimeout(PATIENCE)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST)).build();
    }

    /** Reads. */
    public Mono<Answer> get(String path, Map<String, String> query, String token, Locale language) {
        return client.get().uri(at(address(path, query)))
                .headers(headers -> common(headers, token, language))
                .exchangeToMono(this::answer);
    }

    /**
     * Reads what is asked for by something that must not stand in an address.
     *
     * @param body what is asked
     */
    public Mono<Answer> ask(String path, Map<String, String> query, JsonNode body, String token, Locale language) {
        return client.post().uri(at(address(path, query)))
                .headers(headers -> common(headers, token, language))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body))
                .exchangeToMono(this::answer);
    }

    private static String address(String path, Map<String, String> query) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        query.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(query).toUriString();
    }

    /**
     * Writes.
     *
     * @param body what is sent; nothing when it is null
     * @param key by which a repetition is recognised
     * @param tag the version that is changed; any when it is null
     */
    public Mono<Answer> post(String path, @Nullable JsonNode body, String key, @Nullable String tag, String token,
            Locale language) {
        WebClient.RequestBodySpec request = client.method(HttpMethod.POST).uri(at(path)).headers(headers -> {
            common(headers, token, language);
            headers.set("Idempotency-Key", key);
            if (tag != null) {
                headers.set(HttpHeaders.IF_MATCH, tag);
            }
        });
        if (body != null) {
            return request.contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body))
                    .exchangeToMono(this::answer);
        }
        return request.exchangeToMono(this::answer);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port.getAsInt() + path);
    }

    private static void common(HttpHeaders headers, String token, Locale language) {
        headers.setBearerAuth(token);
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, language.toLanguageTag());
        headers.set(HttpHeaders.ACCEPT, "application/json, application/problem+json");
    }

    private Mono<Answer> answer(ClientResponse response) {
        return response.bodyToMono(byte[].class).map(this::read).defaultIfEmpty(MissingNode.getInstance())
                .map(body -> new Answer(response.statusCode().value(), body,
                        response.headers().asHttpHeaders().getETag()));
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
