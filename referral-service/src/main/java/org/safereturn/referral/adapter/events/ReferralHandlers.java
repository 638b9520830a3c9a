package org.safereturn.referral.adapter.events;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.CareFlag;
import org.safereturn.referral.model.Journey;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.referral.application.WithdrawReferral;
import org.safereturn.referral.referral.model.DeclineReason;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referral.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referral.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referral.referral.model.ReferralEvent.Declination;
import org.safereturn.referral.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referral.referral.model.ReferralEvent.MissingField;
import org.safereturn.referral.referral.model.ReferralEvent.Opening;
import org.safereturn.referral.referral.model.ReferralEvent.Stopped;
import org.safereturn.referral.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referral.referral.model.ReferralState;
import org.safereturn.referral.referral.model.Submission;
import org.safereturn.referral.referral.model.WithdrawalReason;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.Urgency;
import reactor.core.publisher.Mono;

/** What the other ministry says about referrals; its stream is read in order. */
final class ReferralHandlers {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final WithdrawReferral withdrawals;
    private final String country;
    private final Clock clock;

    ReferralHandlers(Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, WithdrawReferral withdrawals, String country,
            Clock clock) {
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.withdrawals = withdrawals;
        this.country = country;
        this.clock = clock;
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralSubmitted body) {
        String caseRef = body.getCaseRef().toString();
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Optional<Rejection> no = Senders.host(event, journey, country).or(() -> body.getSealed() == null
                ? Optional.of(Rejection.invalid("sealed-part-missing")) : Optional.empty());
        if (no.isPresent()) {
            return refuse(event, caseRef, no.get());
        }
        Submission submission = submission(body);
        MachineReceipt receipt = new MachineReceipt(event.metadata().id(), sha256(event.record().value()), clock.instant());
        return referrals.begin(caseRef, strict(event), known -> Referral.receive(known, caseRef, journey, submission,
                Wire.sealed(body.getSealed()), receipt));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, DeliveryReceipt body) {
        MachineReceipt receipt = new MachineReceipt(body.getMessageId().toString(), body.getContentHash(),
                body.getOccurredAt());
        return fromOrigin(event, body.getCaseRef(), known -> known.recordReceipt(receipt));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralReceived body) {
        Opening opening = new Opening(Wire.officer(body.getActor()), body.getOccurredAt());
        return fromOrigin(event, body.getCaseRef(), known -> known.recordOpening(opening));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralReturnedForCompletion body) {
        CompletionRequest request = new CompletionRequest(Wire.officer(body.getActor()), body.getOccurredAt(),
                body.getMissingFields().stream().map(each -> new MissingField(each.getField(), each.getQuestion())).toList());
        return fromOrigin(event, body.getCaseRef(), known -> known.recordCompletionRequest(request));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralAccepted body) {
        Acceptance acceptance = new Acceptance(Wire.officer(body.getActor()), body.getOccurredAt(), body.getUnit(),
                body.getTargetDate());
        return fromOrigin(event, body.getCaseRef(), known -> known.recordAcceptance(acceptance));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralDeclined body) {
        UUID survivor = body.getDuplicateOf();
        Declination declination = new Declination(Wire.officer(body.getActor()), body.getOccurredAt(),
                Wire.symbol(DeclineReason.class, body.getReason(), DeclineReason.UNKNOWN),
                survivor == null ? null : survivor.toString());
        return fromOrigin(event, body.getCaseRef(), known -> known.recordDeclination(declination));
    }

    /** Stops the return first and then the referral, whose confirmation goes back; both may be repeated. */
    Mono<? extends Outcome<?>> on(InboundEvent event, ReferralWithdrawn body) {
        String caseRef = body.getCaseRef().toString();
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Optional<Rejection> no = Senders.host(event, journey, country);
        if (no.isPresent()) {
            return refuse(event, caseRef, no.get());
        }
        Withdrawal withdrawal = new Withdrawal(Wire.officer(body.getActor()), body.getOccurredAt(),
                Wire.symbol(WithdrawalReason.class, body.getReason(), WithdrawalReason.OTHER),
                body.getRetention() == RetentionRule.STOP_AND_ERASE);
        Instant now = clock.instant();
        Mono<CaseScope> holders = referrals.find(caseRef).map(found -> found.state().scope().taken())
                .defaultIfEmpty(CaseScope.NOBODY);
        return repatriations.find(caseRef).map(found -> found.state().underWay()).defaultIfEmpty(false).zipWith(holders)
                .flatMap(read -> repatriations.change(caseRef, orderFree(event), known -> Decision.accept(known
                        .orElseGet(() -> Repatriation.of(caseRef, Side.INCOMING, journey)).heldBy(read.getT2())
                        .recordWithdrawal(withdrawal.withdrawnAt()), List.of()))
                        .flatMap(_ -> referrals.change(caseRef, strict(event), known -> known
                                .map(referral -> referral.receiveWithdrawal(withdrawal, new ConsentEffect(country, now,
                                        event.metadata().id(), List.of(Purpose.TRACING, Purpose.DATA_SHARING),
                                        read.getT1() ? List.of(Stopped.REFERRAL, Stopped.RETURN) : List.of(Stopped.REFERRAL))))
                                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))))));
    }

    /**
     * Takes in what a withdrawal stopped on the other side. The confirmation of a withdrawn referral also makes sure that
     * the return stands still here, should the process have ended between the two writes of a withdrawal.
     */
    Mono<? extends Outcome<?>> on(InboundEvent event, ConsentEffectConfirmed body) {
        String caseRef = body.getCaseRef().toString();
        if (event.metadata().country().equals(country)) {
            return Mono.just(new Outcome.Ignored<>());
        }
        ConsentEffect effect = new ConsentEffect(event.metadata().country(), body.getEffectiveAt(),
                body.getWithdrawalId().toString(), Wire.knownOf(Purpose.class, body.getPurposes()),
                Wire.knownOf(Stopped.class, body.getStopped()));
        Cause cause = referrals.keepsOrderOf(event.metadata().topic()) ? strict(event) : orderFree(event);
        return referrals.change(caseRef, cause, known -> known
                .<Decision<Referral, ReferralEvent>>map(referral -> Decision.accept(referral.recordConsentEffect(effect),
                        List.of()))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Stored<Referral> stored when isWithdrawn(stored.aggregate().state()) ->
                        withdrawals.stop(stored.aggregate().state(), body.getOccurredAt()).thenReturn(outcome);
                    case Outcome.Repeated<Referral> repeated when isWithdrawn(repeated.aggregate().state()) ->
                        withdrawals.stop(repeated.aggregate().state(), body.getOccurredAt()).thenReturn(outcome);
                    case Outcome.Stored<Referral> _, Outcome.Repeated<Referral> _, Outcome.Refused<Referral> _,
                            Outcome.Held<Referral> _, Outcome.Parked<Referral> _, Outcome.Ignored<Referral> _ -> Mono.just(outcome);
                });
    }

    private static boolean isWithdrawn(Referral referral) {
        return referral.side() == Side.OUTGOING && referral.state() == ReferralState.WITHDRAWN;
    }

    private Mono<Outcome<Referral>> fromOrigin(InboundEvent event, UUID caseRef, Function<Referral, Referral> record) {
        return referrals.change(caseRef.toString(), strict(event), known -> known
                .map(referral -> Senders.origin(event, referral.journey(), country)
                        .<Decision<Referral, ReferralEvent>>map(Decision::refuse)
                        .orElseGet(() -> Decision.accept(record.apply(referral), List.of())))
                .orElseGet(() -> Decision.refuse(Rejection.unknown("unknown-case"))));
    }

    private Mono<Outcome<Referral>> refuse(InboundEvent event, String caseRef, Rejection rejection) {
        return referrals.change(caseRef, strict(event), _ -> Decision.refuse(rejection));
    }

    private static Submission submission(ReferralSubmitted body) {
        return new Submission(body.getRound(), body.getOccurredAt(), Wire.officer(body.getActor()), body.getSendingUnit(),
                body.getReceivingUnit(), body.getIdentifiedOn(),
                urgency(body.getUrgency()),
                Wire.symbol(Submission.Sex.class, body.getStatistics().getSex(), Submission.Sex.NOT_STATED),
                Wire.symbol(Submission.AgeGroup.class, body.getStatistics().getAgeGroup(), Submission.AgeGroup.NOT_STATED),
                Wire.known(Submission.ExploitationType.class, body.getStatistics().getExploitationType()).orElse(null),
                Wire.knownOf(CareFlag.class, body.getCareFlags()), Wire.knownOf(Purpose.class, body.getQuestions()),
                Wire.consents(body.getConsents(), body.getCaseVersion()), body.getWantedBy());
    }

    /** An urgency that only a newer peer knows is somebody's reason to hurry. */
    private static Submission.Urgency urgency(Urgency urgency) {
        return Wire.symbol(Submission.Urgency.class, urgency, Submission.Urgency.THREAT);
    }

    static Cause strict(InboundEvent event) {
        return new Cause.Message(event, Ordering.STRICT);
    }

    static Cause orderFree(InboundEvent event) {
        return new Cause.Message(event, Ordering.ORDER_FREE);
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
