package org.safereturn.referral.referral.adapter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.ShowsCases;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.referral.model.CareFlag;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralContent;
import org.safereturn.referral.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referral.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referral.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referral.referral.model.ReferralEvent.Declination;
import org.safereturn.referral.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referral.referral.model.ReferralEvent.Opening;
import org.safereturn.referral.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referral.referral.model.ReferralState;
import org.safereturn.referral.referral.model.Submission;
import org.safereturn.referral.standing.model.Consent;

/**
 * A referral as it is shown.
 *
 * @param receipt the machine's: the other system holds it
 * @param opening the human's: an officer of the origin opened it
 * @param confirmedByOtherSideAt when the other side said that a withdrawal took effect there
 * @param contentState {@code OPENED}, {@code KEY_NOT_HERE} (the key of the case has not arrived or was erased) or
 *     {@code NOT_SHOWN} (lists and answers to writes show no content)
 * @param content about the person, only where it was opened
 */
record ReferralView(String caseRef, Side side, String hostCountry, String originCountry, ReferralState state, int round,
        long version, Instant submittedAt, Officer submittedBy, String sendingUnit, String receivingUnit,
        LocalDate identifiedOn, Submission.Urgency urgency, Submission.Sex sex, Submission.AgeGroup ageGroup,
        @JsonInclude(JsonInclude.Include.NON_NULL) Submission.@Nullable ExploitationType exploitationType, List<CareFlag> careFlags, List<Purpose> questions,
        List<Consent> consents, @Nullable LocalDate wantedBy, @Nullable MachineReceipt receipt, @Nullable Opening opening,
        @Nullable CompletionRequest completion, @Nullable Acceptance acceptance, @Nullable Declination declination,
        @Nullable Withdrawal withdrawal, List<ConsentEffect> consentEffects, @Nullable Instant confirmedByOtherSideAt,
        ContentState contentState,
        @Schema(implementation = ReferralContent.class) @Nullable Map<String, Object> content)
        implements ShowsCases {

    @Override
    public Collection<String> shownCases() {
        return List.of(caseRef);
    }

    /** Whether the content is shown. */
    enum ContentState { OPENED, KEY_NOT_HERE, NOT_SHOWN }

    static ReferralView of(Aggregate<Referral> referral, NeedToKnow need) {
        return of(referral, need, ContentState.NOT_SHOWN, null);
    }

    static ReferralView opened(Aggregate<Referral> referral, NeedToKnow need, Optional<ReferralContent> content) {
        return of(referral, need, content.isPresent() ? ContentState.OPENED : ContentState.KEY_NOT_HERE,
                content.map(need::content).orElse(null));
    }

    private static ReferralView of(Aggregate<Referral> aggregate, NeedToKnow need, ContentState contentState,
            @Nullable Map<String, Object> content) {
        Referral referral = aggregate.state();
        Submission said = referral.submission();
        Instant confirmed = referral.side() == Side.INCOMING ? null
                : referral.consentEffects().stream().map(ConsentEffect::confirmedAt).max(Instant::compareTo).orElse(null);
        return new ReferralView(referral.caseRef(), referral.side(), referral.journey().host(), referral.journey().origin(),
                referral.state(), referral.round(), aggregate.version(), said.submittedAt(), said.submittedBy(),
                said.sendingUnit(), said.receivingUnit(), said.identifiedOn(), said.urgency(), said.sex(), said.ageGroup(),
                need.exploitation() ? said.exploitationType() : null, said.careFlags(), said.questions(), said.consents(), said.wantedBy(),
                referral.receipt(), referral.opening(), referral.completion(), referral.acceptance(), referral.declination(),
                referral.withdrawal(), referral.consentEffects(), confirmed, contentState, content);
    }
}
