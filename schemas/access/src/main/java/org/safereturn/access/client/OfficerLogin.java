package org.safereturn.access.client;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An officer signs in as a browser would: authorization code with PKCE, through the identity provider's login page.
 * A program has no business with a person's password; this stands in for the browser in the demo, the benchmarks and
 * the tests.
 */
public final class OfficerLogin {

    /** The public client of the command line. */
    public static final String CLIENT = "safereturn-cli";

    /** Where the identity provider sends the code; nothing listens there, the address itself is read. */
    public static final String CALLBACK = "http://127.0.0.1/callback";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_STEPS = 6;

    private OfficerLogin() {}

    /**
     * An access token for the officer.
     *
     * @throws SignInRefused when the user name or the password is not accepted
     * @throws java.io.UncheckedIOException when the identity provider cannot be reached
     */
    public static String token(URI issuer, String user, char[] password) {
        String verifier = random();
        String state = random();
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(TokenEndpoint.PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            Map<String, String> wish = new LinkedHashMap<>();
            wish.put("response_type", "code");
            wish.put("client_id", CLIENT);
            wish.put("scope", "openid");
            wish.put("redirect_uri", CALLBACK);
            wish.put("state", state);
            wish.put("code_challenge", challenge(verifier));
            wish.put("code_challenge_method", "S256");
            String code = code(
                    browser, URI.create(issuer + "/oauth2/authorize?" + TokenEndpoint.encode(wish)), user, password,
                    state);
            return TokenEndpoint.accessToken(TokenEndpoint.send(browser, TokenEndpoint
                    .form(URI.create(issuer + "/oauth2/token"), Map.of(
                            "grant_type", "authorization_code",
                            "client_id", CLIENT,
                            "redirect_uri", CALLBACK,
                            "code", code,
                            "code_verifier", verifier))
                    .build()));
        }
    }

    private static String code(HttpClient browser, URI start, String user, char[] password, String state) {
        URI at = start;
        boolean asked = false;
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpResponse<String> answer = TokenEndpoint.send(
                    browser,
                    HttpRequest.newBuilder(at).timeout(TokenEndpoint.PATIENCE).header("Accept", "text/html").build());
            if (answer.statusCode() == 200) {
                if (asked) {
                    throw new SignInRefused("The user name or the password is not accepted");
                }
                asked = true;
                answer = submit(browser, at, answer.body(), user, password);
            }
            Optional<URI> next = answer.headers().firstValue("Location").map(at::resolve);
            if (next.isEmpty()) {
                throw new SignInRefused("The identity provider answered " + answer.statusCode());
            }
            at = next.get();
            if (at.toString().startsWith(CALLBACK + "?")) {
                Map<String, String> result = query(at);
                String code = result.get("code");
                if (code == null || !state.equals(result.get("state"))) {
                    throw new SignInRefused("The identity provider sent no code");
                }
                return code;
            }
        }
        throw new SignInRefused("The identity provider goes in circles");
    }

    private static HttpResponse<String> submit(
            HttpClient browser, URI page, String html, String user, char[] password) {
        Matcher csrf = CSRF.matcher(html);
        if (!csrf.find()) {
            throw new SignInRefused("This is not the login page of Safe Return");
        }
        return TokenEndpoint.send(browser, TokenEndpoint
                .form(page.resolve("/login"), Map.of(
                        "username", user, "password", new String(password), "_csrf", csrf.group(1)))
                .build());
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : String.valueOf(address.getRawQuery()).split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                found.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
