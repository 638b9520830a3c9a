package org.safereturn.caseservice.consent.model;

import java.time.LocalDate;

/**
 * A decision that was recorded wrongly; what took its place names it.
 *
 * @param decision as it was recorded
 * @param decidedOn day under which it was recorded
 */
public record CorrectedDecision(ConsentDecision decision, LocalDate decidedOn) {
}
