package org.safereturn.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.AcceptedTokens;
import org.safereturn.local.client.OfficerLogin;
import org.safereturn.local.client.SignInContract;
import org.safereturn.local.client.SignInRefused;
import org.safereturn.local.client.SystemLogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The stand-in keeps the contract of every identity provider, and what it promises beyond that. */
class SignInIT extends SignInContract {

    private static final Map<String, ECKey> KEYS = Map.of("kh-system", newKey("kh-1"), "th-system", newKey("th-1"));

    @TempDir
    private static Path folder;

    private static Provider provider;

    @BeforeAll
    static void start() throws IOException {
        publish(folder.resolve("data"));
        provider = new Provider(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Override
    protected URI issuer() {
        return provider.issuer();
    }

    @Override
    protected ECKey key(String system) {
        return Optional.ofNullable(KEYS.get(system)).orElseThrow();
    }

    @Test
    void who_guesses_a_password_is_slowed_down_and_others_are_not() {
        for (int number = 0; number < FailedSignIns.PER_USER; number++) {
            char[] guess = ("guess-" + number).toCharArray();
            assertThatExceptionOfType(SignInRefused.class)
                    .isThrownBy(() -> OfficerLogin.token(provider.issuer(), "th-admin-1", guess))
                    .withMessageContaining("not accepted");
        }
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> OfficerLogin.token(provider.issuer(), "th-admin-1", "demo-th-admin-1".toCharArray()))
                .withMessageContaining("429");
        assertThat(OfficerLogin.token(provider.issuer(), "kh-admin-1", "demo-kh-admin-1".toCharArray())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"km,km,ពាក្យសម្ងាត់", "th-TH,th,รหัสผ่าน", "fr,en,Password"})
    void the_login_page_speaks_the_officers_language_and_labels_its_fields(
            String wanted, String language, String password) throws Exception {
        HttpResponse<String> page = get("/login", wanted);
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\">", password, "<label for=\"username\">",
                        "<label for=\"password\">")
                .doesNotContain("{{", "<script", "role=\"alert\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(get("/login?error&lang=" + language, wanted).body()).contains("role=\"alert\"");
        assertThat(get("/login.css", wanted).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"km,km,មិនបានសម្រេច", "th-TH,th,ไม่สำเร็จ", "fr,en,This did not work"})
    void what_does_not_work_is_told_on_a_page_in_the_readers_language(String wanted, String language, String told) throws Exception {
        for (String path : List.of("/oauth2/authorize?response_type=code&client_id=nobody&redirect_uri=https://elsewhere.example/",
                "/connect/logout?id_token_hint=made-up")) {
            HttpResponse<String> page = get(path, wanted);
            assertThat(page.statusCode()).as(path).isEqualTo(400);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).as(path).contains("<html lang=\"" + language + "\">", told)
                    .doesNotContain("{{", "{\"", "invalid_", "nobody", "made-up", "Whitelabel");
        }
    }

    @Test
    void a_program_is_told_in_json() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(provider.issuer().resolve("/connect/logout?id_token_hint=made-up"))
                    .timeout(Duration.ofSeconds(30)).header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
    }

    @Test
    void the_key_is_kept_by_a_restart_and_readable_by_its_owner_only() throws Exception {
        Path data = folder.resolve("kept");
        publish(data);
        String token;
        try (Provider first = new Provider(data)) {
            token = SystemLogin.token(first.issuer(), "kh-system", key("kh-system"));
            assertThat(AcceptedTokens.actor(token, first.issuer(), first.keys())).isPresent();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing.jwk"))))
                .isEqualTo("rw-------");
        try (Provider second = new Provider(data)) {
            assertThat(AcceptedTokens.actor(token, URI.create(issuerOf(token)), second.keys())).isPresent();
        }
    }

    @Test
    void a_system_whose_public_key_is_not_there_yet_is_let_in_once_it_is_published() throws Exception {
        Path data = folder.resolve("late");
        try (Provider late = new Provider(data)) {
            assertThatExceptionOfType(SignInRefused.class)
                    .isThrownBy(() -> SystemLogin.token(late.issuer(), "kh-system", key("kh-system")));
            publish(data);
            assertThat(AcceptedTokens.actor(
                    SystemLogin.token(late.issuer(), "kh-system", key("kh-system")), late.issuer(), late.keys()))
                    .isPresent();
        }
    }

    private static String issuerOf(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
    }

    private static void publish(Path data) throws IOException {
        Path systems = Files.createDirectories(data.resolve("systems"));
        for (Map.Entry<String, ECKey> system : KEYS.entrySet()) {
            Files.writeString(systems.resolve(system.getKey() + ".jwks"),
                    new JWKSet(system.getValue().toPublicJWK()).toString());
        }
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String language) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(provider.issuer().resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Accept-Language", language).header("Accept", "text/html")
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
