package org.safereturn.access.scope;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Rejection;

/**
 * The caller of a request: who acts, which cases the caller sees, and the cause. Declare it as a parameter of a
 * controller method.
 *
 * @param actor who calls
 * @param sight which cases the caller sees
 * @param headings of which cases the caller sees the headings, where a list shows no more
 * @param cause the request, by which a repetition is recognised
 */
public record Caller(Actor actor, Sight sight, Sight headings, Cause.Request cause) {

    /** The caller as a record about a case names who acted. */
    public Officer officer() {
        return new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }

    /** Whether the caller has this role. */
    public boolean is(Role role) {
        return actor.is(role);
    }

    /** Whether the caller sees a case that belongs to these. */
    public boolean sees(CaseScope scope) {
        return sight.sees(scope);
    }

    /**
     * Which cases a list shows that tells nothing about the persons.
     *
     * @throws ProblemException with the rule {@code ministry-work-not-permitted} for those of the whole ministry, unless the
     *     caller oversees it
     */
    public Sight listed(Whose whose) {
        return switch (whose) {
            case MINE, UNIT -> sight;
            case MINISTRY -> {
                if (!headings.everything()) {
                    throw new ProblemException(Rejection.forbidden("ministry-work-not-permitted"));
                }
                yield headings;
            }
        };
    }
}
