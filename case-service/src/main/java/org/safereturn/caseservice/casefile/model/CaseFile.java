package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.NextStep;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.witness.model.WitnessCooperation;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/**
 * The file of one case in one country. In the host country an officer opens it; in the country of origin it begins with
 * the first thing heard from the other side and opens when the person arrives. What was heard is kept as facts that give
 * the same file in any order.
 *
 * @param side which part this country plays
 * @param hostCountry country that identified the person
 * @param originCountry presumed country of origin
 * @param stage how far the case is; follows from the rest
 * @param opened whether it is a case of this country already
 * @param openedAt when it was opened
 * @param decision what the host decided; known only there
 * @param statistics what may be counted about the person
 * @param identity who the person is, sealed under the case key
 * @param consents one for each purpose that was asked about
 * @param earlierConsents decisions that do not stand, oldest first
 * @param withdrawals consents taken back, in order
 * @param effects who has stopped what after a withdrawal
 * @param facts what happened outside this service, one for each kind in each round of the referral
 * @param arrival how the person was received, in the country of origin
 * @param reintegration the time after the arrival, in the country of origin
 * @param feedback the time after the arrival, as the host hears of it
 * @param scope to whom in this ministry the case belongs
 * @param temporaryAccess who else asked to read it for a time, in order
 * @param ending how it ended without a return
 * @param safeguardsReview who looked at the safeguards of a child after the person turned 18, and when
 * @param standing who the person is, sealed as the own services are told it; in the host country
 * @param merge that it is of the same person as another case, proposed or confirmed
 * @param mergedIn references of the cases of the same person for which this one goes on
 * @param acts what officers of this ministry did with the file, in order; the latest of very many
 * @param witness the work with a person who may testify, which nothing else here depends on
 * @param course how the return is arranged
 * @param flow version of the flow that the file began on; no rule here depends on it
 */
public record CaseFile(Party side, String hostCountry, String originCountry, Stage stage, boolean opened,
        @Nullable Instant openedAt, @Nullable HostDecision decision, @Nullable PersonStatistics statistics,
        @Nullable Sealed identity, List<Consent> consents, List<Earlier<Consent>> earlierConsents,
        List<ConsentWithdrawal> withdrawals, List<ConsentEffect> effects, List<Fact> facts, @Nullable Arrival arrival,
        @Nullable Reintegration reintegration, @Nullable Feedback feedback, CaseScope scope,
        List<TemporaryAccess> temporaryAccess, @Nullable Ending ending, @Nullable SafeguardsReview safeguardsReview,
        @Nullable Sealed standing, @Nullable CaseMerge merge, List<String> mergedIn, List<Act> acts,
        WitnessCooperation witness, ReturnCourse course, int flow) {

    /** The first version of the flow, which a document of an older release is on. */
    public static final int FIRST_FLOW = 1;

    /**
     * Keeps its own copies of the lists; a document of an older release has no acts and knows nothing of testimony, plans and
     * flows.
     */
    public CaseFile {
        consents = List.copyOf(consents);
        earlierConsents = List.copyOf(Objects.requireNonNullElse(earlierConsents, List.of()));
        withdrawals = List.copyOf(withdrawals);
        effects = List.copyOf(effects);
        facts = List.copyOf(facts);
        scope = CaseScope.orNobody(scope);
        temporaryAccess = List.copyOf(Objects.requireNonNullElse(temporaryAccess, List.of()));
        mergedIn = List.copyOf(Objects.requireNonNullElse(mergedIn, List.of()));
        acts = List.copyOf(Objects.requireNonNullElse(acts, List.of()));
        witness = Objects.requireNonNullElse(witness, WitnessCooperation.NONE);
        course = Objects.requireNonNullElse(course, ReturnCourse.UNKNOWN);
        flow = Math.max(FIRST_FLOW, flow);
    }

    /** A file in which nothing stands yet, on the first version of the flow. */
    public static CaseFile heardOf(Party side, Journey journey) {
        return heardOf(side, journey, FIRST_FLOW);
    }

    /** A file in which nothing stands yet, on this version of the flow. */
    public static CaseFile heardOf(Party side, Journey journey, int flow) {
        return CaseDraft.empty(side, journey, flow);
    }

    /** An officer of the host opens the file, on the first version of the flow. */
    public static Decision<CaseFile, CaseEvent> open(Opening opening, SealedPerson person, RoutingPolicy routing,
            Officer by, Moment now) {
        return open(opening, person, routing, FIRST_FLOW, by, now);
    }

    /**
     * An officer of the host opens the file.
     *
     * @param flow version of the flow that it begins on, and stays on
     */
    public static Decision<CaseFile, CaseEvent> open(Opening opening, SealedPerson person, RoutingPolicy routing, int flow,
            Officer by, Moment now) {
        Optional<Rejection> refusal = opening.refusal(routing, now);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        Identification identification = opening.identification().on(
                now.day("identification.decidedOn", opening.identification().decidedOn()).kept());
        HostDecision decision = new HostDecision(identification, opening.wish(),
                routing.route(identification.outcome(), opening.nationality(), opening.wish()));
        return heardOf(Party.HOST, new Journey(routing.country(), opening.nationality()), flow).decided(
                new CaseEvent.CaseOpened(now.at(), by, decision, opening.statistics(), person,
                        opening.consents().stream().map(answer -> answer.recorded(now)).toList()),
                next -> next.told(by, now.at()));
    }

    /**
     * The host completes or corrects who the person is, until the person is handed over. What others decided for a child who
     * turns out to be an adult is to be asked anew, and so is what a person decided alone who turns out to be a child.
     *
     * @param age what is said about the age on the day of the identification
     */
    public Decision<CaseFile, CaseEvent> amend(StatedAge age, PersonStatistics corrected, SealedPerson person, Officer by,
            Moment now) {
        if (side != Party.HOST || !opened) {
            return wrongSide(Party.HOST);
        }
        if (ending != null) {
            return Decision.refuse(inThisState("case-closed"));
        }
        if (heard(FactKind.HANDED_OVER) || heard(FactKind.ARRIVED)) {
            return Decision.refuse(inThisState("already-handed-over"));
        }
        List<Consent> lapsed = new ConsentActs(this).lapsing(corrected, age.age(), now);
        return age.refusal().<Decision<CaseFile, CaseEvent>>map(Decision::refuse).orElseGet(() -> decided(
                new CaseEvent.PersonAmended(now.at(), by, corrected, person, lapsed), next -> lapsed.isEmpty()
                        ? next.told(by, now.at()) : new ConsentActs(next).changesTold(this, false, by, now)));
    }

    /**
     * The host decides anew: what was on hold gets its route. Once referred, only a withdrawal takes a case back.
     *
     * @param person with the new wish sealed; absent in a file that was opened before it was told
     */
    public Decision<CaseFile, CaseEvent> identify(Identification identification, WishToReturn wish,
            @Nullable SealedPerson person, RoutingPolicy routing, Officer by, Moment now) {
        if (side != Party.HOST || !opened) {
            return wrongSide(Party.HOST);
        }
        if (crossed()) {
            return Decision.refuse(inThisState("already-referred"));
        }
        if (ending != null) {
            return Decision.refuse(inThisState("case-closed"));
        }
        StatedDay decidedOn = now.day("decidedOn", identification.decidedOn());
        Optional<Rejection> refusal = decidedOn.notInFuture().or(() -> decidedOn.notBefore("identification.decidedOn",
                decision == null ? null : decision.identification().decidedOn()));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        Route route = identification.outcome() == IdentificationOutcome.NOT_A_VICTIM ? Route.CHECKPOINT_RETURN
                : routing.route(identification.outcome(), originCountry, wish);
        return decided(new CaseEvent.CaseIdentified(now.at(), by,
                        new HostDecision(identification.on(decidedOn.kept()), wish, route), person),
                next -> next.told(by, now.at()));
    }

    /**
     * Records answers. An answer that is older than what stands is kept and changes nothing, so nobody is told of it.
     *
     * @param age what is known of the person's age
     * @param correction why they take the place of answers of the same day, or of the day that they name, if they correct
     *     these
     */
    public Decision<CaseFile, CaseEvent> renewConsents(List<ConsentAnswer> answers, Optional<Age> age,
            Correction.@Nullable Reason correction, Officer by, Moment now) {
        return new ConsentActs(this).renewConsents(answers, age, correction, by, now);
    }

    /**
     * The person takes consent back for some purposes.
     *
     * @param withdrawnOn day on which the person said so; today when none is stated
     */
    public Decision<CaseFile, CaseEvent> withdrawConsents(List<Purpose> purposes, @Nullable LocalDate withdrawnOn,
            boolean eraseRequested, Officer by, Moment now) {
        return new ConsentActs(this).withdrawConsents(purposes, withdrawnOn, eraseRequested, by, now);
    }

    /**
     * Corrects the day on which the person took consent back for some purposes. No correction gives consent back: the right
     * day does not lie before the consent that was taken back.
     *
     * @param insteadOf day under which it was recorded
     * @param withdrawnOn the right day
     */
    public Decision<CaseFile, CaseEvent> correctWithdrawal(List<Purpose> purposes, LocalDate insteadOf, LocalDate withdrawnOn,
            Correction.@Nullable Reason correction, Officer by, Moment now) {
        return new ConsentActs(this).correctWithdrawal(purposes, insteadOf, withdrawnOn, correction, by, now);
    }

    /**
     * A case manager takes over, on receipt of the person or later from another one.
     *
     * @param units of the own ministry
     */
    public Decision<CaseFile, CaseEvent> assign(Responsible responsible, Set<String> units, Officer by, Moment now) {
        return new AfterReturn(this).assign(responsible, units, by, now);
    }

    /** A case manager takes over and says at once how the time after the arrival goes on. */
    public Decision<CaseFile, CaseEvent> assign(Responsible responsible, ReintegrationStatus status,
            @Nullable LocalDate planDate, Set<String> units, Officer by, Moment now) {
        return new AfterReturn(this).assign(responsible, status, planDate, units, by, now);
    }

    /** The host is told the status, and nothing else. */
    public Decision<CaseFile, CaseEvent> report(ReintegrationStatus status, @Nullable LocalDate planDate,
            @Nullable LocalDate nextReportDue, Officer by, Moment now) {
        return new AfterReturn(this).report(status, planDate, nextReportDue, by, now);
    }

    /**
     * A statistical snapshot; it leaves the file only while consent to be counted stands. One that is older than what is
     * recorded is kept and changes nothing, so nobody is told of it.
     *
     * @param correction why it takes the place of the one before, if it corrects that one
     */
    public Decision<CaseFile, CaseEvent> count(ReintegrationStats stated, Correction.@Nullable Reason correction,
            Set<Region> offered, Officer by, Moment now) {
        return new AfterReturn(this).count(stated, correction, offered, by, now);
    }

    /**
     * A visit, planned or made; it leaves the file only while consent to be counted stands. The first one that was made in
     * the community begins the monitoring, and the host is told so.
     *
     * @param correction why it takes the place of an earlier record of what became of it, if it does
     */
    public Decision<CaseFile, CaseEvent> visit(MonitoringVisit stated, Correction.@Nullable Reason correction, Officer by,
            Moment now) {
        return new AfterReturn(this).visit(stated, correction, by, now);
    }

    /** Case manager and supervisor close the case; who they are the file says, unless it is stated. */
    public Decision<CaseFile, CaseEvent> close(Closure.Said said, Officer by, Moment now) {
        return new AfterReturn(this).close(said, by, now);
    }

    /**
     * Somebody looked at the safeguards of a child after the person turned 18. None is dropped by that.
     *
     * @param age what is known of the person's age
     */
    public Decision<CaseFile, CaseEvent> reviewSafeguards(Optional<Age> age, Officer by, Moment now) {
        return safeguardsDue(age, now).isEmpty() ? Decision.refuse(Rejection.refused("no-review-due"))
                : decided(new CaseEvent.SafeguardsReviewed(now.at(), new SafeguardsReview(by, now.at())));
    }

    /** Since when the safeguards of a child wait for a review, because the person has turned 18. */
    public Optional<LocalDate> safeguardsDue(Optional<Age> age, Moment now) {
        return statistics == null || !statistics.child() || safeguardsReview != null || merged() ? Optional.empty()
                : age.filter(known -> !known.childOn(now.today())).map(Age::adultFrom);
    }

    /** A file ends whose person does not return through the exchange: on either side, and before any return. */
    public Decision<CaseFile, CaseEvent> end(EndingReason reason, @Nullable LocalDate endedOn, Officer by, Moment now) {
        Ending end = new Ending(reason, now.day("endedOn", endedOn).kept(), by);
        Optional<Rejection> refusal = new Ending(reason, endedOn == null ? now.today() : endedOn, by).refusal(this, now);
        return refusal.isPresent() ? Decision.refuse(refusal.get())
                : decided(new CaseEvent.CaseEnded(now.at(), end), next -> next.ownServicesTold(by, now.at()));
    }

    /**
     * A closed case is taken up again.
     *
     * @param into status of the reintegration that goes on; none for a file that ended without a return
     */
    public Decision<CaseFile, CaseEvent> reopen(ReopeningReason reason, @Nullable ReintegrationStatus into, Officer by,
            Moment now) {
        return new AfterReturn(this).reopen(reason, into, by, now);
    }

    /**
     * An officer records what the person says about testifying, or how far the work with the prosecution is. The own services
     * are told the state and its day; nobody else is told anything, and nothing else of the case changes.
     *
     * @param correction why it takes the place of the step that stands, if it corrects that one
     * @param offered what this country offers after such a return; in the country of origin this region must be among it
     * @param age what is known of the person's age
     */
    public Decision<CaseFile, CaseEvent> recordWitness(WitnessStep.Said said, Correction.@Nullable Reason correction,
            Set<Region> offered, Optional<Age> age, Officer by, Moment now) {
        return new WitnessActs(this).step(said, correction, offered, age, by, now);
    }

    /** Whether that is recorded in this case: at the host, in a country of origin that offers it, and wherever it has begun. */
    public boolean recordsWitness(Set<Region> offered) {
        return new WitnessActs(this).here(offered);
    }

    /** What may be recorded of it next. */
    public List<WitnessState> witnessNext() {
        return new WitnessActs(this).next();
    }

    /** What the step of it that stands may be corrected to. */
    public List<WitnessState> witnessCorrections() {
        return new WitnessActs(this).corrections();
    }

    /**
     * An officer says that this case is of the same person as another one of this ministry, which is to go on alone. Nothing
     * changes before a second officer confirms it. A case whose return is under way is not merged into another one, so two
     * returns are never joined; and no case ends in favour of one that has ended, that the other side does not know while it
     * knows this one, or that does not have what the person last said about testifying.
     *
     * @param despiteDifference whether the officer says so although sex or age differ
     */
    public Decision<CaseFile, CaseEvent> proposeMerge(CaseMerge.Survivor survivor, MergeReason reason,
            boolean despiteDifference, Officer by, Moment now) {
        return new MergeActs(this).propose(survivor, reason, despiteDifference, by, now);
    }

    /**
     * A second officer says so too: this case ends, and only reading is left. Nothing is copied and no consent passes on.
     *
     * @param survivor the case that goes on; absent where the officer does not see it
     */
    public Decision<CaseFile, CaseEvent> confirmMerge(CaseMerge.@Nullable Survivor survivor, Officer by, Moment now) {
        return new MergeActs(this).confirm(survivor, by, now);
    }

    /** The proposal is turned down or taken back. */
    public Decision<CaseFile, CaseEvent> turnDownMerge(Officer by, Moment now) {
        return new MergeActs(this).turnDown(by, now);
    }

    /** This case goes on for another one, which is merged into it next. */
    public Decision<CaseFile, CaseEvent> takeIn(String duplicate, Officer by, Moment now) {
        return new MergeActs(this).takeIn(duplicate, by, now);
    }

    /** The other one was not merged after all. */
    public Decision<CaseFile, CaseEvent> leaveOut(String duplicate, Officer by, Moment now) {
        return new MergeActs(this).leaveOut(duplicate, by, now);
    }

    /** Whether it was merged into another case, so that only reading is left. */
    public boolean merged() {
        return stage == Stage.DUPLICATE_MERGED;
    }

    /** What an officer does, unless the case was merged into another one. */
    public Decision<CaseFile, CaseEvent> unlessMerged(Supplier<Decision<CaseFile, CaseEvent>> act) {
        return merge != null && merged() ? Decision.refuse(Rejection.refused("case-merged", "case", merge.survivor()))
                : act.get();
    }

    /**
     * Takes in what another service, or the other country's case service, says. A referral may have been sent before this
     * file's last change of a consent, or a merge, reached the sender; then the other side is told now. A result that answers
     * special needs is counted.
     */
    public Decision<CaseFile, CaseEvent> hear(CaseEvent heard, Moment now) {
        CaseFile next = evolve(heard);
        List<CaseEvent> told = side == Party.HOST ? toldOn(heard, now) : List.of();
        for (CaseEvent event : told) {
            next = next.evolve(event);
        }
        return Decision.accept(next, told);
    }

    /** One event happened, and nobody is told but by itself. */
    public Decision<CaseFile, CaseEvent> decided(CaseEvent event) {
        return Decision.accept(evolve(event), List.of(event));
    }

    /**
     * The file after an event: the same whether this service decided it, the other country's case service told it, or
     * another service did. What this side tells others about consent, closure and statistics changes nothing more: the
     * kept event before it has said it, and says more.
     */
    public CaseFile evolve(CaseEvent event) {
        return CaseDraft.after(this, event);
    }

    /** Whether anything about this case has crossed the border. */
    public boolean crossed() {
        return heard(FactKind.REFERRAL_SUBMITTED) || arrival != null;
    }

    /** What stands for a purpose, or empty when it was never asked about. */
    public Optional<Consent> consentFor(Purpose purpose) {
        return Consents.of(consents, purpose);
    }

    /** The host's route; empty in the country of origin. */
    public Optional<Route> route() {
        return Optional.ofNullable(decision).map(HostDecision::route);
    }

    /** Whether a temporary access that stands now lets this officer read. */
    public boolean lets(String reference, Instant now) {
        return temporaryAccess.stream().anyMatch(access -> access.lets(reference, now));
    }

    /** The two countries of the case. */
    public Journey journey() {
        return new Journey(hostCountry, originCountry);
    }

    private List<CaseEvent> toldOn(CaseEvent heard, Moment now) {
        if (heard instanceof CaseEvent.Referred referral && !crossed()) {
            return Stream.concat(new ConsentActs(this).changesSince(referral).stream(), mergeTold().stream()).toList();
        }
        return heard instanceof CaseEvent.ResultIssued result ? careAnswers(result, now) : List.of();
    }

    private Optional<CaseEvent> mergeTold() {
        Officer by = merge == null ? null : merge.confirmedBy();
        Instant at = merge == null ? null : merge.confirmedAt();
        return merge == null || by == null || at == null ? Optional.empty()
                : Optional.of(new CaseEvent.CaseMerged(at, by, merge.survivor(), merge.reason()));
    }

    Decision<CaseFile, CaseEvent> decided(CaseEvent.Kept kept, Function<CaseFile, List<CaseEvent>> telling) {
        CaseFile next = evolve(kept);
        List<CaseEvent> events = new ArrayList<>(List.of(kept));
        for (CaseEvent told : telling.apply(next)) {
            next = next.evolve(told);
            events.add(told);
        }
        return Decision.accept(next, events);
    }

    private List<CaseEvent> told(Officer by, Instant at) {
        HostDecision known = Objects.requireNonNull(decision, "only the host has a standing");
        return List.of(new CaseEvent.CaseStandingRecorded(at, by, known.route(), known.identification(),
                Consents.stated(consents), standing));
    }

    /** Nobody is counted who does not consent to it, and nothing is said of a person without special needs. */
    private List<CaseEvent> careAnswers(CaseEvent.ResultIssued result, Moment now) {
        List<CareFlag> flags = statistics == null ? List.of() : statistics.careFlags();
        return flags.isEmpty() ? List.of() : ifCounted(now, new CaseEvent.CareAnswersRecorded(result.occurredAt(),
                result.version(), flags, result.answered().stream().filter(flags::contains).distinct().toList()));
    }

    List<CaseEvent> ownServicesTold(Officer by, Instant at) {
        return side == Party.HOST ? told(by, at) : List.of();
    }

    static @Nullable Correction corrects(Correction.@Nullable Reason reason, Officer by, Moment now) {
        return reason == null ? null : new Correction(reason, by, now.at());
    }

    List<CaseEvent> ifCounted(Moment now, CaseEvent event) {
        return consentFor(Purpose.MONITORING_AND_EVALUATION).filter(consent -> consent.standsOn(now.today()))
                .isPresent() ? List.of(event) : List.of();
    }

    /** The refusal of what the stage does not allow, with what comes next and who does it. */
    Rejection inThisState(String rule) {
        return Rejection.refused(rule, "state", stage.name(), "next", next().name());
    }

    /** What follows, and who does it; a return that stands still for a closed crossing point goes on by a new plan only. */
    NextStep next() {
        return stage == Stage.RETURN_SUSPENDED && course.awaitsNewPlan() ? NextStep.MAKE_NEW_PLAN : stage.next();
    }

    Optional<Rejection> unlessOpen() {
        return opened ? Optional.empty() : Optional.of(inThisState("case-not-open"));
    }

    Decision<CaseFile, CaseEvent> wrongSide(Party wanted) {
        return Decision.refuse(Rejection.refused("wrong-side", "side", side.name(), "wanted", wanted.name()));
    }

    /** What happened in the last round of the referral, and what is of no round. */
    Stream<Fact> presentFacts() {
        return Fact.present(facts);
    }

    boolean heard(FactKind kind) {
        return facts.stream().anyMatch(fact -> fact.kind() == kind);
    }
}
