package org.safereturn.caseservice.reintegration.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What the host hears after the return: states and dates, nothing about the person.
 *
 * @param status as last reported
 * @param since when it was reported
 * @param responsible who is responsible
 * @param nextReportDue day of the next report, when one is planned
 * @param closedOn day of the closure, while the case is closed
 * @param closureReason why it is closed
 * @param reopened whether it was ever opened again
 */
public record Feedback(ReintegrationStatus status, Instant since, @Nullable Responsible responsible,
        @Nullable LocalDate nextReportDue, @Nullable LocalDate closedOn, @Nullable ClosureReason closureReason,
        boolean reopened) {

    /** After a case manager was assigned; later ones leave the status as it is. */
    public static Feedback assigned(@Nullable Feedback before, Responsible responsible, ReintegrationStatus status,
            Instant at) {
        ReintegrationStatus known = known(before, status);
        return before == null ? new Feedback(known, at, responsible, null, null, null, false)
                : new Feedback(known, at, responsible, before.nextReportDue, before.closedOn, before.closureReason,
                        before.reopened);
    }

    /** After a status report. */
    public static Feedback reported(@Nullable Feedback before, ReintegrationStatus status,
            @Nullable LocalDate nextReportDue, Instant at) {
        return new Feedback(known(before, status), at, responsible(before), nextReportDue, null, null,
                before != null && before.reopened);
    }

    /** After the closure. */
    public static Feedback closed(@Nullable Feedback before, LocalDate closedOn, ClosureReason reason, Instant at) {
        return new Feedback(ReintegrationStatus.CLOSED, at, responsible(before), null, closedOn, reason,
                before != null && before.reopened);
    }

    /** After the case was opened again. */
    public static Feedback reopened(@Nullable Feedback before, ReintegrationStatus status, Instant at) {
        return new Feedback(known(before, status), at, responsible(before), null, null, null, true);
    }

    /** A status that this release does not know leaves the one before it. */
    private static ReintegrationStatus known(@Nullable Feedback before, ReintegrationStatus status) {
        if (status != ReintegrationStatus.UNKNOWN) {
            return status;
        }
        return before == null ? ReintegrationStatus.CASE_MANAGER_ASSIGNED : before.status;
    }

    private static @Nullable Responsible responsible(@Nullable Feedback before) {
        return before == null ? null : before.responsible;
    }
}
