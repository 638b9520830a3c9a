package org.safereturn.referralservice.referral.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.form.FormView;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.EarlierDeclination;
import org.safereturn.referralservice.referral.model.ReferralEvent.EarlierRound;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/**
 * A referral as it is shown.
 *
 * @param receipt the machine's: the other system holds it
 * @param opening the human's: an officer of the origin opened it
 * @param earlierDeclinations that no longer stand, oldest first
 * @param earlierRounds that are over, because the case was sent again, oldest first
 * @param confirmedByOtherSideAt when the other side said that the withdrawal of this round took effect there
 * @param referAgainRefusedBy rule that keeps an ended referral from being sent again; empty where none does, and only in the
 *     answer to a single one
 * @param contentState {@code OPENED}, {@code KEY_NOT_HERE} (the key of the case has not arrived or was erased) or
 *     {@code NOT_SHOWN} (lists and answers to writes show no content)
 * @param exploitationType absent where it is not stated or the caller's role does not need it
 * @param careFlags special needs; absent where they are sealed and not opened
 * @param completion what the origin asked; the words only where they were opened
 * @param forms the versions of forms that the case was recorded on, in the answer to a single one only
 * @param content about the person, as far as the caller's role needs it, only where it was opened
 */
public record ReferralView(String caseRef, Side side, String hostCountry, String originCountry, ReferralState state, int round,
        long version, Instant submittedAt, Officer submittedBy, String sendingUnit, String receivingUnit,
        LocalDate identifiedOn, Submission.Urgency urgency, Submission.Sex sex, Submission.AgeGroup ageGroup,
        @JsonInclude(JsonInclude.Include.NON_NULL) Submission.@Nullable ExploitationType exploitationType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CareFlag> careFlags, List<Purpose> questions, List<Consent> consents, @Nullable LocalDate wantedBy,
        @Nullable MachineReceipt receipt, @Nullable Opening opening, @Nullable Completion completion,
        @Nullable Acceptance acceptance, @Nullable Declination declination, List<EarlierDeclination> earlierDeclinations,
        List<EarlierRound> earlierRounds, @Nullable Withdrawal withdrawal, List<ConsentEffect> consentEffects,
        @Nullable Instant confirmedByOtherSideAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> referAgainRefusedBy, ContentState contentState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FormView> forms,
        @Nullable ContentBody content) implements ShowsCases {

    @Override
    public Collection<String> shownCases() {
        return List.of(caseRef);
    }

    /** Whether the content is shown. */
    public enum ContentState { OPENED, KEY_NOT_HERE, NOT_SHOWN }

    /** A referral without its content. */
    public static ReferralView of(Aggregate<Referral> referral, Caller caller) {
        return of(referral, AccessFilter.of(caller.actor()), ContentState.NOT_SHOWN, null, Optional.empty(), List.of(), null);
    }

    /** A referral with its content, where that could be opened. */
    static ReferralView opened(Aggregate<Referral> referral, Caller caller, Optional<ReferralContent> content,
            List<ReferralContents.Question> questions, List<String> refusingAgain, Forms forms) {
        AccessFilter filter = AccessFilter.of(caller.actor());
        return of(referral, filter, content.isPresent() ? ContentState.OPENED : ContentState.KEY_NOT_HERE,
                FormView.of(referral.forms(), forms), content, questions, refusingAgain);
    }

    private static ReferralView of(Aggregate<Referral> aggregate, AccessFilter filter, ContentState contentState,
            @Nullable List<FormView> forms, Optional<ReferralContent> content, List<ReferralContents.Question> questions,
            @Nullable List<String> refusingAgain) {
        Referral referral = aggregate.state();
        Submission said = referral.submission();
        return new ReferralView(referral.caseRef(), referral.side(), referral.journey().host(), referral.journey().origin(),
                referral.state(), referral.round(), aggregate.version(), said.submittedAt(), said.submittedBy(),
                said.sendingUnit(), said.receivingUnit(), said.identifiedOn(), said.urgency(), said.sex(), said.ageGroup(),
                filter.shown("exploitationType", said.exploitationType()), careFlags(said, content), said.questions(),
                said.consents(), said.wantedBy(), referral.receipt(), referral.opening(),
                Completion.of(referral.completion(), questions),
                referral.acceptance(), referral.declination(), referral.earlierDeclinations(),
                referral.earlierRounds(), referral.withdrawal(), referral.consentEffects(),
                referral.confirmedByOtherSide().orElse(null), refusingAgain, contentState, forms,
                content.map(known -> ContentBody.of(known, filter)).orElse(null));
    }

    /** What releases up to 0.2.0 told in clear, and what is sealed. */
    private static @Nullable List<CareFlag> careFlags(Submission said, Optional<ReferralContent> content) {
        return content.map(known -> Stream.concat(said.careFlags().stream(), known.careFlags().stream()).distinct().toList())
                .orElse(said.careFlags().isEmpty() ? null : said.careFlags());
    }

    /** What the origin asked. */
    record Completion(Officer officer, Instant requestedAt, List<Field> fields) {

        /** One field, and what is asked about it in words where that was opened. */
        record Field(String field, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String question) {
        }

        private static @Nullable Completion of(@Nullable CompletionRequest request,
                List<ReferralContents.Question> questions) {
            return request == null ? null : new Completion(request.officer(), request.requestedAt(),
                    request.fields().stream().map(each -> new Field(each.field(), questions.stream()
                            .filter(asked -> asked.field().equals(each.field())).map(ReferralContents.Question::text)
                            .findFirst().orElse(each.question()))).toList());
        }
    }
}
