package org.safereturn.identity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** The made-up officers and systems fit the roles of the services and the units of the country profiles. */
class DemoUsersTest {

    private static final String JOINT_UNIT = "JOINT-SECRETARIAT";
    private static final Set<Role> AT_DESKS = Set.of(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR,
            Role.TRACING_OFFICER, Role.RECEPTION_OFFICER);

    private static final List<Actor> EVERYBODY = Stream.concat(
            entries("identity-users.yaml", "officers").map(entry -> actor(entry, "name", text(entry, "role"))),
            entries("application.yaml", "systems").map(entry -> actor(entry, "client", "MINISTRY_SYSTEM"))).toList();

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_has_somebody(Role role) {
        assertThat(EVERYBODY).anyMatch(actor -> actor.is(role));
    }

    @Test
    void everybody_is_somebody_a_service_can_know() {
        assertThat(EVERYBODY).allSatisfy(actor -> assertThat(Actor.fromClaims(Map.of("sub", actor.reference(),
                "role", actor.role(), "unit", actor.unit(), "ministry", actor.ministry()))).contains(actor));
        assertThat(EVERYBODY.stream().map(Actor::reference)).doesNotHaveDuplicates();
    }

    @Test
    void every_unit_stands_in_the_profile_of_its_country() {
        assertThat(EVERYBODY).allSatisfy(actor -> assertThat(units(actor.ministry())).contains(actor.unit()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KH", "TH", Actor.JOINT})
    void every_unit_has_somebody(String ministry) {
        assertThat(EVERYBODY.stream().filter(actor -> actor.ministry().equals(ministry)).map(Actor::unit))
                .containsAll(units(ministry));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KH", "TH"})
    void every_unit_for_which_a_referral_can_be_accepted_has_a_tracing_officer(String ministry) {
        Object profile = at(yaml("country/" + ministry.toLowerCase(Locale.ROOT) + ".yaml"), "safereturn", "profile");
        List<String> tracing = maps(at(profile, "units")).filter(unit -> String.valueOf(unit.get("kinds")).contains("TRACING"))
                .map(unit -> text(unit, "code")).toList();
        assertThat(tracing).isNotEmpty();
        assertThat(EVERYBODY.stream().filter(actor -> actor.is(Role.TRACING_OFFICER)).map(Actor::unit)).containsAll(tracing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KH", "TH"})
    void every_role_at_a_desk_is_there_twice_in_one_unit_and_once_in_another(String ministry) {
        for (Role role : AT_DESKS) {
            Map<String, Long> officers = EVERYBODY.stream()
                    .filter(actor -> actor.is(role) && actor.ministry().equals(ministry))
                    .collect(Collectors.groupingBy(Actor::unit, Collectors.counting()));
            assertThat(officers.values()).as(role + " of " + ministry).contains(1L, 2L);
        }
    }

    @Test
    void only_bodies_that_both_ministries_run_together_are_joint() {
        assertThat(EVERYBODY.stream().filter(actor -> actor.ministry().equals(Actor.JOINT)).map(Actor::role))
                .isSubsetOf("ME_OFFICER", "OBSERVER");
    }

    private static Set<String> units(String ministry) {
        if (ministry.equals(Actor.JOINT)) {
            return Set.of(JOINT_UNIT);
        }
        Object profile = at(yaml("country/" + ministry.toLowerCase(Locale.ROOT) + ".yaml"), "safereturn", "profile");
        return maps(at(profile, "units")).map(unit -> text(unit, "code")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Actor actor(Map<?, ?> entry, String name, String role) {
        return new Actor(text(entry, name), role, text(entry, "unit"), text(entry, "ministry"));
    }

    private static Stream<Map<?, ?>> entries(String file, String list) {
        return maps(at(yaml(file), "safereturn", "identity", list));
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        assertThat(list).isInstanceOf(List.class);
        return ((List<?>) list).stream().map(entry -> (Map<?, ?>) entry);
    }

    private static Object at(Object document, String... path) {
        return Arrays.stream(path).reduce(document, (map, name) -> ((Map<?, ?>) map).get(name), (_, last) -> last);
    }

    private static String text(Map<?, ?> entry, String name) {
        assertThat(entry.get(name)).as(name).isInstanceOf(String.class);
        return String.valueOf(entry.get(name));
    }

    private static Object yaml(String file) {
        try (InputStream content = new ClassPathResource(file).getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
