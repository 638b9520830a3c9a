package org.safereturn.caseservice.casefile.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.person.PersonView;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.testing.Tokens;
import org.safereturn.caseservice.casefile.application.ReadCases;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseFixtures;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.SafeContact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Role by field: what is shown of a case, and what is absent. */
class AccessFilterTest {

    private static final PersonView PERSON = PersonView.of(ReferralContent.newBuilder()
            .setNameOwnScript("Sokha Testperson").setNicknames(List.of()).setAliases(List.of()).setSex(Sex.FEMALE)
            .setDateOfBirth(LocalDate.of(2000, 1, 31)).setNationalityClaimed("KH").setLanguages(List.of("km"))
            .setDocuments(List.of()).setOriginAddress(Address.newBuilder().setCountry("KH").build())
            .setRelatives(List.of()).setLocalHelpers(List.of()).setDistinguishingMarks("A made-up mark")
            .setCareNeeds("A made-up need").setSafeContact(SafeContact.newBuilder().setFamilyMayBeContacted(true)
                    .setMustNotKnow(List.of()).setDoNotVisit(true).build())
            .setProceedingsPending(Answer.YES).build());

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
        assertThat(person(Role.INTAKE_OFFICER).has(field)).as("intake").isEqualTo(intake);
        assertThat(person(Role.CASE_MANAGER).has(field)).as("case manager").isEqualTo(caseManager);
        assertThat(person(Role.SUPERVISOR).has(field)).as("supervisor").isEqualTo(supervisor);
        assertThat(person(Role.RECEPTION_OFFICER).has(field)).as("reception").isEqualTo(reception);
        assertThat(person(Role.MINISTRY_SYSTEM).has(field)).as("system").isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource({
        // role, the host's decision and the time after the arrival
        "INTAKE_OFFICER, true", "CASE_MANAGER, true", "SUPERVISOR, true", "MINISTRY_SYSTEM, true",
        "RECEPTION_OFFICER, false"})
    void decision_and_reintegration_are_not_for_reception(Role role, boolean there) {
        AccessFilter need = AccessFilter.of(caller(role));
        JsonNode opened = JsonMapper.shared().valueToTree(view(CaseFixtures.opened(), need));
        JsonNode managed = JsonMapper.shared().valueToTree(view(CaseFixtures.managedFile(), need));
        assertThat(opened.has("identification")).isEqualTo(there);
        assertThat(opened.has("wishToReturn")).isEqualTo(there);
        assertThat(managed.has("reintegration")).isEqualTo(there);
        assertThat(managed.has("arrival")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // role, what the person says about testifying
        "INTAKE_OFFICER, true", "CASE_MANAGER, true", "SUPERVISOR, true", "MINISTRY_SYSTEM, true",
        "RECEPTION_OFFICER, false"})
    void what_a_person_says_about_testifying_is_not_for_reception(Role role, boolean there) {
        JsonNode opened = JsonMapper.shared().valueToTree(view(CaseFixtures.opened(), AccessFilter.of(caller(role))));
        assertThat(opened.has("witness")).isEqualTo(there);
        assertThat(opened.at("/witness/state").asString("")).isEqualTo(there ? "NOT_ASKED" : "");
    }

    private static CaseViews.CaseView view(CaseFile file, AccessFilter need) {
        Aggregate<CaseFile> found = new Aggregate<>("case", 1, file);
        return CaseViews.CaseView.of(found, need, new ReadCases.OpenedCase(found, Optional.empty(), Optional.empty(), true,
                        Map.of()),
                new Forms(List.of(), ZoneOffset.UTC));
    }

    private static JsonNode person(Role role) {
        return JsonMapper.shared().valueToTree(AccessFilter.of(caller(role)).person(PERSON));
    }

    private static Caller caller(Role role) {
        return new Caller(Tokens.actor(role, "TH"), Sight.EVERYTHING, Sight.EVERYTHING, new Cause.Request("th-1", Optional.empty(), ""));
    }
}
