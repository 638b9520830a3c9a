package org.safereturn.access.scope;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SightTest {

    private static final CaseScope OF_THE_CENTRE = CaseScope.NOBODY.withOfficer("kh-intake-1", "KH-CENTRE");
    private static final CaseScope COME_IN = CaseScope.NOBODY.withUnit("KH-DCP").offered();
    private static final ContactPoints UNITS = new ContactPoints() {

        @Override
        public boolean contain(String named) {
            return named.equals("KH-CONTACT");
        }

        @Override
        public Set<String> receivesAt(String named) {
            return named.equals("KH-GATE-CENTRE") ? Set.of("KH-GATE")
                    : named.equals("KH-OTHER-GATE-CENTRE") ? Set.of("KH-OTHER-GATE") : Set.of();
        }

        @Override
        public Set<Role> overseers() {
            return Set.of(Role.SUPERVISOR, Role.OPERATOR);
        }
    };

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"INTAKE_OFFICER", "CASE_MANAGER", "SUPERVISOR", "TRACING_OFFICER",
        "RECEPTION_OFFICER"})
    void case_work_sees_the_own_case_and_the_own_unit_and_nothing_else(Role role) {
        assertThat(sight("kh-intake-1", role, "KH-ELSEWHERE").sees(OF_THE_CENTRE)).as("own").isTrue();
        assertThat(sight("kh-other", role, "KH-CENTRE").sees(OF_THE_CENTRE)).as("same unit").isTrue();
        assertThat(sight("kh-other", role, "KH-ELSEWHERE").sees(OF_THE_CENTRE)).as("other unit").isFalse();
        assertThat(sight("kh-other", role, "KH-CENTRE").sees(CaseScope.NOBODY)).as("nobody's").isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ME_OFFICER", "OPERATOR", "ADMINISTRATOR", "OBSERVER",
        "DATA_PROTECTION_OFFICER"})
    void who_does_no_case_work_sees_no_case_not_even_as_its_holder(Role role) {
        assertThat(sight("kh-intake-1", role, "KH-CENTRE").sees(OF_THE_CENTRE)).isFalse();
        assertThat(sight("kh-intake-1", role, "KH-CONTACT").sees(COME_IN)).isFalse();
    }

    @Test
    void the_ministrys_own_system_sees_the_ministrys_cases() {
        assertThat(sight("kh-system", Role.MINISTRY_SYSTEM, "KH-DVP").sees(CaseScope.NOBODY)).isTrue();
    }

    @Test
    void what_has_come_in_is_seen_at_every_contact_point_until_a_unit_takes_it() {
        Sight atContactPoint = sight("kh-case-9", Role.CASE_MANAGER, "KH-CONTACT");
        assertThat(atContactPoint.sees(COME_IN)).isTrue();
        assertThat(sight("kh-case-9", Role.CASE_MANAGER, "KH-CENTRE").sees(COME_IN)).isFalse();
        assertThat(atContactPoint.sees(COME_IN.taken())).isFalse();
        assertThat(sight("kh-case-9", Role.CASE_MANAGER, "KH-DCP").sees(COME_IN.taken())).isTrue();
    }

    @Test
    void who_is_on_the_way_to_a_crossing_point_is_seen_by_every_unit_that_receives_there_until_one_has_received() {
        CaseScope onTheWay = CaseScope.NOBODY.withUnit("KH-DCP").offeredAt("KH-GATE");
        assertThat(sight("kh-reception-1", Role.RECEPTION_OFFICER, "KH-GATE-CENTRE").sees(onTheWay)).isTrue();
        assertThat(sight("kh-tracing-1", Role.TRACING_OFFICER, "KH-GATE-CENTRE").sees(onTheWay)).as("receives nobody").isFalse();
        assertThat(sight("kh-reception-2", Role.RECEPTION_OFFICER, "KH-OTHER-GATE-CENTRE").sees(onTheWay)).isFalse();
        assertThat(sight("kh-reception-1", Role.RECEPTION_OFFICER, "KH-GATE-CENTRE").sees(onTheWay.taken())).isFalse();
        assertThat(sight("kh-case-1", Role.CASE_MANAGER, "KH-DCP").sees(onTheWay.taken())).isTrue();
    }

    @Test
    void a_list_asks_the_store_by_the_same_rule() {
        assertThat(sight("kh-case-9", Role.CASE_MANAGER, "KH-CONTACT").where("state.scope.holders")).isEqualTo(Map.of(
                "state.scope.holders", Set.of("officer:kh-case-9", "unit:KH-CONTACT", "contact-points")));
        assertThat(sight("kh-me-1", Role.ME_OFFICER, "KH-DVP").where("state.scope.holders"))
                .isEqualTo(Map.of("state.scope.holders", Set.of()));
        assertThat(sight("kh-system", Role.MINISTRY_SYSTEM, "KH-DVP").where("state.scope.holders")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void who_oversees_the_ministry_sees_every_heading_and_no_more_of_a_case_than_before(Role role) {
        boolean oversees = role == Role.SUPERVISOR || role == Role.MINISTRY_SYSTEM;
        assertThat(headings(role, "KH-CONTACT").sees(OF_THE_CENTRE)).isEqualTo(oversees);
        assertThat(headings(role, "KH-CENTRE").sees(OF_THE_CENTRE)).isEqualTo(role == Role.MINISTRY_SYSTEM);
        assertThat(headings(role, "KH-CENTRE").where("state.scope.holders")).isEqualTo(role == Role.MINISTRY_SYSTEM
                ? Map.of() : Map.of("state.scope.holders", Set.of()));
        assertThat(sight("kh-other", role, "KH-CONTACT").sees(OF_THE_CENTRE)).isEqualTo(role == Role.MINISTRY_SYSTEM);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ME_OFFICER", "OPERATOR", "ADMINISTRATOR", "OBSERVER",
        "DATA_PROTECTION_OFFICER", "MINISTRY_SYSTEM"})
    void no_profile_lets_somebody_oversee_who_works_on_no_case(Role role) {
        assertThatThrownBy(() -> new Oversight(Set.of(Role.SUPERVISOR, role), "OFFICIAL"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_unit_whose_code_looks_like_a_holder_gains_nothing() {
        assertThat(sight("x", Role.SUPERVISOR, "contact-points").sees(COME_IN)).isFalse();
        assertThat(sight("unit:KH-DCP", Role.SUPERVISOR, "officer:kh-intake-1").sees(OF_THE_CENTRE.and(COME_IN)))
                .isFalse();
    }

    @Test
    void a_scope_grows_without_repeating_itself_and_keeps_one_order() {
        assertThat(OF_THE_CENTRE.and(COME_IN).withUnit("KH-DCP").withUnit(null).holders()).isEqualTo(
                List.of("contact-points", "officer:kh-intake-1", "unit:KH-CENTRE", "unit:KH-DCP"));
    }

    @Test
    void what_was_stored_before_there_were_scopes_belongs_to_nobody() {
        assertThat(JsonMapper.shared().readValue("{}", CaseScope.class)).isEqualTo(CaseScope.NOBODY);
        assertThat(CaseScope.orNobody(null)).isEqualTo(CaseScope.NOBODY);
    }

    private static Sight headings(Role role, String unit) {
        return Sight.headings(new Actor("kh-other", role.name(), unit, "KH"), UNITS);
    }

    private static Sight sight(String reference, Role role, String unit) {
        return Sight.of(new Actor(reference, role.name(), unit, "KH"), UNITS);
    }
}
