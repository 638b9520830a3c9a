package org.safereturn.monitoringservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.safereturn.access.testing.Tokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.ObjectMapper;

/** The part of an identity provider that a page talks to, on the loopback, and a browser that signs in with it. */
final class SigningIn {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String COOKIE = "monitoring";
    private static final int LIFE_SECONDS = 300;

    private final HttpServer server;
    private volatile boolean broken;

    SigningIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", exchange -> answer(exchange, new JWKSet(Tokens.KEY.toPublicJWK()).toString()));
        server.createContext("/token", exchange -> {
            if (broken) {
                exchange.close();
            } else {
                answer(exchange, tokens(form(exchange).getOrDefault("code", "")));
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Breaks off from now on, or no longer, when the page asks for tokens. */
    void breakOff(boolean breaks) {
        broken = breaks;
    }

    /** Signs an M&E officer of Thailand in with a session of the provider; the cookie of the page's session. */
    String signIn(WebTestClient page, String session) {
        return signIn(page, "", session, "/");
    }

    /** The same in a session of the page that was begun already, with where the page sends the browser in the end. */
    String signIn(WebTestClient page, String cookie, String session, String lands) {
        Begun begun = begin(page, cookie);
        EntityExchangeResult<byte[]> ended = end(page, begun, "code", begun.nonce() + "~" + session).expectStatus().isFound()
                .expectHeader().location(lands).expectBody().returnResult();
        return cookie(ended, "");
    }

    /** A sign-in at its begin. */
    record Begun(String cookie, String nonce, String state) {
    }

    /** Asks the page to sign somebody in. */
    Begun begin(WebTestClient page, String cookie) {
        EntityExchangeResult<byte[]> begun = page.get().uri("/oauth2/authorization/safereturn").cookie(COOKIE, cookie).exchange()
                .expectStatus().isFound().expectBody().returnResult();
        Map<String, String> asked = UriComponentsBuilder.fromUri(Objects.requireNonNull(begun.getResponseHeaders().getLocation()))
                .build().getQueryParams().toSingleValueMap();
        return new Begun(cookie(begun, cookie), String.valueOf(asked.get("nonce")),
                URLDecoder.decode(String.valueOf(asked.get("state")), StandardCharsets.UTF_8));
    }

    /** Comes back to the page with what the provider says. */
    WebTestClient.ResponseSpec end(WebTestClient page, Begun begun, String name, String value) {
        return page.get().uri(uri -> uri.path("/login/oauth2/code/safereturn").queryParam(name, "{value}")
                        .queryParam("state", "{state}").build(value, begun.state()))
                .cookie(COOKIE, begun.cookie()).exchange();
    }

    static String cookie(EntityExchangeResult<byte[]> answer, String before) {
        ResponseCookie cookie = answer.getResponseCookies().getFirst(COOKIE);
        return cookie == null ? before : cookie.getValue();
    }

    /** What a provider's sign-out says of one of its sessions, to be spoilt by a test. */
    static JWTClaimsSet.Builder signedOut(String session) {
        return new JWTClaimsSet.Builder().issuer(Tokens.ISSUER).audience("monitoring-page").subject("th-me-1")
                .jwtID(UUID.randomUUID().toString()).issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(LIFE_SECONDS))).claim("sid", session)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    /** Tells the page so. */
    static WebTestClient.ResponseSpec tell(WebTestClient page, RSAKey key, JWTClaimsSet claims) {
        return page.post().uri("/logout/connect/back-channel/safereturn").contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("logout_token", signed(key, "logout+jwt", claims))).exchange();
    }

    private static String tokens(String code) {
        int at = code.indexOf('~');
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", "opens-nothing");
        tokens.put("token_type", "Bearer");
        tokens.put("expires_in", LIFE_SECONDS);
        tokens.put("id_token", signed(Tokens.KEY, "JWT", new JWTClaimsSet.Builder().issuer(Tokens.ISSUER)
                .audience("monitoring-page").subject("th-me-1").issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(LIFE_SECONDS))).claim("nonce", code.substring(0, at))
                .claim("sid", code.substring(at + 1)).claim("role", "ME_OFFICER").claim("unit", "SOME-UNIT")
                .claim("ministry", "TH").build()));
        return JSON.writeValueAsString(tokens);
    }

    private static String signed(RSAKey key, String type, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type))
                    .keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&", -1)) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
