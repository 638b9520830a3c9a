package org.safereturn.local.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

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

    private static final SecureRandom RANDOM = new SecureRandom();

    private OfficerLogin() {}

    /**
     * An access token for the officer.
     *
     * @param issuer the identity provider; it must answer at {@code <issuer>/.well-known/openid-configuration}
     * @throws SignInRefused when the user name or the password is not accepted
     * @throws java.io.UncheckedIOException when the identity provider cannot be reached
     */
    public static String token(URI issuer, String user, char[] password) {
        String verifier = random();
        try (LoginBrowser browser = new LoginBrowser()) {
            ProviderMetadata provider = ProviderMetadata.of(browser.http(), issuer);
            String code = code(browser, provider, request(CALLBACK, challenge(verifier)), user, password);
            return TokenEndpoint.accessToken(TokenEndpoint.send(browser.http(),
                    TokenEndpoint.form(provider.token(), exchange(code, CALLBACK, verifier)).build()));
        }
    }

    /** The parameters of an authorization request. */
    static Map<String, String> request(String callback, String challenge) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", CLIENT);
        request.put("scope", "openid");
        request.put("redirect_uri", callback);
        request.put("state", random());
        request.put("code_challenge", challenge);
        request.put("code_challenge_method", "S256");
        return request;
    }

    /** The code that the provider gives for this request. */
    static String code(LoginBrowser browser, ProviderMetadata provider, Map<String, String> request, String user,
            char[] password) {
        URI start = URI.create(provider.authorization() + "?" + TokenEndpoint.encode(request));
        Map<String, String> answer = browser.signIn(start, request.getOrDefault("redirect_uri", CALLBACK), user,
                password);
        String code = answer.get("code");
        if (code == null || !answer.getOrDefault("state", "").equals(request.get("state"))) {
            throw new SignInRefused("The identity provider sent no code");
        }
        return code;
    }

    /** The parameters that turn a code into a token. */
    static Map<String, String> exchange(String code, String callback, String verifier) {
        return Map.of(
                "grant_type", "authorization_code",
                "client_id", CLIENT,
                "redirect_uri", callback,
                "code", code,
                "code_verifier", verifier);
    }

    static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
