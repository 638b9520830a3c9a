package org.safereturn.caseservice.casefile.web;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.person.PersonView;
import org.safereturn.access.scope.Caller;

/**
 * What of a case a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from the
 * answer, neither null nor masked.
 */
enum AccessFilter {

    /** Who works on the case or checks that work, and the ministry's own system, which keeps it. */
    CASE_WORKER,
    /** Who receives the person. */
    RECEPTION;

    static AccessFilter of(Caller caller) {
        return caller.is(Role.RECEPTION_OFFICER) ? RECEPTION : CASE_WORKER;
    }

    /** Whether the host's decision and the time after the arrival are shown. */
    boolean caseWork() {
        return this == CASE_WORKER;
    }

    /** Who the person is, as far as it is needed. */
    @Nullable PersonView person(@Nullable PersonView person) {
        return person == null || this == CASE_WORKER ? person : person.toReceive();
    }
}
