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

    /**
     * The round of the referral that it belongs to; 0 for what is of the person and of no round, and where an older release did
     * not say it.
     */
    default int round() {
        return 0;
    }

    /** A tracing result became known. */
    record ResultKnown(TracingResult result, int round) implements RepatriationEvent {

        /** Of which nobody said the round. */
        public ResultKnown(TracingResult result) {
            this(result, 0);
        }

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
    record ResultAcknowledged(Instant occurredAt, int version, int round) implements RepatriationEvent {

        /** Of which nobody said the round. */
        public ResultAcknowledged(Instant occurredAt, int version) {
            this(occurredAt, version, 0);
        }
    }

    /**
     * The person's consent to return ended, or stands again.
     *
     * @param version of the case that told it
     */
    record ReturnConsentKnown(Instant occurredAt, boolean ended, long version) implements RepatriationEvent {
    }

    /** The case was withdrawn. */
    record CaseWithdrawn(Instant occurredAt, int round) implements RepatriationEvent {

        /** Of which nobody said the round. */
        public CaseWithdrawn(Instant occurredAt) {
            this(occurredAt, 0);
        }
    }

    /** The host sent the referral again: a return begins anew. */
    record CaseReferredAgain(Instant occurredAt, int round) implements RepatriationEvent {
    }

    /** What one side does and tells the other. */
    sealed interface Told extends RepatriationEvent {
    }

    /** The person and the host decided. */
    record ReturnDecisionRecorded(ReturnDecision decision, int round) implements Told {

        /** Of which nobody said the round. */
        public ReturnDecisionRecorded(ReturnDecision decision) {
            this(decision, 0);
        }

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
    record RepatriationProposed(Arrangement arrangement, int round) implements Told {

        /** Of which nobody said the round. */
        public RepatriationProposed(Arrangement arrangement) {
            this(arrangement, 0);
        }

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
    record RepatriationConfirmed(Confirmation confirmation, int round) implements Told {

        /** Of which nobody said the round. */
        public RepatriationConfirmed(Confirmation confirmation) {
            this(confirmation, 0);
        }

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
    record RepatriationRescheduled(Rescheduling rescheduling, int round) implements Told {

        /** Of which nobody said the round. */
        public RepatriationRescheduled(Rescheduling rescheduling) {
            this(rescheduling, 0);
        }

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
    record RepatriationSuspended(Suspension suspension, int round) implements Told {

        /** Of which nobody said the round. */
        public RepatriationSuspended(Suspension suspension) {
            this(suspension, 0);
        }

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
    record RepatriationResumed(Resumption resumption, int round) implements Told {

        /** Of which nobody said the round. */
        public RepatriationResumed(Resumption resumption) {
            this(resumption, 0);
        }

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
