package org.safereturn.casefile.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** What the case file tells others; whatever it does not say here is read from the state after it. */
public sealed interface CaseEvent {

    /** Business time. */
    Instant at();

    /** Own services hear route, identification and consents as they now stand. */
    record CaseStandingRecorded(Instant at, Officer by) implements CaseEvent {
    }

    /** Own services hear that an officer may read the case for a time, or no longer. */
    record TemporaryAccessRecorded(Instant at, Officer by, TemporaryAccess access) implements CaseEvent {
    }

    /** The other side hears the consents as they now stand. */
    record ConsentUpdated(Instant at, Officer by) implements CaseEvent {
    }

    /** The other side hears that consent ended. */
    record ConsentWithdrawn(Instant at, Officer by, ConsentWithdrawal withdrawal) implements CaseEvent {
    }

    /** The host hears who is responsible, by unit and role. */
    record CaseManagerAssigned(Instant at, Officer by, Responsible responsible) implements CaseEvent {
    }

    /** The host hears the status. */
    record ReintegrationStatusReported(Instant at, Officer by, @Nullable LocalDate nextReportDue)
            implements CaseEvent {
    }

    /** Statistics hear a snapshot. */
    record ReintegrationStatsRecorded(Instant at, ReintegrationStats stats) implements CaseEvent {
    }

    /** Statistics hear of a visit. */
    record MonitoringVisitRecorded(Instant at, MonitoringVisit visit) implements CaseEvent {
    }

    /** The host hears that the case is closed. */
    record CaseClosed(Instant at, Officer by, Closure closure) implements CaseEvent {
    }

    /** The host hears that the case is open again. */
    record CaseReopened(Instant at, Officer by, ReopeningReason reason, LocalDate reopenedOn) implements CaseEvent {
    }
}
