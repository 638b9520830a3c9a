package org.safereturn.caseservice.casefile.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.casefile.web.CaseRequests.AddressRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.PersonRequest;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.DatePrecision;
import org.safereturn.referral.v1.DocumentType;
import org.safereturn.referral.v1.IdentityDocument;
import org.safereturn.referral.v1.ReferralContent;

/** Who the person is, in the form in which it is sealed; the same form in which a referral brings it. */
final class IdentityContent {

    private IdentityContent() {
    }

    static ReferralContent of(PersonRequest person, String originCountry) {
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
                .setNationalityClaimed(originCountry)
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
