package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/**
 * An issued result. A correction is a new version; every version stays readable.
 *
 * @param version from 1, counted on through the rounds of the referral
 * @param supersedes the version it takes the place of, for every version but the first of a round
 * @param correctionReason why, for every version but the first of a round
 * @param findings its codes
 * @param content its personal content as ciphertext, when there is any
 * @param draftedBy the first officer; known on the origin side only
 * @param issuedBy the second officer, who checked and issued it
 * @param issuedAt when it was issued
 * @param gapAnswers why the second officer issued it although no recorded action shows it
 * @param approvalNote what the second officer noted, as ciphertext; known on the origin side only
 * @param form the version of the form that it is written on; absent where nobody said it
 * @param round of the referral that it answers, 0 where an older release did not say it
 */
public record Result(int version, @Nullable Integer supersedes, @Nullable CorrectionReason correctionReason,
        Findings findings, @Nullable Sealed content, @Nullable Officer draftedBy, Officer issuedBy, Instant issuedAt,
        List<GapAnswer> gapAnswers, @Nullable Sealed approvalNote, @Nullable ResultForm form, int round) {

    public Result {
        gapAnswers = orNone(gapAnswers);
    }

    /** A version that rests on recorded actions alone. */
    public Result(int version, @Nullable Integer supersedes, @Nullable CorrectionReason correctionReason,
            Findings findings, @Nullable Sealed content, @Nullable Officer draftedBy, Officer issuedBy, Instant issuedAt) {
        this(version, supersedes, correctionReason, findings, content, draftedBy, issuedBy, issuedAt, List.of(), null, null, 0);
    }

    /** What stands in a document, or nothing for one that was stored before gaps were known. */
    private static List<GapAnswer> orNone(@Nullable List<GapAnswer> stored) {
        return stored == null ? List.of() : List.copyOf(stored);
    }

    Result draftedBy(@Nullable Officer drafter) {
        return new Result(version, supersedes, correctionReason, findings, content, drafter, issuedBy, issuedAt,
                gapAnswers, approvalNote, form, round);
    }
}
