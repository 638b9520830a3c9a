package org.safereturn.referral.adapter.web;


import org.safereturn.access.identity.Actor;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.model.Officer;

/** What the controllers of both features share. */
public final class Web {

    private Web() {
    }

    /** The caller as the models know it. */
    public static Officer officer(Actor actor) {
        return new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }

    /** The answer to a question about a case that is not known here. */
    public static ProblemException unknownCase() {
        return new ProblemException(Rejection.unknown("unknown-case"));
    }
}
