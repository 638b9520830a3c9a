package org.safereturn.referralservice.referral.web;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.input.PersonName;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.Submission;

/** What a referral says about the person, as callers read it. What is absent was not said, or is not shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContentBody(@Nullable String nameOwnScript, @Nullable String nameRomanised, @Nullable Boolean nameUnknown,
        @Nullable Boolean familyNameFirst, @Nullable List<String> nicknames,
        @Nullable List<String> aliases, Submission.@Nullable Sex sex, @Nullable LocalDate dateOfBirth,
        ReferralContent.@Nullable DatePrecision dateOfBirthPrecision, @Nullable Integer statedAge,
        @Nullable String placeOfBirth, @Nullable String nationalityClaimed, @Nullable String ethnicity,
        @Nullable List<String> languages, @Nullable String interviewLanguage, @Nullable Boolean interpreterUsed,
        @Nullable List<IdentityDocument> documents, @Nullable Address originAddress,
        @Nullable List<FamilyMember> relatives, @Nullable List<LocalContact> localHelpers,
        @Nullable String distinguishingMarks, @Nullable SafeContact safeContact, @Nullable String careNeeds,
        ReferralContent.@Nullable YesNo proceedingsPending, ReferralContent.@Nullable YesNo wishToReturn) {

    private static final int OLDEST = 130;

    /** A document that the person holds or remembers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IdentityDocument(ReferralContent.DocumentType type, @Nullable String number) {

        static IdentityDocument of(ReferralContent.IdentityDocument paper) {
            return new IdentityDocument(paper.type(), paper.number());
        }
    }

    /** An address in the shape of either country. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Address(@Pattern(regexp = "[A-Z]{2}") String country, @Nullable String province, @Nullable String district, @Nullable String commune,
            @Nullable String village, @Nullable String street, @Nullable String house, @Nullable String postalCode,
            @Nullable String landmarks, @Nullable String leftAround) {

        static Address of(ReferralContent.Address known) {
            return new Address(known.country(), known.province(), known.district(), known.commune(), known.village(),
                    known.street(), known.house(), known.postalCode(), known.landmarks(), known.leftAround());
        }

        ReferralContent.Address toModel() {
            return new ReferralContent.Address(country, province, district, commune, village, street, house, postalCode,
                    landmarks, leftAround);
        }
    }

    /** One row of Table B of SOP Annex 3, with proposed fields. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FamilyMember(@PersonName String name, @Nullable @PersonName String nickname,
            @KnownCode ReferralContent.Relation relation, @KnownCode Submission.@Nullable Sex sex, @Nullable @Min(0) @Max(OLDEST) Integer age,
            @KnownCode ReferralContent.@Nullable LifeStatus lifeStatus, @Nullable Boolean caregiver,
            @Nullable Boolean livesWithPerson, @Nullable String occupation, @Nullable @Valid Address address,
            @Nullable String phone, @Nullable String language, @KnownCode ReferralContent.@Nullable RoleInCase roleInCase) {

        static FamilyMember of(ReferralContent.FamilyMember known) {
            return new FamilyMember(known.name(), known.nickname(), known.relation(), known.sex(), known.age(),
                    known.lifeStatus(), known.caregiver(), known.livesWithPerson(), known.occupation(),
                    orNull(known.address(), Address::of), known.phone(), known.language(), known.roleInCase());
        }

        /** Who cares, and how to speak to them. */
        static FamilyMember ofCaregiver(ReferralContent.FamilyMember known) {
            return new FamilyMember(known.name(), known.nickname(), known.relation(), null, null, null, known.caregiver(),
                    null, null, null, known.phone(), known.language(), null);
        }

        ReferralContent.FamilyMember toModel() {
            return new ReferralContent.FamilyMember(name, nickname, relation, sex, age, lifeStatus, caregiver,
                    livesWithPerson, occupation, orNull(address, Address::toModel), phone, language, roleInCase);
        }
    }

    /** Someone near the place of origin who can help to find the family. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LocalContact(@NotBlank String role, @Nullable @PersonName String name, @Nullable String phone) {

        static LocalContact of(ReferralContent.LocalContact known) {
            return new LocalContact(known.role(), known.name(), known.phone());
        }

        ReferralContent.LocalContact toModel() {
            return new ReferralContent.LocalContact(role, name, phone);
        }
    }

    /** Rules for contacting the family without harm. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SafeContact(boolean familyMayBeContacted, @Nullable String contactBy, @Nullable String coverStory,
            @Nullable List<String> mustNotKnow, @Nullable Boolean relativeSuspected, boolean doNotVisit) {

        static SafeContact of(ReferralContent.SafeContact known) {
            return new SafeContact(known.familyMayBeContacted(), known.contactBy(), known.coverStory(),
                    known.mustNotKnow(), known.relativeSuspected(), known.doNotVisit());
        }

        ReferralContent.SafeContact toModel() {
            return new ReferralContent.SafeContact(familyMayBeContacted, contactBy, coverStory, mustNotKnow,
                    relativeSuspected, doNotVisit);
        }
    }

    /** As far as the filter lets it through. */
    static ContentBody of(ReferralContent known, AccessFilter filter) {
        return new ContentBody(filter.shown("nameOwnScript", known.nameOwnScript()),
                filter.shown("nameRomanised", known.nameRomanised()),
                filter.shown("nameUnknown", known.nameUnknown() ? true : null),
                filter.shown("familyNameFirst", known.familyNameFirst()), filter.shown("nicknames", known.nicknames()),
                filter.shown("aliases", known.aliases()), filter.shown("sex", known.sex()),
                filter.shown("dateOfBirth", known.dateOfBirth()),
                filter.shown("dateOfBirthPrecision", known.dateOfBirthPrecision()),
                filter.shown("statedAge", known.statedAge()), filter.shown("placeOfBirth", known.placeOfBirth()),
                filter.shown("nationalityClaimed", known.nationalityClaimed()),
                filter.shown("ethnicity", known.ethnicity()), filter.shown("languages", known.languages()),
                filter.shown("interviewLanguage", known.interviewLanguage()),
                filter.shown("interpreterUsed", known.interpreterUsed()),
                filter.shown("documents", all(known.documents(), IdentityDocument::of)),
                filter.shown("originAddress", orNull(known.originAddress(), Address::of)),
                filter.shown("relatives", orNull(known.relatives(), filter::relatives)),
                filter.shown("localHelpers", all(known.localHelpers(), LocalContact::of)),
                filter.shown("distinguishingMarks", known.distinguishingMarks()),
                filter.shown("safeContact", orNull(known.safeContact(), SafeContact::of)),
                filter.shown("careNeeds", known.careNeeds()),
                filter.shown("proceedingsPending", known.proceedingsPending()),
                filter.shown("wishToReturn", known.wishToReturn()));
    }

    private static <A, B> @Nullable B orNull(@Nullable A value, Function<A, B> mapping) {
        return value == null ? null : mapping.apply(value);
    }

    private static <A, B> @Nullable List<B> all(@Nullable List<A> values, Function<A, B> mapping) {
        return values == null ? null : values.stream().map(mapping).toList();
    }
}
