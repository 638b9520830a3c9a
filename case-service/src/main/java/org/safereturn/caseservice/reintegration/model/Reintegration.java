package org.safereturn.caseservice.reintegration.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;
import org.safereturn.messaging.event.Officer;

/**
 * The time after the arrival, as the country of origin keeps it.
 *
 * @param status what was last reported
 * @param responsible who is responsible
 * @param planDate day of the reintegration plan, when there is one
 * @param nextReportDue day of the next report, when one is planned
 * @param stats the snapshot of the latest day
 * @param visits by number
 * @param closure while the case is closed
 * @param reopenings how often it was opened again
 * @param earlierStats snapshots that do not stand
 * @param earlierVisits records of visits that do not stand
 * @param workedBy references of the officers, supervisors apart, who worked on the case after the arrival
 * @param caseManager reference of the case manager who last worked on it; absent where none did
 * @param inCommunitySince when the person last came back to the community; absent before, and in documents of an older release
 */
public record Reintegration(ReintegrationStatus status, Responsible responsible, @Nullable LocalDate planDate,
        @Nullable LocalDate nextReportDue, @Nullable ReintegrationStats stats, List<MonitoringVisit> visits,
        @Nullable Closure closure, int reopenings, List<Earlier<ReintegrationStats>> earlierStats,
        List<Earlier<MonitoringVisit>> earlierVisits, List<String> workedBy,
        @Nullable String caseManager, @Nullable Instant inCommunitySince) {

    private static final String CASE_MANAGER = "CASE_MANAGER";

    /** Keeps its own copies of the lists. */
    public Reintegration {
        visits = List.copyOf(visits);
        earlierStats = List.copyOf(Objects.requireNonNullElse(earlierStats, List.of()));
        earlierVisits = List.copyOf(Objects.requireNonNullElse(earlierVisits, List.of()));
        workedBy = List.copyOf(Objects.requireNonNullElse(workedBy, List.of()));
    }

    /** It begins with somebody who is responsible. */
    public static Reintegration begun(Responsible responsible) {
        return new Reintegration(ReintegrationStatus.CASE_MANAGER_ASSIGNED, responsible, null, null, null, List.of(),
                null, 0, List.of(), List.of(), List.of(), null, null);
    }

    /** Somebody else is responsible from now on; the status stays. */
    public Reintegration handedTo(Responsible next) {
        return with(status, next, planDate, nextReportDue);
    }

    /** The plan is of this day. */
    public Reintegration planned(LocalDate day) {
        return with(status, responsible, day, nextReportDue);
    }

    /** After a report. Who is followed up in the community was there before. */
    public Reintegration reported(ReintegrationStatus next, @Nullable LocalDate due, Instant at) {
        return with(next, responsible, planDate, due).at(next == ReintegrationStatus.REINTEGRATION
                && status != ReintegrationStatus.REINTEGRATION && status != ReintegrationStatus.MONITORING
                ? at : inCommunitySince);
    }

    private Reintegration at(@Nullable Instant community) {
        return new Reintegration(status, responsible, planDate, nextReportDue, stats, visits, closure, reopenings, earlierStats,
                earlierVisits, workedBy, caseManager, community);
    }

    /** Whether this snapshot stands: of two, that of the later day does, whenever it was recorded. */
    public boolean replacedBy(ReintegrationStats snapshot) {
        return stats == null || !snapshot.day().isBefore(stats.day());
    }

    /** With a snapshot, which stands or is kept. */
    public Reintegration counted(ReintegrationStats snapshot, @Nullable Correction correction) {
        if (!replacedBy(snapshot)) {
            return new Reintegration(status, responsible, planDate, nextReportDue, stats, visits, closure, reopenings,
                    and(earlierStats, snapshot, null), earlierVisits, workedBy, caseManager, inCommunitySince);
        }
        LocalDate plan = snapshot.planDate() == null ? planDate : snapshot.planDate();
        return new Reintegration(status, responsible, plan, nextReportDue, snapshot, visits, closure, reopenings,
                stats == null ? earlierStats : and(earlierStats, stats, correction), earlierVisits, workedBy,
                caseManager, inCommunitySince);
    }

    /** The record of this visit that stands. */
    public Optional<MonitoringVisit> visit(int number) {
        return visits.stream().filter(known -> known.number() == number).findFirst();
    }

    /** Day of the last visit that was made. */
    public @Nullable LocalDate lastVisitOn() {
        return visits.stream().map(MonitoringVisit::doneOn).filter(Objects::nonNull).max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** With a visit, in the place of the record of the same number, which is kept. */
    public Reintegration visited(MonitoringVisit visit, @Nullable Correction correction) {
        List<MonitoringVisit> all = Stream.concat(
                visits.stream().filter(known -> known.number() != visit.number()), Stream.of(visit))
                .sorted(Comparator.comparingInt(MonitoringVisit::number)).toList();
        return new Reintegration(status, responsible, planDate, nextReportDue, stats, all, closure, reopenings,
                earlierStats, visit(visit.number()).map(known -> and(earlierVisits, known, correction))
                        .orElse(earlierVisits), workedBy, caseManager, inCommunitySince);
    }

    /** It ends. */
    public Reintegration closed(Closure end) {
        return new Reintegration(ReintegrationStatus.CLOSED, responsible, planDate, null, stats, visits, end,
                reopenings, earlierStats, earlierVisits, workedBy, caseManager, inCommunitySince);
    }

    /** It goes on. */
    public Reintegration reopened(ReintegrationStatus to) {
        return new Reintegration(to, responsible, planDate, null, stats, visits, null, reopenings + 1, earlierStats,
                earlierVisits, workedBy, caseManager, inCommunitySince);
    }

    /** That officer has worked on it. */
    public Reintegration workedOnBy(Officer officer) {
        return new Reintegration(status, responsible, planDate, nextReportDue, stats, visits, closure, reopenings,
                earlierStats, earlierVisits,
                Stream.concat(workedBy.stream(), Stream.of(officer.reference())).distinct().toList(),
                CASE_MANAGER.equals(officer.role()) ? officer.reference() : caseManager, inCommunitySince);
    }

    private Reintegration with(ReintegrationStatus next, Responsible who, @Nullable LocalDate plan,
            @Nullable LocalDate due) {
        return new Reintegration(next, who, plan, due, stats, visits, closure, reopenings, earlierStats, earlierVisits,
                workedBy, caseManager, inCommunitySince);
    }

    private static <T> List<Earlier<T>> and(List<Earlier<T>> earlier, T fact, @Nullable Correction correction) {
        return Stream.concat(earlier.stream(), Stream.of(new Earlier<>(fact, correction))).toList();
    }
}
