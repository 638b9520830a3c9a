package org.safereturn.caseservice.casefile.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.work.OpenItem;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseMerge;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.caseservice.consent.model.ConsentPolicy;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Party;
import org.safereturn.work.v1.WorkList;

/** What a case file waits for in this service. */
public final class CaseWork {

    private CaseWork() {
    }

    /** The lists it waits on. */
    public static List<OpenItem> of(CaseFile file, Deadlines deadlines) {
        List<OpenItem> open = new ArrayList<>();
        List<Due> limits = CaseTimers.of(file, deadlines.visits()).stream().flatMap(step -> deadlines.due(step).stream())
                .toList();
        beforeReferral(file).ifPresent(open::add);
        Arrival arrival = file.arrival();
        Reintegration after = file.reintegration();
        if (file.side() == Party.ORIGIN && arrival != null && after == null) {
            open.add(OpenItem.of(WorkList.CASE_MANAGER_TO_ASSIGN, file.scope(), arrival.at()).limited(limit(limits, Timer.T_CM)));
        }
        if (arrival != null && after != null && after.status() != ReintegrationStatus.CLOSED) {
            nextVisit(file, after, limits).ifPresent(open::add);
            limit(limits, Timer.T_PLAN).ifPresent(due -> open.add(
                    OpenItem.of(WorkList.PLAN_TO_MAKE, file.scope(), arrival.at()).limited(Optional.of(due))));
            limit(limits, Timer.T_FEEDBACK).ifPresent(due -> open.add(
                    OpenItem.of(WorkList.REPORT_TO_GIVE, file.scope(), arrival.at()).limited(Optional.of(due))));
        }
        CaseMerge merge = file.merge();
        Instant proposed = merge != null && merge.waits() ? merge.proposedAt() : null;
        if (proposed != null) {
            open.add(OpenItem.of(WorkList.MERGE_TO_CONFIRM, file.scope(), proposed));
        }
        file.temporaryAccess().stream().filter(access -> access.grant() == null && access.end() == null)
                .min(Comparator.comparing(TemporaryAccess::requestedAt)).ifPresent(access ->
                        open.add(OpenItem.of(WorkList.ACCESS_TO_DECIDE, file.scope(), access.requestedAt())));
        file.temporaryAccess().stream().filter(TemporaryAccess::unacknowledged)
                .map(access -> Objects.requireNonNull(access.grant(), "only what was granted waits to be acknowledged").at())
                .min(Comparator.naturalOrder()).ifPresent(at ->
                        open.add(OpenItem.of(WorkList.ACCESS_TO_ACKNOWLEDGE, file.scope(), at)));
        return open;
    }

    /**
     * Until the case is referred: the decision whether the person is a victim, what the person is still to be asked, or the
     * referral. Who does not want it is asked nothing more.
     */
    private static Optional<OpenItem> beforeReferral(CaseFile file) {
        Instant opened = file.openedAt();
        if (file.side() != Party.HOST || opened == null) {
            return Optional.empty();
        }
        if (file.stage() == Stage.ON_HOLD) {
            return Optional.of(OpenItem.of(WorkList.IDENTIFICATION_TO_DECIDE, file.scope(), opened));
        }
        if (file.stage() != Stage.IDENTIFIED && file.stage() != Stage.CONSENTED) {
            return Optional.empty();
        }
        return ConsentPolicy.letReferSince(file.consents())
                .map(since -> OpenItem.of(WorkList.CASE_TO_REFER, file.scope(), since.isAfter(opened) ? since : opened))
                .or(() -> ConsentPolicy.leavesToAsk(file.consents())
                        ? Optional.of(OpenItem.of(WorkList.CONSENTS_TO_RECORD, file.scope(), opened)) : Optional.empty());
    }

    /** The visit that is due first, by its plan or by the schedule of the country, whichever day is earlier; it waits from that day. */
    private static Optional<OpenItem> nextVisit(CaseFile file, Reintegration after, List<Due> limits) {
        Stream<OpenItem> planned = after.visits().stream().filter(visit -> visit.state() == VisitState.DUE)
                .map(MonitoringVisit::dueOn).filter(Objects::nonNull).map(day -> visit(file, day).due(day));
        Stream<OpenItem> scheduled = limits.stream().filter(due -> due.timer() == Timer.T_VISIT)
                .map(due -> visit(file, due.on()).limited(Optional.of(due)));
        return Stream.concat(planned, scheduled).min(Comparator.comparing(OpenItem::since));
    }

    private static OpenItem visit(CaseFile file, LocalDate day) {
        return OpenItem.of(WorkList.VISIT_TO_MAKE, file.scope(), day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Optional<Due> limit(List<Due> limits, Timer timer) {
        return limits.stream().filter(due -> due.timer() == timer).findFirst();
    }
}
