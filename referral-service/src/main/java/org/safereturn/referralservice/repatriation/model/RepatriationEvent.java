package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.util.Optional;

import org.safereturn.messaging.event.DomainEvent;
import org.safereturn.messaging.event.Officer;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;

/** What happened to a return, on either side, and what became known of its case. */
public sealed interface RepatriationEvent extends DomainEvent {

    /** A tracing result became known. */
    record ResultKnown(TracingResult result) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return result.issuedAt();
        }
    }

    /**
     * The host opened a tracing result.
     *
     * @param version of the result
     */
    record ResultAcknowledged(Instant occurredAt, int version) implements RepatriationEvent {
    }

    /**
     * The person's consent to return ended, or stands again.
     *
     * @param version of the case that told it
     */
    record ReturnConsentKnown(Instant occurredAt, boolean ended, long version) implements RepatriationEvent {
    }

    /** The case was withdrawn. */
    record CaseWithdrawn(Instant occurredAt) implements RepatriationEvent {
    }

    /** What one side does and tells the other. */
    sealed interface Told extends RepatriationEvent {
    }

    /** The person and the host decided. */
    record ReturnDecisionRecorded(ReturnDecision decision) implements Told {

        @Override
        public Instant occurredAt() {
            return decision.decidedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(decision.officer());
        }
    }

    /** The host put a plan on the table. */
    record RepatriationProposed(Arrangement arrangement) implements Told {

        @Override
        public Instant occurredAt() {
            return arrangement.movedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(arrangement.officer());
        }
    }

    /** The origin agreed. */
    record RepatriationConfirmed(Confirmation confirmation) implements Told {

        @Override
        public Instant occurredAt() {
            return confirmation.confirmedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(confirmation.officer());
        }
    }

    /** One side moved the plan. */
    record RepatriationRescheduled(Rescheduling rescheduling) implements Told {

        @Override
        public Instant occurredAt() {
            return rescheduling.movedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(rescheduling.officer());
        }
    }

    /** One side let the return stand still. */
    record RepatriationSuspended(Suspension suspension) implements Told {

        @Override
        public Instant occurredAt() {
            return suspension.suspendedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(suspension.officer());
        }
    }

    /** The side that suspended let it go on. */
    record RepatriationResumed(Resumption resumption) implements Told {

        @Override
        public Instant occurredAt() {
            return resumption.resumedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(resumption.officer());
        }
    }

    /** The host handed the person over, or corrected the record of it. */
    record HandoverExecuted(Handover handover) implements Told {

        @Override
        public Instant occurredAt() {
            return handover.handedOverAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(handover.officer());
        }
    }

    /** A second officer of the host stands by the emergency override of the handover. */
    record EmergencyOverrideConfirmed(OverrideConfirmation confirmation) implements Told {

        @Override
        public Instant occurredAt() {
            return confirmation.confirmedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(confirmation.officer());
        }
    }

    /** The origin received the person, or corrected the record of it. */
    record ArrivalConfirmed(Arrival arrival) implements Told {

        @Override
        public Instant occurredAt() {
            return arrival.arrivedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(arrival.officer());
        }
    }
}
