package org.safereturn.tracingservice.tracing.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.input.PersonName;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracingservice.tracing.application.DraftResult;
import org.safereturn.tracingservice.tracing.model.ActionResult;
import org.safereturn.tracingservice.tracing.model.ActionType;
import org.safereturn.tracingservice.tracing.model.Capacity;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.ClarificationTopic;
import org.safereturn.tracingservice.tracing.model.Codes;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.Gap;
import org.safereturn.tracingservice.tracing.model.GapAnswer;
import org.safereturn.tracingservice.tracing.model.GapReason;
import org.safereturn.tracingservice.tracing.model.IdentityCheck;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.NationalityBasis;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.TravelDocument;

/** What callers send. */
final class Requests {

    private static final int MOST_RELATIVES = 100;

    private Requests() {
    }

    /** One thing a tracing officer did. */
    record NewAction(ActionType type, LocalDate date, ActionResult result, @Nullable @Size(max = 300) String place,
            @Nullable @Size(max = 4000) String note) {
    }

    /** How a pending action ended. */
    record ActionConclusion(ActionResult result, @Nullable @Size(max = 300) String place,
            @Nullable @Size(max = 4000) String note) {
    }

    /** A milestone the host side may know of. */
    record NewProgress(@KnownCode Milestone milestone) {
    }

    /**
     * A result as the first officer writes it; both outcomes are needed, and neither follows from the other.
     *
     * @param form code of the version of the form that it is written on; the one in force where it is left out
     * @param nationalityBasis where it is left out, the sources of the recorded checks that show the answer
     * @param careAnswers those that a long form says need not be said again
     */
    record NewResult(@Nullable @Size(max = 64) String form, @Nullable @KnownCode NationalityOutcome nationalityOutcome,
            @KnownCode List<NationalityBasis> nationalityBasis, @Nullable @KnownCode FamilyOutcome familyOutcome,
            List<@Valid NewCareAnswer> careAnswers, @Nullable @KnownCode TravelDocument documentOffered,
            @Nullable @Size(max = 64) String recommendedReceptionUnit, @Nullable @KnownCode IdentityCheck identityCheck,
            @Nullable @KnownCode CorrectionReason correctionReason, @Nullable @Valid ResultContent content) {

        DraftResult.Written written() {
            Codes codes = new Codes(nationalityBasis,
                    careAnswers.stream().map(answer -> new CareAnswer(answer.careFlag(), answer.capacity())).toList(),
                    documentOffered, recommendedReceptionUnit, identityCheck, null);
            return new DraftResult.Written(form, nationalityOutcome, familyOutcome, codes,
                    Contents.result(content, codes.careAnswers()), content == null ? 0 : content.referred(),
                    content != null && content.saysWhoWasFound(), correctionReason);
        }
    }

    /**
     * A section of a long form as the officer fills it in.
     *
     * @param form code of the version of the form; the newest that has sections where it is left out
     * @param section its letter
     * @param answers by the codes of their fields
     * @param rows its lines, each by the codes of its fields
     */
    record NewSection(@Nullable @Size(max = 64) String form, @NotBlank @Size(max = 4) String section,
            Map<String, String> answers, @Size(max = MOST_RELATIVES) List<Map<String, String>> rows) {

        FormAnswers.Written written() {
            return new FormAnswers.Written(answers, rows);
        }
    }

    /** The capacity answer to one special-care flag. */
    record NewCareAnswer(@KnownCode CareFlag careFlag, @KnownCode Capacity capacity) {
    }

    /** The personal content of a result, in the same shape in which it is read again. */
    record ResultContent(@Size(max = 50) List<@Valid Relative> relatives, @Nullable @PersonName String caregiver,
            @Nullable Relation caregiverRelation, @Size(max = 50) List<@Size(max = 500) String> supportNeeded,
            @Nullable @Size(max = 4000) String safetyNotes, @Nullable @Size(max = 4000) String messageForPerson,
            @Size(max = 50) List<@Size(max = 1000) String> openQuestions) {

        /** The highest number of a relative of the referral that is meant, 0 where none is. */
        int referred() {
            return relatives.stream().map(Relative::referred).filter(Objects::nonNull).mapToInt(Integer::intValue).max()
                    .orElse(0);
        }

        boolean saysWhoWasFound() {
            return !relatives.isEmpty() || caregiver != null || caregiverRelation != null || messageForPerson != null;
        }
    }

    /**
     * A family member who was found.
     *
     * @param referred number of the relative in the referral, from 1; absent for one whom the referral does not name
     * @param name as in the referral where it is left out
     * @param relation as in the referral where it is left out
     */
    record Relative(@Nullable @Positive @Max(MOST_RELATIVES) Integer referred, @Nullable @PersonName String name,
            @Nullable Relation relation, boolean caregiver, boolean contactAllowed,
            @Nullable @Size(max = 500) String reaction) {

        /** Whom the referral does not name is named here. */
        Relative {
            if (referred == null && (name == null || relation == null)) {
                throw new ProblemException(Rejection.invalid("field-missing", "field", name == null ? "name" : "relation"));
            }
        }
    }

    /** Relation to the person. */
    enum Relation {
        MOTHER, FATHER, GUARDIAN, SPOUSE, CHILD, SISTER, BROTHER, GRANDPARENT, AUNT, UNCLE, COUSIN, OTHER_RELATIVE,
        NOT_RELATED
    }

    /**
     * What the second officer decides about a drafted result. Each gap between the draft and the recorded actions has an
     * answer before the result is issued; the note is kept sealed and stays in the country.
     */
    record DraftDecision(Verdict decision, @Size(max = 6) List<@Valid NewGapAnswer> gapAnswers,
            @Nullable @Size(max = 4000) String note) {

        List<GapAnswer> answers() {
            return gapAnswers.stream().map(answer -> new GapAnswer(answer.gap(), answer.reason())).toList();
        }
    }

    /** Why the result is right although no recorded action shows it. */
    record NewGapAnswer(@KnownCode Gap gap, @KnownCode GapReason reason) {
    }

    /** Issue it, or take it back to be drafted anew. */
    enum Verdict { APPROVED, RETURNED }

    /** A question to the other side. */
    record NewClarification(@KnownCode ClarificationTopic topic, @Nullable LocalDate answerDueOn,
            @Nullable @Positive Integer resultVersion, @NotBlank @Size(max = 2000) String text) {
    }

    /** The answer to a question of the other side, which {@code askedBy} names so that no answer goes astray. */
    record NewClarificationAnswer(Party askedBy, @NotBlank @Size(max = 2000) String text) {
    }

    /** Which version of the result was read. */
    record ResultRead(@Positive int resultVersion) {
    }
}
