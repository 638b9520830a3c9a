package org.safereturn.referralservice.referral.events;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Side;

/** Which steps of a referral are running on this side. Sent back for completion none is: the other side has to act. */
public final class ReferralTimers {

    /** The timers that are known here. */
    public static final Set<Timer> TIMERS = Set.of(Timer.T_ACK, Timer.T_ACCEPT);

    /** The states in which one of them can be running. */
    public static final List<String> STATES = Stream.of(ReferralState.REFERRED, ReferralState.RECEIVED).map(Enum::name)
            .toList();

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
