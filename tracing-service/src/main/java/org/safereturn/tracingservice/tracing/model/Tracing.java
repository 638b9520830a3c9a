package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/**
 * The tracing of one case as one country knows it. On the origin side it is the work itself, on the host side what was
 * received. What belongs to a round of the referral that is over stays readable and counts no longer. Facts of the referral
 * and of consent may come in any order and give the same state; {@code state} always follows from the rest.
 *
 * @param caseRef joint case reference
 * @param side on which this country stands
 * @param hostCountry where the person is
 * @param originCountry the presumed country of nationality
 * @param state where it stands
 * @param referral what is known of the referral and the person's consents
 * @param actions what the origin side did; never known on the host side
 * @param progress milestones reported to the host side
 * @param form sections of long forms as they are filled in now; never known on the host side
 * @param draft the result that waits for the second officer
 * @param results every issued version, first version first
 * @param acknowledgements which versions the host side has read
 * @param clarifications what the two sides asked each other, oldest first
 * @param stops what stopped because the person took something back
 * @param scope to whom in this ministry the case belongs
 * @param course how the case went on beyond tracing
 */
public record Tracing(String caseRef, Party side, String hostCountry, String originCountry, TracingState state,
        Referral referral, List<Action> actions, List<Progress> progress, List<FormSection> form, @Nullable Draft draft,
        List<Result> results, List<Acknowledgement> acknowledgements, List<Clarification> clarifications, List<Stop> stops,
        CaseScope scope, CaseCourse course) {

    /** The rule that refuses work on a referral that is not accepted, or whose acceptance is not known yet. */
    public static final String NOT_ACCEPTED = "tracing-not-accepted";

    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,63}");

    public Tracing {
        actions = List.copyOf(actions);
        progress = List.copyOf(progress);
        form = orNone(form);
        results = List.copyOf(results);
        acknowledgements = List.copyOf(acknowledgements);
        clarifications = orNone(clarifications);
        stops = List.copyOf(stops);
        scope = CaseScope.orNobody(scope);
        course = Objects.requireNonNullElse(course, CaseCourse.UNKNOWN);
    }

    /** What stands in a document, or nothing for one that was stored before there was such a thing. */
    private static <T> List<T> orNone(@Nullable List<T> stored) {
        return stored == null ? List.of() : List.copyOf(stored);
    }

    // What others say

    /**
     * Takes in a fact of a case; its tracing begins with the first fact that arrives.
     *
     * @param known the tracing, if any fact arrived before
     * @param caseRef joint case reference
     * @param journey the two countries that the fact names
     * @param own this country
     * @param hear what the fact means
     */
    public static Decision<Tracing, TracingEvent> learn(Optional<Tracing> known, String caseRef, Journey journey,
            String own, Function<Tracing, Decision<Tracing, TracingEvent>> hear) {
        Optional<Party> side = journey.partyOf(own);
        if (side.isEmpty() || known.filter(tracing -> !tracing.journey().equals(journey)).isPresent()) {
            return Decision.refuse(Rejection.refused("case-of-other-countries",
                    "hostCountry", journey.host(), "originCountry", journey.origin()));
        }
        return hear.apply(known.orElseGet(() -> new Tracing(caseRef, side.get(), journey.host(), journey.origin(),
                TracingState.REQUESTED, Referral.UNKNOWN, List.of(), List.of(), List.of(), null, List.of(), List.of(),
                List.of(), List.of(), CaseScope.NOBODY, CaseCourse.UNKNOWN)));
    }

    /** The peer's tracing service told something. It is taken in, unless it makes no sense here. */
    public Decision<Tracing, TracingEvent> hear(TracingEvent.Told told) {
        Optional<Rejection> refused = switch (told) {
            case TracingEvent.TracingProgressReported(Progress reported) -> codeKnown("milestone", reported.milestone());
            case TracingEvent.TracingResultIssued(Result result) ->
                    codeKnown("nationalityOutcome", result.findings().nationality())
                            .or(() -> codeKnown("familyOutcome", result.findings().family()))
                            .or(() -> unitIsCode(result.findings().recommendedReceptionUnit()))
                            .or(() -> inTurn(result));
            case TracingEvent.TracingResultAcknowledged(Acknowledgement read) -> versionKnown(read.resultVersion());
            case TracingEvent.TracingClarificationRequested(Clarification question) ->
                    inTurn(question).or(() -> resultKnown(question.resultVersion()));
            case TracingEvent.TracingClarificationAnswered(Party askedBy, int number, Clarification.Answer _) ->
                    unanswered(askedBy, number);
            case TracingEvent.ConsentEffectConfirmed _ -> Optional.empty();
        };
        return refused.<Decision<Tracing, TracingEvent>>map(Decision::refuse)
                .orElseGet(() -> Decision.accept(evolve(told), List.of()));
    }

    /**
     * Another service said something of the referral, of consent or of how the case goes on. Where the person or the host side
     * takes something back, the origin side stops what stood on it and answers what that was.
     *
     * @param messageId id of the message that said it
     */
    public Decision<Tracing, TracingEvent> hear(TracingEvent.Heard heard, String messageId, Instant now) {
        Tracing after = evolve(heard);
        if (side == Party.HOST) {
            return Decision.accept(after, List.of());
        }
        return switch (heard) {
            case TracingEvent.ReferralSubmitted _, TracingEvent.ReferralAccepted _, TracingEvent.ReferralDeclined _,
                    TracingEvent.ReferralDeclineRevoked _, TracingEvent.ConsentUpdated _, TracingEvent.HandoverExecuted _,
                    TracingEvent.ArrivalConfirmed _, TracingEvent.CaseClosed _, TracingEvent.CaseReopened _ ->
                    Decision.accept(after, List.of());
            case TracingEvent.ReferralWithdrawn(Instant _, int round) -> after.stopping(
                    new Stop(messageId, List.of(), Activity.all(), now, round));
            case TracingEvent.ConsentWithdrawn(List<Purpose> purposes, Instant _, LocalDate _) -> after.stopping(
                    new Stop(messageId, purposes, after.stoppedBy(purposes), now));
        };
    }

    /** What stops here when these purposes are taken back; everything when nothing that was asked for stands any more. */
    private List<Activity> stoppedBy(List<Purpose> purposes) {
        List<Activity> stopped = Activity.carriedBy(purposes.stream()
                .filter(purpose -> !referral.consents().permits(purpose)).toList());
        return stopped.isEmpty() || state != TracingState.STOPPED ? stopped : Activity.all();
    }

    /** The answer to a withdrawal; a draft that stood on what was taken back falls with it. */
    private Decision<Tracing, TracingEvent> stopping(Stop stop) {
        TracingEvent confirmed = new TracingEvent.ConsentEffectConfirmed(stop, consentStanding());
        boolean draftFalls = draft != null && (state == TracingState.STOPPED
                || broken(draft.findings(), draft.familyDetail(), null).isPresent());
        return draftFalls ? happens(new TracingEvent.DraftTakenBack(), confirmed) : happens(confirmed);
    }

    private static Optional<Rejection> codeKnown(String field, Enum<?> code) {
        return Symbols.isUnknown(code) ? Optional.of(Rejection.refused("tracing-code-not-known", "field", field))
                : Optional.empty();
    }

    /** A unit of the other side is not in the profile here, but a text is no unit. */
    private static Optional<Rejection> unitIsCode(@Nullable String unit) {
        return unit == null || UNIT.matcher(unit).matches() ? Optional.empty()
                : Optional.of(Rejection.refused("tracing-code-not-known", "field", "recommendedReceptionUnit"));
    }

    private Optional<Rejection> inTurn(Result result) {
        return result.version() == nextVersion() ? Optional.empty()
                : Optional.of(Rejection.refused("result-version-out-of-turn", "version",
                        Integer.toString(result.version()), "expected", Integer.toString(nextVersion())));
    }

    private Optional<Rejection> inTurn(Clarification question) {
        int expected = nextQuestion(question.askedBy());
        return question.number() == expected ? Optional.empty()
                : Optional.of(Rejection.refused("clarification-out-of-turn", "number",
                        Integer.toString(question.number()), "expected", Integer.toString(expected)));
    }

    private int nextQuestion(Party asking) {
        return 1 + (int) clarifications.stream().filter(question -> question.askedBy() == asking).count();
    }

    private Optional<Rejection> unanswered(Party askedBy, int number) {
        Optional<Clarification> question = clarifications.stream().filter(each -> each.is(askedBy, number)).findFirst();
        if (question.isEmpty()) {
            return Optional.of(Rejection.unknown("unknown-clarification", "askedBy", askedBy.name(),
                    "number", Integer.toString(number)));
        }
        return question.flatMap(asked -> Optional.ofNullable(asked.answer())).map(answer -> Rejection.conflict(
                "clarification-already-answered",
                "askedBy", askedBy.name(), "number", Integer.toString(number), "by", answer.by().reference(),
                "at", answer.at().toString()));
    }

    private Optional<Rejection> resultKnown(@Nullable Integer version) {
        return version == null ? Optional.empty() : versionKnown(version);
    }

    private Optional<Rejection> versionKnown(int version) {
        return results.stream().anyMatch(result -> result.version() == version) ? Optional.empty()
                : Optional.of(Rejection.unknown("unknown-result-version", "version", Integer.toString(version)));
    }

    // The origin side's work

    /**
     * Records what a tracing officer did. What the person's instruction on contact with the family forbids is refused.
     *
     * @param safeContact that instruction, absent where it cannot be read now
     */
    public Decision<Tracing, TracingEvent> recordAction(ActionType type, LocalDate date, ActionResult result,
            Sealed detail, @Nullable SafeContact safeContact, Officer by, Moment now) {
        return new OriginWork(this).recordAction(type, date, result, detail, safeContact, by, now);
    }

    /** Records how a pending action ended. */
    public Decision<Tracing, TracingEvent> concludeAction(int number, ActionResult result, Sealed detail, Officer by,
            Instant now) {
        return new OriginWork(this).concludeAction(number, result, detail, by, now);
    }

    /**
     * Reports a milestone to the host side, unless {@link #settled} says no.
     *
     * @param safeContact what the person asks for contact with the family, absent where it cannot be read now
     */
    public Decision<Tracing, TracingEvent> reportProgress(Milestone milestone, @Nullable SafeContact safeContact,
            Officer by, Instant now) {
        return new OriginWork(this).reportProgress(milestone, safeContact, by, now);
    }

    /**
     * Fills in a section of a long form, or fills it in anew. Nothing of it leaves the country before a result does.
     *
     * @param form code of the version of the form
     * @param section what is asked in it
     * @param written what is filled in
     * @param content the same as ciphertext
     */
    public Decision<Tracing, TracingEvent> writeSection(String form, FormFields.Section section, FormAnswers.Written written,
            Sealed content, Officer by, Instant now) {
        return new OriginWork(this).writeSection(form, section, written, content, by, now);
    }

    /**
     * The first officer's result, unless {@link #settled} says no. It waits for a second officer; nothing leaves the country.
     *
     * @param nationality the answer on nationality; refused when absent
     * @param family the answer on the family; refused when absent
     * @param codes everything else that would travel in clear
     * @param content the personal content as ciphertext
     * @param familyDetail whether the content says who was found
     * @param correctionReason why the version before is corrected; for every version but the first
     * @param safeContact what the person asks for contact with the family, absent where it cannot be read now
     */
    public Decision<Tracing, TracingEvent> draftResult(@Nullable NationalityOutcome nationality,
            @Nullable FamilyOutcome family, Codes codes, @Nullable Sealed content, boolean familyDetail,
            @Nullable CorrectionReason correctionReason, @Nullable SafeContact safeContact, Officer by, Instant now) {
        return new OriginWork(this).draftResult(nationality, family, codes, content, familyDetail, correctionReason, safeContact, by, now);
    }

    /** The same draft, unless the long form that it is written on says otherwise or lacks something. */
    public Decision<Tracing, TracingEvent> onForm(Decision<Tracing, TracingEvent> drafted, FormFields fields,
            FormAnswers answers) {
        return drafted instanceof Decision.Accepted<Tracing, TracingEvent>(Tracing after, List<TracingEvent> _)
                && after.draft() != null ? FormPolicy.ofResult(fields, answers, this, after.draft().findings())
                        .<Decision<Tracing, TracingEvent>>map(Decision::refuse).orElse(drafted) : drafted;
    }

    /**
     * The second officer checked the draft and issues it, unless {@link #settled} says no.
     *
     * @param answers to the gaps between the draft and the recorded actions; every gap needs one
     * @param note what the second officer noted, as ciphertext
     * @param safeContact what the person asks for contact with the family, absent where it cannot be read now
     */
    public Decision<Tracing, TracingEvent> approveResult(int version, List<GapAnswer> answers, @Nullable Sealed note,
            @Nullable SafeContact safeContact, Officer by, Instant now) {
        return new OriginWork(this).approveResult(version, answers, note, safeContact, by, now);
    }

    /** Takes the draft back, so that it can be drafted anew. */
    public Decision<Tracing, TracingEvent> returnDraft(int version) {
        return new OriginWork(this).returnDraft(version);
    }

    /** The sections that are filled in on this version of a form, in the order in which they were first written. */
    public List<FormSection> filledIn(String formCode) {
        return form.stream().filter(section -> section.form().equals(formCode)).toList();
    }

    /**
     * Those of them that count for a result now. What was written in a round of the referral that is over can be read, and counts
     * once an officer writes it again.
     */
    public List<FormSection> presentlyFilledIn(String formCode) {
        return filledIn(formCode).stream().filter(section -> referral.counts(0, section.writtenAt())).toList();
    }

    /** The version a result drafted now would be issued as. */
    public int nextVersion() {
        return results.size() + 1;
    }

    /** What the waiting draft says beside the recorded actions, or empty when no draft waits. */
    public Optional<Evidence> evidence() {
        return Optional.ofNullable(draft)
                .map(waiting -> Evidence.of(waiting.findings(), presentActions(), referral.consents()));
    }

    /**
     * What a result would rest on that nobody has drafted yet. The host side records no actions and drafts nothing.
     *
     * @param nationality the answer on nationality, if there is one yet
     * @param basis its sources; where none is named, those whose recorded checks show it
     * @param family the answer on the family, if there is one yet
     */
    public Evidence evidence(@Nullable NationalityOutcome nationality, List<NationalityBasis> basis,
            @Nullable FamilyOutcome family) {
        if (side == Party.HOST) {
            return new Evidence(List.of());
        }
        List<NationalityBasis> sources = nationality == null ? basis
                : Evidence.sources(basis, nationality, presentActions());
        return Evidence.of(nationality, sources, family, presentActions(), referral.consents());
    }

    // The host side

    /** An officer here has read the latest version of the result. */
    public Decision<Tracing, TracingEvent> acknowledge(int version, Officer by, Instant now) {
        if (side != Party.HOST) {
            return Decision.refuse(Rejection.refused("acknowledgement-belongs-to-host", "side", side.name()));
        }
        Optional<Rejection> unknown = versionKnown(version);
        if (unknown.isPresent()) {
            return Decision.refuse(unknown.get());
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
        return happens(new TracingEvent.TracingResultAcknowledged(
                new Acknowledgement(version, by, now, results.get(version - 1).round())));
    }

    // Either side

    /**
     * Asks the other side about the case.
     *
     * @param answerDueOn day by which an answer is wanted, if any
     * @param resultVersion version of the result that the question is about, if any
     * @param content the text as ciphertext
     */
    public Decision<Tracing, TracingEvent> ask(ClarificationTopic topic, @Nullable LocalDate answerDueOn,
            @Nullable Integer resultVersion, Sealed content, Officer by, Moment now) {
        if (state == TracingState.STOPPED) {
            return Decision.refuse(stopped());
        }
        return now.notOver("answerDueOn", answerDueOn).or(() -> resultKnown(resultVersion)).<Decision<Tracing, TracingEvent>>map(Decision::refuse)
                .orElseGet(() -> happens(new TracingEvent.TracingClarificationRequested(new Clarification(side,
                        nextQuestion(side), topic, answerDueOn, resultVersion, content, by, now.at(), null,
                        referral.round()))));
    }

    /**
     * Answers a question of the other side.
     *
     * @param askedBy the side that asked
     * @param number of its question
     * @param content the text as ciphertext
     */
    public Decision<Tracing, TracingEvent> answer(Party askedBy, int number, Sealed content, Officer by, Instant now) {
        if (state == TracingState.STOPPED) {
            return Decision.refuse(stopped());
        }
        if (askedBy == side) {
            return Decision.refuse(Rejection.refused("own-clarification", "side", side.name()));
        }
        return unanswered(askedBy, number).<Decision<Tracing, TracingEvent>>map(Decision::refuse)
                .orElseGet(() -> happens(new TracingEvent.TracingClarificationAnswered(askedBy, number,
                        new Clarification.Answer(content, by, now))));
    }

    // What happened

    /** The tracing after an event, the same for one of this side and for what others say. */
    public Tracing evolve(TracingEvent event) {
        return TracingDraft.after(this, event);
    }

    Decision<Tracing, TracingEvent> happens(TracingEvent... events) {
        Tracing after = this;
        for (TracingEvent event : events) {
            after = after.evolve(event);
        }
        return Decision.accept(after, List.of(events));
    }

    // What can be read

    /** The same tracing with every consent that ran out before this day shown as expired, and its effect. */
    public Tracing asOf(LocalDate today) {
        return new TracingDraft(this).knowing(referral.withConsents(referral.consents().asOf(today))).settled();
    }

    /** The same tracing with the special-care flags of the referral's opened content. */
    public Tracing knowing(List<CareFlag> careFlags) {
        return new TracingDraft(this).knowing(referral.knowing(careFlags)).settled();
    }

    /** Whether everything, a part or nothing of what the person permitted was taken back. */
    public Standing consentStanding() {
        if (referral.withdrawnAt() != null || referral.stoppingEverything().isPresent()) {
            return Standing.WITHDRAWN;
        }
        return referral.consents().partlyWithdrawn() ? Standing.PARTLY_WITHDRAWN : Standing.IN_FORCE;
    }

    /** The two countries of the case. */
    public Journey journey() {
        return new Journey(hostCountry, originCountry);
    }

    /** The latest version that was issued in the round of the referral that counts now. */
    public Optional<Result> latestResult() {
        return results.stream().filter(result -> referral.counts(result.round(), result.issuedAt())).reduce((_, later) -> later);
    }

    /** The actions of the round of the referral that counts now. */
    List<Action> presentActions() {
        return actions.stream().filter(action -> referral.counts(0, action.recordedAt())).toList();
    }

    /** The questions of the round of the referral that counts now. */
    public List<Clarification> presentClarifications() {
        return clarifications.stream().filter(question -> referral.counts(question.round(), question.at())).toList();
    }

    /** The first acknowledgement of a version. */
    public Optional<Acknowledgement> acknowledgementOf(int version) {
        return acknowledgements.stream().filter(read -> read.resultVersion() == version).findFirst();
    }

    /** Whether the referral flags the person as a child, or may do so for all that is known here. */
    public boolean child() {
        return referral.request() != null && referral.request().ofChild();
    }

    /** The special needs that the referral flags, as far as they are known here. */
    public List<CareFlag> careFlags() {
        Request request = referral.request();
        return request == null ? List.of() : request.knownCareFlags();
    }

    /** The advice on the latest result; the host side only, and none while there is no result or it stopped. */
    public Optional<Advice> advice() {
        return side == Party.ORIGIN || state == TracingState.STOPPED ? Optional.empty()
                : latestResult().map(result -> Advice.on(result.findings().nationality(),
                        result.findings().family(), child()));
    }

    /**
     * The actions with the family that a missing consent or the person's instruction forbids now.
     *
     * @param safeContact that instruction, absent where it cannot be read now
     */
    public List<ActionType> forbiddenWithFamily(@Nullable SafeContact safeContact) {
        return Stream.of(ActionType.values()).filter(type -> type.track() == Track.FAMILY)
                .filter(type -> !referral.consents().permits(type.purpose()) || unsafe(type, safeContact).isPresent())
                .toList();
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
        if (latestResult().isPresent()) {
            return TrackState.ANSWERED;
        }
        return presentActions().stream().anyMatch(action -> action.type().track() == track) ? TrackState.IN_PROGRESS
                : TrackState.NOT_STARTED;
    }

    Rejection stopped() {
        return Rejection.conflict("tracing-stopped", "reason",
                referral.stoppingEverything().map(StopReason::consentTo)
                        .filter(reason -> referral.withdrawnAt() == null).orElse(StopReason.REFERRAL_WITHDRAWN).name());
    }

    /**
     * Why no further result is issued and no progress is told, if so. Before the handover a correction is wanted: the return goes
     * back to its review. After it a result that found the family stands. Where it found none, or there is no result yet, the
     * tracing stays open: the person can go to a centre meanwhile, one direction orders no result before the return, and in an
     * emergency neither does the other. Nothing is told of a closed case.
     */
    public Optional<Rejection> settled() {
        Instant leftHost = course.leftHost();
        Optional<Result> found = latestResult().filter(result -> result.findings().family().located());
        if (leftHost != null && found.isPresent()) {
            return Optional.of(Rejection.refused("already-handed-over", "at", leftHost.toString(), "version",
                    Integer.toString(found.get().version())));
        }
        return closed() ? Optional.of(Rejection.refused("case-closed")) : Optional.empty();
    }

    /**
     * Whether the case is closed for the tracing. A case that was closed in a round of the referral that is over is not, unless
     * the person left the host side: after that there is no later round.
     */
    public boolean closed() {
        return course.closed() && (referral.endedRound() == 0 || course.leftHost() != null);
    }

    /** The first rule of a result that these findings break, if any. */
    Optional<Rejection> broken(Findings findings, boolean familyDetail, @Nullable SafeContact safeContact) {
        ResultPolicy.Ground ground = new ResultPolicy.Ground(referral, presentActions(), safeContact);
        return ResultPolicy.ALL.stream()
                .flatMap(policy -> policy.check(ground, findings, familyDetail).stream()).findFirst();
    }

    /** The "no" of the person's instruction to an action; where it cannot be read, the family is not contacted. */
    static Optional<Decision<Tracing, TracingEvent>> unsafe(ActionType action, @Nullable SafeContact safeContact) {
        if (safeContact == null) {
            return action.purpose() != Purpose.FAMILY_CONTACT ? Optional.empty() : Optional.of(Decision.refuse(
                    Rejection.conflict("safe-contact-not-readable", "action", action.name())));
        }
        return safeContact.forbids(action).map(Decision::refuse);
    }
}
