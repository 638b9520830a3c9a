package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * A result that waits for the second officer. Nothing of it has left the country.
 *
 * @param version the version it will be issued as
 * @param correctionReason why it corrects the version before, for every version but the first
 * @param findings its codes
 * @param content its personal content as ciphertext, when there is any
 * @param familyDetail whether the content says who was found
 * @param form the version of the form that it is written on; absent where the ministry has none
 * @param draftedBy the first officer
 * @param draftedAt when it was drafted
 */
public record Draft(int version, @Nullable CorrectionReason correctionReason, Findings findings,
        @Nullable Sealed content, boolean familyDetail, @Nullable ResultForm form, Officer draftedBy, Instant draftedAt) {
}
