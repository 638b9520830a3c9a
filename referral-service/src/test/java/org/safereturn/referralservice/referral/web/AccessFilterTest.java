package org.safereturn.referralservice.referral.web;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralContent.Address;
import org.safereturn.referralservice.referral.model.ReferralContent.FamilyMember;
import org.safereturn.referralservice.referral.model.ReferralContent.Relation;
import org.safereturn.referralservice.referral.model.Submission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Role by field: what is shown of a referral's content, and what is absent. */
class AccessFilterTest {

    private static final Address ADDRESS =
            new Address("KH", "Sampleprovince", null, null, null, null, null, null, null, null);

    @ParameterizedTest
    @CsvSource({
        // field, intake, case manager, supervisor, tracing, reception, ministry system
        "nameOwnScript, true, true, true, true, true, true",
        "nameRomanised, true, true, true, true, true, true",
        "nicknames, true, true, true, true, true, true",
        "aliases, true, true, true, true, true, true",
        "sex, true, true, true, true, true, true",
        "dateOfBirth, true, true, true, true, true, true",
        "placeOfBirth, true, true, true, true, false, true",
        "nationalityClaimed, true, true, true, true, true, true",
        "ethnicity, true, true, true, true, false, true",
        "languages, true, true, true, true, true, true",
        "documents, true, true, true, true, false, true",
        "originAddress, true, true, true, true, false, true",
        "relatives, true, true, true, true, true, true",
        "localHelpers, true, true, true, true, false, true",
        "distinguishingMarks, true, true, true, true, false, true",
        "safeContact, true, true, true, true, false, true",
        "careNeeds, true, true, true, false, false, true",
        "proceedingsPending, true, true, true, false, true, true",
        "wishToReturn, true, true, true, true, false, true"})
    void a_field_is_there_for_those_who_need_it(String field, boolean intake, boolean caseManager, boolean supervisor,
            boolean tracing, boolean reception, boolean system) {
        assertThat(shown(Role.INTAKE_OFFICER).has(field)).as("intake").isEqualTo(intake);
        assertThat(shown(Role.CASE_MANAGER).has(field)).as("case manager").isEqualTo(caseManager);
        assertThat(shown(Role.SUPERVISOR).has(field)).as("supervisor").isEqualTo(supervisor);
        assertThat(shown(Role.TRACING_OFFICER).has(field)).as("tracing").isEqualTo(tracing);
        assertThat(shown(Role.RECEPTION_OFFICER).has(field)).as("reception").isEqualTo(reception);
        assertThat(shown(Role.MINISTRY_SYSTEM).has(field)).as("system").isEqualTo(system);
    }

    @Test
    void reception_reads_of_the_family_who_cares_and_how_to_speak_to_them() {
        assertThat(shown(Role.RECEPTION_OFFICER).get("relatives")).isEqualTo(JsonMapper.shared().readTree("""
                [{"name": "Malee Samplename", "relation": "AUNT", "caregiver": true, "phone": "012 000 000",
                  "language": "km"}]"""));
        assertThat(shown(Role.TRACING_OFFICER).get("relatives").toString()).contains("Sampleprovince", "Narin Samplename");
    }

    @Test
    void the_type_of_exploitation_is_not_for_reception() {
        assertThat(AccessFilter.of(Tokens.actor(Role.RECEPTION_OFFICER, "KH")).shown("exploitationType", "ANY")).isNull();
        assertThat(AccessFilter.of(Tokens.actor(Role.TRACING_OFFICER, "KH")).shown("exploitationType", "ANY")).isEqualTo("ANY");
    }

    private static JsonNode shown(Role role) {
        FamilyMember caregiver = new FamilyMember("Malee Samplename", null, Relation.AUNT, null, 50, null, true, null,
                "Made-up work", ADDRESS, "012 000 000", "km", null);
        FamilyMember uncle = new FamilyMember("Narin Samplename", null, Relation.UNCLE, null, null, null, false, null, null,
                ADDRESS, null, null, ReferralContent.RoleInCase.RISK);
        return JsonMapper.shared().valueToTree(ContentBody.of(new ReferralContent("Sokha Testperson", "Sokha Testperson",
                false, true, List.of("Kha"), List.of("Sok"), Submission.Sex.FEMALE, LocalDate.of(1998, 5, 2),
                ReferralContent.DatePrecision.YEAR, 27, "Sampletown", "KH", "Sample", List.of("km"), "km", false,
                List.of(new ReferralContent.IdentityDocument(ReferralContent.DocumentType.PASSPORT, "X1")), ADDRESS,
                List.of(caregiver, uncle), List.of(new ReferralContent.LocalContact("CHIEF", null, null)), "A made-up mark",
                new ReferralContent.SafeContact(true, null, null, List.of(), null, false), "Made-up need",
                ReferralContent.YesNo.YES, ReferralContent.YesNo.YES, List.of()), AccessFilter.of(Tokens.actor(role, "KH"))));
    }
}
