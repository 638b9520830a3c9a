package org.safereturn.casefile.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
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
 * @param withdrawals consents taken back, in order
 * @param effects who has stopped what after a withdrawal
 * @param facts what happened outside this service, one for each kind
 * @param arrival how the person was received, in the country of origin
 * @param reintegration the time after the arrival, in the country of origin
 * @param feedback the time after the arrival, as the host hears of it
 * @param scope to whom in this ministry the case belongs
 * @param temporaryAccess who else asked to read it for a time, in order
 */
public record CaseFile(Side side, String hostCountry, String originCountry, Stage stage, boolean opened,
        @Nullable Instant openedAt, @Nullable HostDecision decision, @Nullable PersonStatistics statistics,
        @Nullable Sealed identity, List<Consent> consents, List<ConsentWithdrawal> withdrawals,
        List<ConsentEffect> effects, List<Fact> facts, @Nullable Arrival arrival,
        @Nullable Reintegration reintegration, @Nullable Feedback feedback, CaseScope scope,
        List<TemporaryAccess> temporaryAccess) {

    /** Of two records of a purpose the later one counts; of two at the same time the withdrawal. */
    private static final Comparator<Consent> LATER =
            Comparator.comparing(Consent::recordedAt).thenComparing(Consent::decision);

    /** Keeps its own copies of the lists. */
    public CaseFile {
        consents = List.copyOf(consents);
        withdrawals = List.copyOf(withdrawals);
        effects = List.copyOf(effects);
        facts = List.copyOf(facts);
        scope = CaseScope.orNobody(scope);
        temporaryAccess = List.copyOf(Objects.requireNonNullElse(temporaryAccess, List.of()));
    }

    /** Begins with what was heard from elsewhere, before (or without) any officer of this country. */
    public static CaseFile heardOf(Side side, String hostCountry, String originCountry) {
        return new CaseFile(side, hostCountry, originCountry, Stage.IDENTIFIED, false, null, null, null, null,
                List.of(), List.of(), List.of(), List.of(), null, null, null, CaseScope.NOBODY, List.of());
    }

    /** An officer of the host opens the file. */
    public static Decision<CaseFile, CaseEvent> open(Opening opening, Sealed identity, RoutingPolicy routing,
            Officer by, Moment now) {
        Optional<Rejection> refusal = opening.refusal(routing, now);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        Identification identification = opening.identification();
        HostDecision decision = new HostDecision(identification, opening.wish(),
                routing.route(identification.outcome(), opening.nationality(), opening.wish()));
        CaseFile file = new CaseFile(Side.HOST, routing.country(), opening.nationality(), Stage.IDENTIFIED, true,
                now.at(), decision, opening.statistics(), identity,
                opening.consents().stream().map(answer -> answer.recorded(now.at())).toList(),
                List.of(), List.of(), List.of(), null, null, null, CaseScope.NOBODY.withOfficer(by.reference(), by.unit()), List.of());
        return Decision.accept(file.settled(), List.of(new CaseEvent.CaseStandingRecorded(now.at(), by)));
    }

    /** The host decides anew: what was on hold gets its route. Once referred, only a withdrawal takes a case back. */
    public Decision<CaseFile, CaseEvent> identify(Identification identification, WishToReturn wish,
            RoutingPolicy routing, Officer by, Moment now) {
        if (side != Side.HOST || !opened) {
            return wrongSide(Side.HOST);
        }
        if (crossed()) {
            return Decision.refuse(Rejection.refused("already-referred", "state", stage.name()));
        }
        if (identification.decidedOn().isAfter(now.today())) {
            return Decision.refuse(Rejection.invalid("date-in-the-future", "field", "decidedOn",
                    "date", identification.decidedOn().toString()));
        }
        Route route = identification.outcome() == IdentificationOutcome.NOT_A_VICTIM ? Route.CHECKPOINT_RETURN
                : routing.route(identification.outcome(), originCountry, wish);
        CaseFile next = with(new HostDecision(identification, wish, route));
        return Decision.accept(next, List.of(new CaseEvent.CaseStandingRecorded(now.at(), by)));
    }

    /** Records answers; each replaces what stood for its purpose. */
    public Decision<CaseFile, CaseEvent> renewConsents(List<ConsentAnswer> answers, Officer by, Moment now) {
        Optional<Rejection> refusal = unlessOpen()
                .or(() -> ConsentPolicy.refusal(answers, statistics != null && statistics.child(), now.today()));
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        CaseFile next = withConsents(replaced(consents,
                answers.stream().map(answer -> answer.recorded(now.at())).toList()));
        return Decision.accept(next, next.consentEvents(new CaseEvent.ConsentUpdated(now.at(), by), by, now.at()));
    }

    /** The person takes consent back for some purposes. */
    public Decision<CaseFile, CaseEvent> withdrawConsents(List<Purpose> purposes, boolean eraseRequested, Officer by,
            Moment now) {
        Optional<Rejection> refusal = unlessOpen();
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        for (Purpose purpose : purposes) {
            if (consentFor(purpose).filter(consent -> consent.decision() == ConsentDecision.GIVEN).isEmpty()) {
                return Decision.refuse(Rejection.refused("no-consent-to-withdraw", "purpose", purpose.name()));
            }
        }
        ConsentWithdrawal withdrawal = new ConsentWithdrawal(purposes.stream().distinct().sorted().toList(), now.at(),
                eraseRequested);
        CaseFile next = withdrawn(withdrawal);
        return Decision.accept(next,
                next.consentEvents(new CaseEvent.ConsentWithdrawn(now.at(), by, withdrawal), by, now.at()));
    }

    /** A case manager takes over, on receipt of the person or later from another one. */
    public Decision<CaseFile, CaseEvent> assign(Responsible responsible, Officer by, Moment now) {
        if (side != Side.ORIGIN) {
            return wrongSide(Side.ORIGIN);
        }
        if (arrival == null) {
            return Decision.refuse(Rejection.refused("not-arrived", "state", stage.name()));
        }
        if (responsible.since().isAfter(now.at())) {
            return Decision.refuse(Rejection.invalid("date-in-the-future", "field", "assignedAt",
                    "date", responsible.since().toString()));
        }
        if (responsible.since().isBefore(arrival.at())) {
            return Decision.refuse(Rejection.invalid("assigned-before-arrival", "date",
                    responsible.since().toString()));
        }
        Reintegration before = reintegration;
        if (before != null && before.status() == ReintegrationStatus.CLOSED) {
            return Decision.refuse(Rejection.refused("case-closed", "state", stage.name()));
        }
        CaseFile next = with(before == null ? Reintegration.begun(responsible) : before.handedTo(responsible))
                .heldBy(CaseScope.NOBODY.withUnit(responsible.unit()));
        return Decision.accept(next, List.of(new CaseEvent.CaseManagerAssigned(now.at(), by, responsible)));
    }

    /** The host is told the status, and nothing else. */
    public Decision<CaseFile, CaseEvent> report(ReintegrationStatus status, @Nullable LocalDate planDate,
            @Nullable LocalDate nextReportDue, Officer by, Moment now) {
        return after(reintegration -> {
            LocalDate plan = planDate == null ? reintegration.planDate() : planDate;
            Optional<Rejection> refusal = ReintegrationPolicy.refusal(reintegration.status(), status, plan,
                    reintegration.nextReportDue(), nextReportDue, now.today());
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : Decision.accept(with(reintegration.reported(status, plan, nextReportDue)),
                            List.of(new CaseEvent.ReintegrationStatusReported(now.at(), by, nextReportDue)));
        });
    }

    /** A statistical snapshot; it leaves the file only while consent to be counted stands. */
    public Decision<CaseFile, CaseEvent> count(ReintegrationStats stats, Set<Region> offered, Moment now) {
        return after(reintegration -> {
            Optional<Rejection> refusal = stats.refusal(reintegration.stats(), offered, now.today());
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : Decision.accept(with(reintegration.counted(stats)), ifCounted(now,
                            new CaseEvent.ReintegrationStatsRecorded(now.at(), stats)));
        });
    }

    /** A visit, planned or made; it leaves the file only while consent to be counted stands. */
    public Decision<CaseFile, CaseEvent> visit(MonitoringVisit visit, Moment now) {
        return after(reintegration -> {
            LocalDate arrivedOn = LocalDate.ofInstant(Objects.requireNonNull(arrival).at(), now.zone());
            Optional<Rejection> refusal = visit.refusal(arrivedOn, now.today());
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : Decision.accept(with(reintegration.visited(visit)), ifCounted(now,
                            new CaseEvent.MonitoringVisitRecorded(now.at(), visit)));
        });
    }

    /** Case manager and supervisor close the case. */
    public Decision<CaseFile, CaseEvent> close(Closure closure, Officer by, Moment now) {
        return after(reintegration -> {
            Optional<Rejection> refusal = closure.refusal(reintegration.status(), by, now.today());
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : Decision.accept(with(reintegration.closed(closure)),
                            List.of(new CaseEvent.CaseClosed(now.at(), by, closure)));
        });
    }

    /** A closed case is taken up again. */
    public Decision<CaseFile, CaseEvent> reopen(ReopeningReason reason, ReintegrationStatus into, Officer by,
            Moment now) {
        Reintegration closed = reintegration;
        if (closed == null || closed.status() != ReintegrationStatus.CLOSED) {
            return Decision.refuse(Rejection.refused("case-not-closed", "state", stage.name()));
        }
        if (into == ReintegrationStatus.CLOSED || into == ReintegrationStatus.CASE_MANAGER_ASSIGNED) {
            return Decision.refuse(Rejection.invalid("reopening-status", "wanted", into.name()));
        }
        if (into != ReintegrationStatus.RECOVERY && closed.planDate() == null) {
            return Decision.refuse(Rejection.refused("reintegration-needs-plan"));
        }
        return Decision.accept(with(closed.reopened(into)),
                List.of(new CaseEvent.CaseReopened(now.at(), by, reason, now.today())));
    }

    /** Somebody who does not see the case asks to read it for a time. */
    public Decision<CaseFile, CaseEvent> askForAccess(Officer by, TemporaryAccess.Reason reason, String explanation,
            Duration lasts, Moment now) {
        boolean already = temporaryAccess.stream().anyMatch(access -> access.requestedBy().reference().equals(by.reference())
                && (access.state(now.at()) == TemporaryAccess.State.REQUESTED || access.lets(by.reference(), now.at())));
        if (already) {
            return Decision.refuse(Rejection.conflict("temporary-access-already-asked"));
        }
        List<TemporaryAccess> all = new ArrayList<>(temporaryAccess);
        all.add(new TemporaryAccess(temporaryAccess.size() + 1, by, reason, explanation, lasts, now.at(), null, null, false,
                null));
        return Decision.accept(withAccess(all), List.of());
    }

    /** A supervisor of the case's own unit, who is not the one who asked, says yes; the time begins to run. */
    public Decision<CaseFile, CaseEvent> grantAccess(int number, Officer by, Moment now) {
        return onAccess(number, now, TemporaryAccess.State.REQUESTED, access ->
                access.requestedBy().reference().equals(by.reference())
                        ? Decision.refuse(Rejection.forbidden("temporary-access-approver-is-requester"))
                        : telling(access.granted(by, now.at()), by, now));
    }

    /** It is turned down, or taken back before its time. */
    public Decision<CaseFile, CaseEvent> endAccess(int number, Officer by, Moment now) {
        return onAccess(number, now, null, access -> access.grant() == null
                ? Decision.accept(replacing(access.ended(by, now.at())), List.of())
                : telling(access.ended(by, now.at()), by, now));
    }

    /** The data protection officer takes note of an access that was granted, whatever became of it. */
    public Decision<CaseFile, CaseEvent> acknowledgeAccess(int number, Officer by, Moment now) {
        return access(number).<Decision<CaseFile, CaseEvent>>map(access -> access.unacknowledged()
                ? Decision.accept(replacing(access.acknowledged(by, now.at())), List.of())
                : Decision.refuse(Rejection.conflict("temporary-access-nothing-to-acknowledge",
                        "state", access.state(now.at()).name())))
                .orElseGet(() -> unknownAccess(number));
    }

    /** Whether a grant that stands now lets this officer read. */
    public boolean lets(String reference, Instant now) {
        return temporaryAccess.stream().anyMatch(access -> access.lets(reference, now));
    }

    private Decision<CaseFile, CaseEvent> onAccess(int number, Moment now, TemporaryAccess.@Nullable State wanted,
            Function<TemporaryAccess, Decision<CaseFile, CaseEvent>> act) {
        Optional<TemporaryAccess> found = access(number);
        if (found.isEmpty()) {
            return unknownAccess(number);
        }
        TemporaryAccess.State state = found.get().state(now.at());
        boolean over = state == TemporaryAccess.State.ENDED || state == TemporaryAccess.State.EXPIRED;
        return over || (wanted != null && state != wanted)
                ? Decision.refuse(Rejection.conflict("temporary-access-decided", "state", state.name()))
                : act.apply(found.get());
    }

    private Optional<TemporaryAccess> access(int number) {
        return temporaryAccess.stream().filter(access -> access.number() == number).findFirst();
    }

    private static Decision<CaseFile, CaseEvent> unknownAccess(int number) {
        return Decision.refuse(Rejection.unknown("unknown-temporary-access", "number", Integer.toString(number)));
    }

    private Decision<CaseFile, CaseEvent> telling(TemporaryAccess changed, Officer by, Moment now) {
        return Decision.accept(replacing(changed), List.of(new CaseEvent.TemporaryAccessRecorded(now.at(), by, changed)));
    }

    private CaseFile replacing(TemporaryAccess changed) {
        return withAccess(temporaryAccess.stream()
                .map(access -> access.number() == changed.number() ? changed : access).toList());
    }

    private CaseFile withAccess(List<TemporaryAccess> all) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, effects, facts, arrival, reintegration, feedback, scope, all);
    }

    /** The case belongs to these too. */
    public CaseFile heldBy(CaseScope more) {
        return with(scope.and(more));
    }

    /** The referral came in: it is the addressed unit's, and every contact point's until a unit answers it. */
    public CaseFile offeredTo(String receivingUnit) {
        CaseScope addressed = scope.withUnit(receivingUnit);
        boolean answered = facts.stream().map(Fact::kind).anyMatch(kind -> kind == FactKind.REFERRAL_ACCEPTED
                || kind == FactKind.REFERRAL_DECLINED || kind == FactKind.REFERRAL_WITHDRAWN);
        return with(answered ? addressed : addressed.offered());
    }

    /** The referral was answered: whoever has it by now keeps it. */
    public CaseFile answered(FactKind answer, Instant at) {
        return heard(answer, at).with(scope.taken());
    }

    /** Something happened to the case elsewhere. */
    public CaseFile heard(FactKind kind, Instant at) {
        Map<FactKind, Fact> all = new EnumMap<>(FactKind.class);
        facts.forEach(fact -> all.put(fact.kind(), fact));
        all.merge(kind, new Fact(kind, at, at), (known, fresh) -> known.folded(at));
        return with(List.copyOf(all.values()));
    }

    /**
     * The referral, as it crossed. In the country of origin it brings who the person is. In the host country it may have
     * been sent before this file's last change of a consent reached the sender; then the other side is told now.
     */
    public Decision<CaseFile, CaseEvent> referred(Referral referral, Officer by) {
        CaseFile next = heard(FactKind.REFERRAL_SUBMITTED, referral.at());
        if (side == Side.ORIGIN) {
            boolean newer = facts.stream().noneMatch(fact -> fact.kind() == FactKind.REFERRAL_SUBMITTED
                    && fact.last().isAfter(referral.at()));
            CaseFile known = newer ? next.knowing(referral) : next;
            return Decision.accept(known.withConsents(merged(consents, referral.consents())), List.of());
        }
        if (crossed()) {
            return Decision.accept(next, List.of());
        }
        return Decision.accept(next, changesSince(referral, by));
    }

    private List<CaseEvent> changesSince(Referral referral, Officer by) {
        List<CaseEvent> events = new ArrayList<>();
        List<Purpose> endedSince = consents.stream()
                .filter(consent -> consent.decision() == ConsentDecision.WITHDRAWN)
                .map(Consent::purpose)
                .filter(purpose -> referral.consents().stream().anyMatch(sent -> sent.purpose() == purpose
                        && sent.decision() == ConsentDecision.GIVEN))
                .toList();
        boolean otherwiseChanged = consents.stream()
                .filter(consent -> !endedSince.contains(consent.purpose()))
                .anyMatch(consent -> referral.consents().stream().noneMatch(consent::saysTheSameAs));
        if (otherwiseChanged) {
            events.add(new CaseEvent.ConsentUpdated(referral.at(), by));
        }
        if (!endedSince.isEmpty()) {
            boolean erase = withdrawals.stream().anyMatch(ConsentWithdrawal::eraseRequested);
            events.add(new CaseEvent.ConsentWithdrawn(referral.at(), by,
                    new ConsentWithdrawal(endedSince, referral.at(), erase)));
        }
        return events;
    }

    /** The person has arrived: the country of origin opens its own case. */
    public CaseFile arrived(Arrival received) {
        CaseFile next = heard(FactKind.ARRIVED, received.at());
        if (side == Side.HOST || (arrival != null && !received.at().isAfter(arrival.at()))) {
            return next;
        }
        return new CaseFile(side, hostCountry, originCountry, stage, true,
                openedAt == null ? received.at() : openedAt, decision, statistics, identity, consents, withdrawals,
                effects, next.facts, received, reintegration, feedback, scope, temporaryAccess).settled();
    }

    /** The other side reports consents as they now stand there. */
    public CaseFile consentsReported(List<Consent> reported) {
        return withConsents(merged(consents, reported));
    }

    /** The other side reports that consent ended. */
    public CaseFile withdrawalReported(ConsentWithdrawal withdrawal) {
        return withdrawn(withdrawal);
    }

    /** Somebody has stopped what a withdrawal ended. */
    public CaseFile effectConfirmed(ConsentEffect effect) {
        List<ConsentEffect> all = Stream.concat(effects.stream().filter(known -> !known.equals(effect)),
                Stream.of(effect)).sorted(Comparator.comparing(ConsentEffect::effectiveAt)
                        .thenComparing(ConsentEffect::country).thenComparing(ConsentEffect::service)).toList();
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, all, facts, arrival, reintegration, feedback, scope, temporaryAccess);
    }

    /** The country of origin reports about the time after the arrival. */
    public CaseFile fedBack(Feedback next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, effects, facts, arrival, reintegration, next, scope, temporaryAccess).settled();
    }

    /** Whether anything about this case has crossed the border. */
    public boolean crossed() {
        return facts.stream().anyMatch(fact -> fact.kind() == FactKind.REFERRAL_SUBMITTED) || arrival != null;
    }

    /** What stands for a purpose, or empty when it was never asked about. */
    public Optional<Consent> consentFor(Purpose purpose) {
        return consents.stream().filter(consent -> consent.purpose() == purpose).findFirst();
    }

    /** The host's route; empty in the country of origin. */
    public Optional<Route> route() {
        return Optional.ofNullable(decision).map(HostDecision::route);
    }

    private Decision<CaseFile, CaseEvent> after(Function<Reintegration, Decision<CaseFile, CaseEvent>> act) {
        if (side != Side.ORIGIN) {
            return wrongSide(Side.ORIGIN);
        }
        Reintegration current = reintegration;
        if (current == null) {
            return Decision.refuse(Rejection.refused("no-case-manager", "state", stage.name()));
        }
        if (current.status() == ReintegrationStatus.CLOSED) {
            return Decision.refuse(Rejection.refused("case-closed", "state", stage.name()));
        }
        return act.apply(current);
    }

    private List<CaseEvent> ifCounted(Moment now, CaseEvent event) {
        return consentFor(Purpose.MONITORING_AND_EVALUATION).filter(consent -> consent.standsOn(now.today()))
                .isPresent() ? List.of(event) : List.of();
    }

    private List<CaseEvent> consentEvents(CaseEvent acrossTheBorder, Officer by, Instant at) {
        List<CaseEvent> events = new ArrayList<>();
        if (side == Side.HOST) {
            events.add(new CaseEvent.CaseStandingRecorded(at, by));
        }
        if (crossed()) {
            events.add(acrossTheBorder);
        }
        return events;
    }

    private Optional<Rejection> unlessOpen() {
        return opened ? Optional.empty() : Optional.of(Rejection.refused("case-not-open", "state", stage.name()));
    }

    private Decision<CaseFile, CaseEvent> wrongSide(Side wanted) {
        return Decision.refuse(Rejection.refused("wrong-side", "side", side.name(), "wanted", wanted.name()));
    }

    private static List<Consent> merged(List<Consent> known, List<Consent> fresh) {
        return folded(known, fresh, BinaryOperator.maxBy(LATER));
    }

    private static List<Consent> replaced(List<Consent> known, List<Consent> fresh) {
        return folded(known, fresh, (_, later) -> later);
    }

    private static List<Consent> folded(List<Consent> known, List<Consent> fresh, BinaryOperator<Consent> choice) {
        Map<Purpose, Consent> all = new EnumMap<>(Purpose.class);
        Stream.concat(known.stream(), fresh.stream())
                .forEach(consent -> all.merge(consent.purpose(), consent, choice));
        return List.copyOf(all.values());
    }

    private CaseFile withdrawn(ConsentWithdrawal withdrawal) {
        List<Consent> ended = withdrawal.purposes().stream()
                .map(purpose -> consentFor(purpose).map(consent -> consent.withdrawn(withdrawal.effectiveAt()))
                        .orElseGet(() -> Consent.reported(purpose, ConsentDecision.WITHDRAWN, null,
                                withdrawal.effectiveAt())))
                .toList();
        List<ConsentWithdrawal> all = withdrawals.contains(withdrawal) ? withdrawals
                : Stream.concat(withdrawals.stream(), Stream.of(withdrawal))
                        .sorted(Comparator.comparing(ConsentWithdrawal::effectiveAt)).toList();
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                merged(consents, ended), all, effects, facts, arrival, reintegration, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile knowing(Referral referral) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision,
                referral.statistics(), referral.content() == null ? identity : referral.content(), consents,
                withdrawals, effects, facts, arrival, reintegration, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile withConsents(List<Consent> next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                next, withdrawals, effects, facts, arrival, reintegration, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile with(HostDecision next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, next, statistics, identity,
                consents, withdrawals, effects, facts, arrival, reintegration, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile with(Reintegration next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, effects, facts, arrival, next, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile with(List<Fact> next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, effects, next, arrival, reintegration, feedback, scope, temporaryAccess).settled();
    }

    private CaseFile with(CaseScope next) {
        return new CaseFile(side, hostCountry, originCountry, stage, opened, openedAt, decision, statistics, identity,
                consents, withdrawals, effects, facts, arrival, reintegration, feedback, next, temporaryAccess);
    }

    private CaseFile settled() {
        return new CaseFile(side, hostCountry, originCountry, currentStage(), opened, openedAt, decision, statistics,
                identity, consents, withdrawals, effects, facts, arrival, reintegration, feedback, scope, temporaryAccess);
    }

    private Stage currentStage() {
        if (reintegration != null) {
            return Stage.valueOf(reintegration.status().name());
        }
        if (feedback != null) {
            return Stage.valueOf(feedback.status().name());
        }
        Optional<Stage> last = lastStageOutside();
        return last.orElseGet(() -> switch (route().orElse(Route.JOINT)) {
            case JOINT -> consents.isEmpty() ? Stage.IDENTIFIED : Stage.CONSENTED;
            case HOLD -> Stage.ON_HOLD;
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
