package org.safereturn.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.local.client.PageLogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two pages of one provider, each of which writes down what it is told. */
class SignOutEverywhereIT {

    /** A page on the loopback. */
    private static final class ListeningPage implements AutoCloseable {

        private final HttpServer server;
        private final List<String> told = new ArrayList<>();

        ListeningPage() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(BackChannelLogout.PATH, exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                synchronized (told) {
                    told.add(URLDecoder.decode(form.substring("logout_token=".length()), StandardCharsets.UTF_8));
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        List<String> told() {
            synchronized (told) {
                return List.copyOf(told);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @TempDir
    private static Path folder;

    private static ListeningPage first;
    private static ListeningPage second;
    private static Provider provider;

    @BeforeAll
    static void start() throws IOException {
        first = new ListeningPage();
        second = new ListeningPage();
        provider = new Provider(Files.createDirectories(folder.resolve("data")), Stream.concat(
                page(0, "first-page", first), page(1, "second-page", second)).toArray(String[]::new));
    }

    private static Stream<String> page(int number, String client, ListeningPage page) {
        return Map.of("client", client, "address", page.address(), "inside", page.address(),
                        "secret", "{noop}" + client + "-secret").entrySet().stream()
                .map(each -> "--safereturn.identity.pages[" + number + "]." + each.getKey() + "=" + each.getValue());
    }

    @AfterAll
    static void stop() {
        provider.close();
        first.close();
        second.close();
    }

    @Test
    void who_signs_out_of_one_page_is_signed_out_of_the_others_and_nobody_else_is() throws Exception {
        try (PageLogin officer = new PageLogin(provider.issuer()); PageLogin other = new PageLogin(provider.issuer())) {
            String idToken = officer.signIn("first-page", "first-page-secret", first.address(), "kh-me-1");
            String there = officer.signIn("second-page", "second-page-secret", second.address(), "kh-me-1");
            String others = other.signIn("second-page", "second-page-secret", second.address(), "th-me-1");
            officer.signOut(idToken);
            await().atMost(Duration.ofSeconds(20)).until(() -> !second.told().isEmpty());
            assertThat(first.told()).hasSize(1);
            assertThat(second.told()).hasSize(1);
            SignedJWT token = SignedJWT.parse(second.told().getFirst());
            try (var keys = provider.keys().toURL().openStream()) {
                JWKSet published = JWKSet.load(keys);
                assertThat(token.verify(new RSASSAVerifier(published.getKeys().getFirst().toRSAKey()))).isTrue();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
            assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
            assertThat(claims.getAudience()).containsExactly("second-page");
            assertThat(claims.getStringClaim("sid")).isNotEmpty().isEqualTo(sid(there)).isNotEqualTo(sid(others));
            assertThat(claims.getJSONObjectClaim("events")).isEqualTo(
                    Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
            assertThat(claims.getClaims()).doesNotContainKey("nonce");
            assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
                    .isLessThanOrEqualTo(Duration.ofMinutes(2));
        }
    }

    private static String sid(String idToken) throws Exception {
        return SignedJWT.parse(idToken).getJWTClaimsSet().getStringClaim("sid");
    }
}
