package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.util.List;

/**
 * Consent taken back.
 *
 * @param purposes for which
 * @param effectiveAt from when
 * @param eraseRequested whether the person asks for erasure as far as the law allows
 */
public record ConsentWithdrawal(List<Purpose> purposes, Instant effectiveAt, boolean eraseRequested) {

    /** Keeps its own copy of the purposes. */
    public ConsentWithdrawal {
        purposes = List.copyOf(purposes);
    }
}
