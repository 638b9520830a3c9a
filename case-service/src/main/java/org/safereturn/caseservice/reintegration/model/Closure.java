package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Rejection;

/**
 * The end of a case: case manager and supervisor decide together, with a reason, the last visit, and the person knowing
 * how to come back.
 *
 * @param reason why
 * @param closedOn day of the closure
 * @param lastVisitOn day of the last visit, when there was one
 * @param toldHowToReturn whether the person was told how to come back for help
 * @param caseManager reference of the case manager
 * @param supervisor reference of the supervisor
 */
public record Closure(ClosureReason reason, LocalDate closedOn, @Nullable LocalDate lastVisitOn,
        boolean toldHowToReturn, String caseManager, String supervisor) {

    private static final String SUPERVISOR = "SUPERVISOR";

    /** The same closure, of that day. */
    public Closure on(LocalDate day) {
        return new Closure(reason, day, lastVisitOn, toldHowToReturn, caseManager, supervisor);
    }

    /** The first rule this closure breaks. */
    public Optional<Rejection> refusal(ReintegrationStatus status, Officer by, Moment now) {
        StatedDay closed = now.day("closedOn", closedOn);
        Optional<Rejection> impossible = closed.notInFuture().or(() -> closed.notBefore("lastVisitOn", lastVisitOn));
        if (impossible.isPresent()) {
            return impossible;
        }
        if (caseManager.equals(supervisor)) {
            return Optional.of(Rejection.refused("closure-needs-two"));
        }
        if (!SUPERVISOR.equals(by.role()) || !by.reference().equals(supervisor)) {
            return Optional.of(Rejection.forbidden("closure-needs-supervisor"));
        }
        boolean personIsGone = reason == ClosureReason.DECEASED || reason == ClosureReason.SUDDEN_EXIT;
        if (!toldHowToReturn && !personIsGone) {
            return Optional.of(Rejection.refused("closure-person-not-told", "reason", reason.name()));
        }
        boolean endsWell = reason == ClosureReason.REINTEGRATED || reason == ClosureReason.SUPPORT_ENDED;
        if (endsWell && status != ReintegrationStatus.MONITORING) {
            return Optional.of(Rejection.refused("closure-before-monitoring", "reason", reason.name(),
                    "state", status.name()));
        }
        if (endsWell && lastVisitOn == null) {
            return Optional.of(Rejection.refused("closure-without-visit", "reason", reason.name()));
        }
        return Optional.empty();
    }
}
