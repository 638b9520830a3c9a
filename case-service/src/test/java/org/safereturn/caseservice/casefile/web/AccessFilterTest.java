package org.safereturn.caseservice.casefile.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.testing.Tokens;
import org.safereturn.caseservice.casefile.model.CaseFixtures;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Role by field: what is shown of a case, and what is absent. */
class AccessFilterTest {

    private static final Map<String, Object> PERSON = Map.ofEntries(Map.entry("nameOwnScript", "Sokha Testperson"),
            Map.entry("sex", "FEMALE"), Map.entry("dateOfBirth", "2000-01-31"), Map.entry("languages", List.of("km")),
            Map.entry("proceedingsPending", "YES"), Map.entry("originAddress", Map.of("province", "Sampleprovince")),
            Map.entry("documents", List.of()), Map.entry("distinguishingMarks", "A made-up mark"),
            Map.entry("careNeeds", "A made-up need"), Map.entry("safeContact", Map.of("doNotVisit", true)),
            Map.entry("relatives", List.of(
                    Map.of("name", "Malee Samplename", "relation", "AUNT", "caregiver", true, "occupation", "Made-up"),
                    Map.of("name", "Narin Samplename", "relation", "UNCLE", "caregiver", false))));

    @ParameterizedTest
    @CsvSource({
        // field of the person, intake, case manager, supervisor, reception, ministry system
        "nameOwnScript, true, true, true, true, true",
        "sex, true, true, true, true, true",
        "dateOfBirth, true, true, true, true, true",
        "languages, true, true, true, true, true",
        "relatives, true, true, true, true, true",
        "proceedingsPending, true, true, true, true, true",
        "originAddress, true, true, true, false, true",
        "documents, true, true, true, false, true",
        "distinguishingMarks, true, true, true, false, true",
        "careNeeds, true, true, true, false, true",
        "safeContact, true, true, true, false, true"})
    void a_field_is_there_for_those_who_need_it(String field, boolean intake, boolean caseManager, boolean supervisor,
            boolean reception, boolean system) {
        assertThat(person(Role.INTAKE_OFFICER).containsKey(field)).as("intake").isEqualTo(intake);
        assertThat(person(Role.CASE_MANAGER).containsKey(field)).as("case manager").isEqualTo(caseManager);
        assertThat(person(Role.SUPERVISOR).containsKey(field)).as("supervisor").isEqualTo(supervisor);
        assertThat(person(Role.RECEPTION_OFFICER).containsKey(field)).as("reception").isEqualTo(reception);
        assertThat(person(Role.MINISTRY_SYSTEM).containsKey(field)).as("system").isEqualTo(system);
    }

    @Test
    void reception_reads_of_the_family_who_cares() {
        assertThat(person(Role.RECEPTION_OFFICER).get("relatives")).isEqualTo(List.of(
                Map.of("name", "Malee Samplename", "relation", "AUNT", "caregiver", true)));
    }

    @ParameterizedTest
    @CsvSource({
        // role, the host's decision and the time after the arrival
        "INTAKE_OFFICER, true", "CASE_MANAGER, true", "SUPERVISOR, true", "MINISTRY_SYSTEM, true",
        "RECEPTION_OFFICER, false"})
    void decision_and_reintegration_are_not_for_reception(Role role, boolean there) {
        AccessFilter need = AccessFilter.of(caller(role));
        JsonNode opened = JsonMapper.shared().valueToTree(
                CaseViews.CaseView.of(new Aggregate<>("case", 1, CaseFixtures.opened()), need, null));
        JsonNode managed = JsonMapper.shared().valueToTree(
                CaseViews.CaseView.of(new Aggregate<>("case", 1, CaseFixtures.managedFile()), need, null));
        assertThat(opened.has("identification")).isEqualTo(there);
        assertThat(opened.has("wishToReturn")).isEqualTo(there);
        assertThat(managed.has("reintegration")).isEqualTo(there);
        assertThat(managed.has("arrival")).isTrue();
    }

    private static Map<String, Object> person(Role role) {
        return Objects.requireNonNull(AccessFilter.of(caller(role)).person(PERSON));
    }

    private static Caller caller(Role role) {
        return new Caller(Tokens.actor(role, "TH"), Sight.EVERYTHING, new Cause.Request("th-1", Optional.empty(), ""));
    }
}
