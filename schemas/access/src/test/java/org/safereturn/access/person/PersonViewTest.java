package org.safereturn.access.person;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.IdentityDocument;
import org.safereturn.referral.v1.LocalHelper;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import org.safereturn.referral.v1.SafeContact;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** All that is known of a person can be read under the names of the contract, and roles read what they need. */
class PersonViewTest {

    private static final ReferralContent CONTENT = ReferralContent.newBuilder()
            .setNameOwnScript("Sokha Testperson").setNicknames(List.of()).setAliases(List.of()).setSex(Sex.FEMALE)
            .setNationalityClaimed("KH").setLanguages(List.of("km")).setDocuments(List.of())
            .setOriginAddress(Address.newBuilder().setCountry("KH").setProvince("Sampleprovince").build())
            .setRelatives(List.of(relative("Malee Samplename", Relation.AUNT, true),
                    relative("Narin Samplename", Relation.UNCLE, false)))
            .setLocalHelpers(List.of()).setDistinguishingMarks("A made-up mark").setCareNeeds("A made-up need")
            .setSafeContact(SafeContact.newBuilder().setFamilyMayBeContacted(true).setMustNotKnow(List.of())
                    .setDoNotVisit(true).build())
            .setProceedingsPending(Answer.YES).build();

    private static FamilyMember relative(String name, Relation relation, boolean caregiver) {
        return FamilyMember.newBuilder().setName(name).setRelation(relation).setOccupation("Made-up")
                .setCaregiver(caregiver).build();
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                Arguments.of(ReferralContent.getClassSchema(), PersonView.class),
                Arguments.of(IdentityDocument.getClassSchema(), PersonView.IdentityDocument.class),
                Arguments.of(Address.getClassSchema(), PersonView.Address.class),
                Arguments.of(FamilyMember.getClassSchema(), PersonView.FamilyMember.class),
                Arguments.of(LocalHelper.getClassSchema(), PersonView.LocalContact.class),
                Arguments.of(SafeContact.getClassSchema(), PersonView.SafeContact.class));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_field_is_shown(Schema content, Class<?> view) {
        assertThat(Stream.of(view.getRecordComponents()).map(RecordComponent::getName).toList())
                .containsExactlyElementsOf(content.getFields().stream().map(Schema.Field::name).toList());
    }

    @Test
    void who_traces_reads_nothing_of_health_and_court() {
        assertThat(members(PersonView.of(CONTENT).toTrace())).containsOnlyOnceElementsOf(List.of("nameOwnScript",
                "distinguishingMarks", "originAddress", "safeContact")).doesNotContain("careNeeds", "proceedingsPending");
    }

    @Test
    void who_receives_reads_how_to_recognise_and_of_the_family_who_cares() {
        PersonView shown = PersonView.of(CONTENT).toReceive();
        assertThat(members(shown)).containsExactlyInAnyOrder("nameOwnScript", "nicknames", "aliases", "sex",
                "nationalityClaimed", "languages", "relatives", "proceedingsPending");
        assertThat(shown.relatives()).hasSize(1);
        assertThat(members(shown.relatives().getFirst())).containsExactlyInAnyOrder("name", "relation", "caregiver");
    }

    @Test
    void a_nationality_that_nobody_stated_is_not_shown() {
        ReferralContent content = ReferralContent.newBuilder(CONTENT).setNationalityClaimed("").build();
        assertThat(members(PersonView.of(content))).doesNotContain("nationalityClaimed");
    }

    private static List<String> members(Object view) {
        return List.copyOf(JsonMapper.shared().valueToTree(view).propertyNames());
    }
}
