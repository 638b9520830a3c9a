package org.safereturn.local.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.AcceptedTokens;
import org.safereturn.access.identity.Actor;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What any identity provider must do before the services may trust it. It runs against the real thing, over HTTP, with the
 * documented demo officers, and judges tokens by the services' own checks.
 */
public abstract class SignInContract {

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-1234";
    private static final String CHALLENGE = OfficerLogin.challenge(VERIFIER);
    private static final String USER = "kh-intake-1";
    private static final String SYSTEM = "kh-system";

    private LoginBrowser browser = new LoginBrowser();

    /** The running provider. */
    protected abstract URI issuer();

    /** The private key of a ministry's system, {@code kh-system} or {@code th-system}. */
    protected abstract ECKey key(String system);

    @BeforeEach
    final void openBrowser() {
        browser = new LoginBrowser();
    }

    @AfterEach
    final void closeBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"kh-intake-1,INTAKE_OFFICER,KH-POI-PET-TC,KH", "kh-supervisor-1,SUPERVISOR,KH-DVP,KH",
        "kh-case-3,CASE_MANAGER,KH-DOSVY-SIEM-REAP,KH", "th-tracing-2,TRACING_OFFICER,TH-DATIP,TH",
        "th-operator-1,OPERATOR,TH-DATIP,TH", "joint-observer-1,OBSERVER,JOINT-SECRETARIAT,JOINT"})
    final void an_officer_signs_in_with_code_and_pkce_and_the_services_know_who_it_is(
            String user, String role, String unit, String ministry) {
        assertThat(actor(officerToken(user))).contains(new Actor(user, role, unit, ministry));
    }

    @ParameterizedTest
    @CsvSource({"kh-system,KH-DVP,KH", "th-system,TH-DATIP,TH"})
    final void a_ministry_system_signs_in_with_its_private_key_and_the_services_know_which_it_is(
            String system, String unit, String ministry) {
        assertThat(actor(SystemLogin.token(issuer(), system, key(system))))
                .contains(new Actor(system, "MINISTRY_SYSTEM", unit, ministry));
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, SYSTEM})
    final void an_access_token_is_for_the_services_alone_and_lives_ten_to_sixty_minutes(String who) {
        Jwt token = accepted(who.equals(SYSTEM) ? SystemLogin.token(issuer(), who, key(who)) : officerToken(who));
        assertThat(token.getAudience()).containsExactly("safereturn");
        Instant issued = token.getIssuedAt();
        Instant expires = token.getExpiresAt();
        assertThat(issued).isNotNull();
        assertThat(expires).isNotNull();
        assertThat(Duration.between(issued, expires)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(60));
    }

    @ParameterizedTest
    @CsvSource({"kh-intake-1,wrong", "nobody,demo-nobody", "kh-intake-2,''", "kh-system,kh-system-demo-secret"})
    final void a_wrong_password_or_user_is_refused(String user, String password) {
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> OfficerLogin.token(issuer(), user, password.toCharArray()));
    }

    @Test
    final void the_right_verifier_is_accepted_once() {
        // RFC 8252: on the loopback any port may listen.
        String callback = "http://127.0.0.1:53999/callback";
        String code = code(callback);
        assertThat(exchange(code, callback, VERIFIER).statusCode()).isEqualTo(200);
        assertRefused(exchange(code, callback, VERIFIER));
    }

    @Test
    final void a_wrong_verifier_is_never_accepted() {
        assertRefused(exchange(code(OfficerLogin.CALLBACK), OfficerLogin.CALLBACK, VERIFIER + "x"));
    }

    @Test
    final void a_code_is_good_only_with_the_address_it_was_sent_to() {
        assertRefused(exchange(code(OfficerLogin.CALLBACK), "http://127.0.0.1:53999/callback", VERIFIER));
    }

    @Test
    final void no_code_is_given_without_a_challenge() {
        code(OfficerLogin.CALLBACK);
        Map<String, String> request = OfficerLogin.request(OfficerLogin.CALLBACK, CHALLENGE);
        request.remove("code_challenge");
        assertThat(location(authorize(request))).doesNotContain("code=");
    }

    @Test
    final void no_code_is_given_for_a_challenge_that_is_the_verifier_itself() {
        code(OfficerLogin.CALLBACK);
        Map<String, String> request = OfficerLogin.request(OfficerLogin.CALLBACK, VERIFIER);
        request.put("code_challenge_method", "plain");
        assertThat(location(authorize(request))).doesNotContain("code=");
    }

    @Test
    final void no_token_comes_by_the_redirect_itself() {
        code(OfficerLogin.CALLBACK);
        Map<String, String> request = OfficerLogin.request(OfficerLogin.CALLBACK, CHALLENGE);
        request.put("response_type", "token");
        assertThat(location(authorize(request))).doesNotContain("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://attacker.invalid/callback", "http://127.0.0.1/elsewhere",
        "http://localhost/callback", "https://127.0.0.1/callback", "http://127.0.0.1/callback/../elsewhere"})
    final void a_code_goes_to_no_other_address(String redirect) {
        code(OfficerLogin.CALLBACK);
        HttpResponse<String> answer = authorize(OfficerLogin.request(redirect, CHALLENGE));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    final void a_program_cannot_sign_in_with_a_persons_password() {
        assertRefused(TokenEndpoint.send(browser.http(), TokenEndpoint.form(provider().token(), Map.of(
                "grant_type", "password", "client_id", OfficerLogin.CLIENT, "scope", "openid",
                "username", USER, "password", "demo-" + USER)).build()));
    }

    @Test
    final void an_id_token_tells_a_page_who_it_is_and_opens_no_service() throws ParseException {
        HttpResponse<String> answer = exchange(code(OfficerLogin.CALLBACK), OfficerLogin.CALLBACK, VERIFIER);
        JsonNode members = JsonMapper.shared().readTree(answer.body());
        Optional<Actor> officer = actor(members.path("access_token").asString(""));
        String idToken = members.path("id_token").asString("");
        assertThat(officer).isPresent();
        assertThat(Actor.fromClaims(SignedJWT.parse(idToken).getJWTClaimsSet().getClaims())).isEqualTo(officer);
        assertThat(actor(idToken)).isEmpty();
    }

    @Test
    final void after_sign_out_the_password_is_asked_for_again() {
        HttpResponse<String> answer = exchange(code(OfficerLogin.CALLBACK), OfficerLogin.CALLBACK, VERIFIER);
        String idToken = JsonMapper.shared().readTree(answer.body()).path("id_token").asString("");
        Map<String, String> again = OfficerLogin.request(OfficerLogin.CALLBACK, CHALLENGE);
        assertThat(location(authorize(again))).as("still signed in").contains("code=");
        browser.open(URI.create(provider().endSession() + "?" + TokenEndpoint.encode(Map.of("id_token_hint", idToken))));
        assertThat(location(authorize(again))).doesNotContain("code=");
    }

    @Test
    final void a_good_assertion_is_accepted_once() {
        String assertion = SystemLogin.sign(key(SYSTEM), good().build());
        assertThat(signIn(assertion).statusCode()).isEqualTo(200);
        assertRefused(signIn(assertion));
    }

    @Test
    final void an_assertion_of_a_key_that_is_not_the_systems_is_refused() throws JOSEException {
        ECKey registered = key(SYSTEM);
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID(registered.getKeyID()).generate();
        assertRefused(signIn(SystemLogin.sign(stranger, good().build())));
        assertRefused(signIn(SystemLogin.sign(key("th-system"), good().build())));
    }

    @Test
    final void an_assertion_for_somebody_else_is_refused() {
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().audience("http://elsewhere.invalid").build())));
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().audience(List.of()).build())));
    }

    @Test
    final void an_assertion_in_another_name_is_refused() {
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().subject("th-system").build())));
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().issuer("th-system").build())));
    }

    @Test
    final void an_assertion_that_is_over_or_never_ends_is_refused() {
        Instant now = Instant.now();
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good()
                .issueTime(Date.from(now.minusSeconds(600))).expirationTime(Date.from(now.minusSeconds(300))).build())));
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().expirationTime(null).issueTime(null).build())));
        Date tomorrow = Date.from(now.plus(Duration.ofDays(1)));
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().issueTime(null).expirationTime(tomorrow).build())));
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good()
                .issueTime(Date.from(now.minusSeconds(600))).expirationTime(tomorrow).build())));
    }

    @Test
    final void an_assertion_without_an_id_is_refused() {
        assertRefused(signIn(SystemLogin.sign(key(SYSTEM), good().jwtID(null).build())));
    }

    @Test
    final void an_assertion_without_a_signature_or_with_a_shared_secret_is_refused() throws JOSEException {
        assertRefused(signIn(new PlainJWT(good().build()).serialize()));
        byte[] published = key(SYSTEM).toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key(SYSTEM).getKeyID()).build(), good().build());
        confused.sign(new MACSigner(published));
        assertRefused(signIn(confused.serialize()));
    }

    @Test
    final void no_secret_opens_the_account_of_a_system() {
        for (String secret : List.of(SYSTEM + "-demo-secret", SYSTEM, "")) {
            String pair = Base64.getEncoder().encodeToString((SYSTEM + ":" + secret).getBytes(StandardCharsets.UTF_8));
            assertRefused(TokenEndpoint.send(browser.http(), TokenEndpoint
                    .form(provider().token(), Map.of("grant_type", "client_credentials"))
                    .header("Authorization", "Basic " + pair).build()));
        }
        assertRefused(TokenEndpoint.send(browser.http(), TokenEndpoint.form(provider().token(), Map.of(
                "grant_type", "client_credentials", "client_id", SYSTEM)).build()));
        assertRefused(TokenEndpoint.send(browser.http(), TokenEndpoint.form(provider().token(), Map.of(
                "grant_type", "client_credentials", "client_id", OfficerLogin.CLIENT)).build()));
    }

    @Test
    final void only_public_keys_are_published() throws ParseException {
        JWKSet keys = JWKSet.parse(browser.open(provider().keys()).body());
        assertThat(keys.getKeys()).isNotEmpty().allSatisfy(key -> assertThat(key.isPrivate()).isFalse());
    }

    /** Who a service would see; empty when it would not let the bearer in. */
    protected final Optional<Actor> actor(String token) {
        return AcceptedTokens.actor(token, issuer(), provider().keys());
    }

    private Jwt accepted(String token) {
        return AcceptedTokens.accepted(token, issuer(), provider().keys()).orElseThrow();
    }

    private String officerToken(String user) {
        return OfficerLogin.token(issuer(), user, ("demo-" + user).toCharArray());
    }

    private ProviderMetadata provider() {
        return ProviderMetadata.of(browser.http(), issuer());
    }

    private JWTClaimsSet.Builder good() {
        return SystemLogin.claims(SYSTEM, issuer());
    }

    private HttpResponse<String> signIn(String assertion) {
        return SystemLogin.exchange(browser.http(), provider(), SYSTEM, assertion);
    }

    private String code(String callback) {
        return OfficerLogin.code(browser, provider(), OfficerLogin.request(callback, CHALLENGE), USER,
                ("demo-" + USER).toCharArray());
    }

    private HttpResponse<String> authorize(Map<String, String> request) {
        return browser.open(URI.create(provider().authorization() + "?" + TokenEndpoint.encode(request)));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private HttpResponse<String> exchange(String code, String callback, String verifier) {
        return TokenEndpoint.send(browser.http(),
                TokenEndpoint.form(provider().token(), OfficerLogin.exchange(code, callback, verifier)).build());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        // Some providers send whom they do not know to the login page.
        assertThat(answer.statusCode()).isBetween(300, 499);
        assertThat(answer.body()).doesNotContain("access_token");
    }
}
