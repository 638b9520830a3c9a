package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * An issued result. A correction is a new version; every version stays readable.
 *
 * @param version from 1
 * @param supersedes the version it takes the place of, for every version but the first
 * @param correctionReason why, for every version but the first
 * @param findings its codes
 * @param content its personal content as ciphertext, when there is any
 * @param draftedBy the first officer; known on the origin side only
 * @param issuedBy the second officer, who checked and issued it
 * @param issuedAt when it was issued
 */
public record Result(int version, @Nullable Integer supersedes, @Nullable CorrectionReason correctionReason,
        Findings findings, @Nullable Sealed content, @Nullable Officer draftedBy, Officer issuedBy, Instant issuedAt) {

    Result draftedBy(@Nullable Officer drafter) {
        return new Result(version, supersedes, correctionReason, findings, content, drafter, issuedBy, issuedAt);
    }
}
