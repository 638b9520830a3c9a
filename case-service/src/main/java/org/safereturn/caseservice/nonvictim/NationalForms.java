package org.safereturn.caseservice.nonvictim;

import java.util.List;

import org.safereturn.messaging.outcome.Decision;

/**
 * How many victims who are already home were taken up on the national form in one month, for one reason. Nothing about
 * them crosses the border; the ministry reports the number itself.
 *
 * @param month as {@code YYYY-MM}
 * @param reason why the person is home
 * @param count how many
 */
record NationalForms(String month, Reason reason, int count) {

    /** Why a victim is already home; the minutes do not say which of both they mean. */
    enum Reason {
        /** Never left the country. */
        NEVER_LEFT,
        /** Came back without help. */
        ALREADY_RETURNED
    }

    /** Nobody is told. */
    enum NoEvent {
    }

    Decision<NationalForms, NoEvent> oneMore() {
        return Decision.accept(new NationalForms(month, reason, count + 1), List.of());
    }
}
