package org.safereturn.tracingservice.tracing.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.consent.v1.RetentionGround;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.tracing.v1.TracingClarificationAnswered;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracingservice.tracing.model.Acceptance;
import org.safereturn.tracingservice.tracing.model.Acknowledgement;
import org.safereturn.tracingservice.tracing.model.Activity;
import org.safereturn.tracingservice.tracing.model.Capacity;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.CaseCourse;
import org.safereturn.tracingservice.tracing.model.Clarification;
import org.safereturn.tracingservice.tracing.model.ClarificationTopic;
import org.safereturn.tracingservice.tracing.model.Consent;
import org.safereturn.tracingservice.tracing.model.ConsentDecision;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.Findings;
import org.safereturn.tracingservice.tracing.model.Gap;
import org.safereturn.tracingservice.tracing.model.GapAnswer;
import org.safereturn.tracingservice.tracing.model.GapReason;
import org.safereturn.tracingservice.tracing.model.IdentityCheck;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.NationalityBasis;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.Progress;
import org.safereturn.tracingservice.tracing.model.Purpose;
import org.safereturn.tracingservice.tracing.model.Request;
import org.safereturn.tracingservice.tracing.model.Result;
import org.safereturn.tracingservice.tracing.model.ResultForm;
import org.safereturn.tracingservice.tracing.model.Standing;
import org.safereturn.tracingservice.tracing.model.Stop;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.safereturn.tracingservice.tracing.model.TravelDocument;
import org.safereturn.tracingservice.tracing.model.Urgency;

/**
 * What the two sides' tracing services tell each other, and what this one hears of the referral, of consent and of how the case
 * goes on. Care flags and answers are heard in clear from older releases, and told in sealed parts only.
 */
final class TracingMessages implements Messages<TracingEvent.Told> {

    @Override
    public SpecificRecord toWire(CaseHead head, TracingEvent.Told told) {
        return switch (told) {
            case TracingEvent.TracingProgressReported(Progress progress) ->
                head.on(TracingProgressReported.newBuilder())
                        .setMilestone(Symbols.of(TracingMilestone.class, progress.milestone()))
                        .setRound(progress.round())
                        .build();
            case TracingEvent.TracingResultIssued(Result result) -> {
                Findings findings = result.findings();
                yield head.on(TracingResultIssued.newBuilder())
                        .setResultVersion(result.version())
                        .setSupersedes(result.supersedes())
                        .setCorrectionReason(
                                Symbols.orNull(org.safereturn.tracing.v1.CorrectionReason.class, result.correctionReason()))
                        .setNationalityOutcome(
                                Symbols.of(org.safereturn.tracing.v1.NationalityOutcome.class, findings.nationality()))
                        .setNationalityBasis(Symbols.all(org.safereturn.tracing.v1.NationalityBasis.class, findings.basis()))
                        .setFamilyOutcome(Symbols.of(org.safereturn.tracing.v1.FamilyOutcome.class, findings.family()))
                        .setDocumentOffered(Symbols.orNull(TravelDocumentType.class, findings.documentOffered()))
                        .setRecommendedReceptionUnit(findings.recommendedReceptionUnit())
                        .setIdentityCheck(
                                Symbols.orNull(org.safereturn.tracing.v1.IdentityCheck.class, findings.identityCheck()))
                        .setGapAnswers(result.gapAnswers().stream().map(TracingMessages::told).toList())
                        .setFormRef(reference(result.form()))
                        .setRound(result.round())
                        .setSealed(result.content() == null ? null : result.content().toPart())
                        .build();
            }
            case TracingEvent.TracingResultAcknowledged(Acknowledgement read) ->
                head.on(TracingResultAcknowledged.newBuilder())
                        .setResultVersion(read.resultVersion())
                        .setUnit(read.by().unit())
                        .setRound(read.round())
                        .build();
            case TracingEvent.TracingClarificationRequested(Clarification question) ->
                head.on(TracingClarificationRequested.newBuilder())
                        .setNumber(question.number())
                        .setTopic(Symbols.of(org.safereturn.tracing.v1.ClarificationTopic.class, question.topic()))
                        .setAnswerDueOn(question.answerDueOn())
                        .setResultVersion(question.resultVersion())
                        .setRound(question.round())
                        .setSealed(question.content().toPart())
                        .build();
            case TracingEvent.TracingClarificationAnswered(Party _, int number, Clarification.Answer answer) ->
                head.on(TracingClarificationAnswered.newBuilder())
                        .setNumber(number)
                        .setSealed(answer.content().toPart())
                        .build();
            case TracingEvent.ConsentEffectConfirmed(Stop stop, Standing standing) ->
                head.in(standing).on(ConsentEffectConfirmed.newBuilder())
                        .setWithdrawalId(UUID.fromString(stop.withdrawalId()))
                        .setPurposes(Symbols.all(org.safereturn.exchange.v1.Purpose.class, stop.purposes()))
                        .setStopped(stop.stopped().isEmpty() ? List.of(StoppedActivity.NOTHING_RUNNING)
                                : Symbols.all(StoppedActivity.class, stop.stopped()))
                        .setRetained(List.of(RetentionGround.AUDIT))
                        .setEffectiveAt(stop.at())
                        .setRound(stop.round())
                        .build();
        };
    }

    @Override
    public TracingEvent.Told fromWire(SpecificRecord record) {
        CaseHead head = CaseHead.of(record);
        return switch (record) {
            case TracingProgressReported body -> new TracingEvent.TracingProgressReported(
                    new Progress(Symbols.of(Milestone.class, body.getMilestone()), head.occurredAt(), head.actor(),
                            body.getRound()));
            case TracingResultIssued body -> new TracingEvent.TracingResultIssued(new Result(
                    body.getResultVersion(),
                    body.getSupersedes(),
                    Symbols.orNull(CorrectionReason.class, body.getCorrectionReason()),
                    new Findings(
                            Symbols.of(NationalityOutcome.class, body.getNationalityOutcome()),
                            Symbols.all(NationalityBasis.class, body.getNationalityBasis()),
                            Symbols.of(FamilyOutcome.class, body.getFamilyOutcome()),
                            body.getCareAnswers().stream().map(TracingMessages::answer).toList(),
                            Symbols.orNull(TravelDocument.class, body.getDocumentOffered()),
                            body.getRecommendedReceptionUnit(),
                            Symbols.orNull(IdentityCheck.class, body.getIdentityCheck())),
                    sealed(body.getSealed()), null, head.actor(), head.occurredAt(),
                    body.getGapAnswers().stream().map(TracingMessages::heard).toList(), null, form(body.getFormRef()),
                    body.getRound()));
            case TracingResultAcknowledged body -> new TracingEvent.TracingResultAcknowledged(
                    new Acknowledgement(body.getResultVersion(), head.actor(), head.occurredAt(), body.getRound()));
            case TracingClarificationRequested body -> new TracingEvent.TracingClarificationRequested(new Clarification(
                    head.party(), body.getNumber(), Symbols.of(ClarificationTopic.class, body.getTopic()),
                    body.getAnswerDueOn(), body.getResultVersion(), Sealed.of(body.getSealed()), head.actor(),
                    head.occurredAt(), null, body.getRound()));
            case TracingClarificationAnswered body -> new TracingEvent.TracingClarificationAnswered(
                    head.party().other(), body.getNumber(),
                    new Clarification.Answer(Sealed.of(body.getSealed()), head.actor(), head.occurredAt()));
            case ConsentEffectConfirmed body -> new TracingEvent.ConsentEffectConfirmed(
                    new Stop(body.getWithdrawalId().toString(),
                            Symbols.all(Purpose.class, body.getPurposes()),
                            Symbols.all(Activity.class, body.getStopped().stream()
                                    .filter(activity -> activity != StoppedActivity.NOTHING_RUNNING).toList()),
                            body.getEffectiveAt(), body.getRound()),
                    Symbols.of(Standing.class, body.getResultingState()));
            default -> throw new IllegalArgumentException(record.getSchema().getFullName() + " is not of tracing");
        };
    }

    static TracingEvent.Heard heard(ReferralSubmitted body) {
        return new TracingEvent.ReferralSubmitted(
                new Request(body.getRound(), body.getOccurredAt(), Symbols.of(Urgency.class, body.getUrgency()),
                        Symbols.all(CareFlag.class, body.getCareFlags()), body.getSealed() != null,
                        Symbols.all(Purpose.class, body.getQuestions()),
                        sealed(body.getSealed())),
                consents(body.getConsents(), body.getOccurredAt()),
                body.getSendingUnit(), body.getReceivingUnit(), CaseHead.of(body).actor());
    }

    static TracingEvent.Heard heard(ReferralAccepted body) {
        return new TracingEvent.ReferralAccepted(
                new Acceptance(body.getUnit(), body.getOccurredAt(), body.getRound()), CaseHead.of(body).actor());
    }

    static TracingEvent.Heard heard(ReferralDeclined body) {
        return new TracingEvent.ReferralDeclined(body.getOccurredAt(), CaseHead.of(body).actor(), body.getRound());
    }

    static TracingEvent.Heard heard(ReferralDeclineRevoked body) {
        return new TracingEvent.ReferralDeclineRevoked(body.getOccurredAt(), body.getRound());
    }

    static TracingEvent.Heard heard(ReferralWithdrawn body) {
        return new TracingEvent.ReferralWithdrawn(body.getOccurredAt(), body.getRound());
    }

    static TracingEvent.Heard heard(HandoverExecuted body) {
        return new TracingEvent.HandoverExecuted(new CaseCourse.Recorded(body.getOccurredAt(), body.getRevision()));
    }

    static TracingEvent.Heard heard(ArrivalConfirmed body) {
        return new TracingEvent.ArrivalConfirmed(new CaseCourse.Recorded(body.getOccurredAt(), body.getRevision()));
    }

    static TracingEvent.Heard heard(CaseClosed body) {
        return new TracingEvent.CaseClosed(body.getCaseVersion());
    }

    static TracingEvent.Heard heard(CaseReopened body) {
        return new TracingEvent.CaseReopened(body.getCaseVersion());
    }

    static TracingEvent.Heard heard(ConsentUpdated body) {
        return new TracingEvent.ConsentUpdated(
                consents(body.getConsents(), later(body.getEffectiveAt(), body.getOccurredAt())));
    }

    static TracingEvent.Heard heard(ConsentWithdrawn body) {
        return new TracingEvent.ConsentWithdrawn(
                Symbols.all(Purpose.class, body.getPurposes()), later(body.getEffectiveAt(), body.getOccurredAt()),
                body.getWithdrawnOn());
    }

    private static List<Consent> consents(List<PurposeConsent> consents, Instant since) {
        return consents.stream().map(consent -> new Consent(Symbols.of(Purpose.class, consent.getPurpose()),
                Symbols.of(ConsentDecision.class, consent.getDecision()), since, consent.getExpiresOn(),
                consent.getDecidedOn(), consent.getInsteadOf().stream().map(each -> new Consent.Corrected(
                        Symbols.of(ConsentDecision.class, each.getDecision()), each.getDecidedOn())).toList())).toList();
    }

    private static CareAnswer answer(org.safereturn.tracing.v1.CareAnswer answer) {
        return new CareAnswer(Symbols.of(CareFlag.class, answer.getCareFlag()),
                Symbols.of(Capacity.class, answer.getCapacity()));
    }

    private static org.safereturn.tracing.v1.GapAnswer told(GapAnswer answer) {
        return new org.safereturn.tracing.v1.GapAnswer(Symbols.of(org.safereturn.tracing.v1.Gap.class, answer.gap()),
                Symbols.of(org.safereturn.tracing.v1.GapReason.class, answer.reason()));
    }

    private static GapAnswer heard(org.safereturn.tracing.v1.GapAnswer answer) {
        return new GapAnswer(Symbols.of(Gap.class, answer.getGap()), Symbols.of(GapReason.class, answer.getReason()));
    }

    /** The version alone; how far it is approved the profile says. */
    private static @Nullable FormReference reference(@Nullable ResultForm form) {
        return form == null ? null : FormReference.newBuilder().setDocument(form.document()).setNumber(form.number())
                .setVersion(form.version()).setApproval(FormApproval.UNKNOWN).build();
    }

    private static @Nullable ResultForm form(@Nullable FormReference form) {
        return form == null ? null : new ResultForm(FormVersion.code(form.getDocument(), form.getNumber(), form.getVersion()),
                form.getDocument(), form.getNumber(), form.getVersion(), List.of());
    }

    private static @Nullable Sealed sealed(@Nullable SealedPart part) {
        return part == null ? null : Sealed.of(part);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
