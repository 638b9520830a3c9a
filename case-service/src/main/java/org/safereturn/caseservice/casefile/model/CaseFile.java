package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.access.time.StatedTime;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentPolicy;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationPolicy;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.VisitState;
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
 * @param facts what happened outside this service, one for each kind
 * @param arrival how the person was received, in the country of origin
 * @param reintegration the time after the arrival, in the country of origin
 * @param feedback the time after the arrival, as the host hears of it
 * @param scope to whom in this ministry the case belongs
 * @param temporaryAccess who else asked to read it for a time, in order
 * @param ending how it ended without a return
 * @param safeguardsReview who looked at the safeguards of a child after the person turned 18, and when
 * @param standing who the person is, sealed as the own services are told it; in the host country
 */
public record CaseFile(Party side, String hostCountry, String originCountry, Stage stage, boolean opened,
        @Nullable Instant openedAt, @Nullable HostDecision decision, @Nullable PersonStatistics statistics,
        @Nullable Sealed identity, List<Consent> consents, List<Earlier<Consent>> earlierConsents,
        List<ConsentWithdrawal> withdrawals, List<ConsentEffect> effects, List<Fact> facts, @Nullable Arrival arrival,
        @Nullable Reintegration reintegration, @Nullable Feedback feedback, CaseScope scope,
        List<TemporaryAccess> temporaryAccess, @Nullable Ending ending, @Nullable SafeguardsReview safeguardsReview,
        @Nullable Sealed standing) {

    private static final String SUPERVISOR = "SUPERVISOR";

    /** Keeps its own copies of the lists. */
    public CaseFile {
        consents = List.copyOf(consents);
        earlierConsents = List.copyOf(Objects.requireNonNullElse(earlierConsents, List.of()));
        withdrawals = List.copyOf(withdrawals);
        effects = List.copyOf(effects);
        facts = List.copyOf(facts);
        scope = CaseScope.orNobody(scope);
        temporaryAccess = List.copyOf(Objects.requireNonNullElse(temporaryAccess, List.of()));
    }

    /** A file in which nothing stands yet. */
    public static CaseFile heardOf(Party side, Journey journey) {
        return new Draft(side, journey).file();
    }

    /** An officer of the host opens the file. */
    public static Decision<CaseFile, CaseEvent> open(Opening opening, SealedPerson person, RoutingPolicy routing,
            Officer by, Moment now) {
        Optional<Rejection> refusal = opening.refusal(routing, now);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        Identification identification = opening.identification().on(
                now.day("identification.decidedOn", opening.identification().decidedOn()).kept());
        HostDecision decision = new HostDecision(identification, opening.wish(),
                routing.route(identification.outcome(), opening.nationality(), opening.wish()));
        return heardOf(Party.HOST, new Journey(routing.country(), opening.nationality())).decided(
                new CaseEvent.CaseOpened(now.at(), by, decision, opening.statistics(), person,
                        opening.consents().stream().map(answer -> answer.recorded(now)).toList()),
                next -> next.told(by, now.at()));
    }

    /**
     * The host completes or corrects who the person is, until the person is handed over.
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
        return age.refusal().<Decision<CaseFile, CaseEvent>>map(Decision::refuse).orElseGet(() -> decided(
                new CaseEvent.PersonAmended(now.at(), corrected, person), next -> next.told(by, now.at())));
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
        return decided(new CaseEvent.CaseIdentified(now.at(),
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
        Map<Purpose, Consent> wrong = new EnumMap<>(Purpose.class);
        answers.forEach(answer -> Optional.ofNullable(answer.insteadOf())
                .flatMap(day -> allConsents().recordedOn(day, answer.purpose(), false))
                .ifPresent(found -> wrong.put(answer.purpose(), found)));
        Optional<Rejection> refusal = unlessOpen().or(() -> ConsentPolicy.refusal(answers,
                day -> statistics != null && statistics.childOn(day, age), now))
                .or(() -> answers.stream().filter(answer -> answer.insteadOf() != null)
                        .flatMap(answer -> unlessCorrects(correction, wrong.containsKey(answer.purpose())).stream())
                        .findFirst());
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        return decided(new CaseEvent.ConsentsRecorded(now.at(),
                        answers.stream().map(answer -> answer.recorded(now)).toList(), wrong,
                        corrects(correction, by, now)),
                next -> next.changesTold(this, false, by, now));
    }

    private static Optional<Rejection> unlessCorrects(Correction.@Nullable Reason why, boolean found) {
        return why == null ? Optional.of(Rejection.invalid("field-missing", "field", "correction"))
                : found ? Optional.empty() : Optional.of(Rejection.invalid("nothing-to-correct"));
    }

    /**
     * The person takes consent back for some purposes.
     *
     * @param withdrawnOn day on which the person said so; today when none is stated
     */
    public Decision<CaseFile, CaseEvent> withdrawConsents(List<Purpose> purposes, @Nullable LocalDate withdrawnOn,
            boolean eraseRequested, Officer by, Moment now) {
        StatedDay day = now.day("withdrawnOn", withdrawnOn);
        Optional<Rejection> refusal = unlessOpen().or(day::notInFuture);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        for (Purpose purpose : purposes) {
            Optional<Consent> given = consentFor(purpose).filter(consent -> consent.decision() == ConsentDecision.GIVEN);
            if (given.isEmpty()) {
                return Decision.refuse(Rejection.refused("no-consent-to-withdraw", "purpose", purpose.name()));
            }
            Optional<Rejection> tooEarly = day.notBefore("decidedOn", given.get().decidedOn());
            if (tooEarly.isPresent()) {
                return Decision.refuse(tooEarly.get());
            }
        }
        ConsentWithdrawal withdrawal = new ConsentWithdrawal(purposes.stream().distinct().sorted().toList(), now.at(),
                eraseRequested, day.kept());
        return decided(new CaseEvent.ConsentsTakenBack(now.at(), withdrawal),
                next -> next.changesTold(this, eraseRequested, by, now));
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
        StatedDay day = now.day("withdrawnOn", withdrawnOn);
        Map<Purpose, Consent> wrong = new EnumMap<>(Purpose.class);
        purposes.forEach(purpose -> allConsents().recordedOn(insteadOf, purpose, true)
                .ifPresent(found -> wrong.put(purpose, found)));
        Optional<Rejection> refusal = unlessOpen()
                .or(() -> unlessCorrects(correction, wrong.keySet().containsAll(purposes))).or(day::notInFuture)
                .or(() -> purposes.stream().flatMap(purpose -> day.notBefore("decidedOn",
                        allConsents().givenUpTo(insteadOf, purpose).orElse(null)).stream()).findFirst());
        if (refusal.isPresent() || correction == null) {
            return Decision.refuse(refusal.orElseThrow());
        }
        ConsentWithdrawal withdrawal = new ConsentWithdrawal(purposes.stream().distinct().sorted().toList(), now.at(),
                withdrawals.stream().anyMatch(each -> each.withdrawnOn().equals(insteadOf) && each.eraseRequested()),
                day.kept());
        return decided(new CaseEvent.WithdrawalCorrected(now.at(), withdrawal, wrong, new Correction(correction, by, now.at())),
                next -> next.changesTold(this, withdrawal.eraseRequested(), by, now));
    }

    /**
     * A case manager takes over, on receipt of the person or later from another one.
     *
     * @param units of the own ministry
     */
    public Decision<CaseFile, CaseEvent> assign(Responsible responsible, Set<String> units, Officer by, Moment now) {
        if (side != Party.ORIGIN) {
            return wrongSide(Party.ORIGIN);
        }
        if (arrival == null) {
            return Decision.refuse(inThisState("not-arrived"));
        }
        Instant arrivedAt = arrival.at();
        StatedTime since = now.time("assignedAt", responsible.since());
        Optional<Rejection> refusal = responsible.refusal(units).or(since::notInFuture)
                .or(() -> since.notBefore("arrivedAt", arrivedAt))
                .or(() -> since.notBefore("reintegration.responsible.since",
                        reintegration == null ? null : reintegration.responsible().since()));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        ReintegrationStatus status = reintegration == null ? ReintegrationStatus.CASE_MANAGER_ASSIGNED
                : reintegration.status();
        if (status == ReintegrationStatus.CLOSED) {
            return Decision.refuse(inThisState("case-closed"));
        }
        return decided(new CaseEvent.CaseManagerAssigned(now.at(), by, responsible.from(since.kept()), status));
    }

    /** A case manager takes over and says at once how the time after the arrival goes on. */
    public Decision<CaseFile, CaseEvent> assign(Responsible responsible, ReintegrationStatus status,
            @Nullable LocalDate planDate, Set<String> units, Officer by, Moment now) {
        return switch (assign(responsible, units, by, now)) {
            case Decision.Refused<CaseFile, CaseEvent> refused -> refused;
            case Decision.Accepted<CaseFile, CaseEvent>(CaseFile managed, List<CaseEvent> assigned) ->
                switch (managed.report(status, planDate, null, by, now)) {
                    case Decision.Refused<CaseFile, CaseEvent> refused -> refused;
                    case Decision.Accepted<CaseFile, CaseEvent>(CaseFile reported, List<CaseEvent> told) ->
                        Decision.accept(reported, Stream.concat(assigned.stream(), told.stream()).toList());
                };
        };
    }

    /** The host is told the status, and nothing else. */
    public Decision<CaseFile, CaseEvent> report(ReintegrationStatus status, @Nullable LocalDate planDate,
            @Nullable LocalDate nextReportDue, Officer by, Moment now) {
        return after(before -> {
            Optional<Rejection> refusal = ReintegrationPolicy.refusal(before, status, planDate, nextReportDue, now);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            CaseEvent reported = new CaseEvent.ReintegrationStatusReported(now.at(), by, status, nextReportDue);
            return planDate == null ? decided(reported)
                    : decided(new CaseEvent.PlanDated(now.at(), now.day("planDate", planDate).kept()), _ -> List.of(reported));
        });
    }

    /**
     * A statistical snapshot; it leaves the file only while consent to be counted stands. One that is older than what is
     * recorded is kept and changes nothing, so nobody is told of it.
     *
     * @param correction why it takes the place of the one before, if it corrects that one
     */
    public Decision<CaseFile, CaseEvent> count(ReintegrationStats stated, Correction.@Nullable Reason correction,
            Set<Region> offered, Officer by, Moment now) {
        return after(before -> {
            ReintegrationStats stats = stated.kept(before.planDate(), now);
            Optional<Rejection> refusal = stated.refusal(before, arrivedOn(now), offered, now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : decided(new CaseEvent.StatsKept(now.at(), by, stats, corrects(correction, by, now)), next ->
                            !before.replacedBy(stats) ? List.of() : next.ifCounted(now,
                                    new CaseEvent.ReintegrationStatsRecorded(now.at(), stats.counted())));
        });
    }

    /**
     * A visit, planned or made; it leaves the file only while consent to be counted stands. The first one that was made in
     * the community begins the monitoring, and the host is told so.
     *
     * @param correction why it takes the place of an earlier record of what became of it, if it does
     */
    public Decision<CaseFile, CaseEvent> visit(MonitoringVisit stated, Correction.@Nullable Reason correction, Officer by,
            Moment now) {
        return after(before -> {
            MonitoringVisit visit = stated.kept(now);
            Optional<Rejection> refusal = stated.refusal(before.visit(stated.number()), correction != null,
                    arrivedOn(now), now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : decided(new CaseEvent.VisitKept(now.at(), by, visit, corrects(correction, by, now)), next ->
                            Stream.concat(next.ifCounted(now, new CaseEvent.MonitoringVisitRecorded(now.at(),
                                    visit.counted())).stream(), beginsMonitoring(before, visit)
                                    ? Stream.of(new CaseEvent.ReintegrationStatusReported(now.at(), by,
                                            ReintegrationStatus.MONITORING, null)) : Stream.empty()).toList());
        });
    }

    /** Case manager and supervisor close the case; who they are the file says, unless it is stated. */
    public Decision<CaseFile, CaseEvent> close(Closure.Said said, Officer by, Moment now) {
        return after(before -> said.in(before, by, now).map(stated -> close(stated, by, now))
                .orElseGet(() -> Decision.refuse(Rejection.invalid("field-missing", "field", "caseManager"))));
    }

    /** Case manager and supervisor close the case. */
    Decision<CaseFile, CaseEvent> close(Closure stated, Officer by, Moment now) {
        return after(before -> {
            Closure closure = stated.kept(now.day("closedOn", stated.closedOn()).kept(), before.lastVisitOn());
            Optional<Rejection> refusal = stated.refusal(before, arrivedOn(now), by, now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : decided(new CaseEvent.ClosureAgreed(now.at(), closure), _ -> List.of(
                            new CaseEvent.CaseClosed(now.at(), by, closure.reason(), closure.closedOn(),
                                    closure.lastVisitOn(), closure.toldHowToReturn())));
        });
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
        return statistics == null || !statistics.child() || safeguardsReview != null ? Optional.empty()
                : age.filter(known -> !known.childOn(now.today())).map(Age::adultFrom);
    }

    /** A file ends whose person does not return through the exchange: on either side, and before any return. */
    public Decision<CaseFile, CaseEvent> end(EndingReason reason, @Nullable LocalDate endedOn, Officer by, Moment now) {
        Ending end = new Ending(reason, now.day("endedOn", endedOn).kept(), by);
        Optional<Rejection> refusal = new Ending(reason, endedOn == null ? now.today() : endedOn, by).refusal(stage,
                openedAt == null ? null : now.dayOf(openedAt), now);
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
        if (ending != null && into == null) {
            return decided(new CaseEvent.CaseBegunAgain(now.at(), reason), next -> next.ownServicesTold(by, now.at()));
        }
        if (into == null) {
            return Decision.refuse(Rejection.invalid("field-missing", "field", "into"));
        }
        Reintegration closed = reintegration;
        if (closed == null || closed.status() != ReintegrationStatus.CLOSED) {
            return Decision.refuse(inThisState("case-not-closed"));
        }
        if (into == ReintegrationStatus.CLOSED || into == ReintegrationStatus.CASE_MANAGER_ASSIGNED) {
            return Decision.refuse(Rejection.invalid("reopening-status", "wanted", into.name()));
        }
        if (into != ReintegrationStatus.RECOVERY && closed.planDate() == null) {
            return Decision.refuse(Rejection.refused("reintegration-needs-plan"));
        }
        return decided(new CaseEvent.CaseReopened(now.at(), by, reason, now.today(), into));
    }

    /**
     * Takes in what another service, or the other country's case service, says. A referral may have been sent before this
     * file's last change of a consent reached the sender; then the other side is told now. A result that answers special
     * needs is counted.
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
        Draft next = new Draft(this);
        switch (event) {
            case CaseEvent.CaseOpened e -> {
                next.opened = true;
                next.openedAt = e.occurredAt();
                next.decision = e.decision();
                next.statistics = e.statistics();
                next.person(e.person());
                next.consents = e.consents();
                next.scope = scope.withOfficer(e.by().reference(), e.by().unit());
            }
            case CaseEvent.CaseIdentified e -> {
                next.decision = e.decision();
                if (e.person() != null) {
                    next.person(e.person());
                }
            }
            case CaseEvent.PersonAmended e -> {
                next.statistics = e.statistics();
                next.person(e.person());
            }
            case CaseEvent.CaseEnded e -> next.ending = e.ending();
            case CaseEvent.CaseBegunAgain _ -> next.ending = null;
            case CaseEvent.SafeguardsReviewed e -> next.safeguardsReview = e.review();
            case CaseEvent.ConsentsRecorded e ->
                    next.consent(next.known().recorded(e.consents(), e.wrong(), e.correction()));
            case CaseEvent.WithdrawalCorrected e -> {
                next.consent(next.known().recorded(e.wrong().values().stream()
                        .map(each -> each.asWithdrawn(e.withdrawal())).toList(), e.wrong(), e.correction()));
                next.withdrawn(e.withdrawal());
            }
            case CaseEvent.ConsentsTakenBack e -> next.withdraw(e.withdrawal());
            case CaseEvent.ConsentUpdated e -> {
                if (isOfTheOtherSide(e.by())) {
                    next.hear(e.consents(), e.effectiveAt());
                }
            }
            case CaseEvent.ConsentWithdrawn e -> {
                if (isOfTheOtherSide(e.by())) {
                    next.withdraw(e.withdrawal());
                }
            }
            case CaseEvent.CaseManagerAssigned e -> next.timeAfter(
                    before -> before == null ? Reintegration.begun(e.responsible()) : before.handedTo(e.responsible()),
                    before -> Feedback.assigned(before, e.responsible(), e.status(), e.occurredAt()),
                    CaseScope.NOBODY.withUnit(e.responsible().unit()));
            case CaseEvent.PlanDated e -> next.reintegrate(before -> before.planned(e.planDate()));
            case CaseEvent.ReintegrationStatusReported e -> next.timeAfter(
                    begun(before -> before.reported(e.status(), e.nextReportDue())),
                    before -> Feedback.reported(before, e.status(), e.nextReportDue(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.StatsKept e -> next.reintegrate(before -> before.counted(e.stats(), e.correction()));
            case CaseEvent.VisitKept e -> next.reintegrate(before -> before.visited(e.visit(), e.correction()));
            case CaseEvent.ClosureAgreed e -> next.reintegrate(before -> before.closed(e.closure()));
            case CaseEvent.CaseClosed e -> next.timeAfter(UnaryOperator.identity(),
                    before -> Feedback.closed(before, e.closedOn(), e.reason(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.CaseReopened e -> next.timeAfter(begun(before -> before.reopened(e.into())),
                    before -> Feedback.reopened(before, e.into(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.AccessRequested e -> next.temporaryAccess =
                    Stream.concat(temporaryAccess.stream(), Stream.of(e.access())).toList();
            case CaseEvent.TemporaryAccessRecorded e -> next.access(e.access().number(), access -> e.ended()
                    ? access.ended(new TemporaryAccess.End(e.by(), e.occurredAt()))
                    : access.granted(new TemporaryAccess.Grant(e.access().by(), e.access().from(), e.access().until())));
            case CaseEvent.AccessTurnedDown e -> next.access(e.number(),
                    access -> access.ended(new TemporaryAccess.End(e.by(), e.occurredAt())));
            case CaseEvent.AccessAcknowledged e -> next.access(e.number(),
                    access -> access.acknowledged(new TemporaryAccess.Acknowledgement(e.by(), e.occurredAt())));
            case CaseEvent.Referred e -> next.refer(e);
            case CaseEvent.Happened e -> {
                next.happened(e.kind(), e.occurredAt(), e.revision());
                next.ofOrigin(e.holders());
                next.scope = e.kind().answersReferral() ? next.scope.taken() : next.scope;
                if (e.kind() == FactKind.DECLINE_REVOKED && ending != null && ending.reason() == EndingReason.DECLINED) {
                    next.ending = null;
                }
                if (e.kind() == FactKind.DECLINE_REVOKED && !next.answeredSince(e.occurredAt())) {
                    next.ofOrigin(CaseScope.NOBODY.offered());
                }
            }
            case CaseEvent.ResultIssued e -> next.happened(FactKind.RESULT_ISSUED, e.occurredAt(), 0);
            case CaseEvent.Arrived e -> next.arrive(e.arrival());
            case CaseEvent.EffectConfirmed e -> next.effects = Stream.concat(
                    effects.stream().filter(known -> !known.equals(e.effect())), Stream.of(e.effect()))
                    .sorted(Comparator.comparing(ConsentEffect::effectiveAt).thenComparing(ConsentEffect::country)
                            .thenComparing(ConsentEffect::service)).toList();
            case CaseEvent.CaseStandingRecorded _, CaseEvent.ReintegrationStatsRecorded _,
                    CaseEvent.MonitoringVisitRecorded _, CaseEvent.CareAnswersRecorded _ -> {
                return this;
            }
        }
        event.actor().filter(by -> !SUPERVISOR.equals(by.role()) && !isOfTheOtherSide(by))
                .ifPresent(by -> next.reintegrate(before -> before.workedOnBy(by)));
        return next.file();
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
            return changesSince(referral);
        }
        return heard instanceof CaseEvent.ResultIssued result ? careAnswers(result, now) : List.of();
    }

    private Decision<CaseFile, CaseEvent> decided(CaseEvent.Kept kept, Function<CaseFile, List<CaseEvent>> telling) {
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

    private List<CaseEvent> ownServicesTold(Officer by, Instant at) {
        return side == Party.HOST ? told(by, at) : List.of();
    }

    /**
     * What others are told of consents that changed since before: that some were taken back, and else what stands now; what
     * stands is also told where a day was corrected, for who heard of a later, wrong day holds on to it.
     */
    private List<CaseEvent> changesTold(CaseFile before, boolean eraseRequested, Officer by, Moment now) {
        if (Consents.stated(consents).equals(Consents.stated(before.consents))) {
            return List.of();
        }
        List<CaseEvent> events = new ArrayList<>(ownServicesTold(by, now.at()));
        List<Consent> ended = consents.stream().filter(each -> each.decision() == ConsentDecision.WITHDRAWN)
                .filter(each -> before.consentFor(each.purpose())
                        .filter(known -> known.decision() == ConsentDecision.WITHDRAWN).isEmpty()).toList();
        if (crossed() && !ended.isEmpty()) {
            LocalDate lastDay = ended.stream().map(Consent::decidedOn).filter(Objects::nonNull)
                    .max(Comparator.naturalOrder()).orElseGet(now::today);
            events.add(withdrawn(by, new ConsentWithdrawal(ended.stream().map(Consent::purpose).toList(), now.at(),
                    eraseRequested, lastDay)));
        }
        if (crossed() && (ended.isEmpty() || consents.stream().anyMatch(each -> !each.insteadOf().isEmpty()))) {
            events.add(updated(by, now.at()));
        }
        return events;
    }

    private Consents allConsents() {
        return new Consents(consents, earlierConsents);
    }

    private CaseEvent updated(Officer by, Instant at) {
        return new CaseEvent.ConsentUpdated(at, by, Consents.stated(consents), at, ConsentStanding.of(consents));
    }

    private CaseEvent withdrawn(Officer by, ConsentWithdrawal withdrawal) {
        return new CaseEvent.ConsentWithdrawn(withdrawal.effectiveAt(), by, withdrawal, ConsentStanding.of(consents));
    }

    private List<CaseEvent> changesSince(CaseEvent.Referred referral) {
        List<CaseEvent> events = new ArrayList<>();
        List<Purpose> endedSince = consents.stream()
                .filter(consent -> consent.decision() == ConsentDecision.WITHDRAWN)
                .map(Consent::purpose)
                .filter(purpose -> referral.consents().stream().anyMatch(sent -> sent.purpose() == purpose
                        && sent.decision() == ConsentDecision.GIVEN))
                .toList();
        boolean otherwiseChanged = consents.stream()
                .filter(consent -> !endedSince.contains(consent.purpose()))
                .anyMatch(consent -> referral.consents().stream().noneMatch(consent::wasSaidBy));
        if (otherwiseChanged) {
            events.add(updated(referral.by(), referral.occurredAt()));
        }
        if (!endedSince.isEmpty()) {
            boolean erase = withdrawals.stream().anyMatch(ConsentWithdrawal::eraseRequested);
            LocalDate lastDay = endedSince.stream().map(this::consentFor).flatMap(Optional::stream).map(Consent::decidedOn)
                    .filter(Objects::nonNull).max(Comparator.naturalOrder())
                    .orElseGet(() -> LocalDate.ofInstant(referral.occurredAt(), ZoneOffset.UTC));
            events.add(withdrawn(referral.by(), new ConsentWithdrawal(endedSince, referral.occurredAt(), erase, lastDay)));
        }
        return events;
    }

    private static boolean beginsMonitoring(Reintegration before, MonitoringVisit visit) {
        return before.status() == ReintegrationStatus.REINTEGRATION && visit.state() == VisitState.DONE;
    }

    private LocalDate arrivedOn(Moment now) {
        return now.dayOf(Objects.requireNonNull(arrival).at());
    }

    private static @Nullable Correction corrects(Correction.@Nullable Reason reason, Officer by, Moment now) {
        return reason == null ? null : new Correction(reason, by, now.at());
    }

    private Decision<CaseFile, CaseEvent> after(Function<Reintegration, Decision<CaseFile, CaseEvent>> act) {
        if (side != Party.ORIGIN) {
            return wrongSide(Party.ORIGIN);
        }
        Reintegration current = reintegration;
        if (current == null) {
            return Decision.refuse(inThisState("no-case-manager"));
        }
        if (current.status() == ReintegrationStatus.CLOSED) {
            return Decision.refuse(inThisState("case-closed"));
        }
        return act.apply(current);
    }

    private List<CaseEvent> ifCounted(Moment now, CaseEvent event) {
        return consentFor(Purpose.MONITORING_AND_EVALUATION).filter(consent -> consent.standsOn(now.today()))
                .isPresent() ? List.of(event) : List.of();
    }

    /** The refusal of what the stage does not allow, with what comes next and who does it. */
    private Rejection inThisState(String rule) {
        return Rejection.refused(rule, "state", stage.name(), "next", stage.next().name());
    }

    private Optional<Rejection> unlessOpen() {
        return opened ? Optional.empty() : Optional.of(inThisState("case-not-open"));
    }

    private Decision<CaseFile, CaseEvent> wrongSide(Party wanted) {
        return Decision.refuse(Rejection.refused("wrong-side", "side", side.name(), "wanted", wanted.name()));
    }

    private boolean isOfTheOtherSide(Officer by) {
        return by.ministry().equals(journey().country(side.other()));
    }

    private boolean heard(FactKind kind) {
        return facts.stream().anyMatch(fact -> fact.kind() == kind);
    }

    private static UnaryOperator<@Nullable Reintegration> begun(UnaryOperator<Reintegration> change) {
        return before -> before == null ? null : change.apply(before);
    }

    /** A file on the way to its next state; the stage follows in the end. */
    private static final class Draft {

        private final Party side;
        private final Journey journey;
        private boolean opened;
        private @Nullable Instant openedAt;
        private @Nullable HostDecision decision;
        private @Nullable PersonStatistics statistics;
        private @Nullable Sealed identity;
        private List<Consent> consents = List.of();
        private List<Earlier<Consent>> earlierConsents = List.of();
        private List<ConsentWithdrawal> withdrawals = List.of();
        private List<ConsentEffect> effects = List.of();
        private List<Fact> facts = List.of();
        private @Nullable Arrival arrival;
        private @Nullable Reintegration reintegration;
        private @Nullable Feedback feedback;
        private CaseScope scope = CaseScope.NOBODY;
        private List<TemporaryAccess> temporaryAccess = List.of();
        private @Nullable Ending ending;
        private @Nullable SafeguardsReview safeguardsReview;
        private @Nullable Sealed standing;

        Draft(Party side, Journey journey) {
            this.side = side;
            this.journey = journey;
        }

        Draft(CaseFile file) {
            this(file.side, file.journey());
            opened = file.opened;
            openedAt = file.openedAt;
            decision = file.decision;
            statistics = file.statistics;
            identity = file.identity;
            consents = file.consents;
            earlierConsents = file.earlierConsents;
            withdrawals = file.withdrawals;
            effects = file.effects;
            facts = file.facts;
            arrival = file.arrival;
            reintegration = file.reintegration;
            feedback = file.feedback;
            scope = file.scope;
            temporaryAccess = file.temporaryAccess;
            ending = file.ending;
            safeguardsReview = file.safeguardsReview;
            standing = file.standing;
        }

        CaseFile file() {
            return new CaseFile(side, journey.host(), journey.origin(), stage(), opened, openedAt, decision, statistics,
                    identity, consents, earlierConsents, withdrawals, effects, facts, arrival, reintegration, feedback, scope,
                    temporaryAccess, ending, safeguardsReview, standing);
        }

        void person(SealedPerson known) {
            identity = known.identity();
            standing = known.standing();
        }

        void withdraw(ConsentWithdrawal withdrawal) {
            consent(known().withdrawn(withdrawal));
            withdrawn(withdrawal);
        }

        void withdrawn(ConsentWithdrawal withdrawal) {
            if (!withdrawals.contains(withdrawal)) {
                withdrawals = Stream.concat(withdrawals.stream(), Stream.of(withdrawal))
                        .sorted(Comparator.comparing(ConsentWithdrawal::effectiveAt)).toList();
            }
        }

        void hear(List<StatedConsent> stated, Instant at) {
            consent(known().and(stated.stream().map(each -> each.heardAt(at)).toList()));
        }

        Consents known() {
            return new Consents(consents, earlierConsents);
        }

        void consent(Consents all) {
            consents = all.standing();
            earlierConsents = all.earlier();
        }

        void happened(FactKind kind, Instant at, int revision) {
            Map<FactKind, Fact> all = new EnumMap<>(FactKind.class);
            facts.forEach(fact -> all.put(fact.kind(), fact));
            all.merge(kind, new Fact(kind, at, at, revision), Fact::folded);
            facts = List.copyOf(all.values());
        }

        /** Units and officers that the country of origin names are this ministry's only where this is that country. */
        void ofOrigin(CaseScope holders) {
            if (side == Party.ORIGIN) {
                scope = scope.and(holders);
            }
        }

        /**
         * In the country of origin a referral says who the person is; it is the addressed unit's, and every contact
         * point's until a unit answers it.
         */
        void refer(CaseEvent.Referred referral) {
            Instant at = referral.occurredAt();
            if (side == Party.ORIGIN) {
                CaseScope addressed = scope.withUnit(referral.receivingUnit());
                scope = answeredSince(at) ? addressed : addressed.offered();
                if (facts.stream().noneMatch(fact -> fact.kind() == FactKind.REFERRAL_SUBMITTED
                        && fact.last().isAfter(at))) {
                    statistics = referral.statistics();
                    identity = referral.content() == null ? identity : referral.content();
                }
                hear(referral.consents(), at);
            } else {
                scope = scope.withOfficer(referral.by().reference(), referral.by().unit())
                        .withUnit(referral.sendingUnit());
            }
            happened(FactKind.REFERRAL_SUBMITTED, at, 0);
        }

        /** Whether the referral of that time was answered: an answer to an earlier round answers nothing. */
        private boolean answeredSince(Instant submitted) {
            return facts.stream().anyMatch(fact -> fact.kind().answersReferral() && !fact.last().isBefore(submitted));
        }

        /** The country of origin opens its own case. */
        void arrive(Arrival received) {
            happened(FactKind.ARRIVED, received.at(), received.revision());
            ofOrigin(CaseScope.NOBODY.withUnit(received.receptionUnit()));
            if (side == Party.ORIGIN && (arrival == null || received.supersedes(arrival))) {
                opened = true;
                openedAt = openedAt == null || arrival != null ? received.at() : openedAt;
                arrival = received;
            }
        }

        /** The time after the arrival: kept in the country of origin, heard of in the host country. */
        void timeAfter(UnaryOperator<@Nullable Reintegration> own, Function<@Nullable Feedback, Feedback> heard,
                CaseScope holders) {
            if (side == Party.ORIGIN) {
                reintegration = own.apply(reintegration);
                scope = scope.and(holders);
            } else {
                feedback = heard.apply(feedback);
            }
        }

        void reintegrate(UnaryOperator<Reintegration> change) {
            reintegration = begun(change).apply(reintegration);
        }

        void access(int number, UnaryOperator<TemporaryAccess> change) {
            temporaryAccess = temporaryAccess.stream()
                    .map(access -> access.number() == number ? change.apply(access) : access).toList();
        }

        private Stage stage() {
            if (reintegration != null) {
                return Stage.valueOf(reintegration.status().name());
            }
            if (feedback != null) {
                return Stage.valueOf(feedback.status().name());
            }
            if (ending != null && facts.stream().noneMatch(fact -> fact.kind().isReturn())) {
                return Stage.CLOSED;
            }
            return lastStageOutside().orElseGet(() -> switch (decision == null ? Route.JOINT : decision.route()) {
                case JOINT -> consents.isEmpty() ? Stage.IDENTIFIED : Stage.CONSENTED;
                case HOLD, UNKNOWN -> Stage.ON_HOLD;
                case NO_RETURN -> Stage.NO_RETURN;
                case OUT_OF_SCOPE -> Stage.OUT_OF_SCOPE;
                case CHECKPOINT_RETURN -> Stage.CHECKPOINT_RETURN;
            });
        }

        /** Arrival, handover and withdrawal outweigh whatever is reported later about the time before them. */
        private Optional<Stage> lastStageOutside() {
            for (FactKind kind : List.of(FactKind.ARRIVED, FactKind.HANDED_OVER, FactKind.REFERRAL_WITHDRAWN)) {
                if (facts.stream().anyMatch(fact -> fact.kind() == kind)) {
                    return kind.stage();
                }
            }
            return facts.stream().filter(fact -> fact.kind().stage().isPresent())
                    .max(Comparator.comparing(Fact::last).thenComparing(Fact::kind))
                    .flatMap(fact -> fact.kind().stage());
        }
    }
}
