package org.safereturn.caseservice.casefile.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.caseservice.casefile.model.ExploitationType;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.casefile.web.CaseRequests.AddressRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.PersonRequest;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.DatePrecision;
import org.safereturn.referral.v1.DocumentType;
import org.safereturn.referral.v1.IdentityDocument;
import org.safereturn.referral.v1.ReferralContent;

/** Who the person is, in the form in which it is sealed; the same form in which a referral tells it. */
final class IdentityContent {

    private IdentityContent() {
    }

    /** With what a referral needs besides. */
    static CaseStandingContent of(PersonRequest person, String originCountry, WishToReturn wish,
            PersonStatistics statistics, @Nullable ExploitationType exploitation) {
        return CaseStandingContent.newBuilder()
                .setPerson(person(person, originCountry, wish, statistics))
                .setAgeGroup(Symbols.of(AgeGroup.class, statistics.ageGroup()))
                .setExploitationType(Symbols.orNull(org.safereturn.referral.v1.ExploitationType.class, exploitation))
                .build();
    }

    private static ReferralContent person(PersonRequest person, String originCountry, WishToReturn wish,
            PersonStatistics statistics) {
        return ReferralContent.newBuilder()
                .setNameOwnScript(Objects.requireNonNullElse(person.nameOwnScript(), ""))
                .setNameUnknown(Boolean.TRUE.equals(person.nameUnknown()))
                .setNameRomanised(person.nameRomanised())
                .setFamilyNameFirst(person.familyNameFirst())
                .setNicknames(person.nicknames())
                .setAliases(person.aliases())
                .setSex(Symbols.of(Sex.class, person.sex()))
                .setDateOfBirth(person.dateOfBirth())
                .setDateOfBirthPrecision(precision(person))
                .setStatedAge(person.statedAge())
                .setPlaceOfBirth(person.placeOfBirth())
                .setNationalityClaimed(Objects.requireNonNullElse(person.nationalityClaimed(), ""))
                .setEthnicity(person.ethnicity())
                .setLanguages(person.languages())
                .setInterviewLanguage(person.interviewLanguage())
                .setInterpreterUsed(person.interpreterUsed())
                .setDocuments(person.documents().stream().map(document -> IdentityDocument.newBuilder()
                        .setType(Symbols.of(DocumentType.class, document.type()))
                        .setNumber(document.number()).build()).toList())
                .setOriginAddress(address(person.originAddress(), originCountry))
                .setRelatives(List.of())
                .setLocalHelpers(List.of())
                .setDistinguishingMarks(person.distinguishingMarks())
                .setCareNeeds(person.careNeeds())
                .setCareFlags(Symbols.all(CareFlag.class, statistics.careFlags()))
                .setWishToReturn(Symbols.of(Answer.class, wish))
                .build();
    }

    private static @Nullable DatePrecision precision(PersonRequest person) {
        if (person.dateOfBirth() == null) {
            return null;
        }
        return Optional.ofNullable(person.dateOfBirthPrecision())
                .map(known -> Symbols.of(DatePrecision.class, known)).orElse(DatePrecision.EXACT);
    }

    private static @Nullable Address address(@Nullable AddressRequest address, String country) {
        return address == null ? null : Address.newBuilder().setCountry(country)
                .setProvince(address.province()).setDistrict(address.district()).setCommune(address.commune())
                .setVillage(address.village()).setStreet(address.street()).setHouse(address.house())
                .setPostalCode(address.postalCode()).setLandmarks(address.landmarks())
                .setLeftAround(address.leftAround()).build();
    }
}
