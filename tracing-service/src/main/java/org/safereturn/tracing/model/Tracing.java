package org.safereturn.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/**
 * The tracing of one case as one country knows it. On the origin side it is the work itself, on the host side what was
 * received. Facts of the referral and of consent may come in any order and give the same state; {@code state} always
 * follows from the rest.
 *
 * @param caseRef joint case reference
 * @param side on which this country stands
 * @param hostCountry where the person is
 * @param originCountry the presumed country of nationality
 * @param state where it stands
 * @param referral what is known of the referral and the person's consents
 * @param actions what the origin side did; never known on the host side
 * @param progress milestones reported to the host side
 * @param draft the result that waits for the second officer
 * @param results every issued version, first version first
 * @param acknowledgements which versions the host side has read
 * @param stops what stopped because the person took something back
 * @param scope to whom in this ministry the case belongs
 */
public record Tracing(String caseRef, Side side, String hostCountry, String originCountry, TracingState state,
        Referral referral, List<Action> actions, List<Progress> progress, @Nullable Draft draft, List<Result> results,
        List<Acknowledgement> acknowledgements, List<Stop> stops, CaseScope scope) {

    /** The rule that refuses work on a referral that is not accepted, or whose acceptance is not known yet. */
    public static final String NOT_ACCEPTED = "tracing-not-accepted";

    public Tracing {
        actions = List.copyOf(actions);
        progress = List.copyOf(progress);
        results = List.copyOf(results);
        acknowledgements = List.copyOf(acknowledgements);
        stops = List.copyOf(stops);
        scope = CaseScope.orNobody(scope);
    }

    // Facts that arrive

    /**
     * Applies a fact to the tracing of a case, which begins with the first fact that arrives.
     *
     * @param known the tracing, if any fact arrived before
     * @param caseRef joint case reference
     * @param parties the two countries the fact names
     * @param own this country
     * @param sender the country that sent the fact
     * @param sendingSides the sides that may send this fact
     * @param learn what the fact means
     */
    public static Decision<Tracing, TracingEvent> learn(Optional<Tracing> known, String caseRef, Parties parties,
            String own, String sender, Set<Side> sendingSides, Function<Tracing, Decision<Tracing, TracingEvent>> learn) {
        Optional<Side> side = parties.sideOf(own);
        if (side.isEmpty() || known.filter(tracing -> !tracing.parties().equals(parties)).isPresent()) {
            return Decision.refuse(Rejection.refused("case-of-other-countries",
                    "hostCountry", parties.hostCountry(), "originCountry", parties.originCountry()));
        }
        if (sendingSides.stream().noneMatch(sending -> sender.equals(parties.country(sending)))) {
            return Decision.refuse(Rejection.forbidden("sender-not-of-this-side", "sender", sender));
        }
        return learn.apply(known.orElseGet(() -> new Tracing(caseRef, side.get(), parties.hostCountry(),
                parties.originCountry(), TracingState.REQUESTED, Referral.UNKNOWN, List.of(), List.of(), null,
                List.of(), List.of(), List.of(), CaseScope.NOBODY)));
    }

    /** The host side submitted its referral, or a further round of it. */
    public Decision<Tracing, TracingEvent> requested(Request request, Collection<Consent> consents) {
        return accept(with(referral.withRequest(request).withConsents(referral.consents().and(consents))));
    }

    /** The origin side accepted the referral. */
    public Decision<Tracing, TracingEvent> accepted(Acceptance acceptance) {
        return accept(with(referral.withAcceptance(acceptance)));
    }

    /** The origin side declined the referral. */
    public Decision<Tracing, TracingEvent> declined(Instant at) {
        return accept(with(referral.declined(at)));
    }

    /** The host side withdrew the referral: the origin side stops everything and answers. */
    public Decision<Tracing, TracingEvent> withdrawn(String withdrawalId, Instant at, Instant now) {
        Tracing changed = with(referral.withdrawn(at));
        return side == Side.HOST ? accept(changed)
                : changed.stopping(new Stop(withdrawalId, List.of(), Activity.all(), now));
    }

    /** The person gave, refused or renewed consents. */
    public Decision<Tracing, TracingEvent> consentsUpdated(Collection<Consent> consents) {
        return accept(with(referral.withConsents(referral.consents().and(consents))));
    }

    /** The person took consents back: the origin side stops what they carried and answers what that was. */
    public Decision<Tracing, TracingEvent> consentsWithdrawn(String withdrawalId, Collection<Purpose> purposes,
            Instant since, Instant now) {
        Consents consents = referral.consents().decided(purposes, ConsentDecision.WITHDRAWN, since);
        Tracing changed = with(referral.withConsents(consents));
        if (side == Side.HOST) {
            return accept(changed);
        }
        List<Activity> stopped = Activity.carriedBy(
                purposes.stream().filter(purpose -> !consents.permits(purpose)).toList());
        return changed.stopping(new Stop(withdrawalId, List.copyOf(purposes), stopped, now));
    }

    /** The origin side reported a milestone. */
    public Decision<Tracing, TracingEvent> progressReceived(Progress reported) {
        return accept(with(referral, actions, and(progress, reported), draft, results, acknowledgements, stops));
    }

    /** The origin side issued a version; versions come one after the other. */
    public Decision<Tracing, TracingEvent> resultReceived(Result result) {
        if (result.version() != results.size() + 1) {
            return Decision.refuse(Rejection.refused("result-version-out-of-turn",
                    "version", Integer.toString(result.version()), "expected", Integer.toString(results.size() + 1)));
        }
        return accept(with(referral, actions, progress, draft, and(results, result), acknowledgements, stops));
    }

    /** An officer of the host side has read a version. */
    public Decision<Tracing, TracingEvent> acknowledgementReceived(Acknowledgement acknowledgement) {
        if (version(acknowledgement.resultVersion()).isEmpty()) {
            return unknownVersion(acknowledgement.resultVersion());
        }
        return accept(with(referral, actions, progress, draft, results, and(acknowledgements, acknowledgement),
                stops));
    }

    /** The origin side answered a withdrawal. */
    public Decision<Tracing, TracingEvent> stopReceived(Stop stop) {
        return accept(with(referral, actions, progress, draft, results, acknowledgements, and(stops, stop)));
    }

    // The origin side's work

    /**
     * Records what a tracing officer did.
     *
     * @param today the date in the ministry's own time zone
     */
    public Decision<Tracing, TracingEvent> recordAction(ActionType type, LocalDate date, ActionResult result,
            Sealed detail, Officer by, LocalDate today, Instant now) {
        if (date.isAfter(today)) {
            return Decision.refuse(Rejection.invalid("action-date-in-future", "date", date.toString()));
        }
        return work(type.purpose()).orElseGet(() -> accept(withActions(and(actions,
                new Action(actions.size() + 1, type, date, result, detail, by, now, null)))));
    }

    /** Records how a pending action ended. */
    public Decision<Tracing, TracingEvent> concludeAction(int number, ActionResult result, Sealed detail, Officer by,
            Instant now) {
        Optional<Action> found = actions.stream().filter(action -> action.number() == number).findFirst();
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
        return work(found.get().type().purpose()).orElseGet(() -> accept(withActions(actions.stream()
                .map(action -> action.number() != number ? action
                        : action.concluded(new Action.Conclusion(result, detail, by, now)))
                .toList())));
    }

    /** Reports a milestone to the host side. */
    public Decision<Tracing, TracingEvent> reportProgress(Milestone milestone, Officer by, Instant now) {
        Optional<Purpose> purpose = switch (milestone) {
            case VISIT_PLANNED, VISITED -> Optional.of(Purpose.FAMILY_CONTACT);
            case REGISTRY_CHECKED -> Optional.of(Purpose.NATIONALITY_CHECK);
            case ASSIGNED, UNDER_APPROVAL -> Optional.empty();
        };
        Progress reported = new Progress(milestone, now, by);
        return purpose.map(this::work).orElseGet(this::work).orElseGet(() -> Decision.accept(
                with(referral, actions, and(progress, reported), draft, results, acknowledgements, stops),
                List.of(new TracingEvent.TracingProgressReported(reported))));
    }

    /** The version a result drafted now would be issued as. */
    public int nextVersion() {
        return results.size() + 1;
    }

    /**
     * The first officer's result. It waits for a second officer; nothing leaves the country.
     *
     * @param nationality the answer on nationality; refused when absent
     * @param family the answer on the family; refused when absent
     * @param codes everything else that would travel in clear
     * @param content the personal content as ciphertext
     * @param familyDetail whether the content says who was found
     * @param correctionReason why the version before is corrected; for every version but the first
     */
    public Decision<Tracing, TracingEvent> draftResult(@Nullable NationalityOutcome nationality,
            @Nullable FamilyOutcome family, Codes codes, @Nullable Sealed content, boolean familyDetail,
            @Nullable CorrectionReason correctionReason, Officer by, Instant now) {
        Optional<Decision<Tracing, TracingEvent>> refused = work();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (draft != null) {
            return Decision.refuse(Rejection.conflict("draft-awaits-approval",
                    "version", Integer.toString(draft.version()), "draftedBy", draft.draftedBy().reference()));
        }
        if (nationality == null || family == null) {
            return Decision.refuse(Rejection.refused("result-needs-both-outcomes",
                    "missing", (nationality == null ? Track.NATIONALITY : Track.FAMILY).name()));
        }
        if (results.isEmpty() != (correctionReason == null)) {
            return Decision.refuse(Rejection.refused(
                    results.isEmpty() ? "first-result-corrects-nothing" : "correction-needs-reason",
                    "version", Integer.toString(nextVersion())));
        }
        Findings findings = new Findings(nationality, codes.basis(), family, codes.careAnswers(),
                codes.documentOffered(), codes.recommendedReceptionUnit(), codes.identityCheck());
        return broken(findings, familyDetail).<Decision<Tracing, TracingEvent>>map(Decision::refuse).orElseGet(() -> accept(withDraft(
                new Draft(nextVersion(), correctionReason, findings, content, familyDetail, by, now))));
    }

    /** The second officer checked the draft and issues it. */
    public Decision<Tracing, TracingEvent> approveResult(int version, Officer by, Instant now) {
        Optional<Decision<Tracing, TracingEvent>> refused = work();
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
        if (tracedBy(by)) {
            return Decision.refuse(Rejection.forbidden("approver-is-tracer", "version", Integer.toString(version)));
        }
        Optional<Rejection> broken = broken(draft.findings(), draft.familyDetail());
        if (broken.isPresent()) {
            return Decision.refuse(broken.get());
        }
        Result result = new Result(version, version == 1 ? null : version - 1, draft.correctionReason(),
                draft.findings(), draft.content(), draft.draftedBy(), by, now);
        return Decision.accept(with(referral, actions, progress, null, and(results, result), acknowledgements, stops),
                List.of(new TracingEvent.TracingResultIssued(result)));
    }

    /** Takes the draft back, so that it can be drafted anew. */
    public Decision<Tracing, TracingEvent> returnDraft(int version) {
        Optional<Decision<Tracing, TracingEvent>> refused = work();
        if (refused.isPresent()) {
            return refused.get();
        }
        return draft == null || draft.version() != version ? noDraft(version) : accept(withDraft(null));
    }

    // The host side

    /** An officer here has read the latest version of the result. */
    public Decision<Tracing, TracingEvent> acknowledge(int version, Officer by, Instant now) {
        if (side != Side.HOST) {
            return Decision.refuse(Rejection.refused("acknowledgement-belongs-to-host", "side", side.name()));
        }
        if (version(version).isEmpty()) {
            return unknownVersion(version);
        }
        if (version != results.size()) {
            return Decision.refuse(Rejection.conflict("result-superseded", "version", Integer.toString(version),
                    "latest", Integer.toString(results.size())));
        }
        Optional<Acknowledgement> first = acknowledgementOf(version);
        if (first.isPresent()) {
            return Decision.refuse(Rejection.conflict("result-already-acknowledged",
                    "version", Integer.toString(version), "by", first.get().by().reference(),
                    "at", first.get().at().toString()));
        }
        Acknowledgement acknowledgement = new Acknowledgement(version, by, now);
        return Decision.accept(
                with(referral, actions, progress, draft, results, and(acknowledgements, acknowledgement), stops),
                List.of(new TracingEvent.TracingResultAcknowledged(acknowledgement)));
    }

    // What can be read

    /** The same tracing with every consent that ran out before this day shown as expired, and its effect. */
    public Tracing asOf(LocalDate today) {
        return with(referral.withConsents(referral.consents().asOf(today)));
    }

    /** Whether everything, a part or nothing of what the person permitted was taken back. */
    public Standing consentStanding() {
        if (referral.withdrawnAt() != null || referral.consents().stoppingEverything().isPresent()) {
            return Standing.WITHDRAWN;
        }
        return referral.consents().partlyWithdrawn() ? Standing.PARTLY_WITHDRAWN : Standing.IN_FORCE;
    }

    /** The two countries of the case. */
    public Parties parties() {
        return new Parties(hostCountry, originCountry);
    }

    /** The other side's country. */
    public String peer() {
        return side == Side.HOST ? originCountry : hostCountry;
    }

    /** The latest issued version. */
    public Optional<Result> latestResult() {
        return results.isEmpty() ? Optional.empty() : Optional.of(results.getLast());
    }

    /** The first acknowledgement of a version. */
    public Optional<Acknowledgement> acknowledgementOf(int version) {
        return acknowledgements.stream().filter(read -> read.resultVersion() == version).findFirst();
    }

    /** Whether the referral flags the person as a child. */
    public boolean child() {
        return referral.request() != null && referral.request().careFlags().contains(CareFlag.CHILD);
    }

    /** The advice on the latest result; the host side only, and none while there is no result or it stopped. */
    public Optional<Advice> advice() {
        return side == Side.ORIGIN || state == TracingState.STOPPED ? Optional.empty()
                : latestResult().map(result -> Advice.on(result.findings().nationality(),
                        result.findings().family(), child()));
    }

    /** How far one track has come. On the host side a track runs unseen until a result answers it. */
    public TrackState trackState(Track track) {
        Purpose purpose = switch (track) {
            case NATIONALITY -> Purpose.NATIONALITY_CHECK;
            case FAMILY -> Purpose.FAMILY_CONTACT;
        };
        if (state == TracingState.STOPPED
                || (referral.request() != null && !referral.consents().permits(purpose))) {
            return TrackState.STOPPED;
        }
        if (!results.isEmpty()) {
            return TrackState.ANSWERED;
        }
        return actions.stream().anyMatch(action -> action.type().track() == track) ? TrackState.IN_PROGRESS
                : TrackState.NOT_STARTED;
    }

    /** The same tracing, which belongs to these too. */
    public Tracing heldBy(CaseScope more) {
        return with(scope.and(more));
    }

    /** The same tracing, the addressed unit's, and every contact point's until the referral is answered. */
    public Tracing offeredTo(String receivingUnit) {
        CaseScope addressed = scope.withUnit(receivingUnit);
        boolean answered = referral.acceptance() != null || referral.declinedAt() != null
                || referral.withdrawnAt() != null;
        return with(answered ? addressed : addressed.offered());
    }

    /** The same tracing after the referral was answered: whoever has it by now keeps it. */
    public Tracing taken() {
        return with(scope.taken());
    }

    private boolean tracedBy(Officer officer) {
        return actions.stream().flatMap(Action::workedOnBy)
                .anyMatch(tracer -> tracer.reference().equals(officer.reference()));
    }

    private Optional<Result> version(int version) {
        return results.stream().filter(result -> result.version() == version).findFirst();
    }

    /** The "no" to any work of the origin side, if there is one. */
    private Optional<Decision<Tracing, TracingEvent>> work() {
        if (side != Side.ORIGIN) {
            return Optional.of(Decision.refuse(Rejection.refused("tracing-belongs-to-origin", "side", side.name())));
        }
        return switch (state) {
            case STOPPED -> Optional.of(Decision.refuse(Rejection.conflict("tracing-stopped", "reason",
                    referral.consents().stoppingEverything().map(purpose -> "CONSENT_" + purpose.name())
                            .filter(reason -> referral.withdrawnAt() == null).orElse("REFERRAL_WITHDRAWN"))));
            case REQUESTED, DECLINED -> Optional.of(Decision.refuse(
                    Rejection.conflict(NOT_ACCEPTED, "state", state.name())));
            case TRACING, RESULT_ISSUED, RESULT_REVIEWED -> Optional.empty();
        };
    }

    private Optional<Decision<Tracing, TracingEvent>> work(Purpose purpose) {
        return work().or(() -> referral.consents().permits(purpose) ? Optional.empty()
                : Optional.of(Decision.refuse(Rejections.consentNotGiven(referral, purpose))));
    }

    /** The answer to a withdrawal; a draft written before it does not survive it. */
    private Decision<Tracing, TracingEvent> stopping(Stop stop) {
        boolean keepDraft = state != TracingState.STOPPED && draft != null
                && broken(draft.findings(), draft.familyDetail()).isEmpty();
        return Decision.accept(with(referral, actions, progress, keepDraft ? draft : null, results, acknowledgements,
                and(stops, stop)), List.of(new TracingEvent.ConsentEffectConfirmed(stop)));
    }

    private Optional<Rejection> broken(Findings findings, boolean familyDetail) {
        return ResultPolicy.ALL.stream()
                .flatMap(policy -> policy.check(referral, findings, familyDetail).stream()).findFirst();
    }

    private static <T> List<T> and(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    private static Decision<Tracing, TracingEvent> accept(Tracing tracing) {
        return Decision.accept(tracing, List.of());
    }

    private static Decision<Tracing, TracingEvent> noDraft(int version) {
        return Decision.refuse(Rejection.conflict("no-draft-of-version", "version", Integer.toString(version)));
    }

    private static Decision<Tracing, TracingEvent> unknownVersion(int version) {
        return Decision.refuse(Rejection.unknown("unknown-result-version", "version", Integer.toString(version)));
    }

    private Tracing with(Referral newReferral) {
        return with(newReferral, actions, progress, draft, results, acknowledgements, stops);
    }

    private Tracing withActions(List<Action> newActions) {
        return with(referral, newActions, progress, draft, results, acknowledgements, stops);
    }

    private Tracing withDraft(@Nullable Draft newDraft) {
        return with(referral, actions, progress, newDraft, results, acknowledgements, stops);
    }

    private Tracing with(Referral newReferral, List<Action> newActions, List<Progress> newProgress,
            @Nullable Draft newDraft, List<Result> newResults, List<Acknowledgement> newAcknowledgements,
            List<Stop> newStops) {
        return new Tracing(caseRef, side, hostCountry, originCountry,
                settle(side, newReferral, newProgress, newResults, newAcknowledgements),
                newReferral, newActions, newProgress, newDraft, newResults, newAcknowledgements, newStops, scope);
    }

    private Tracing with(CaseScope newScope) {
        return new Tracing(caseRef, side, hostCountry, originCountry, state, referral, actions, progress, draft, results,
                acknowledgements, stops, newScope);
    }

    private static TracingState settle(Side side, Referral referral, List<Progress> progress, List<Result> results,
            List<Acknowledgement> acknowledgements) {
        if (referral.withdrawnAt() != null || referral.consents().stoppingEverything().isPresent()) {
            return TracingState.STOPPED;
        }
        if (!results.isEmpty()) {
            int latest = results.getLast().version();
            return acknowledgements.stream().anyMatch(read -> read.resultVersion() == latest)
                    ? TracingState.RESULT_REVIEWED : TracingState.RESULT_ISSUED;
        }
        if (referral.declinedAt() != null) {
            return TracingState.DECLINED;
        }
        boolean begun = referral.acceptance() != null && (side == Side.HOST || referral.request() != null);
        return begun || !progress.isEmpty() ? TracingState.TRACING : TracingState.REQUESTED;
    }
}
