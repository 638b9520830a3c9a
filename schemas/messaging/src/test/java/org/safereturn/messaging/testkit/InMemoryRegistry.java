package org.safereturn.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/** Lets services register schemas in {@link InMemorySchemas} over HTTP, as they do in a real registry. */
final class InMemoryRegistry implements AutoCloseable {

    private final HttpServer server;

    InMemoryRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", InMemoryRegistry::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            String answer = "{}";
            if (exchange.getRequestURI().getPath().endsWith("/versions")) {
                String schema = JsonMapper.shared().readTree(request).path("schema").asString("");
                answer = "{\"id\": " + InMemorySchemas.register(new Schema.Parser().parse(schema)) + "}";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
