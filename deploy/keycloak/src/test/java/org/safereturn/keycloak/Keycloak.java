package org.safereturn.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * A real Keycloak in development mode on the loopback, started from its distribution with the realm of this folder, and
 * beside it the two ministries' web servers that publish their systems' keys.
 */
final class Keycloak implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(6);

    private final Process process;
    private final HttpServer ministries;
    private final URI issuer;

    Keycloak(Path home, Map<String, ECKey> systems) throws IOException {
        Path data = home.resolve("data");
        FileSystemUtils.deleteRecursively(data);
        Files.writeString(Files.createDirectories(data.resolve("import")).resolve("safereturn-realm.json"),
                Realm.withDemoOfficers().toString());
        ministries = publish(systems);
        int port = freePort();
        issuer = URI.create("http://127.0.0.1:" + port + "/realms/safereturn");
        ProcessBuilder start = new ProcessBuilder("/bin/bash", home.resolve("bin/kc.sh").toString(), "start-dev",
                "--import-realm", "--http-host=127.0.0.1", "--http-port=" + port,
                "--http-management-host=127.0.0.1", "--http-management-port=" + freePort())
                .redirectErrorStream(true).redirectOutput(home.resolveSibling("keycloak.log").toFile());
        Map<String, String> environment = start.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-Xmx512m -XX:TieredStopAtLevel=1");
        environment.put("SAFERETURN_SSL_REQUIRED", "external");
        systems.keySet().forEach(system -> environment.put(
                "SAFERETURN_" + system.toUpperCase(Locale.ROOT).replace('-', '_') + "_JWKS",
                "http://127.0.0.1:" + ministries.getAddress().getPort() + "/" + system));
        process = start.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")).build();
            Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(500)).ignoreExceptions()
                    .failFast("Keycloak ended; see keycloak.log beside the distribution", () -> !process.isAlive())
                    .until(() -> http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    URI issuer() {
        return issuer;
    }

    private static HttpServer publish(Map<String, ECKey> systems) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        systems.forEach((system, key) -> server.createContext("/" + system, exchange -> {
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }));
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        ministries.stop(0);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
