package org.safereturn.caseservice.temporaryaccess;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.GrantedAccess;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.Sealed;

/** Who may ask for a temporary access, say yes to it, end it and acknowledge it; proposed by this project. */
final class TemporaryAccessPolicy {

    private TemporaryAccessPolicy() {
    }

    /** Somebody who does not see the case asks to read it for a time. */
    static Decision<CaseFile, CaseEvent> ask(CaseFile file, Officer by, TemporaryAccess.Reason reason, Sealed detail,
            Duration lasts, Moment now) {
        boolean already = file.temporaryAccess().stream()
                .anyMatch(access -> access.requestedBy().reference().equals(by.reference())
                        && (access.state(now.at()) == TemporaryAccess.State.REQUESTED
                                || access.lets(by.reference(), now.at())));
        if (already) {
            return Decision.refuse(Rejection.conflict("temporary-access-already-asked"));
        }
        return file.decided(new CaseEvent.AccessRequested(now.at(), TemporaryAccess.asked(
                file.temporaryAccess().size() + 1, by, reason, detail, lasts, now.at())));
    }

    /** A supervisor of the case's own unit, who is not the one who asked, says yes; the time begins to run. */
    static Decision<CaseFile, CaseEvent> grant(CaseFile file, int number, Officer by, Moment now) {
        return undecided(file, number, now, access -> {
            TemporaryAccess.State state = access.state(now.at());
            if (state != TemporaryAccess.State.REQUESTED) {
                return decidedAlready(state);
            }
            if (access.requestedBy().reference().equals(by.reference())) {
                return Decision.refuse(Rejection.forbidden("temporary-access-approver-is-requester"));
            }
            return file.decided(new CaseEvent.TemporaryAccessRecorded(now.at(), by, new GrantedAccess(number,
                    access.requestedBy(), by, access.reason(), now.at(), now.at().plus(access.lasts())), false));
        });
    }

    /** It is turned down, or taken back before its time. */
    static Decision<CaseFile, CaseEvent> end(CaseFile file, int number, Officer by, Moment now) {
        return undecided(file, number, now, access -> {
            TemporaryAccess.Grant grant = access.grant();
            return file.decided(grant == null ? new CaseEvent.AccessTurnedDown(now.at(), number, by)
                    : new CaseEvent.TemporaryAccessRecorded(now.at(), by, new GrantedAccess(number, access.requestedBy(),
                            grant.by(), access.reason(), grant.at(), grant.until()), true));
        });
    }

    /** The data protection officer takes note of an access that was granted, whatever became of it. */
    static Decision<CaseFile, CaseEvent> acknowledge(CaseFile file, int number, Officer by, Moment now) {
        return known(file, number, access -> access.unacknowledged()
                ? file.decided(new CaseEvent.AccessAcknowledged(now.at(), number, by))
                : Decision.refuse(Rejection.conflict("temporary-access-nothing-to-acknowledge",
                        "state", access.state(now.at()).name(), "next", access.state(now.at()).next().name())));
    }

    private static Decision<CaseFile, CaseEvent> undecided(CaseFile file, int number, Moment now,
            Function<TemporaryAccess, Decision<CaseFile, CaseEvent>> act) {
        return known(file, number, access -> {
            TemporaryAccess.State state = access.state(now.at());
            return state == TemporaryAccess.State.ENDED || state == TemporaryAccess.State.EXPIRED
                    ? decidedAlready(state) : act.apply(access);
        });
    }

    private static Decision<CaseFile, CaseEvent> known(CaseFile file, int number,
            Function<TemporaryAccess, Decision<CaseFile, CaseEvent>> act) {
        Optional<TemporaryAccess> found =
                file.temporaryAccess().stream().filter(access -> access.number() == number).findFirst();
        return found.map(act).orElseGet(() -> Decision.refuse(
                Rejection.unknown("unknown-temporary-access", "number", Integer.toString(number))));
    }

    private static Decision<CaseFile, CaseEvent> decidedAlready(TemporaryAccess.State state) {
        return Decision.refuse(Rejection.conflict("temporary-access-decided", "state", state.name(),
                "next", state.next().name()));
    }
}
