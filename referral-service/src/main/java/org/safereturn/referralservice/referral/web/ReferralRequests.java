package org.safereturn.referralservice.referral.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.input.SaidElsewhere;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.application.SubmitReferral;
import org.safereturn.referralservice.referral.model.Additions;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/** Bodies of requests about referrals. */
final class ReferralRequests {

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final String FIELD = "[A-Za-z][A-Za-z0-9._-]{0,99}";
    private static final int LONGEST_QUESTION = 500;
    private static final String FROM_THE_CASE_FILE = "from-the-case-file";
    private static final String SEX = "sex";
    private static final String AGE_GROUP = "ageGroup";
    private static final String EXPLOITATION = "exploitationType";
    private static final String CARE_FLAGS = "careFlags";
    private static final String CONSENTS = "consents";

    private ReferralRequests() {
    }

    /**
     * A case to refer: what the case file does not say. Who the person is, special needs and consents come from there.
     *
     * @param originCountry as the case file says where it is left out
     * @param sendingUnit the caller's unit where it is left out
     */
    @SaidElsewhere(rule = FROM_THE_CASE_FILE, fields = {SEX, AGE_GROUP, EXPLOITATION, CARE_FLAGS, CONSENTS})
    record Submit(UUID caseRef, @Nullable @Pattern(regexp = CODE) String originCountry,
            @Nullable @Pattern(regexp = CODE) String sendingUnit, @Pattern(regexp = CODE) String receivingUnit,
            @KnownCode Submission.Urgency urgency, @KnownCode List<Purpose> questions, @Nullable LocalDate wantedBy,
            @Nullable @Valid AdditionsBody content) {

        SubmitReferral.Command command() {
            return new Resubmit(originCountry, sendingUnit, receivingUnit, urgency, questions, wantedBy, content)
                    .command(caseRef);
        }
    }

    /**
     * A referral to send again, completed or after it ended: what changed of what the case file does not say. What is left out
     * stays as it was in the round before.
     *
     * @param sendingUnit the caller's unit where it is left out
     */
    @SaidElsewhere(rule = FROM_THE_CASE_FILE, fields = {SEX, AGE_GROUP, EXPLOITATION, CARE_FLAGS, CONSENTS})
    record Resubmit(@Nullable @Pattern(regexp = CODE) String originCountry,
            @Nullable @Pattern(regexp = CODE) String sendingUnit, @Nullable @Pattern(regexp = CODE) String receivingUnit,
            @KnownCode Submission.@Nullable Urgency urgency, @KnownCode @Nullable List<Purpose> questions,
            @Nullable LocalDate wantedBy, @Nullable @Valid AdditionsBody content) {

        SubmitReferral.Command command(UUID caseRef) {
            return new SubmitReferral.Command(caseRef.toString(), originCountry, sendingUnit, receivingUnit, urgency,
                    questions == null ? null : questions.stream().distinct().toList(), wantedBy,
                    content == null ? new Additions(null, null, null, null) : content.toModel());
        }
    }

    /**
     * What a referral adds to what the case file says of the person.
     *
     * @param relatives family members, as rows of Table B of SOP Annex 3
     */
    @SaidElsewhere(rule = FROM_THE_CASE_FILE, fields = {"nameOwnScript", "nameRomanised", "nameUnknown", "familyNameFirst", "nicknames",
            "aliases", SEX, "dateOfBirth", "dateOfBirthPrecision", "statedAge", "placeOfBirth", "nationalityClaimed",
            "ethnicity", "languages", "interviewLanguage", "interpreterUsed", "documents", "originAddress",
            "distinguishingMarks", "careNeeds", CARE_FLAGS, "wishToReturn"})
    record AdditionsBody(@Nullable List<ContentBody.@Valid FamilyMember> relatives,
            @Nullable List<ContentBody.@Valid LocalContact> localHelpers, ContentBody.@Nullable SafeContact safeContact,
            @KnownCode ReferralContent.@Nullable YesNo proceedingsPending) {

        Additions toModel() {
            return new Additions(relatives == null ? null : relatives.stream().map(ContentBody.FamilyMember::toModel).toList(),
                    localHelpers == null ? null : localHelpers.stream().map(ContentBody.LocalContact::toModel).toList(),
                    safeContact == null ? null : safeContact.toModel(), proceedingsPending);
        }
    }

    /**
     * The unit that traces, and by when the origin means to answer.
     *
     * @param unit the caller's where it is left out and traces, otherwise the one the referral is addressed to
     */
    record Accept(@Nullable String unit, @Nullable LocalDate targetDate) {
    }

    /** Why it is not taken; the surviving case with a duplicate only. */
    record Decline(@KnownCode Declination.Reason reason, @Nullable UUID survivingCaseRef) {
    }

    /** One field to fill or to make clear. */
    @Schema(name = "MissingFieldRequest")
    record MissingField(@Pattern(regexp = FIELD) String field, @Nullable @Size(max = LONGEST_QUESTION) String question) {

        ReferralEvent.MissingField toModel() {
            return new ReferralEvent.MissingField(field, null);
        }

        Optional<ReferralContents.Question> asked() {
            return question == null || question.isBlank() ? Optional.empty()
                    : Optional.of(new ReferralContents.Question(field, question));
        }
    }

    /** What is missing. */
    record ReturnForCompletion(List<@Valid MissingField> missingFields) {

        List<ReferralContents.Question> questions() {
            return missingFields.stream().flatMap(field -> field.asked().stream()).toList();
        }
    }
}
