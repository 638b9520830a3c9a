package org.safereturn.caseservice.casefile.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.safereturn.access.work.OpenItem;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CaseFile;
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
    public static List<OpenItem> of(CaseFile file) {
        List<OpenItem> open = new ArrayList<>();
        beforeReferral(file).ifPresent(open::add);
        Arrival arrival = file.arrival();
        Reintegration after = file.reintegration();
        if (file.side() == Party.ORIGIN && arrival != null && after == null) {
            open.add(OpenItem.of(WorkList.CASE_MANAGER_TO_ASSIGN, file.scope(), arrival.at()));
        }
        if (arrival != null && after != null && after.status() != ReintegrationStatus.CLOSED) {
            nextVisit(after).ifPresent(visit -> open.add(OpenItem.of(WorkList.VISIT_TO_MAKE, file.scope(),
                    Objects.requireNonNull(visit.dueOn()).atStartOfDay(ZoneOffset.UTC).toInstant()).due(visit.dueOn())));
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

    /** The planned visit that is due first; it waits from the day on which it is due. */
    private static Optional<MonitoringVisit> nextVisit(Reintegration after) {
        return after.visits().stream().filter(visit -> visit.state() == VisitState.DUE && visit.dueOn() != null)
                .min(Comparator.comparing(visit -> Objects.requireNonNull(visit.dueOn())));
    }
}
