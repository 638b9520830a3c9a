package org.safereturn.referralservice.referral.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.RetentionGround;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ExploitationType;
import org.safereturn.referral.v1.MissingField;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Acceptance;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.IssuedKey;
import org.safereturn.referralservice.referral.model.ReferralEvent.MachineReceipt;
import org.safereturn.referralservice.referral.model.ReferralEvent.Opening;
import org.safereturn.referralservice.referral.model.ReferralEvent.Revocation;
import org.safereturn.referralservice.referral.model.ReferralEvent.Stopped;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.standing.model.Consent;

/**
 * What is said about referrals. Special needs and questions in words are heard in clear from older releases, and told in
 * sealed parts only. Consents in a submission come back with the version of the record that carried them: the
 * contract has none for each.
 */
public final class ReferralMessages implements Messages<ReferralEvent> {

    @Override
    public SpecificRecord toWire(CaseHead head, ReferralEvent event) {
        return switch (event) {
            case ReferralEvent.CaseKeyIssued told -> head.in(CaseKeyState.ISSUED).on(CaseKeyIssued.newBuilder())
                    .setRecipient(told.key().recipient()).setKeyId(told.key().keyId()).setWrappedKey(told.key().wrapped())
                    .build();
            case ReferralEvent.ReferralSubmitted told -> submitted(head, told);
            case ReferralEvent.DeliveryReceipt told -> head.on(DeliveryReceipt.newBuilder())
                    .setMessageId(UUID.fromString(told.receipt().messageId()))
                    .setMessageType(ReferralSubmitted.getClassSchema().getFullName())
                    .setContentHash(told.receipt().valueSha256()).setOutcome(ReceiptOutcome.TAKEN_IN).setRound(told.round())
                    .build();
            case ReferralEvent.ReferralReceived told -> head.on(ReferralReceived.newBuilder()).setRound(told.round())
                    .setUnit(head.actor().unit()).build();
            case ReferralEvent.ReferralReturnedForCompletion told -> head.on(ReferralReturnedForCompletion.newBuilder())
                    .setRound(told.round()).setMissingFields(told.request().fields().stream()
                            .map(each -> new MissingField(each.field(), null)).toList())
                    .setClockStopped(true).setSealed(told.request().questions() == null ? null
                            : told.request().questions().toPart()).build();
            case ReferralEvent.ReferralAccepted told -> head.on(ReferralAccepted.newBuilder()).setRound(told.round())
                    .setUnit(told.acceptance().unit()).setTargetDate(told.acceptance().targetDate()).build();
            case ReferralEvent.ReferralDeclined told -> head.on(ReferralDeclined.newBuilder()).setRound(told.round())
                    .setReason(Symbols.of(DeclineReason.class, told.declination().reason()))
                    .setDuplicateOf(uuidOrNull(told.declination().survivingCaseRef())).build();
            case ReferralEvent.ReferralDeclineRevoked told ->
                    head.on(ReferralDeclineRevoked.newBuilder()).setRound(told.round()).build();
            case ReferralEvent.ReferralWithdrawn told -> head.on(ReferralWithdrawn.newBuilder()).setRound(told.round())
                    .setReason(Symbols.of(WithdrawalReason.class, told.withdrawal().reason()))
                    .setRetention(told.withdrawal().erase() ? RetentionRule.STOP_AND_ERASE : RetentionRule.STOP_AND_RETAIN)
                    .setDuplicateOf(uuidOrNull(told.withdrawal().survivingCaseRef())).build();
            case ReferralEvent.ConsentEffectConfirmed told -> effect(head, told.effect());
        };
    }

    @Override
    public ReferralEvent fromWire(SpecificRecord record) {
        CaseHead head = CaseHead.of(record);
        return switch (record) {
            case CaseKeyIssued told -> new ReferralEvent.CaseKeyIssued(head.occurredAt(), head.actor(),
                    new IssuedKey(told.getRecipient(), told.getKeyId(), told.getWrappedKey()));
            case ReferralSubmitted told -> submitted(told);
            case DeliveryReceipt told -> new ReferralEvent.DeliveryReceipt(told.getRound(), new MachineReceipt(
                    told.getMessageId().toString(), told.getContentHash(), head.occurredAt()));
            case ReferralReceived told -> new ReferralEvent.ReferralReceived(told.getRound(),
                    new Opening(head.actor(), head.occurredAt()));
            case ReferralReturnedForCompletion told -> new ReferralEvent.ReferralReturnedForCompletion(told.getRound(),
                    new CompletionRequest(head.actor(), head.occurredAt(), told.getMissingFields().stream()
                            .map(each -> new ReferralEvent.MissingField(each.getField(), each.getQuestion())).toList(),
                            told.getSealed() == null ? null : Sealed.of(told.getSealed())));
            case ReferralAccepted told -> new ReferralEvent.ReferralAccepted(told.getRound(),
                    new Acceptance(head.actor(), head.occurredAt(), told.getUnit(), told.getTargetDate()));
            case ReferralDeclined told -> new ReferralEvent.ReferralDeclined(told.getRound(),
                    new Declination(head.actor(), head.occurredAt(),
                            Symbols.of(Declination.Reason.class, told.getReason()), textOrNull(told.getDuplicateOf())));
            case ReferralDeclineRevoked told -> new ReferralEvent.ReferralDeclineRevoked(told.getRound(),
                    new Revocation(head.actor(), head.occurredAt()));
            case ReferralWithdrawn told -> withdrawn(told);
            case ConsentEffectConfirmed told -> new ReferralEvent.ConsentEffectConfirmed(new ConsentEffect(
                    head.actor().ministry(), told.getEffectiveAt(), told.getWithdrawalId().toString(), told.getRound(),
                    Symbols.all(Consent.Purpose.class, told.getPurposes()), Symbols.all(Stopped.class, told.getStopped())));
            default -> throw new IllegalArgumentException(record.getSchema().getFullName() + " says nothing of a referral");
        };
    }

    private static SpecificRecord submitted(CaseHead head, ReferralEvent.ReferralSubmitted told) {
        Submission said = told.submission();
        return head.on(ReferralSubmitted.newBuilder()).setRound(said.round()).setSendingUnit(said.sendingUnit())
                .setReceivingUnit(said.receivingUnit()).setIdentifiedOn(said.identifiedOn())
                .setUrgency(Symbols.of(Urgency.class, said.urgency()))
                .setStatistics(new ReferralStatistics(Symbols.of(Sex.class, said.sex()),
                        Symbols.of(AgeGroup.class, said.ageGroup()),
                        Symbols.orNull(ExploitationType.class, said.exploitationType())))
                .setQuestions(Symbols.all(Purpose.class, said.questions())).setConsents(consents(said.consents()))
                .setWantedBy(said.wantedBy()).setSealed(new SealedPart(told.content().keyId(), told.content().jwe()))
                .build();
    }

    private static List<PurposeConsent> consents(List<Consent> consents) {
        return consents.stream().map(each -> new PurposeConsent(Symbols.of(Purpose.class, each.purpose()),
                Symbols.of(ConsentDecision.class, each.decision()), Symbols.orNull(ConsentGiver.class, each.givenBy()),
                each.decidedOn(), each.expiresOn(), List.of(), each.recordedAt())).toList();
    }

    private static List<Consent> consents(List<PurposeConsent> consents, long version) {
        return consents.stream().map(told -> new Consent(Symbols.of(Consent.Purpose.class, told.getPurpose()),
                Symbols.of(Consent.Answer.class, told.getDecision()), Symbols.orNull(Consent.Giver.class, told.getGivenBy()),
                told.getDecidedOn(), told.getExpiresOn(), told.getRecordedAt(), version)).toList();
    }

    /** A submission by its own type; its sealed part is there. */
    public ReferralEvent.ReferralSubmitted submitted(ReferralSubmitted told) {
        return new ReferralEvent.ReferralSubmitted(submission(CaseHead.of(told), told), sealed(told.getSealed()));
    }

    private static Submission submission(CaseHead head, ReferralSubmitted told) {
        ReferralStatistics counted = told.getStatistics();
        return new Submission(told.getRound(), head.occurredAt(), head.actor(), told.getSendingUnit(),
                told.getReceivingUnit(), told.getIdentifiedOn(), Symbols.of(Submission.Urgency.class, told.getUrgency()),
                Symbols.of(Submission.Sex.class, counted.getSex()),
                Symbols.of(Submission.AgeGroup.class, counted.getAgeGroup()),
                Symbols.orNull(Submission.ExploitationType.class, counted.getExploitationType()),
                Symbols.all(Submission.CareFlag.class, told.getCareFlags()),
                Symbols.all(Consent.Purpose.class, told.getQuestions()),
                consents(told.getConsents(), head.version()), told.getWantedBy());
    }

    /** A withdrawal by its own type. */
    public ReferralEvent.ReferralWithdrawn withdrawn(ReferralWithdrawn told) {
        CaseHead head = CaseHead.of(told);
        return new ReferralEvent.ReferralWithdrawn(told.getRound(), new Withdrawal(head.actor(), head.occurredAt(),
                Symbols.of(Withdrawal.Reason.class, told.getReason()), told.getRetention() == RetentionRule.STOP_AND_ERASE,
                textOrNull(told.getDuplicateOf())));
    }

    private static SpecificRecord effect(CaseHead head, ConsentEffect effect) {
        boolean all = effect.stopped().contains(Stopped.REFERRAL);
        return head.in(all ? ConsentState.WITHDRAWN : ConsentState.PARTLY_WITHDRAWN)
                .on(ConsentEffectConfirmed.newBuilder()).setWithdrawalId(UUID.fromString(effect.withdrawalId()))
                .setPurposes(Symbols.all(Purpose.class, effect.purposes()))
                .setStopped(Symbols.all(StoppedActivity.class, effect.stopped()))
                .setRetained(List.of(RetentionGround.AUDIT)).setEffectiveAt(effect.confirmedAt()).setRound(effect.round())
                .build();
    }

    private static Sealed sealed(@Nullable SealedPart part) {
        Objects.requireNonNull(part, "sealed");
        return new Sealed(part.getKeyId(), part.getJwe());
    }

    private static @Nullable UUID uuidOrNull(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String textOrNull(@Nullable UUID uuid) {
        return uuid == null ? null : uuid.toString();
    }
}
