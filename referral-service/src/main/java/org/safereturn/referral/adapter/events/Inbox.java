package org.safereturn.referral.adapter.events;

import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/** Every event this service takes in, and who handles it. What is not named here is not needed here. */
final class Inbox {

    private final ReferralHandlers referrals;
    private final RepatriationHandlers repatriations;
    private final ConsentHandlers consents;
    private final TemporaryReading temporary;

    Inbox(ReferralHandlers referrals, RepatriationHandlers repatriations, ConsentHandlers consents,
            TemporaryReading temporary) {
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.consents = consents;
        this.temporary = temporary;
    }

    Mono<? extends Outcome<?>> handle(InboundEvent event) {
        return switch (event.body()) {
            case CaseStandingRecorded body -> consents.on(event, body);
            case TemporaryAccessRecorded body -> temporary.learn(event, body);
            case ConsentUpdated body -> consents.on(event, body);
            case ConsentWithdrawn body -> consents.on(event, body);
            case ReferralSubmitted body -> referrals.on(event, body);
            case DeliveryReceipt body -> referrals.on(event, body);
            case ReferralReceived body -> referrals.on(event, body);
            case ReferralReturnedForCompletion body -> referrals.on(event, body);
            case ReferralAccepted body -> referrals.on(event, body);
            case ReferralDeclined body -> referrals.on(event, body);
            case ReferralWithdrawn body -> referrals.on(event, body);
            case ConsentEffectConfirmed body -> referrals.on(event, body);
            case TracingResultIssued body -> repatriations.on(event, body);
            case ReturnDecisionRecorded body -> repatriations.on(event, body);
            case RepatriationProposed body -> repatriations.on(event, body);
            case RepatriationConfirmed body -> repatriations.on(event, body);
            case RepatriationRescheduled body -> repatriations.on(event, body);
            case RepatriationSuspended body -> repatriations.on(event, body);
            case RepatriationResumed body -> repatriations.on(event, body);
            case HandoverExecuted body -> repatriations.on(event, body);
            case ArrivalConfirmed body -> repatriations.on(event, body);
            default -> Mono.just(new Outcome.Ignored<>());
        };
    }
}
