package org.safereturn.access.identity;

import java.util.Collection;

/**
 * An answer that shows cases which its address does not name: a page of a list, or a case that was just opened. An
 * endpoint with personal data and without a {@link Access#subject} must answer with one, or with a reactive one of it;
 * otherwise nobody could tell from the audit trail whose data were shown, and the answer is refused.
 */
public interface ShowsCases {

    /** References of all cases that this answer shows anything about; empty when it shows none. */
    Collection<String> shownCases();
}
