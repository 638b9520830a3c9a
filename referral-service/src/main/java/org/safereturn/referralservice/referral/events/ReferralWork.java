package org.safereturn.referralservice.referral.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.work.OpenItem;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.work.v1.WorkList;

/** What a referral waits for on this side. */
public final class ReferralWork {

    private ReferralWork() {
    }

    /** The one list it waits on, or none. */
    public static List<OpenItem> of(Referral referral, Deadlines deadlines) {
        Optional<Due> limit = ReferralTimers.of(referral).stream().findFirst().flatMap(deadlines::due);
        Submission submission = referral.submission();
        CaseScope scope = referral.scope();
        return switch (referral.state()) {
            case REFERRED -> referral.side() == Side.INCOMING ? List.of(
                    OpenItem.of(WorkList.REFERRAL_TO_OPEN, scope, submission.submittedAt()).due(submission.wantedBy())
                            .limited(limit)) : List.of();
            case RECEIVED -> {
                Opening opening = referral.opening();
                Instant since = opening == null ? submission.submittedAt() : opening.openedAt();
                yield referral.side() == Side.INCOMING ? List.of(
                        OpenItem.of(WorkList.REFERRAL_TO_ANSWER, scope, since).due(submission.wantedBy()).limited(limit)) : List.of();
            }
            case RETURNED_FOR_COMPLETION -> {
                CompletionRequest request = referral.completion();
                Instant since = request == null ? submission.submittedAt() : request.requestedAt();
                yield referral.side() == Side.OUTGOING
                        ? List.of(OpenItem.of(WorkList.REFERRAL_TO_COMPLETE, scope, since)) : List.of();
            }
            case ACCEPTED, DECLINED, WITHDRAWN -> List.of();
        };
    }
}
