package org.safereturn.tracingservice.tracing.web;

import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;

/**
 * What of a tracing a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from
 * the answer, neither null nor masked; a part of which it needs nothing is not even opened.
 */
enum AccessFilter {

    /** Who traces: everything but what the person's health and court proceedings are. */
    TRACER,
    /** Who checks the work, and the ministry's own system, which keeps it. */
    CHECKER,
    /** Who works with the person: the outcome and who was found; not the notes of the work, and of relatives a summary. */
    CASE_WORKER;

    static AccessFilter of(Caller caller) {
        if (caller.is(Role.TRACING_OFFICER)) {
            return TRACER;
        }
        return caller.is(Role.SUPERVISOR) || caller.is(Role.MINISTRY_SYSTEM) ? CHECKER : CASE_WORKER;
    }

    /**
     * Whether the draft of a result, place and note of the actions and the note of the second officer are shown, and how a
     * relative reacted.
     */
    boolean notes() {
        return this != CASE_WORKER;
    }

    /** Whether the person's care needs and pending proceedings are shown. */
    boolean healthAndCourt() {
        return this != TRACER;
    }
}
