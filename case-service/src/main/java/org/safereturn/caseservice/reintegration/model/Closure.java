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
 * @param lastVisitOn day of the last visit that is recorded, when there was one; who closes need not repeat it
 * @param toldHowToReturn whether the person was told how to come back for help
 * @param caseManager reference of the case manager, who has worked on the case
 * @param supervisor reference of the supervisor
 */
public record Closure(ClosureReason reason, LocalDate closedOn, @Nullable LocalDate lastVisitOn,
        boolean toldHowToReturn, String caseManager, String supervisor) {

    private static final String SUPERVISOR = "SUPERVISOR";

    /**
     * What the supervisor says of a closure. What the file holds already need not be said.
     *
     * @param closedOn today where absent
     * @param lastVisitOn as recorded where absent
     * @param caseManager the one who last worked on the case where absent
     * @param supervisor who closes it where absent
     */
    public record Said(ClosureReason reason, @Nullable LocalDate closedOn, @Nullable LocalDate lastVisitOn,
            boolean toldHowToReturn, @Nullable String caseManager, @Nullable String supervisor) {

        /** The closure, or empty where neither the supervisor nor the file says who the case manager is. */
        public Optional<Closure> in(Reintegration before, Officer by, Moment now) {
            return Optional.ofNullable(caseManager).or(() -> Optional.ofNullable(before.caseManager()))
                    .map(manager -> new Closure(reason, closedOn == null ? now.today() : closedOn, lastVisitOn,
                            toldHowToReturn, manager, supervisor == null ? by.reference() : supervisor));
        }
    }

    /** As it is stored: of that day, and with the last visit that is recorded. */
    public Closure kept(LocalDate day, @Nullable LocalDate lastVisit) {
        return new Closure(reason, day, lastVisit, toldHowToReturn, caseManager, supervisor);
    }

    /** The first rule this closure breaks. */
    public Optional<Rejection> refusal(Reintegration before, LocalDate arrivedOn, Officer by, Moment now) {
        LocalDate lastVisit = before.lastVisitOn();
        StatedDay closed = now.day("closedOn", closedOn);
        Optional<Rejection> impossible = closed.notInFuture().or(() -> closed.notBefore("arrivedAt", arrivedOn))
                .or(() -> closed.notBefore("lastVisitOn", lastVisit));
        if (impossible.isPresent()) {
            return impossible;
        }
        if (lastVisitOn != null && !lastVisitOn.equals(lastVisit)) {
            return Optional.of(Rejection.refused("closure-visit-not-recorded", "date", lastVisitOn.toString(),
                    "recorded", lastVisit == null ? "—" : lastVisit.toString()));
        }
        if (caseManager.equals(supervisor)) {
            return Optional.of(Rejection.refused("closure-needs-two"));
        }
        if (!SUPERVISOR.equals(by.role()) || !by.reference().equals(supervisor)) {
            return Optional.of(Rejection.forbidden("closure-needs-supervisor"));
        }
        if (!before.workedBy().contains(caseManager)) {
            return Optional.of(Rejection.refused("closure-by-unknown-case-manager", "caseManager", caseManager));
        }
        boolean personIsGone = reason == ClosureReason.DECEASED || reason == ClosureReason.SUDDEN_EXIT;
        if (!toldHowToReturn && !personIsGone) {
            return Optional.of(Rejection.refused("closure-person-not-told", "reason", reason.name()));
        }
        ReintegrationStatus status = before.status();
        boolean endsWell = reason == ClosureReason.REINTEGRATED || reason == ClosureReason.SUPPORT_ENDED;
        if (endsWell && status != ReintegrationStatus.MONITORING) {
            return Optional.of(Rejection.refused("closure-before-monitoring", "reason", reason.name(),
                    "state", status.name(), "next", status.next().name()));
        }
        if (endsWell && lastVisit == null) {
            return Optional.of(Rejection.refused("closure-without-visit", "reason", reason.name()));
        }
        return Optional.empty();
    }
}
