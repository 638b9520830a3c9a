package org.safereturn.keycloak;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The realm file fits the services and opens nothing that they do not need. */
class RealmTest {

    private static final List<String> CLAIMS = List.of("sub", "role", "unit", "ministry", "aud");

    @Test
    void it_brings_no_user_no_password_and_no_secret() {
        ObjectNode realm = Realm.asDelivered();
        realm.remove("localizationTexts");
        assertThat(realm.has("users")).isFalse();
        assertThat(Pattern.compile("\"(secret|credentials|password|privateKey|certificate)\"")
                .matcher(realm.toString()).find()).isFalse();
    }

    @Test
    void the_clients_are_those_of_the_embedded_default() {
        assertThat(Realm.asDelivered().path("clients").valueStream().map(client -> client.path("clientId").asString("")))
                .containsExactlyInAnyOrder("monitoring-page", "safereturn-cli", "kh-system", "th-system",
                        "case-service-KH", "tracing-service-KH", "referral-service-KH",
                        "case-service-TH", "tracing-service-TH", "referral-service-TH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring-page", "safereturn-cli", "case-service-KH", "tracing-service-KH", "referral-service-KH",
            "case-service-TH", "tracing-service-TH", "referral-service-TH"})
    void officers_sign_in_with_code_and_pkce_only(String id) {
        JsonNode client = Realm.client(id);
        assertThat(flows(client)).containsExactly("standardFlowEnabled");
        assertThat(client.at("/attributes/pkce.code.challenge.method").asString("")).isEqualTo("S256");
        assertThat(client.path("redirectUris").valueStream().map(JsonNode::asString)).isNotEmpty()
                .allSatisfy(address -> assertThat(address).doesNotContain("*").contains("/callback".equals(
                        address.substring(address.lastIndexOf('/'))) ? "http://127.0.0.1/" : "/login/oauth2/code/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kh-system", "th-system"})
    void a_ministry_system_signs_in_with_a_key_it_publishes_and_has_no_secret(String id) {
        JsonNode client = Realm.client(id);
        assertThat(flows(client)).containsExactly("serviceAccountsEnabled");
        assertThat(client.path("clientAuthenticatorType").asString("")).isEqualTo("client-jwt");
        assertThat(client.at("/attributes/token.endpoint.auth.signing.alg").asString("")).isEqualTo("ES256");
        assertThat(client.at("/attributes/use.jwks.url").asString("")).isEqualTo("true");
        // Without the setting the key cannot be found, so nobody is let in.
        assertThat(client.at("/attributes/jwks.url").asString("")).contains(".invalid/");
        Map<String, String> claims = mappers(client);
        assertThat(claims).containsEntry("sub", id).containsEntry("role", Role.MINISTRY_SYSTEM.name())
                .containsEntry("ministry", id.startsWith("kh") ? "KH" : "TH").containsEntry("aud", "safereturn");
        assertThat(Realm.units(claims.getOrDefault("ministry", ""))).contains(claims.getOrDefault("unit", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring-page", "safereturn-cli", "kh-system", "th-system", "case-service-KH",
            "tracing-service-KH", "referral-service-KH", "case-service-TH", "tracing-service-TH", "referral-service-TH"})
    void a_token_says_what_the_services_ask_for_and_nothing_else(String id) {
        JsonNode client = Realm.client(id);
        assertThat(mappers(client).keySet()).containsExactlyInAnyOrderElementsOf(CLAIMS);
        assertThat(client.path("defaultClientScopes").isEmpty()).isTrue();
        assertThat(client.path("optionalClientScopes").isEmpty()).isTrue();
        assertThat(client.path("fullScopeAllowed").asBoolean(true)).isFalse();
    }

    @Test
    void the_page_is_told_when_its_session_ends_elsewhere() {
        assertThat(Realm.client("monitoring-page").at("/attributes/backchannel.logout.url").asString(""))
                .endsWith("/logout/connect/back-channel/safereturn");
    }

    @Test
    void an_officer_has_one_of_the_services_roles_and_the_profiles_units_and_cannot_change_them() {
        assertThat(options("role")).containsExactlyInAnyOrderElementsOf(Arrays.stream(Role.values())
                .filter(role -> role != Role.MINISTRY_SYSTEM).map(Enum::name).toList());
        assertThat(options("unit")).containsExactlyInAnyOrderElementsOf(Stream.of(Realm.units("KH"),
                Realm.units("TH"), Stream.of("JOINT-SECRETARIAT")).flatMap(units -> units).toList());
        assertThat(options("ministry")).containsExactlyInAnyOrder("KH", "TH", "JOINT");
        assertThat(Realm.profile().path("attributes").valueStream()).isNotEmpty().allSatisfy(attribute -> {
            assertThat(attribute.at("/permissions/edit").valueStream().map(JsonNode::asString)).containsExactly("admin");
            assertThat(attribute.path("multivalued").asBoolean(true)).isFalse();
        });
        assertThat(Realm.profile().has("unmanagedAttributePolicy")).isFalse();
    }

    @Test
    void guessing_is_slowed_down_and_a_second_factor_is_set_up_at_the_first_login() {
        JsonNode realm = Realm.asDelivered();
        assertThat(realm.path("bruteForceProtected").asBoolean(false)).isTrue();
        assertThat(realm.path("failureFactor").asInt(100)).isLessThanOrEqualTo(10);
        assertThat(realm.path("passwordPolicy").asString("")).contains("length(12)");
        assertThat(realm.path("requiredActions").valueStream()
                .filter(action -> action.path("defaultAction").asBoolean(false))
                .map(action -> action.path("alias").asString(""))).containsExactly("CONFIGURE_TOTP");
        for (String open : List.of("registrationAllowed", "resetPasswordAllowed", "rememberMe", "editUsernameAllowed",
                "loginWithEmailAllowed")) {
            assertThat(realm.path(open).asBoolean(true)).as(open).isFalse();
        }
    }

    @Test
    void tokens_are_short_lived_signed_as_the_services_ask_and_sent_over_tls_only() {
        JsonNode realm = Realm.asDelivered();
        assertThat(realm.path("accessTokenLifespan").asInt(0)).isBetween(600, 3600);
        assertThat(realm.path("ssoSessionMaxLifespan").asInt(0)).isBetween(1, 12 * 3600);
        assertThat(realm.path("defaultSignatureAlgorithm").asString("")).isEqualTo("RS256");
        assertThat(realm.path("sslRequired").asString("")).endsWith(":all}");
        assertThat(realm.path("eventsEnabled").asBoolean(false)).isTrue();
        assertThat(realm.path("adminEventsEnabled").asBoolean(false)).isTrue();
    }

    private static List<String> flows(JsonNode client) {
        return Stream.of("standardFlowEnabled", "implicitFlowEnabled", "directAccessGrantsEnabled",
                "serviceAccountsEnabled").filter(flow -> client.path(flow).asBoolean(true)).toList();
    }

    /** The value that a mapper writes, or the user's attribute it reads, by claim. */
    private static Map<String, String> mappers(JsonNode client) {
        Map<String, String> claims = new TreeMap<>();
        for (JsonNode mapper : client.path("protocolMappers")) {
            JsonNode config = mapper.path("config");
            assertThat(config.path("access.token.claim").asString("")).isEqualTo("true");
            claims.put(config.path("claim.name").asString("aud"), config.path("claim.value").asString(
                    config.path("user.attribute").asString(config.path("included.custom.audience").asString(""))));
        }
        return claims;
    }

    private static List<String> options(String name) {
        for (JsonNode attribute : Realm.profile().path("attributes")) {
            if (attribute.path("name").asString("").equals(name)) {
                return attribute.at("/validations/options/options").valueStream().map(JsonNode::asString).toList();
            }
        }
        throw new AssertionError("The profile has no attribute " + name);
    }
}
