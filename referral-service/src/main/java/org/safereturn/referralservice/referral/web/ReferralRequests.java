package org.safereturn.referralservice.referral.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.referralservice.referral.application.SubmitReferral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/** Bodies of requests about referrals. */
final class ReferralRequests {

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final String FIELD = "[A-Za-z][A-Za-z0-9._-]{0,99}";
    private static final int LONGEST_QUESTION = 500;

    private ReferralRequests() {
    }

    /**
     * A referral to send.
     *
     * @param sendingUnit the caller's unit where it is left out
     */
    record Submit(UUID caseRef, @Pattern(regexp = CODE) String originCountry,
            @Nullable @Pattern(regexp = CODE) String sendingUnit, @Pattern(regexp = CODE) String receivingUnit,
            @KnownCode Submission.Urgency urgency, @KnownCode Submission.Sex sex, @KnownCode Submission.AgeGroup ageGroup,
            @KnownCode Submission.@Nullable ExploitationType exploitationType, @KnownCode List<CareFlag> careFlags,
            @KnownCode List<Purpose> questions, @Nullable LocalDate wantedBy, @Valid ContentBody content) {

        SubmitReferral.Command command() {
            return new Resubmit(originCountry, sendingUnit, receivingUnit, urgency, sex, ageGroup, exploitationType, careFlags,
                    questions, wantedBy, content).command(caseRef);
        }
    }

    /**
     * A completed referral to send again.
     *
     * @param sendingUnit the caller's unit where it is left out
     */
    record Resubmit(@Pattern(regexp = CODE) String originCountry, @Nullable @Pattern(regexp = CODE) String sendingUnit,
            @Pattern(regexp = CODE) String receivingUnit, @KnownCode Submission.Urgency urgency, @KnownCode Submission.Sex sex,
            @KnownCode Submission.AgeGroup ageGroup, @KnownCode Submission.@Nullable ExploitationType exploitationType,
            @KnownCode List<CareFlag> careFlags, @KnownCode List<Purpose> questions, @Nullable LocalDate wantedBy,
            @Valid ContentBody content) {

        SubmitReferral.Command command(UUID caseRef) {
            return new SubmitReferral.Command(caseRef.toString(), originCountry, sendingUnit, receivingUnit, urgency, sex,
                    ageGroup, exploitationType, careFlags.stream().distinct().toList(),
                    questions.stream().distinct().toList(), wantedBy, content.toModel(sex));
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
            return new ReferralEvent.MissingField(field, question);
        }
    }

    /** What is missing. */
    record ReturnForCompletion(List<@Valid MissingField> missingFields) {
    }
}
