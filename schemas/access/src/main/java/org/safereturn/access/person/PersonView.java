package org.safereturn.access.person;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.DatePrecision;
import org.safereturn.referral.v1.DocumentType;
import org.safereturn.referral.v1.LifeStatus;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import org.safereturn.referral.v1.RoleInCase;

/**
 * A person as the case file or a referral describes it, opened for a caller, under the names of the contract. What is
 * absent was not said, or is not for this caller.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonView(@Nullable String nameOwnScript, @Nullable String nameRomanised, @Nullable Boolean nameUnknown,
        @Nullable Boolean familyNameFirst,
        List<String> nicknames, List<String> aliases, Sex sex, @Nullable LocalDate dateOfBirth,
        @Nullable DatePrecision dateOfBirthPrecision, @Nullable Integer statedAge, @Nullable String placeOfBirth,
        @Nullable String nationalityClaimed, @Nullable String ethnicity, List<String> languages,
        @Nullable String interviewLanguage, @Nullable Boolean interpreterUsed,
        @Nullable List<IdentityDocument> documents, @Nullable Address originAddress, List<FamilyMember> relatives,
        @Nullable List<LocalContact> localHelpers,
        @Nullable String distinguishingMarks, @Nullable SafeContact safeContact, @Nullable String careNeeds,
        @Nullable Answer proceedingsPending, @Nullable Answer wishToReturn, @Nullable List<CareFlag> careFlags) {

    /** All that the content says. */
    public static PersonView of(ReferralContent content) {
        return new PersonView(content.getNameOwnScript().isEmpty() ? null : content.getNameOwnScript(),
                content.getNameRomanised(), content.getNameUnknown() ? true : null, content.getFamilyNameFirst(),
                content.getNicknames(), content.getAliases(), content.getSex(), content.getDateOfBirth(),
                content.getDateOfBirthPrecision(), content.getStatedAge(), content.getPlaceOfBirth(),
                content.getNationalityClaimed().isEmpty() ? null : content.getNationalityClaimed(), content.getEthnicity(), content.getLanguages(),
                content.getInterviewLanguage(), content.getInterpreterUsed(),
                content.getDocuments().stream().map(IdentityDocument::of).toList(),
                Address.of(content.getOriginAddress()), content.getRelatives().stream().map(FamilyMember::of).toList(),
                content.getLocalHelpers().stream().map(LocalContact::of).toList(), content.getDistinguishingMarks(),
                SafeContact.of(content.getSafeContact()), content.getCareNeeds(), content.getProceedingsPending(),
                content.getWishToReturn(), content.getCareFlags());
    }

    /** For who looks for the family: without the person's health and court proceedings. */
    public PersonView toTrace() {
        return new PersonView(nameOwnScript, nameRomanised, nameUnknown, familyNameFirst, nicknames, aliases, sex, dateOfBirth,
                dateOfBirthPrecision, statedAge, placeOfBirth, nationalityClaimed, ethnicity, languages,
                interviewLanguage, interpreterUsed, documents, originAddress, relatives, localHelpers,
                distinguishingMarks, safeContact, null, null, wishToReturn, careFlags);
    }

    /**
     * For who receives the person: how to recognise and speak to the person, who cares and how to reach them, and
     * whether something holds the return.
     */
    public PersonView toReceive() {
        return new PersonView(nameOwnScript, nameRomanised, nameUnknown, familyNameFirst, nicknames, aliases, sex, dateOfBirth,
                dateOfBirthPrecision, statedAge, null, nationalityClaimed, null, languages, interviewLanguage,
                interpreterUsed, null, null,
                relatives.stream().filter(relative -> Boolean.TRUE.equals(relative.caregiver()))
                        .map(FamilyMember::toReach).toList(),
                null, null, null, null, proceedingsPending, null, null);
    }

    /** A document that the person holds or remembers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IdentityDocument(DocumentType type, @Nullable String number) {

        static IdentityDocument of(org.safereturn.referral.v1.IdentityDocument document) {
            return new IdentityDocument(document.getType(), document.getNumber());
        }
    }

    /** An address at the place of origin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(String country, @Nullable String province, @Nullable String district, @Nullable String commune,
            @Nullable String village, @Nullable String street, @Nullable String house, @Nullable String postalCode,
            @Nullable String landmarks, @Nullable String leftAround) {

        static @Nullable Address of(org.safereturn.referral.v1.@Nullable Address address) {
            return address == null ? null : new Address(address.getCountry(), address.getProvince(),
                    address.getDistrict(), address.getCommune(), address.getVillage(), address.getStreet(),
                    address.getHouse(), address.getPostalCode(), address.getLandmarks(), address.getLeftAround());
        }
    }

    /** A family member as the person describes it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FamilyMember(String name, @Nullable String nickname, Relation relation, @Nullable Sex sex,
            @Nullable Integer age, @Nullable LifeStatus lifeStatus, @Nullable Boolean caregiver,
            @Nullable Boolean livesWithPerson, @Nullable String occupation, @Nullable Address address,
            @Nullable String phone, @Nullable String language, @Nullable RoleInCase roleInCase) {

        static FamilyMember of(org.safereturn.referral.v1.FamilyMember member) {
            return new FamilyMember(member.getName(), member.getNickname(), member.getRelation(), member.getSex(),
                    member.getAge(), member.getLifeStatus(), member.getCaregiver(), member.getLivesWithPerson(),
                    member.getOccupation(), Address.of(member.getAddress()), member.getPhone(), member.getLanguage(),
                    member.getRoleInCase());
        }

        private FamilyMember toReach() {
            return new FamilyMember(name, nickname, relation, null, null, null, caregiver, null, null, null, phone,
                    language, null);
        }
    }

    /** Somebody near the place of origin who can help. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LocalContact(String role, @Nullable String name, @Nullable String phone) {

        static LocalContact of(org.safereturn.referral.v1.LocalHelper helper) {
            return new LocalContact(helper.getRole(), helper.getName(), helper.getPhone());
        }
    }

    /** Rules for contacting the family. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SafeContact(boolean familyMayBeContacted, @Nullable String contactBy, @Nullable String coverStory,
            List<String> mustNotKnow, @Nullable Boolean relativeSuspected, boolean doNotVisit) {

        static @Nullable SafeContact of(org.safereturn.referral.v1.@Nullable SafeContact rules) {
            return rules == null ? null : new SafeContact(rules.getFamilyMayBeContacted(), rules.getContactBy(),
                    rules.getCoverStory(), rules.getMustNotKnow(), rules.getRelativeSuspected(), rules.getDoNotVisit());
        }
    }
}
