package org.safereturn.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Only the roles that an endpoint names are let in. */
class EndpointRolesTest extends Running {

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_endpoint_that_names_no_role_is_closed_to_everybody(Role role) {
        client().get().uri("/forgotten").headers(Tokens.as(role, "KH")).exchange().expectStatus().isForbidden()
                .expectBody().jsonPath("$.rule").isEqualTo("not-permitted");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_endpoint_lets_in_the_roles_that_it_names(Role role) {
        boolean named = role == Role.INTAKE_OFFICER || role == Role.SUPERVISOR;
        client().get().uri("/list").headers(Tokens.as(role, "KH")).exchange()
                .expectStatus().isEqualTo(named ? 200 : 403);
    }

    @ParameterizedTest
    @CsvSource({"en, Intake officer, Supervisor", "km, មន្ត្រីទទួលករណី, អ្នកត្រួតពិនិត្យ",
        "th, เจ้าหน้าที่รับกรณี, ผู้กำกับดูแล"})
    void who_is_refused_by_role_is_told_which_roles_may(String language, String one, String other) {
        client().get().uri("/list").headers(Tokens.as(Role.OBSERVER, "KH")).header("Accept-Language", language).exchange()
                .expectStatus().isForbidden().expectBody()
                .jsonPath("$.parameters.roles").isEqualTo("INTAKE_OFFICER, SUPERVISOR")
                .jsonPath("$.detail").value(detail -> assertThat(String.valueOf(detail)).contains(one, other)
                        .doesNotContain("OFFICER"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybody_who_is_signed_in_reads_what_the_codes_mean(Role role) {
        client().get().uri("/codes").headers(Tokens.as(role, "KH")).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.lists[?(@.name == 'org.safereturn.exchange.v1.CareFlag')]"
                        + ".codes[?(@.code == 'CHILD')].labels.th").isEqualTo("เด็ก");
    }

    @Test
    void a_wrong_role_is_told_so_before_its_input_is_looked_at() {
        client().post().uri("/titles").headers(Tokens.as(Role.OBSERVER, "KH"))
                .header("Content-Type", "application/json").bodyValue("{").exchange().expectStatus().isForbidden();
    }

    @Test
    void nobody_without_a_token_learns_which_roles_an_endpoint_names() {
        client().get().uri("/forgotten").exchange().expectStatus().isUnauthorized();
        client().get().uri("/list").exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void what_the_process_tells_of_itself_is_for_operators(Role role) {
        client().get().uri("/actuator/metrics").headers(Tokens.as(role, "KH")).exchange()
                .expectStatus().isEqualTo(role == Role.OPERATOR ? 200 : 403);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void the_description_is_for_those_who_connect_and_run_systems(Role role) {
        boolean reads = role == Role.ADMINISTRATOR || role == Role.OPERATOR || role == Role.MINISTRY_SYSTEM;
        client().get().uri("/openapi").headers(Tokens.as(role, "KH")).exchange()
                .expectStatus().isEqualTo(reads ? 200 : 403);
    }
}
