package org.safereturn.access.scope;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Cause;

/**
 * The caller of a request: who acts, which cases the caller sees, and the cause. Declare it as a parameter of a
 * controller method.
 *
 * @param actor who calls
 * @param sight which cases the caller sees
 * @param cause the request, by which a repetition is recognised
 */
public record Caller(Actor actor, Sight sight, Cause.Request cause) {

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
}
