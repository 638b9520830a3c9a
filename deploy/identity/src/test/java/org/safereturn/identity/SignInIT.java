package org.safereturn.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.client.OfficerLogin;
import org.safereturn.access.client.SignInRefused;
import org.safereturn.access.client.SystemLogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignInIT {

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-1234";
    private static final String CHALLENGE = challenge(VERIFIER);

    @TempDir
    private static Path folder;

    private static Provider provider;

    @BeforeAll
    static void start() throws IOException {
        provider = new Provider(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({"kh-intake-1,INTAKE_OFFICER,KH-POI-PET-TC,KH", "kh-supervisor-1,SUPERVISOR,KH-DVP,KH",
        "th-tracing-2,TRACING_OFFICER,TH-DATIP,TH", "th-operator-1,OPERATOR,TH-DATIP,TH",
        "joint-observer-1,OBSERVER,JOINT-SECRETARIAT,JOINT"})
    void an_officer_signs_in_with_code_and_pkce(String user, String role, String unit, String ministry)
            throws Exception {
        JWTClaimsSet claims = verified(
                OfficerLogin.token(provider.issuer(), user, ("demo-" + user).toCharArray()));
        assertThat(claims.getSubject()).isEqualTo(user);
        assertThat(claims.getAudience()).containsExactly("safereturn");
        assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
        assertThat(claims.getStringClaim("role")).isEqualTo(role);
        assertThat(claims.getStringClaim("unit")).isEqualTo(unit);
        assertThat(claims.getStringClaim("ministry")).isEqualTo(ministry);
        assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(60));
    }

    @ParameterizedTest
    @CsvSource({"kh-system,KH", "th-system,TH"})
    void a_ministry_system_signs_in_with_its_credentials(String client, String ministry) throws Exception {
        JWTClaimsSet claims = verified(SystemLogin.token(provider.issuer(), client, client + "-demo-secret"));
        assertThat(claims.getSubject()).isEqualTo(client);
        assertThat(claims.getAudience()).containsExactly("safereturn");
        assertThat(claims.getStringClaim("role")).isEqualTo("MINISTRY_SYSTEM");
        assertThat(claims.getStringClaim("ministry")).isEqualTo(ministry);
    }

    @ParameterizedTest
    @CsvSource({"kh-intake-1,wrong", "nobody,demo-nobody", "kh-intake-1,''", "kh-system,kh-system-demo-secret"})
    void a_wrong_password_or_user_is_refused(String user, String password) {
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> OfficerLogin.token(provider.issuer(), user, password.toCharArray()));
    }

    @ParameterizedTest
    @CsvSource({"kh-system,wrong", "nobody,nobody-demo-secret", "safereturn-cli,''"})
    void a_wrong_secret_or_system_is_refused(String client, String secret) {
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> SystemLogin.token(provider.issuer(), client, secret));
    }

    @Test
    void the_right_verifier_is_accepted_once_and_a_wrong_one_never() throws Exception {
        try (Browser browser = new Browser()) {
            String code = browser.code(request("http://127.0.0.1:53999/callback", CHALLENGE));
            assertThat(browser.exchange(code, "http://127.0.0.1:53999/callback", VERIFIER).statusCode()).isEqualTo(200);
            assertThat(browser.exchange(code, "http://127.0.0.1:53999/callback", VERIFIER).statusCode()).isEqualTo(400);

            String other = browser.code(request(OfficerLogin.CALLBACK, CHALLENGE));
            HttpResponse<String> wrong = browser.exchange(other, OfficerLogin.CALLBACK, VERIFIER + "x");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).doesNotContain("access_token");
        }
    }

    @Test
    void no_code_is_given_without_a_challenge() throws Exception {
        try (Browser browser = new Browser()) {
            browser.signIn();
            Map<String, String> request = request(OfficerLogin.CALLBACK, CHALLENGE);
            request.remove("code_challenge");
            HttpResponse<String> answer = browser.authorize(request);
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("code=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://attacker.invalid/callback", "http://127.0.0.1/elsewhere",
        "http://localhost/callback", "https://127.0.0.1/callback"})
    void a_code_goes_to_no_other_address(String redirect) throws Exception {
        try (Browser browser = new Browser()) {
            browser.signIn();
            HttpResponse<String> answer = browser.authorize(request(redirect, CHALLENGE));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"km,km,ពាក្យសម្ងាត់", "th-TH,th,รหัสผ่าน", "fr,en,Password"})
    void the_login_page_speaks_the_officers_language_and_labels_its_fields(
            String wanted, String language, String password) throws Exception {
        try (Browser browser = new Browser()) {
            HttpResponse<String> page = browser.send(HttpRequest.newBuilder(provider.issuer().resolve("/login"))
                    .header("Accept-Language", wanted).header("Accept", "text/html"));
            assertThat(page.body())
                    .contains("<html lang=\"" + language + "\">", password, "<label for=\"username\">",
                            "<label for=\"password\">")
                    .doesNotContain("{{", "<script", "role=\"alert\"");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
            assertThat(browser.send(HttpRequest.newBuilder(provider.issuer().resolve("/login?error&lang=" + language)))
                    .body()).contains("role=\"alert\"");
            assertThat(browser.send(HttpRequest.newBuilder(provider.issuer().resolve("/login.css"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_key_is_kept_by_a_restart_and_readable_by_its_owner_only() throws Exception {
        Path data = folder.resolve("kept");
        String token;
        try (Provider first = new Provider(data)) {
            token = SystemLogin.token(first.issuer(), "kh-system", "kh-system-demo-secret");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing.jwk"))))
                .isEqualTo("rw-------");
        try (Provider second = new Provider(data)) {
            assertThat(verifies(token, second.issuer())).isTrue();
        }
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        assertThat(verifies(token, provider.issuer())).isTrue();
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static boolean verifies(String token, URI issuer)
            throws IOException, InterruptedException, ParseException, JOSEException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String jwks = http.send(HttpRequest.newBuilder(issuer.resolve("/oauth2/jwks")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            SignedJWT signed = SignedJWT.parse(token);
            JWKSet keys = JWKSet.parse(jwks);
            assertThat(keys.getKeys()).allSatisfy(key -> assertThat(key.isPrivate()).isFalse());
            return keys.getKeyByKeyId(signed.getHeader().getKeyID()) instanceof RSAKey key
                    && signed.verify(new RSASSAVerifier(key));
        }
    }

    private static Map<String, String> request(String redirect, String challenge) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", OfficerLogin.CLIENT);
        fields.put("scope", "openid");
        fields.put("redirect_uri", redirect);
        fields.put("state", "s");
        fields.put("code_challenge", challenge);
        fields.put("code_challenge_method", "S256");
        return fields;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Just enough of a browser: cookies, no redirects followed. */
    private static final class Browser implements AutoCloseable {
        private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        }

        void signIn() throws IOException, InterruptedException {
            Matcher csrf = CSRF.matcher(send(HttpRequest.newBuilder(provider.issuer().resolve("/login"))).body());
            assertThat(csrf.find()).isTrue();
            HttpResponse<String> answer = form("/login", Map.of(
                    "username", "kh-intake-1", "password", "demo-kh-intake-1", "_csrf", csrf.group(1)));
            assertThat(List.of(302, 303)).contains(answer.statusCode());
        }

        HttpResponse<String> authorize(Map<String, String> request) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(provider.issuer().resolve("/oauth2/authorize?" + encode(request)))
                    .header("Accept", "text/html"));
        }

        String code(Map<String, String> request) throws IOException, InterruptedException {
            signIn();
            Matcher code = Pattern.compile("[?&]code=([^&]+)")
                    .matcher(authorize(request).headers().firstValue("Location").orElse(""));
            assertThat(code.find()).isTrue();
            return code.group(1);
        }

        HttpResponse<String> exchange(String code, String redirect, String verifier)
                throws IOException, InterruptedException {
            return form("/oauth2/token", Map.of(
                    "grant_type", "authorization_code", "client_id", OfficerLogin.CLIENT, "redirect_uri", redirect,
                    "code", code, "code_verifier", verifier));
        }

        private HttpResponse<String> form(String path, Map<String, String> fields)
                throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(provider.issuer().resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encode(fields))));
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
