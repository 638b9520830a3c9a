package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;

/**
 * The host authority's identification decision.
 *
 * @param body institution that decided, never a person
 * @param decidedOn day of the decision
 * @param outcome what it decided
 */
public record Identification(String body, LocalDate decidedOn, IdentificationOutcome outcome) {

    /** The same decision, of that day. */
    Identification on(LocalDate day) {
        return new Identification(body, day, outcome);
    }
}
