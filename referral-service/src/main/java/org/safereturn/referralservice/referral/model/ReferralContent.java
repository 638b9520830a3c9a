package org.safereturn.referralservice.referral.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.names.Birth;
import org.safereturn.access.names.Described;
import org.safereturn.access.time.PartialDay;
import org.safereturn.referralservice.standing.model.Childhood;

/**
 * What tracing and nationality confirmation need to know about the person. It exists in clear only while a request is
 * answered; stored and sent it is sealed. Its text shows nothing.
 */
public record ReferralContent(@Nullable String nameOwnScript, @Nullable String nameRomanised, boolean nameUnknown,
        @Nullable Boolean familyNameFirst, @Nullable List<String> nicknames, @Nullable List<String> aliases,
        Submission.@Nullable Sex sex, @Nullable LocalDate dateOfBirth, @Nullable DatePrecision dateOfBirthPrecision,
        @Nullable Integer statedAge, @Nullable String placeOfBirth, @Nullable String nationalityClaimed,
        @Nullable String ethnicity, @Nullable List<String> languages, @Nullable String interviewLanguage,
        @Nullable Boolean interpreterUsed, @Nullable List<IdentityDocument> documents, @Nullable Address originAddress,
        @Nullable List<FamilyMember> relatives, @Nullable List<LocalContact> localHelpers,
        @Nullable String distinguishingMarks, @Nullable SafeContact safeContact, @Nullable String careNeeds,
        @Nullable YesNo proceedingsPending, @Nullable YesNo wishToReturn, List<Submission.CareFlag> careFlags) {

    private static final int ADULT = 18;

    /** Whether the person is flagged as a child. */
    public boolean ofChild() {
        return careFlags.contains(Submission.CareFlag.CHILD);
    }

    /**
     * Until when a guardian decides, where the birth tells it.
     *
     * @param child whether the safeguards for children apply
     */
    public Childhood childhood(boolean child) {
        if (dateOfBirth == null || dateOfBirthPrecision == DatePrecision.ESTIMATED
                || dateOfBirthPrecision == DatePrecision.UNKNOWN) {
            return Childhood.unknown(child);
        }
        PartialDay born = new PartialDay(dateOfBirth, dateOfBirthPrecision == DatePrecision.YEAR
                ? PartialDay.Precision.YEAR : PartialDay.Precision.EXACT);
        return new Childhood(child, born.latest().plusYears(ADULT));
    }

    /** What of it is compared with what is said of others. */
    public Described described() {
        List<String> names = Stream.concat(Stream.of(Objects.requireNonNullElse(nameOwnScript, ""),
                Objects.requireNonNullElse(nameRomanised, "")), said(aliases)).toList();
        return new Described(names, said(nicknames).toList(), dateOfBirth == null ? null : Birth.of(new PartialDay(dateOfBirth,
                PartialDay.Precision.valueOf(Objects.requireNonNullElse(dateOfBirthPrecision, DatePrecision.EXACT).name()))),
                sex == Submission.Sex.FEMALE ? Described.Sex.FEMALE : sex == Submission.Sex.MALE ? Described.Sex.MALE : null);
    }

    private static Stream<String> said(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.<String>of()).stream();
    }

    /** The same person, with what a referral adds. */
    ReferralContent with(Additions additions) {
        return new ReferralContent(nameOwnScript, nameRomanised, nameUnknown, familyNameFirst, nicknames, aliases, sex, dateOfBirth,
                dateOfBirthPrecision, statedAge, placeOfBirth, nationalityClaimed, ethnicity, languages, interviewLanguage,
                interpreterUsed, documents, originAddress, additions.relatives(), additions.localHelpers(),
                distinguishingMarks, additions.safeContact(), careNeeds, additions.proceedingsPending(), wishToReturn,
                careFlags);
    }

    /** How exactly a date of birth is known. */
    public enum DatePrecision { EXACT, YEAR, ESTIMATED, UNKNOWN }

    /** An answer that the person may not want or be able to give. */
    public enum YesNo { YES, NO, UNDECIDED, NOT_ASKED, UNKNOWN }

    /** Kinds of papers. */
    public enum DocumentType {
        NATIONAL_ID, PASSPORT, BIRTH_CERTIFICATE, FAMILY_BOOK, TEMPORARY_TRAVEL_DOCUMENT, LAISSEZ_PASSER, IMMIGRATION_LETTER,
        OTHER, UNKNOWN
    }

    /** How a family member is related to the person. */
    public enum Relation {
        MOTHER, FATHER, GUARDIAN, SPOUSE, CHILD, SISTER, BROTHER, GRANDPARENT, AUNT, UNCLE, COUSIN, OTHER_RELATIVE, NOT_RELATED,
        UNKNOWN
    }

    /** Whether a family member lives. */
    public enum LifeStatus { ALIVE, DEAD, NOT_KNOWN, UNKNOWN }

    /** What a family member means for the case. */
    public enum RoleInCase { CAREGIVER, NEUTRAL, RISK, UNKNOWN }

    /** A document that the person holds or remembers. */
    public record IdentityDocument(DocumentType type, @Nullable String number) {
    }

    /** An address in the shape of either country. */
    public record Address(String country, @Nullable String province, @Nullable String district, @Nullable String commune,
            @Nullable String village, @Nullable String street, @Nullable String house, @Nullable String postalCode,
            @Nullable String landmarks, @Nullable String leftAround) {
    }

    /** One row of Table B of SOP Annex 3, with proposed fields. */
    public record FamilyMember(String name, @Nullable String nickname, Relation relation, Submission.@Nullable Sex sex,
            @Nullable Integer age, @Nullable LifeStatus lifeStatus, @Nullable Boolean caregiver,
            @Nullable Boolean livesWithPerson, @Nullable String occupation, @Nullable Address address, @Nullable String phone,
            @Nullable String language, @Nullable RoleInCase roleInCase) {
    }

    /** Someone near the place of origin who can help to find the family. */
    public record LocalContact(String role, @Nullable String name, @Nullable String phone) {
    }

    /** Rules for contacting the family without harm. */
    public record SafeContact(boolean familyMayBeContacted, @Nullable String contactBy, @Nullable String coverStory,
            @Nullable List<String> mustNotKnow, @Nullable Boolean relativeSuspected, boolean doNotVisit) {
    }

    @Override
    public String toString() {
        return "content of a referral";
    }
}
