package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedTime;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationPolicy;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/** What officers of the country of origin do after the person has arrived; {@link CaseFile} says what each does. */
record AfterReturn(CaseFile file) {

    Decision<CaseFile, CaseEvent> assign(Responsible responsible, Set<String> units, Officer by, Moment now) {
        if (file.side() != Party.ORIGIN) {
            return file.wrongSide(Party.ORIGIN);
        }
        Arrival arrival = file.arrival();
        if (arrival == null) {
            return Decision.refuse(file.inThisState("not-arrived"));
        }
        Instant arrivedAt = arrival.at();
        Reintegration reintegration = file.reintegration();
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
            return Decision.refuse(file.inThisState("case-closed"));
        }
        return file.decided(new CaseEvent.CaseManagerAssigned(now.at(), by, responsible.from(since.kept()), status));
    }

    Decision<CaseFile, CaseEvent> assign(Responsible responsible, ReintegrationStatus status,
            @Nullable LocalDate planDate, Set<String> units, Officer by, Moment now) {
        return switch (assign(responsible, units, by, now)) {
            case Decision.Refused<CaseFile, CaseEvent> refused -> refused;
            case Decision.Accepted<CaseFile, CaseEvent>(CaseFile managed, List<CaseEvent> assigned) ->
                switch (new AfterReturn(managed).report(status, planDate, null, by, now)) {
                    case Decision.Refused<CaseFile, CaseEvent> refused -> refused;
                    case Decision.Accepted<CaseFile, CaseEvent>(CaseFile reported, List<CaseEvent> told) ->
                        Decision.accept(reported, Stream.concat(assigned.stream(), told.stream()).toList());
                };
        };
    }

    Decision<CaseFile, CaseEvent> report(ReintegrationStatus status, @Nullable LocalDate planDate,
            @Nullable LocalDate nextReportDue, Officer by, Moment now) {
        return after(before -> {
            Optional<Rejection> refusal = ReintegrationPolicy.refusal(before, status, planDate, nextReportDue, now);
            if (refusal.isPresent()) {
                return Decision.refuse(refusal.get());
            }
            CaseEvent reported = new CaseEvent.ReintegrationStatusReported(now.at(), by, status, nextReportDue);
            return planDate == null ? file.decided(reported)
                    : file.decided(new CaseEvent.PlanDated(now.at(), now.day("planDate", planDate).kept()), _ -> List.of(reported));
        });
    }

    Decision<CaseFile, CaseEvent> count(ReintegrationStats stated, Correction.@Nullable Reason correction,
            Set<Region> offered, Officer by, Moment now) {
        return after(before -> {
            ReintegrationStats stats = stated.kept(before.planDate(), now);
            Optional<Rejection> refusal = stated.refusal(before, arrivedOn(now), offered, now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : file.decided(new CaseEvent.StatsKept(now.at(), by, stats, CaseFile.corrects(correction, by, now)), next ->
                            !before.replacedBy(stats) ? List.of() : next.ifCounted(now,
                                    new CaseEvent.ReintegrationStatsRecorded(now.at(), stats.counted())));
        });
    }

    Decision<CaseFile, CaseEvent> visit(MonitoringVisit stated, Correction.@Nullable Reason correction, Officer by,
            Moment now) {
        return after(before -> {
            MonitoringVisit visit = stated.kept(now);
            Optional<Rejection> refusal = stated.refusal(before.visit(stated.number()), correction != null,
                    arrivedOn(now), now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : file.decided(new CaseEvent.VisitKept(now.at(), by, visit, CaseFile.corrects(correction, by, now)), next ->
                            Stream.concat(next.ifCounted(now, new CaseEvent.MonitoringVisitRecorded(now.at(),
                                    visit.counted())).stream(), beginsMonitoring(before, visit)
                                    ? Stream.of(new CaseEvent.ReintegrationStatusReported(now.at(), by,
                                            ReintegrationStatus.MONITORING, null)) : Stream.empty()).toList());
        });
    }

    Decision<CaseFile, CaseEvent> close(Closure.Said said, Officer by, Moment now) {
        return after(before -> said.in(before, by, now).map(stated -> close(stated, by, now))
                .orElseGet(() -> Decision.refuse(Rejection.invalid("field-missing", "field", "caseManager"))));
    }

    private Decision<CaseFile, CaseEvent> close(Closure stated, Officer by, Moment now) {
        return after(before -> {
            Closure closure = stated.kept(now.day("closedOn", stated.closedOn()).kept(), before.lastVisitOn());
            Optional<Rejection> refusal = stated.refusal(before, arrivedOn(now), by, now);
            return refusal.isPresent() ? Decision.refuse(refusal.get())
                    : file.decided(new CaseEvent.ClosureAgreed(now.at(), closure), _ -> List.of(
                            new CaseEvent.CaseClosed(now.at(), by, closure.reason(), closure.closedOn(),
                                    closure.lastVisitOn(), closure.toldHowToReturn())));
        });
    }

    Decision<CaseFile, CaseEvent> reopen(ReopeningReason reason, @Nullable ReintegrationStatus into, Officer by,
            Moment now) {
        if (file.ending() != null && into == null) {
            return file.decided(new CaseEvent.CaseBegunAgain(now.at(), by, reason), next -> next.ownServicesTold(by, now.at()));
        }
        if (into == null) {
            return Decision.refuse(Rejection.invalid("field-missing", "field", "into"));
        }
        Reintegration closed = file.reintegration();
        if (closed == null || closed.status() != ReintegrationStatus.CLOSED) {
            return Decision.refuse(file.inThisState("case-not-closed"));
        }
        if (into == ReintegrationStatus.CLOSED || into == ReintegrationStatus.CASE_MANAGER_ASSIGNED) {
            return Decision.refuse(Rejection.invalid("reopening-status", "wanted", into.name()));
        }
        if (into != ReintegrationStatus.RECOVERY && closed.planDate() == null) {
            return Decision.refuse(Rejection.refused("reintegration-needs-plan"));
        }
        return file.decided(new CaseEvent.CaseReopened(now.at(), by, reason, now.today(), into));
    }

    private static boolean beginsMonitoring(Reintegration before, MonitoringVisit visit) {
        return before.status() == ReintegrationStatus.REINTEGRATION && visit.state() == VisitState.DONE;
    }

    private LocalDate arrivedOn(Moment now) {
        return now.dayOf(Objects.requireNonNull(file.arrival()).at());
    }

    private Decision<CaseFile, CaseEvent> after(Function<Reintegration, Decision<CaseFile, CaseEvent>> act) {
        if (file.side() != Party.ORIGIN) {
            return file.wrongSide(Party.ORIGIN);
        }
        Reintegration current = file.reintegration();
        if (current == null) {
            return Decision.refuse(file.inThisState("no-case-manager"));
        }
        if (current.status() == ReintegrationStatus.CLOSED) {
            return Decision.refuse(file.inThisState("case-closed"));
        }
        return act.apply(current);
    }
}
