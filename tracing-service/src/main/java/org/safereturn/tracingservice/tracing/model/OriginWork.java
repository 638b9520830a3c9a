package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/** What officers of the country of origin do to find an answer; {@link Tracing} says what each does. */
record OriginWork(Tracing tracing) {

    Decision<Tracing, TracingEvent> recordAction(ActionType type, LocalDate date, ActionResult result,
            Sealed detail, @Nullable SafeContact safeContact, Officer by, Moment now) {
        StatedDay day = now.day("date", date);
        Optional<Rejection> impossible = day.notInFuture().or(() -> notBeforeReferral(date, now));
        if (impossible.isPresent()) {
            return Decision.refuse(impossible.get());
        }
        return work(type.purpose()).or(() -> Tracing.unsafe(type, safeContact))
                .orElseGet(() -> tracing.happens(new TracingEvent.ActionRecorded(
                new Action(tracing.actions().size() + 1, type, day.kept(), result, detail, by, now.at(), null))));
    }

    /** Nobody traces for a referral that has not come. */
    private Optional<Rejection> notBeforeReferral(LocalDate date, Moment now) {
        Request request = tracing.referral().request();
        LocalDate came = request == null ? date : now.dayOf(request.referredAt());
        return date.isBefore(came) ? Optional.of(Rejection.invalid("action-before-referral", "field", "date", "date",
                date.toString(), "referredOn", came.toString())) : Optional.empty();
    }

    Decision<Tracing, TracingEvent> concludeAction(int number, ActionResult result, Sealed detail, Officer by,
            Instant now) {
        Optional<Action> found = tracing.actions().stream().filter(action -> action.number() == number).findFirst();
        if (found.isEmpty()) {
            return Decision.refuse(Rejection.unknown("unknown-action", "number", Integer.toString(number)));
        }
        if (result == ActionResult.PENDING) {
            return Decision.refuse(Rejection.invalid("conclusion-needs-result", "number", Integer.toString(number)));
        }
        if (found.get().outcome() != ActionResult.PENDING) {
            return Decision.refuse(Rejection.conflict("action-already-concluded", "number", Integer.toString(number),
                    "result", found.get().outcome().name()));
        }
        return work(found.get().type().purpose()).orElseGet(() -> tracing.happens(new TracingEvent.ActionConcluded(number,
                new Action.Conclusion(result, detail, by, now))));
    }

    Decision<Tracing, TracingEvent> reportProgress(Milestone milestone, @Nullable SafeContact safeContact,
            Officer by, Instant now) {
        Optional<Purpose> purpose = switch (milestone) {
            case VISIT_PLANNED, VISITED -> Optional.of(Purpose.FAMILY_CONTACT);
            case REGISTRY_CHECKED -> Optional.of(Purpose.NATIONALITY_CHECK);
            case ASSIGNED, UNDER_APPROVAL, UNKNOWN -> Optional.empty();
        };
        boolean visit = milestone == Milestone.VISIT_PLANNED || milestone == Milestone.VISITED;
        return purpose.map(this::work).orElseGet(this::work).or(this::settled)
                .or(() -> visit ? Tracing.unsafe(ActionType.FAMILY_VISIT, safeContact) : Optional.empty())
                .orElseGet(() -> tracing.happens(new TracingEvent.TracingProgressReported(new Progress(milestone, now, by,
                        tracing.referral().round()))));
    }

    Decision<Tracing, TracingEvent> writeSection(String form, FormFields.Section section, FormAnswers.Written written,
            Sealed content, Officer by, Instant now) {
        Draft draft = tracing.draft();
        Purpose purpose = section.purpose();
        Optional<Decision<Tracing, TracingEvent>> refused = (purpose == null ? work() : work(purpose)).or(this::settled);
        if (refused.isPresent()) {
            return refused.get();
        }
        return draft != null ? awaitsApproval(draft) : FormPolicy.ofSection(section, written).<Decision<Tracing, TracingEvent>>map(Decision::refuse)
                .orElseGet(() -> tracing.happens(new TracingEvent.SectionWritten(
                        new FormSection(form, section.code(), content, by, now))));
    }

    private static Decision<Tracing, TracingEvent> awaitsApproval(Draft draft) {
        return Decision.refuse(Rejection.conflict("draft-awaits-approval",
                "version", Integer.toString(draft.version()), "draftedBy", draft.draftedBy().reference()));
    }

    Decision<Tracing, TracingEvent> draftResult(@Nullable NationalityOutcome nationality,
            @Nullable FamilyOutcome family, Codes codes, @Nullable Sealed content, boolean familyDetail,
            @Nullable CorrectionReason correctionReason, @Nullable SafeContact safeContact, Officer by, Instant now) {
        Draft draft = tracing.draft();
        Optional<Decision<Tracing, TracingEvent>> refused = work().or(this::settled);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (draft != null) {
            return awaitsApproval(draft);
        }
        if (nationality == null || family == null) {
            return Decision.refuse(Rejection.refused("result-needs-both-outcomes",
                    "missing", (nationality == null ? Track.NATIONALITY : Track.FAMILY).name()));
        }
        if (tracing.latestResult().isEmpty() != (correctionReason == null)) {
            return Decision.refuse(Rejection.refused(
                    tracing.latestResult().isEmpty() ? "first-result-corrects-nothing" : "correction-needs-reason",
                    "version", Integer.toString(tracing.nextVersion())));
        }
        ResultForm form = codes.form();
        if (form != null && !form.sections().equals(tracing.presentlyFilledIn(form.code()))) {
            return Decision.refuse(Rejection.conflict("form-section-changed", "field", "form"));
        }
        Findings findings = new Findings(nationality, Evidence.sources(codes.basis(), nationality, tracing.presentActions()), family,
                codes.careAnswers(),
                codes.documentOffered(), codes.recommendedReceptionUnit(), codes.identityCheck());
        return tracing.broken(findings, familyDetail, safeContact).<Decision<Tracing, TracingEvent>>map(Decision::refuse)
                .orElseGet(() -> tracing.happens(new TracingEvent.DraftWritten(
                        new Draft(tracing.nextVersion(), correctionReason, findings, content, familyDetail, form, by, now))));
    }

    Decision<Tracing, TracingEvent> approveResult(int version, List<GapAnswer> answers, @Nullable Sealed note,
            @Nullable SafeContact safeContact, Officer by, Instant now) {
        Draft draft = tracing.draft();
        Optional<Decision<Tracing, TracingEvent>> refused = work().or(this::settled);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (draft == null || draft.version() != version) {
            return noDraft(version);
        }
        if (draft.draftedBy().reference().equals(by.reference())) {
            return Decision.refuse(Rejection.forbidden("approver-is-drafter",
                    "version", Integer.toString(version), "draftedBy", draft.draftedBy().reference()));
        }
        ResultForm form = draft.form();
        if (form != null && form.sections().stream().anyMatch(section -> section.writtenBy().reference().equals(by.reference()))) {
            return Decision.refuse(Rejection.forbidden("approver-filled-in-form", "field", "decision",
                    "version", Integer.toString(version)));
        }
        if (tracedBy(by)) {
            return Decision.refuse(Rejection.forbidden("approver-is-tracer", "version", Integer.toString(version)));
        }
        Set<Gap> gaps = Evidence.of(draft.findings(), tracing.presentActions(), tracing.referral().consents()).gaps();
        Optional<Rejection> broken = tracing.broken(draft.findings(), draft.familyDetail(), safeContact)
                .or(() -> unanswered(gaps, answers, note));
        if (broken.isPresent()) {
            return Decision.refuse(broken.get());
        }
        Result result = new Result(version, tracing.latestResult().map(Result::version).orElse(null), draft.correctionReason(),
                draft.findings(), draft.content(), null, by, now,
                answers.stream().filter(answer -> gaps.contains(answer.gap())).toList(), note, form, tracing.referral().round());
        return tracing.happens(new TracingEvent.TracingResultIssued(result));
    }

    private static Optional<Rejection> unanswered(Set<Gap> gaps, List<GapAnswer> answers, @Nullable Sealed note) {
        List<String> open = gaps.stream().filter(gap -> answers.stream().noneMatch(answer -> answer.gap() == gap))
                .map(Gap::name).toList();
        if (!open.isEmpty()) {
            return Optional.of(Rejection.refused("result-gaps-unanswered", "gaps", String.join(", ", open)));
        }
        boolean needsNote = answers.stream().anyMatch(answer -> answer.reason() == GapReason.OTHER);
        return needsNote && note == null ? Optional.of(Rejection.refused("gap-note-missing",
                "reason", GapReason.OTHER.name())) : Optional.empty();
    }

    Decision<Tracing, TracingEvent> returnDraft(int version) {
        Draft draft = tracing.draft();
        Optional<Decision<Tracing, TracingEvent>> refused = work();
        if (refused.isPresent()) {
            return refused.get();
        }
        return draft == null || draft.version() != version ? noDraft(version)
                : tracing.happens(new TracingEvent.DraftTakenBack());
    }

    private boolean tracedBy(Officer officer) {
        return tracing.actions().stream().flatMap(Action::workedOnBy)
                .anyMatch(tracer -> tracer.reference().equals(officer.reference()));
    }

    /** The "no" to any work of the origin side, if there is one. */
    private Optional<Decision<Tracing, TracingEvent>> work() {
        if (tracing.side() != Party.ORIGIN) {
            return Optional.of(Decision.refuse(Rejection.refused("tracing-belongs-to-origin", "side", tracing.side().name())));
        }
        return switch (tracing.state()) {
            case STOPPED -> Optional.of(Decision.refuse(tracing.stopped()));
            case REQUESTED -> Optional.of(notAccepted(NextStep.ACCEPT));
            case DECLINED -> Optional.of(notAccepted(NextStep.REFER_AGAIN));
            case TRACING, RESULT_ISSUED, RESULT_REVIEWED -> Optional.empty();
        };
    }

    private Optional<Decision<Tracing, TracingEvent>> settled() {
        return tracing.settled().map(Decision::refuse);
    }

    private Decision<Tracing, TracingEvent> notAccepted(NextStep next) {
        return Decision.refuse(Rejection.conflict(Tracing.NOT_ACCEPTED, "state", tracing.state().name(), "next", next.name()));
    }

    private Optional<Decision<Tracing, TracingEvent>> work(Purpose purpose) {
        return work().or(() -> tracing.referral().consents().permits(purpose) ? Optional.empty()
                : Optional.of(Decision.refuse(Rejections.consentNotGiven(tracing.referral(), purpose))));
    }

    private static Decision<Tracing, TracingEvent> noDraft(int version) {
        return Decision.refuse(Rejection.conflict("no-draft-of-version", "version", Integer.toString(version)));
    }
}
