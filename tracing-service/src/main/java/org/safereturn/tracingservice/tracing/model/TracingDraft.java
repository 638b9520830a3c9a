package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;

/** A tracing on the way to its next state: what an event changes in it. The state follows in the end. */
final class TracingDraft {

    private final Tracing before;
    private final List<Action> actions;
    private final List<Progress> progress;
    private final List<FormSection> form;
    private final List<Result> results;
    private final List<Acknowledgement> acknowledgements;
    private final List<Clarification> clarifications;
    private final List<Stop> stops;
    private Referral referral;
    private @Nullable Draft draft;
    private CaseScope scope;
    private CaseCourse course;

    TracingDraft(Tracing before) {
        this.before = before;
        this.actions = new ArrayList<>(before.actions());
        this.progress = new ArrayList<>(before.progress());
        this.form = new ArrayList<>(before.form());
        this.results = new ArrayList<>(before.results());
        this.acknowledgements = new ArrayList<>(before.acknowledgements());
        this.clarifications = new ArrayList<>(before.clarifications());
        this.stops = new ArrayList<>(before.stops());
        this.referral = before.referral();
        this.draft = before.draft();
        this.scope = before.scope();
        this.course = before.course();
    }

    /** The tracing after an event. */
    static Tracing after(Tracing before, TracingEvent event) {
        TracingDraft parts = new TracingDraft(before);
        switch (event) {
            case TracingEvent.TracingProgressReported(Progress reported) -> parts.progress.add(reported);
            case TracingEvent.TracingResultIssued(Result result) -> {
                Draft waiting = before.draft();
                parts.results.add(result.draftedBy(waiting == null ? null : waiting.draftedBy()));
                parts.draft = null;
            }
            case TracingEvent.TracingResultAcknowledged(Acknowledgement read) -> parts.acknowledgements.add(read);
            case TracingEvent.TracingClarificationRequested(Clarification question) ->
                    parts.clarifications.add(question);
            case TracingEvent.TracingClarificationAnswered(Party askedBy, int number, Clarification.Answer answer) ->
                    parts.clarifications.replaceAll(
                            question -> question.is(askedBy, number) ? question.answered(answer) : question);
            case TracingEvent.ConsentEffectConfirmed(Stop stop, Standing _) -> parts.stops.add(stop);
            case TracingEvent.ActionRecorded(Action action) -> parts.actions.add(action);
            case TracingEvent.ActionConcluded(int number, Action.Conclusion conclusion) -> parts.actions.replaceAll(
                    action -> action.number() == number ? action.concluded(conclusion) : action);
            case TracingEvent.SectionWritten(FormSection section) -> {
                if (parts.form.stream().anyMatch(section::isLike)) {
                    parts.form.replaceAll(known -> section.isLike(known) ? section : known);
                } else {
                    parts.form.add(section);
                }
            }
            case TracingEvent.DraftWritten(Draft written) -> parts.draft = written;
            case TracingEvent.DraftTakenBack _ -> parts.draft = null;
            case TracingEvent.ReferralSubmitted submitted -> {
                parts.referral = before.referral()
                        .withRequest(before.side() == Party.ORIGIN ? submitted.request() : submitted.request().withoutPerson())
                        .withConsents(before.referral().consents().and(submitted.consents()));
                parts.draft = parts.referral.endedRound() > before.referral().endedRound() ? null : parts.draft;
                parts.scope = before.side() == Party.ORIGIN
                        ? offeredTo(before, parts.referral, submitted.receivingUnit(), submitted.request().round())
                        : before.scope().and(holder(submitted.by()).withUnit(submitted.sendingUnit()));
            }
            case TracingEvent.ReferralAccepted(Acceptance acceptance, Officer by) -> {
                parts.referral = before.referral().withAcceptance(acceptance);
                parts.scope = acceptance.equals(parts.referral.acceptance())
                        ? answeredBy(before, holder(by).withUnit(acceptance.unit())) : before.scope();
            }
            case TracingEvent.ReferralDeclined(Instant at, Officer by, int round) -> {
                parts.referral = before.referral().declined(at, round);
                parts.scope = parts.referral.declinedRound() == round ? answeredBy(before, holder(by)) : before.scope();
            }
            case TracingEvent.ReferralDeclineRevoked(Instant _, int round) -> {
                parts.referral = before.referral().undeclined(round);
                parts.scope = before.side() == Party.ORIGIN && parts.referral.declinedAt() == null ? before.scope().offered()
                        : before.scope();
            }
            case TracingEvent.ReferralWithdrawn(Instant at, int round) -> {
                parts.referral = before.referral().withdrawn(at, round);
                parts.scope = parts.referral.withdrawnAt() == null ? before.scope() : before.scope().taken();
            }
            case TracingEvent.HandoverExecuted(CaseCourse.Recorded told) -> parts.course = before.course().handedOver(told);
            case TracingEvent.ArrivalConfirmed(CaseCourse.Recorded told) -> parts.course = before.course().arrived(told);
            case TracingEvent.CaseClosed(long fileVersion) -> parts.course = before.course().filed(fileVersion, true);
            case TracingEvent.CaseReopened(long fileVersion) -> parts.course = before.course().filed(fileVersion, false);
            case TracingEvent.ConsentUpdated(List<Consent> consents) ->
                    parts.referral = before.referral().withConsents(before.referral().consents().and(consents));
            case TracingEvent.ConsentWithdrawn(List<Purpose> purposes, Instant since, LocalDate withdrawnOn) ->
                    parts.referral = before.referral().withConsents(
                            before.referral().consents().decided(purposes, ConsentDecision.WITHDRAWN, since, withdrawnOn));
        }
        return parts.settled();
    }

    private static CaseScope holder(Officer officer) {
        return CaseScope.NOBODY.withOfficer(officer.reference(), officer.unit());
    }

    /** The addressed unit has it, and every contact point until the referral is answered. */
    private static CaseScope offeredTo(Tracing before, Referral known, String receivingUnit, int round) {
        CaseScope addressed = before.scope().withUnit(receivingUnit);
        boolean answered = known.acceptance() != null || known.withdrawnAt() != null || known.declinedRound() >= round;
        return answered ? addressed : addressed.offered();
    }

    /** Who answered the referral has it, where that is this ministry; other contact points see it no longer. */
    private static CaseScope answeredBy(Tracing before, CaseScope holders) {
        return (before.side() == Party.ORIGIN ? before.scope().and(holders) : before.scope()).taken();
    }

    /** With this knowledge of the referral. */
    TracingDraft knowing(Referral known) {
        referral = known;
        return this;
    }

    Tracing settled() {
        return new Tracing(before.caseRef(), before.side(), before.hostCountry(), before.originCountry(), state(), referral,
                actions, progress, form, draft, results, acknowledgements, clarifications, stops, scope, course);
    }

    private TracingState state() {
        if (referral.withdrawnAt() != null || referral.stoppingEverything().isPresent()) {
            return TracingState.STOPPED;
        }
        List<Result> counting = results.stream().filter(result -> referral.counts(result.round(), result.issuedAt())).toList();
        if (!counting.isEmpty()) {
            int latest = counting.getLast().version();
            return acknowledgements.stream().anyMatch(read -> read.resultVersion() == latest)
                    ? TracingState.RESULT_REVIEWED : TracingState.RESULT_ISSUED;
        }
        if (referral.declinedAt() != null) {
            return TracingState.DECLINED;
        }
        boolean begun = referral.acceptance() != null
                && (before.side() == Party.HOST || referral.request() != null);
        boolean reported = progress.stream().anyMatch(each -> referral.counts(each.round(), each.at()));
        return begun || reported ? TracingState.TRACING : TracingState.REQUESTED;
    }
}
