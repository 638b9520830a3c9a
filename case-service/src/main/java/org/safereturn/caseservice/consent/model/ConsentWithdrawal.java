package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * Consent taken back.
 *
 * @param purposes for which
 * @param effectiveAt from when
 * @param eraseRequested whether the person asks for erasure as far as the law allows
 * @param withdrawnOn day on which the person said so; where an older release recorded it, the day of its effect
 */
public record ConsentWithdrawal(List<Purpose> purposes, Instant effectiveAt, boolean eraseRequested,
        LocalDate withdrawnOn) {

    /** Keeps its own copy of the purposes. */
    public ConsentWithdrawal {
        purposes = List.copyOf(purposes);
        withdrawnOn = Objects.requireNonNullElseGet(withdrawnOn, () -> LocalDate.ofInstant(effectiveAt, ZoneOffset.UTC));
    }
}
