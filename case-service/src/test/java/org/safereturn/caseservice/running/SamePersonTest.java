package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.messaging.sealing.CaseKeys;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Cases that may be of the same person, as an officer is told of them. */
@ExtendWith(NoPersonalDataOutside.class)
class SamePersonTest {

    private static final List<String> GIVEN = List.of("Prasert", "Wichai", "Niphon", "Anan", "Boonmi", "Krit", "Phet", "Ratana",
            "Uthai", "Yothin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext service = RunningService.of("KH");
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = officer(Role.INTAKE_OFFICER, unit);
    private final String caseRef = opened(intake, "\"nameOwnScript\": \"สมชาย ทองแก้ว\"", "MALE", "1997-05-03");

    @Test
    void a_case_with_the_name_in_another_script_is_likely_and_says_why() {
        String other = opened(intake, "\"nameRomanised\": \"Thongkaew Somchai\"", "MALE", "1997-05-03");
        JsonNode found = alike(intake, caseRef);
        assertThat(found.path("found").asInt(0)).isEqualTo(1);
        JsonNode item = found.at("/items/0");
        assertThat(item.path("caseRef").asString("")).isEqualTo(other);
        assertThat(item.path("mark").asString("")).isEqualTo("LIKELY");
        assertThat(item.path("reasons").valueStream().map(reason -> reason.asString("")))
                .containsExactly("NAME_SOUNDS_ALIKE", "OTHER_ORDER", "SAME_DAY_OF_BIRTH", "SAME_SEX");
        assertThat(item.path("nameRomanised").asString("")).isEqualTo("Thongkaew Somchai");
        assertThat(item.has("dateOfBirth")).isFalse();
        assertThat(alike(intake, other).at("/items/0/caseRef").asString("")).isEqualTo(caseRef);
    }

    @Test
    void a_name_without_a_space_finds_its_parts_in_any_order() {
        String joined = opened(intake, "\"nameRomanised\": \"ThongkaewSomchai\"", "MALE", "1997-05-03");
        assertThat(alike(intake, joined).at("/items/0/caseRef").asString("")).isEqualTo(caseRef);
        assertThat(alike(intake, caseRef).at("/items/0/caseRef").asString("")).isEqualTo(joined);
    }

    @Test
    void of_more_cases_with_one_family_name_than_are_opened_the_one_that_sounds_alike_in_whole_is_told_of() {
        Actor busy = officer(Role.INTAKE_OFFICER, "KH-UNIT-" + UUID.randomUUID());
        String sought = opened(busy, "\"nameOwnScript\": \"สมชาย ทองแก้ว\"", "MALE", "1997-05-03");
        for (int number = 0; number < 11 * GIVEN.size(); number++) {
            opened(busy, "\"nameRomanised\": \"%s Thongkaew\"".formatted(GIVEN.get(number % GIVEN.size())), "MALE", "1960-01-01");
        }
        String asking = opened(busy, "\"nameRomanised\": \"Somchai Thongkaew\"", "MALE", "1997-05-03");
        assertThat(alike(busy, asking).at("/items/0/caseRef").asString("")).isEqualTo(sought);
    }

    @Test
    void a_sibling_is_not_likely_and_a_stranger_is_not_there() {
        opened(intake, "\"nameRomanised\": \"Wichai Thongkaew\"", "MALE", "1999-01-20");
        opened(intake, "\"nameOwnScript\": \"គំរូ សាកល្បង\"", "MALE", "1997-05-03");
        assertThat(alike(intake, caseRef).path("items").valueStream().map(item -> item.path("mark").asString("")))
                .doesNotContain("LIKELY").hasSizeLessThan(2);
    }

    @Test
    void nobody_is_told_of_a_case_that_they_do_not_see() {
        Actor elsewhere = officer(Role.INTAKE_OFFICER, "KH-UNIT-" + UUID.randomUUID());
        String theirs = opened(elsewhere, "\"nameRomanised\": \"Somchai Thongkaew\"", "MALE", "1997-05-03");
        assertThat(alike(intake, caseRef).path("found").asInt(-1)).isZero();
        assertThat(alike(elsewhere, theirs).path("found").asInt(-1)).isZero();
        for (String unseen : List.of(caseRef, UUID.randomUUID().toString())) {
            assertThat(Desk.get(elsewhere, path(unseen), 404).path("rule").asString("")).isEqualTo("unknown-case");
        }
        Desk.get(officer(Role.TRACING_OFFICER, unit), path(caseRef), 403);
    }

    @Test
    void a_case_whose_key_was_erased_is_not_told_of() {
        String other = opened(intake, "\"nameRomanised\": \"Somchai Thongkaew\"", "MALE", "1997-05-03");
        assertThat(alike(intake, caseRef).path("found").asInt(-1)).isEqualTo(1);
        service.getBean(CaseKeys.class).erase(other).block(PATIENCE);
        assertThat(alike(intake, caseRef).path("found").asInt(-1)).isZero();
        assertThat(alike(intake, other).path("items")).isEmpty();
    }

    @Test
    void who_asked_and_which_cases_were_shown_is_on_record() {
        String other = opened(intake, "\"nameRomanised\": \"Somchai Thongkaew\"", "MALE", "1997-05-03");
        Actor alone = officer(Role.SUPERVISOR, unit);
        alike(alone, caseRef);
        List<AuditEntry> entries = Objects.requireNonNull(service.getBean(MongoAuditTrail.class).all().map(AuditRecord::entry)
                .filter(entry -> entry.agent().reference().equals(alone.reference())).collectList().block(PATIENCE));
        assertThat(entries).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.endpoint()).isEqualTo("GET /cases/{caseRef}/same-person");
            assertThat(entry.cases()).containsExactlyInAnyOrder(caseRef, other);
        });
    }

    private static JsonNode alike(Actor actor, String ref) {
        return Desk.get(actor, path(ref), 200);
    }

    private static String path(String ref) {
        return "/cases/" + ref + "/same-person";
    }

    private static String opened(Actor by, String name, String sex, String born) {
        return Desk.post(by, "/cases", """
                {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                 "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
                 "person": {%s, "sex": "%s", "dateOfBirth": "%s"}}""".formatted(name, sex, born), 201)
                .path("caseRef").asString("");
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
