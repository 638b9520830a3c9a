package org.safereturn.referral.referral.adapter.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.PlainText;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.CareFlag;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.referral.application.SubmitReferral;
import org.safereturn.referral.referral.model.DeclineReason;
import org.safereturn.referral.referral.model.ReferralContent;
import org.safereturn.referral.referral.model.Submission;
import org.safereturn.referral.referral.model.WithdrawalReason;

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
    record Submit(UUID caseRef, String originCountry, @Nullable String sendingUnit, String receivingUnit,
            Submission.Urgency urgency, Submission.Sex sex, Submission.AgeGroup ageGroup,
            Submission.@Nullable ExploitationType exploitationType, List<CareFlag> careFlags, List<Purpose> questions,
            @Nullable LocalDate wantedBy, ReferralContent content) {

        SubmitReferral.Command command(Officer officer) {
            return new Resubmit(originCountry, sendingUnit, receivingUnit, urgency, sex, ageGroup, exploitationType, careFlags,
                    questions, wantedBy, content).command(caseRef, officer);
        }
    }

    /**
     * A completed referral to send again.
     *
     * @param sendingUnit the caller's unit where it is left out
     */
    record Resubmit(String originCountry, @Nullable String sendingUnit, String receivingUnit, Submission.Urgency urgency,
            Submission.Sex sex, Submission.AgeGroup ageGroup, Submission.@Nullable ExploitationType exploitationType,
            List<CareFlag> careFlags, List<Purpose> questions, @Nullable LocalDate wantedBy, ReferralContent content) {

        SubmitReferral.Command command(UUID caseRef, Officer officer) {
            return new SubmitReferral.Command(caseRef.toString(), officer, code("originCountry", originCountry),
                    sendingUnit == null ? officer.unit() : code("sendingUnit", sendingUnit),
                    code("receivingUnit", receivingUnit), urgency, sex, ageGroup, exploitationType,
                    careFlags.stream().distinct().toList(), questions.stream().distinct().toList(), wantedBy,
                    checked(content, sex));
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
    record Decline(DeclineReason reason, @Nullable UUID survivingCaseRef) {
    }

    /** One field to fill or to make clear. */
    record MissingField(String field, @Nullable String question) {

        org.safereturn.referral.referral.model.ReferralEvent.MissingField checked() {
            if (!field.matches(FIELD)) {
                throw new ProblemException(Rejection.invalid("invalid-value", "field", "missingFields.field"));
            }
            if (question != null && question.length() > LONGEST_QUESTION) {
                throw new ProblemException(Rejection.invalid("invalid-value", "field", "missingFields.question"));
            }
            return new org.safereturn.referral.referral.model.ReferralEvent.MissingField(field, question);
        }
    }

    /** What is missing. */
    record ReturnForCompletion(List<MissingField> missingFields) {
    }

    /** Why the host stops; {@code eraseRequested} when the person asks for erasure as far as the law allows. */
    record Withdraw(WithdrawalReason reason, @Nullable Boolean eraseRequested) {
    }

    private static String code(String field, String code) {
        if (!code.matches(CODE)) {
            throw new ProblemException(Rejection.invalid("invalid-value", "field", field));
        }
        return code;
    }

    private static ReferralContent checked(ReferralContent content, Submission.Sex sex) {
        List<String> names = new ArrayList<>();
        add(names, content.nameOwnScript());
        add(names, content.nameRomanised());
        addAll(names, content.nicknames());
        addAll(names, content.aliases());
        if (content.relatives() != null) {
            content.relatives().forEach(relative -> {
                names.add(relative.name());
                add(names, relative.nickname());
            });
        }
        if (content.localHelpers() != null) {
            content.localHelpers().forEach(helper -> add(names, helper.name()));
        }
        names.forEach(name -> PlainText.requireName("content", name));
        return content.sex() == null ? content.ofSex(sex) : content;
    }

    private static void add(List<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    private static void addAll(List<String> names, @Nullable List<String> more) {
        if (more != null) {
            names.addAll(more);
        }
    }
}
