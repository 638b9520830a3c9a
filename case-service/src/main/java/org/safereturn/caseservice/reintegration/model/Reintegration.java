package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The time after the arrival, as the country of origin keeps it.
 *
 * @param status what was last reported
 * @param responsible who is responsible
 * @param planDate day of the reintegration plan, when there is one
 * @param nextReportDue day of the next report, when one is planned
 * @param stats the latest snapshot
 * @param visits by number
 * @param closure while the case is closed
 * @param reopenings how often it was opened again
 */
public record Reintegration(ReintegrationStatus status, Responsible responsible, @Nullable LocalDate planDate,
        @Nullable LocalDate nextReportDue, @Nullable ReintegrationStats stats, List<MonitoringVisit> visits,
        @Nullable Closure closure, int reopenings) {

    /** Keeps its own copy of the visits. */
    public Reintegration {
        visits = List.copyOf(visits);
    }

    /** It begins with somebody who is responsible. */
    public static Reintegration begun(Responsible responsible) {
        return new Reintegration(ReintegrationStatus.CASE_MANAGER_ASSIGNED, responsible, null, null, null, List.of(),
                null, 0);
    }

    /** Somebody else is responsible from now on; the status stays. */
    public Reintegration handedTo(Responsible next) {
        return new Reintegration(status, next, planDate, nextReportDue, stats, visits, closure, reopenings);
    }

    /** The plan is of this day. */
    public Reintegration planned(LocalDate day) {
        return new Reintegration(status, responsible, day, nextReportDue, stats, visits, closure, reopenings);
    }

    /** After a report. */
    public Reintegration reported(ReintegrationStatus next, @Nullable LocalDate due) {
        return new Reintegration(next, responsible, planDate, due, stats, visits, closure, reopenings);
    }

    /** With the latest snapshot. */
    public Reintegration counted(ReintegrationStats snapshot) {
        LocalDate plan = snapshot.planDate() == null ? planDate : snapshot.planDate();
        return new Reintegration(status, responsible, plan, nextReportDue, snapshot, visits, closure, reopenings);
    }

    /** With a visit, in the place of an earlier record of the same number. */
    public Reintegration visited(MonitoringVisit visit) {
        List<MonitoringVisit> all = Stream.concat(
                visits.stream().filter(known -> known.number() != visit.number()), Stream.of(visit))
                .sorted(Comparator.comparingInt(MonitoringVisit::number)).toList();
        return new Reintegration(status, responsible, planDate, nextReportDue, stats, all, closure, reopenings);
    }

    /** It ends. */
    public Reintegration closed(Closure end) {
        return new Reintegration(ReintegrationStatus.CLOSED, responsible, planDate, null, stats, visits, end,
                reopenings);
    }

    /** It goes on. */
    public Reintegration reopened(ReintegrationStatus to) {
        return new Reintegration(to, responsible, planDate, null, stats, visits, null, reopenings + 1);
    }
}
