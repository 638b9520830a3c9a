package org.safereturn.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.local.client.OfficerLogin;
import org.safereturn.local.client.SignInContract;
import org.safereturn.local.client.SignInRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A real Keycloak with the realm of this folder keeps the contract that the stand-in keeps. */
class KeycloakSignInIT extends SignInContract {

    private static final Map<String, ECKey> KEYS = Map.of("kh-system", newKey("kh-1"), "th-system", newKey("th-1"));
    private static final int WRONG_GUESSES = 6;

    private static Keycloak keycloak;

    @BeforeAll
    static void start() throws IOException {
        keycloak = new Keycloak(Path.of(System.getProperty("keycloak.home")), KEYS);
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @Override
    protected URI issuer() {
        return keycloak.issuer();
    }

    @Override
    protected ECKey key(String system) {
        return Optional.ofNullable(KEYS.get(system)).orElseThrow();
    }

    @Test
    void after_many_wrong_passwords_the_right_one_is_refused_for_a_while() {
        String user = "th-me-1";
        char[] right = ("demo-" + user).toCharArray();
        assertThat(actor(OfficerLogin.token(issuer(), user, right))).isPresent();
        for (int guess = 0; guess < WRONG_GUESSES; guess++) {
            char[] wrong = ("guess-" + guess).toCharArray();
            assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> OfficerLogin.token(issuer(), user, wrong));
        }
        assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> OfficerLogin.token(issuer(), user, right));
    }

    @ParameterizedTest
    @CsvSource({"en,Password", "km,ពាក្យសម្ងាត់", "th,รหัสผ่าน"})
    void the_login_page_speaks_the_officers_language(String language, String password)
            throws IOException, InterruptedException {
        URI page = URI.create(issuer() + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                + OfficerLogin.CLIENT + "&redirect_uri=" + OfficerLogin.CALLBACK
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&ui_locales="
                + language);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("lang=\"" + language + "\"", password);
        }
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
