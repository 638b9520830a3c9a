package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Earlier;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.witness.model.WitnessCooperation;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.sealing.Sealed;

/** A file on the way to its next state: what an event changes in it. The stage follows in the end. */
final class CaseDraft {

    private static final String SUPERVISOR = "SUPERVISOR";
    /** A file stays small: of more acts the oldest is forgotten, the opening too. */
    private static final int MOST_ACTS = 200;

    private final Party side;
    private final Journey journey;
    private final int flow;
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
    private @Nullable CaseMerge merge;
    private List<String> mergedIn = List.of();
    private List<Act> acts = List.of();
    private WitnessCooperation witness = WitnessCooperation.NONE;
    private ReturnCourse course = ReturnCourse.UNKNOWN;

    private CaseDraft(Party side, Journey journey, int flow) {
        this.side = side;
        this.journey = journey;
        this.flow = flow;
    }

    private CaseDraft(CaseFile file) {
        this(file.side(), file.journey(), file.flow());
        opened = file.opened();
        openedAt = file.openedAt();
        decision = file.decision();
        statistics = file.statistics();
        identity = file.identity();
        consents = file.consents();
        earlierConsents = file.earlierConsents();
        withdrawals = file.withdrawals();
        effects = file.effects();
        facts = file.facts();
        arrival = file.arrival();
        reintegration = file.reintegration();
        feedback = file.feedback();
        scope = file.scope();
        temporaryAccess = file.temporaryAccess();
        ending = file.ending();
        safeguardsReview = file.safeguardsReview();
        standing = file.standing();
        merge = file.merge();
        mergedIn = file.mergedIn();
        acts = file.acts();
        witness = file.witness();
        course = file.course();
    }

    /** A file in which nothing stands yet. */
    static CaseFile empty(Party side, Journey journey, int flow) {
        return new CaseDraft(side, journey, flow).file();
    }

    /** The file after an event. */
    static CaseFile after(CaseFile file, CaseEvent event) {
        CaseDraft next = new CaseDraft(file);
        switch (event) {
            case CaseEvent.CaseOpened e -> {
                next.opened = true;
                next.openedAt = e.occurredAt();
                next.decision = e.decision();
                next.statistics = e.statistics();
                next.person(e.person());
                next.consents = e.consents();
                next.scope = file.scope().withOfficer(e.by().reference(), e.by().unit());
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
                next.consent(next.known().and(e.lapsed()));
            }
            case CaseEvent.CaseEnded e -> next.ending = e.ending();
            case CaseEvent.CaseBegunAgain _ -> next.ending = null;
            case CaseEvent.SafeguardsReviewed e -> next.safeguardsReview = e.review();
            case CaseEvent.MergeProposed e -> next.merge = CaseMerge.proposed(e);
            case CaseEvent.MergeConfirmed e -> next.merge = next.merge == null ? null
                    : next.merge.confirmed(e.by(), e.occurredAt());
            case CaseEvent.MergeTurnedDown _ -> next.merge = null;
            case CaseEvent.MergeTakenIn e -> next.mergedIn = Stream.concat(next.withoutMerged(e.duplicate()),
                    Stream.of(e.duplicate())).toList();
            case CaseEvent.MergeLeftOut e -> next.mergedIn = next.withoutMerged(e.duplicate()).toList();
            case CaseEvent.CaseMerged e -> {
                if (isOfTheOtherSide(file, e.by())) {
                    next.merge = CaseMerge.told(e);
                }
            }
            case CaseEvent.WitnessStepRecorded e -> next.witness = file.witness().with(e.step(), e.correction());
            case CaseEvent.ConsentsRecorded e ->
                    next.consent(next.known().recorded(e.consents(), e.wrong(), e.correction()));
            case CaseEvent.WithdrawalCorrected e -> {
                next.consent(next.known().recorded(e.wrong().values().stream()
                        .map(each -> each.asWithdrawn(e.withdrawal())).toList(), e.wrong(), e.correction()));
                next.withdrawn(e.withdrawal().recordedBy(e.correction().by()));
            }
            case CaseEvent.ConsentsTakenBack e -> next.withdraw(e.withdrawal().recordedBy(e.by()));
            case CaseEvent.ConsentUpdated e -> {
                if (isOfTheOtherSide(file, e.by())) {
                    next.hear(e.consents(), e.effectiveAt());
                }
            }
            case CaseEvent.ConsentWithdrawn e -> {
                if (isOfTheOtherSide(file, e.by())) {
                    next.withdraw(e.withdrawal().recordedBy(e.by()));
                }
            }
            case CaseEvent.CaseManagerAssigned e -> next.timeAfter(
                    before -> before == null ? Reintegration.begun(e.responsible()) : before.handedTo(e.responsible()),
                    before -> Feedback.assigned(before, e.responsible(), e.status(), e.occurredAt()),
                    CaseScope.NOBODY.withUnit(e.responsible().unit()));
            case CaseEvent.PlanDated e -> next.reintegrate(before -> before.planned(e.planDate()));
            case CaseEvent.ReintegrationStatusReported e -> next.timeAfter(
                    begun(before -> before.reported(e.status(), e.nextReportDue(), e.occurredAt())),
                    before -> Feedback.reported(before, e.status(), e.nextReportDue(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.StatsKept e -> next.reintegrate(before -> before.counted(e.stats(), e.correction()));
            case CaseEvent.VisitKept e -> next.reintegrate(before -> before.visited(e.visit(), e.correction()));
            case CaseEvent.ClosureAgreed e -> next.reintegrate(before -> before.closed(e.closure()));
            case CaseEvent.CaseClosed e -> next.timeAfter(UnaryOperator.identity(),
                    before -> Feedback.closed(before, e.closedOn(), e.reason(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.CaseReopened e -> next.timeAfter(begun(before -> before.reopened(e.into())),
                    before -> Feedback.reopened(before, e.into(), e.occurredAt()), CaseScope.NOBODY);
            case CaseEvent.AccessRequested e -> next.temporaryAccess =
                    Stream.concat(file.temporaryAccess().stream(), Stream.of(e.access())).toList();
            case CaseEvent.TemporaryAccessRecorded e -> next.access(e.access().number(), access -> e.ended()
                    ? access.ended(new TemporaryAccess.End(e.by(), e.occurredAt()))
                    : access.granted(new TemporaryAccess.Grant(e.access().by(), e.access().from(), e.access().until())));
            case CaseEvent.AccessTurnedDown e -> next.access(e.number(),
                    access -> access.ended(new TemporaryAccess.End(e.by(), e.occurredAt())));
            case CaseEvent.AccessAcknowledged e -> next.access(e.number(),
                    access -> access.acknowledged(new TemporaryAccess.Acknowledgement(e.by(), e.occurredAt())));
            case CaseEvent.Referred e -> next.refer(e);
            case CaseEvent.Happened e -> {
                boolean over = next.isOver(e.round());
                next.happened(e.kind(), e.occurredAt(), e.revision(), e.by(), e.round());
                ReturnCourse.Step step = e.step();
                if (step != null) {
                    next.arrange(e.round(), e.occurredAt(), known -> known.with(step));
                }
                next.ofOrigin(e.holders());
                next.scope = e.kind().answersReferral() && !over ? next.scope.taken() : next.scope;
                if (e.kind() == FactKind.DECLINE_REVOKED && next.ending != null && next.ending.reason() == EndingReason.DECLINED) {
                    next.ending = null;
                }
                if (e.kind() == FactKind.DECLINE_REVOKED && !over && !next.answeredSince(e.occurredAt(), e.round())) {
                    next.ofOrigin(CaseScope.NOBODY.offered());
                }
            }
            case CaseEvent.ResultIssued e -> {
                next.happened(FactKind.RESULT_ISSUED, e.occurredAt(), 0, e.by(), e.round());
                next.arrange(e.round(), e.occurredAt(), known -> known.resulted(e.version()));
            }
            case CaseEvent.Arrived e -> next.arrive(e.arrival(), e.by());
            case CaseEvent.EffectConfirmed e -> next.effects = Stream.concat(
                    file.effects().stream().filter(known -> !known.equals(e.effect())), Stream.of(e.effect()))
                    .sorted(Comparator.comparing(ConsentEffect::effectiveAt).thenComparing(ConsentEffect::country)
                            .thenComparing(ConsentEffect::service)).toList();
            case CaseEvent.CaseStandingRecorded _, CaseEvent.WitnessCooperationStateChanged _,
                    CaseEvent.ReintegrationStatsRecorded _, CaseEvent.MonitoringVisitRecorded _,
                    CaseEvent.CareAnswersRecorded _ -> {
                return file;
            }
        }
        act(event).filter(done -> !isOfTheOtherSide(file, done.by())).ifPresent(next::done);
        event.actor().filter(by -> !SUPERVISOR.equals(by.role()) && !isOfTheOtherSide(file, by))
                .ifPresent(by -> next.reintegrate(before -> before.workedOnBy(by)));
        return next.file();
    }

    /** What the history of the file has as an act: not what only tells others of it, nor what says itself who did it. */
    private static Optional<Act> act(CaseEvent event) {
        return switch (event) {
            case CaseEvent.CaseOpened e -> act(ActKind.OPENED, e, e.by());
            case CaseEvent.CaseIdentified e -> act(ActKind.IDENTIFIED, e, e.by());
            case CaseEvent.PersonAmended e -> act(ActKind.PERSON_AMENDED, e, e.by());
            case CaseEvent.ConsentsRecorded e -> act(ActKind.CONSENTS_RECORDED, e, e.by());
            case CaseEvent.CaseManagerAssigned e -> act(ActKind.CASE_MANAGER_ASSIGNED, e, e.by());
            case CaseEvent.ReintegrationStatusReported e -> act(ActKind.STATUS_REPORTED, e, e.by());
            case CaseEvent.StatsKept e -> act(ActKind.STATS_RECORDED, e, e.by());
            case CaseEvent.VisitKept e -> act(ActKind.VISIT_RECORDED, e, e.by());
            case CaseEvent.CaseClosed e -> act(ActKind.CLOSED, e, e.by());
            case CaseEvent.CaseReopened e -> act(ActKind.REOPENED, e, e.by());
            case CaseEvent.CaseBegunAgain e -> act(ActKind.REOPENED, e, e.by());
            case CaseEvent.CaseEnded e -> act(ActKind.ENDED, e, e.by());
            case CaseEvent.MergeProposed e -> act(ActKind.MERGE_PROPOSED, e, e.by());
            case CaseEvent.MergeTurnedDown e -> act(ActKind.MERGE_TURNED_DOWN, e, e.by());
            case CaseEvent.MergeTakenIn e -> act(ActKind.MERGE_TAKEN_IN, e, e.by());
            case CaseEvent.MergeLeftOut e -> act(ActKind.MERGE_LEFT_OUT, e, e.by());
            case CaseEvent.ConsentsTakenBack _, CaseEvent.WithdrawalCorrected _, CaseEvent.SafeguardsReviewed _,
                    CaseEvent.MergeConfirmed _, CaseEvent.CaseMerged _, CaseEvent.PlanDated _, CaseEvent.ClosureAgreed _,
                    CaseEvent.WitnessStepRecorded _, CaseEvent.WitnessCooperationStateChanged _, CaseEvent.ConsentUpdated _,
                    CaseEvent.ConsentWithdrawn _, CaseEvent.CaseStandingRecorded _, CaseEvent.ReintegrationStatsRecorded _,
                    CaseEvent.MonitoringVisitRecorded _, CaseEvent.CareAnswersRecorded _, CaseEvent.AccessRequested _,
                    CaseEvent.TemporaryAccessRecorded _, CaseEvent.AccessTurnedDown _, CaseEvent.AccessAcknowledged _,
                    CaseEvent.Heard _ -> Optional.empty();
        };
    }

    private static Optional<Act> act(ActKind kind, CaseEvent event, Officer by) {
        return Optional.of(new Act(kind, event.occurredAt(), by));
    }

    private void done(Act act) {
        if (!acts.contains(act)) {
            acts = Stream.concat(acts.stream().skip(Math.max(0, acts.size() - MOST_ACTS + 1)), Stream.of(act)).toList();
        }
    }

    private static boolean isOfTheOtherSide(CaseFile file, Officer by) {
        return by.ministry().equals(file.journey().country(file.side().other()));
    }

    private static UnaryOperator<@Nullable Reintegration> begun(UnaryOperator<Reintegration> change) {
        return before -> before == null ? null : change.apply(before);
    }

    private CaseFile file() {
        return new CaseFile(side, journey.host(), journey.origin(), stage(), opened, openedAt, decision, statistics,
                identity, consents, earlierConsents, withdrawals, effects, facts, arrival, reintegration, feedback, scope,
                temporaryAccess, ending, safeguardsReview, standing, merge, mergedIn, acts, witness, course, flow);
    }

    private Stream<String> withoutMerged(String duplicate) {
        return mergedIn.stream().filter(known -> !known.equals(duplicate));
    }

    private void person(SealedPerson known) {
        identity = known.identity();
        standing = known.standing();
    }

    private void withdraw(ConsentWithdrawal withdrawal) {
        consent(known().withdrawn(withdrawal));
        withdrawn(withdrawal);
    }

    private void withdrawn(ConsentWithdrawal withdrawal) {
        if (!withdrawals.contains(withdrawal)) {
            withdrawals = Stream.concat(withdrawals.stream(), Stream.of(withdrawal))
                    .sorted(Comparator.comparing(ConsentWithdrawal::effectiveAt)).toList();
        }
    }

    private void hear(List<StatedConsent> stated, Instant at) {
        consent(known().and(stated.stream().map(each -> each.heardAt(at)).toList()));
    }

    private Consents known() {
        return new Consents(consents, earlierConsents);
    }

    private void consent(Consents all) {
        consents = all.standing();
        earlierConsents = all.earlier();
    }

    private void happened(FactKind kind, Instant at, int revision, Officer by, int round) {
        Fact told = new Fact(kind, at, at, revision, by, round);
        Fact fact = facts.stream().filter(told::isOfTheSame).findFirst().map(known -> known.folded(told)).orElse(told);
        facts = Stream.concat(facts.stream().filter(each -> !told.isOfTheSame(each)), Stream.of(fact))
                .sorted(Comparator.comparing(Fact::kind).thenComparingInt(Fact::round)).toList();
    }

    /** Units and officers that the country of origin names are this ministry's only where this is that country. */
    private void ofOrigin(CaseScope holders) {
        if (side == Party.ORIGIN) {
            scope = scope.and(holders);
        }
    }

    /**
     * In the country of origin a referral says who the person is; it is the addressed unit's, and every contact
     * point's until a unit answers it. A later round takes up a file that had ended with the round before. On either side its
     * return begins anew.
     */
    private void refer(CaseEvent.Referred referral) {
        Instant at = referral.occurredAt();
        if (side == Party.ORIGIN) {
            CaseScope addressed = scope.withUnit(referral.receivingUnit());
            scope = answeredSince(at, referral.round()) ? addressed : addressed.offered();
            ending = Fact.lastSent(facts).filter(fact -> fact.round() < referral.round()).isPresent() ? null : ending;
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
        happened(FactKind.REFERRAL_SUBMITTED, at, 0, referral.by(), referral.round());
        course = course.round() < referral.round() ? ReturnCourse.UNKNOWN : course;
    }

    /** Whether the referral of that time and round was answered: an answer to an earlier round answers nothing. */
    private boolean answeredSince(Instant submitted, int round) {
        return facts.stream().anyMatch(fact -> fact.kind().answersReferral()
                && ((fact.round() > 0 && round > 0) ? fact.round() >= round : !fact.last().isBefore(submitted)));
    }

    /** Whether a later round than that one was sent. */
    private boolean isOver(int round) {
        return round > 0 && Fact.lastSent(facts).filter(fact -> fact.round() > round).isPresent();
    }

    /**
     * What a round before says of the return changes nothing of the last one, and what a later round says begins it anew. Where
     * nobody said the round, the time decides.
     */
    private void arrange(int round, Instant at, UnaryOperator<ReturnCourse> change) {
        Optional<Fact> sent = Fact.lastSent(facts);
        boolean over = round > 0 ? isOver(round)
                : sent.filter(fact -> fact.round() > 1 && at.isBefore(fact.last())).isPresent();
        if (!over) {
            course = course.in(round > 0 ? round : sent.map(fact -> Math.max(1, fact.round())).orElse(1), change);
        }
    }

    /** The country of origin opens its own case. */
    private void arrive(Arrival received, Officer by) {
        happened(FactKind.ARRIVED, received.at(), received.revision(), by, 0);
        ofOrigin(CaseScope.NOBODY.withUnit(received.receptionUnit()));
        if (side == Party.ORIGIN && (arrival == null || received.supersedes(arrival))) {
            opened = true;
            openedAt = openedAt == null || arrival != null ? received.at() : openedAt;
            arrival = received;
        }
    }

    /** The time after the arrival: kept in the country of origin, heard of in the host country. */
    private void timeAfter(UnaryOperator<@Nullable Reintegration> own, Function<@Nullable Feedback, Feedback> heard,
            CaseScope holders) {
        if (side == Party.ORIGIN) {
            reintegration = own.apply(reintegration);
            scope = scope.and(holders);
        } else {
            feedback = heard.apply(feedback);
        }
    }

    private void reintegrate(UnaryOperator<Reintegration> change) {
        reintegration = begun(change).apply(reintegration);
    }

    private void access(int number, UnaryOperator<TemporaryAccess> change) {
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
        boolean returns = facts.stream().anyMatch(fact -> fact.kind().isReturn());
        if (merge != null && !merge.waits() && !returns) {
            return Stage.DUPLICATE_MERGED;
        }
        if (ending != null && !returns) {
            return Stage.CLOSED;
        }
        return lastStageOutside().orElseGet(() -> switch (decision == null ? Route.JOINT : decision.route()) {
            case JOINT -> consents.stream().allMatch(each -> each.decision() == ConsentDecision.EXPIRED)
                    ? Stage.IDENTIFIED : Stage.CONSENTED;
            case HOLD, UNKNOWN -> Stage.ON_HOLD;
            case NO_RETURN -> Stage.NO_RETURN;
            case OUT_OF_SCOPE -> Stage.OUT_OF_SCOPE;
            case CHECKPOINT_RETURN -> Stage.CHECKPOINT_RETURN;
        });
    }

    /**
     * Arrival, handover and withdrawal outweigh whatever is reported later about the time before them, and so does a result,
     * or the return, the progress of tracing. How far a return is its course says, where a plan of it is known. What belongs to
     * a round before the last one that was sent says nothing of where the case stands.
     */
    private Optional<Stage> lastStageOutside() {
        List<Fact> present = Fact.present(facts).toList();
        for (FactKind kind : List.of(FactKind.ARRIVED, FactKind.HANDED_OVER, FactKind.REFERRAL_WITHDRAWN)) {
            if (present.stream().anyMatch(fact -> fact.kind() == kind)) {
                return kind.stage();
            }
        }
        Optional<Stage> arranged = course.stage();
        if (arranged.isPresent()) {
            return arranged;
        }
        boolean traced = present.stream().anyMatch(fact -> fact.kind().followsTracing());
        return present.stream().filter(fact -> fact.kind().stage().isPresent())
                .filter(fact -> !traced || fact.kind() != FactKind.TRACING_PROGRESSED)
                .filter(fact -> !course.knowsPlans() || !fact.kind().arrangesReturn())
                .max(Comparator.comparing(Fact::last).thenComparing(Fact::kind))
                .flatMap(fact -> fact.kind().stage());
    }
}
