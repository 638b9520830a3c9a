package org.safereturn.referralservice.referral.events;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referralservice.referral.application.ReturnOfCase;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import reactor.core.publisher.Mono;

/** What the other ministry says about referrals; its stream is read in order. */
public final class ReferralHandlers {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final ReferralMessages messages;
    private final ReturnOfCase returns;
    private final Clock clock;

    /** For this store. */
    public ReferralHandlers(Aggregates<Referral, ReferralEvent> referrals, ReferralMessages messages, ReturnOfCase returns,
            Clock clock) {
        this.referrals = referrals;
        this.messages = messages;
        this.returns = returns;
        this.clock = clock;
    }

    /**
     * Takes in a submission, and answers it with the machine's receipt. After a later round is written, the return begins anew;
     * whatever else is written of the return meanwhile, its round counts.
     */
    public Mono<Outcome<Referral>> submitted(InboundEvent event, ReferralSubmitted body) {
        CaseHead head = CaseHead.of(body);
        Cause cause = new Cause.Message(event, Ordering.STRICT);
        if (body.getSealed() == null) {
            return referrals.change(head.caseRef(), cause, _ -> Decision.refuse(Rejection.invalid("sealed-part-missing")));
        }
        MachineReceipt receipt = new MachineReceipt(event.metadata().id(), sha256(event.record().value()), clock.instant());
        ReferralEvent.ReferralSubmitted told = messages.submitted(body);
        Mono<Outcome<Referral>> received = referrals.begin(head.caseRef(), cause,
                known -> Referral.receive(known, head.caseRef(), head.journey(), told, receipt));
        return told.submission().round() == 1 ? received
                : received.flatMap(outcome -> outcome.state().map(returns::beginAnew).orElseGet(Mono::empty).thenReturn(outcome));
    }

    /** Takes in what the origin answered to a referral of this ministry. */
    public Mono<Outcome<Referral>> answered(InboundEvent event, SpecificRecord body) {
        CaseHead head = CaseHead.of(body);
        return referrals.change(head.caseRef(), new Cause.Message(event, Ordering.STRICT), known -> known
                .map(referral -> referral.hear(head.journey(), messages.fromWire(body)))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
