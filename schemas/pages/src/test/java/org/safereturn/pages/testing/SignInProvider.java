package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.testing.Tokens;

/**
 * A provider that signs in whomever a test names, at once: as a provider does with whom it knows already. Its tokens are
 * those of {@link Tokens}.
 */
public final class SignInProvider {

    /** In seconds. */
    public static final int USUAL_LIFE = 600;

    private static final SignInProvider STARTED = new SignInProvider();

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private volatile @Nullable Actor officer;
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger keysAsked = new AtomicInteger();
    private volatile int life = USUAL_LIFE;
    private volatile boolean broken;

    private record Code(Actor officer, String client, String nonce) {
    }

    private SignInProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/oauth2/authorize", this::authorize);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/oauth2/jwks", exchange -> {
            keysAsked.incrementAndGet();
            answer(exchange, new JWKSet(Tokens.KEY.toPublicJWK()).toString());
        });
        server.createContext("/connect/logout", exchange -> {
            officer = null;
            redirect(exchange, parameters(exchange.getRequestURI().getRawQuery())
                    .getOrDefault("post_logout_redirect_uri", ""));
        });
        server.start();
    }

    /** The one of this JVM; it ends with it. */
    public static SignInProvider started() {
        return STARTED;
    }

    /** Settings of a service whose pages sign in here. */
    public Map<String, String> settings() {
        String address = address();
        return Map.of("safereturn.access.jwks", address + "/oauth2/jwks",
                "safereturn.pages.authorization", address + "/oauth2/authorize",
                "safereturn.pages.token", address + "/oauth2/token",
                "safereturn.pages.end-session", address + "/connect/logout");
    }

    /** Signs in this officer from now on. */
    public void know(Actor known) {
        officer = known;
    }

    /** Says of its tokens from now on that they are good for so many seconds. */
    public void lifeOfTokens(int seconds) {
        life = seconds;
    }

    /** Breaks off from now on, or no longer, when a page asks for tokens. */
    public void breakOff(boolean breaks) {
        broken = breaks;
    }

    /** How often somebody asked for its keys. */
    public int keysAsked() {
        return keysAsked.get();
    }

    /** Tells a page, as a provider does, that this officer has signed out somewhere; the status of its answer. */
    public int tellSignedOut(String service, String client, Actor gone, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
                    .type(new JOSEObjectType("logout+jwt")).build(), Tokens.claims(gone).audience(client)
                    .claim("sid", gone.reference()).claim("events",
                            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())).build());
            token.sign(new RSASSASigner(key));
            return http.send(HttpRequest.newBuilder(
                            URI.create(service + "/logout/connect/back-channel/safereturn"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token.serialize())).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How often somebody was signed in. */
    public int signIns() {
        return signIns.get();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        Actor known = officer;
        if (known == null || !"S256".equals(asked.get("code_challenge_method"))) {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(known, asked.getOrDefault("client_id", ""), asked.getOrDefault("nonce", "")));
        signIns.incrementAndGet();
        redirect(exchange, asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private void token(HttpExchange exchange) throws IOException {
        if (broken) {
            exchange.close();
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Code code = codes.remove(parameters(body).getOrDefault("code", ""));
        if (code == null) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        String id = Tokens.sign(Tokens.KEY, Tokens.claims(code.officer()).audience(code.client())
                .claim("nonce", code.nonce()).claim("sid", code.officer().reference()).build());
        answer(exchange, "{\"access_token\":\"" + Tokens.of(code.officer()) + "\",\"id_token\":\"" + id
                + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life + ",\"scope\":\"openid\"}");
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> found = new HashMap<>();
        for (String pair : String.valueOf(query).split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                found.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
