package org.safereturn.referralservice.referral.events;

import java.util.List;

import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.Side;

/** Which steps of a referral are running on this side. Sent back for completion none is: the other side has to act. */
public final class ReferralTimers {

    private ReferralTimers() {
    }

    /** The step that the receiving side has to do now, if any; each round has its own. */
    public static List<Running> of(Referral referral) {
        if (referral.side() != Side.INCOMING) {
            return List.of();
        }
        Opening opening = referral.opening();
        return switch (referral.state()) {
            case REFERRED -> List.of(Running.of(Timer.T_ACK, referral.round(), referral.submission().submittedAt()));
            case RECEIVED -> opening == null ? List.of()
                    : List.of(Running.of(Timer.T_ACCEPT, referral.round(), opening.openedAt()));
            case RETURNED_FOR_COMPLETION, ACCEPTED, DECLINED, WITHDRAWN -> List.of();
        };
    }
}
