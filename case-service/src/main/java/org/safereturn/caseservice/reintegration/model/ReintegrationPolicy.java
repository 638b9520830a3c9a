package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.outcome.Rejection;

/** In which order the time after a return may be reported; proposed by this project. */
public final class ReintegrationPolicy {

    /** A set-back is as ordinary as progress; only the community comes before follow-up in it. */
    private static final Map<ReintegrationStatus, Set<ReintegrationStatus>> NEXT = Map.of(
            ReintegrationStatus.CASE_MANAGER_ASSIGNED,
            Set.of(ReintegrationStatus.RECOVERY, ReintegrationStatus.REINTEGRATION),
            ReintegrationStatus.RECOVERY, Set.of(ReintegrationStatus.REINTEGRATION),
            ReintegrationStatus.REINTEGRATION, Set.of(ReintegrationStatus.RECOVERY, ReintegrationStatus.MONITORING),
            ReintegrationStatus.MONITORING, Set.of(ReintegrationStatus.RECOVERY, ReintegrationStatus.REINTEGRATION),
            ReintegrationStatus.CLOSED, Set.of());

    private ReintegrationPolicy() {
    }

    /** The first rule a report breaks, or empty when it may be made. */
    public static Optional<Rejection> refusal(Reintegration before, ReintegrationStatus to, @Nullable LocalDate planDate,
            @Nullable LocalDate nextReportDue, Moment now) {
        StatedDay plan = now.day("planDate", planDate);
        Optional<Rejection> impossible = now.notOver("nextReportDue", nextReportDue).or(plan::notInFuture)
                .or(() -> plan.notBefore("reintegration.planDate", before.planDate()));
        if (impossible.isPresent()) {
            return impossible;
        }
        ReintegrationStatus from = before.status();
        LocalDate dueBefore = before.nextReportDue();
        boolean sameAgain = from == to && nextReportDue != null && !nextReportDue.equals(dueBefore)
                && from != ReintegrationStatus.CLOSED && from != ReintegrationStatus.CASE_MANAGER_ASSIGNED;
        if (!sameAgain && !NEXT.getOrDefault(from, Set.of()).contains(to)) {
            return Optional.of(Rejection.refused("status-order", "state", from.name(), "wanted", to.name(),
                    "next", from.next().name()));
        }
        if (to == ReintegrationStatus.REINTEGRATION && planDate == null && before.planDate() == null) {
            return Optional.of(Rejection.refused("reintegration-needs-plan"));
        }
        return Optional.empty();
    }
}
