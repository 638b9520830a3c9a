package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * Consent taken back.
 *
 * @param purposes for which
 * @param effectiveAt from when
 * @param eraseRequested whether the person asks for erasure as far as the law allows
 * @param withdrawnOn day on which the person said so; where an older release recorded it, the day of its effect
 * @param by who recorded it; absent where that is told beside it, and in a document of an older release
 */
public record ConsentWithdrawal(List<Purpose> purposes, Instant effectiveAt, boolean eraseRequested,
        LocalDate withdrawnOn, @Nullable Officer by) {

    /** Of which it is told elsewhere who recorded it. */
    public ConsentWithdrawal(List<Purpose> purposes, Instant effectiveAt, boolean eraseRequested, LocalDate withdrawnOn) {
        this(purposes, effectiveAt, eraseRequested, withdrawnOn, null);
    }

    /** Keeps its own copy of the purposes. */
    public ConsentWithdrawal {
        purposes = List.copyOf(purposes);
        withdrawnOn = Objects.requireNonNullElseGet(withdrawnOn, () -> LocalDate.ofInstant(effectiveAt, ZoneOffset.UTC));
    }

    /** The same, recorded by this officer. */
    public ConsentWithdrawal recordedBy(Officer officer) {
        return new ConsentWithdrawal(purposes, effectiveAt, eraseRequested, withdrawnOn, officer);
    }
}
