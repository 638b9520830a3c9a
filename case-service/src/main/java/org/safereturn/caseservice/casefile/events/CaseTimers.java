package org.safereturn.caseservice.casefile.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.caseservice.casefile.model.Arrival;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Party;

/** Which steps of a case are running in the country of origin, after the arrival. */
public final class CaseTimers {

    private static final Set<ReintegrationStatus> IN_COMMUNITY =
            Set.of(ReintegrationStatus.REINTEGRATION, ReintegrationStatus.MONITORING);

    /** The timers that are known here. */
    public static final Set<Timer> TIMERS = Set.of(Timer.T_CM, Timer.T_PLAN, Timer.T_FEEDBACK, Timer.T_VISIT);

    /** The states in which one of them can be running. */
    public static final List<String> STATES = Stream.of(Stage.ARRIVED, Stage.CASE_MANAGER_ASSIGNED, Stage.RECOVERY,
            Stage.REINTEGRATION, Stage.MONITORING).map(Enum::name)
            .toList();

    private CaseTimers() {
    }

    /**
     * The steps that have begun and not ended.
     *
     * @param visits how many visits the country's schedule has
     */
    public static List<Running> of(CaseFile file, int visits) {
        Arrival arrival = file.arrival();
        Reintegration after = file.reintegration();
        if (file.side() != Party.ORIGIN || arrival == null
                || (after != null && after.status() == ReintegrationStatus.CLOSED)) {
            return List.of();
        }
        List<Running> steps = new ArrayList<>();
        if (after == null) {
            steps.add(Running.of(Timer.T_CM, 1, arrival.at()));
        }
        if (after == null || after.planDate() == null) {
            steps.add(Running.of(Timer.T_PLAN, 1, arrival.at()));
        }
        if (after == null || after.status() == ReintegrationStatus.CASE_MANAGER_ASSIGNED) {
            steps.add(Running.of(Timer.T_FEEDBACK, 1, arrival.at()));
        }
        Instant community = after == null ? null : after.inCommunitySince();
        if (after != null && community != null && IN_COMMUNITY.contains(after.status())) {
            for (int number = 1; number <= visits; number++) {
                if (after.visit(number).filter(visit -> visit.state() != VisitState.DUE).isEmpty()) {
                    steps.add(Running.of(Timer.T_VISIT, number, community));
                }
            }
        }
        return steps;
    }
}
