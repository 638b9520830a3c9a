package org.safereturn.referral.repatriation.model;

import java.time.Instant;

import org.safereturn.referral.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referral.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referral.repatriation.model.Arrangement.Resumption;
import org.safereturn.referral.repatriation.model.Arrangement.Suspension;

/** What happened to a return on the own side. */
public sealed interface RepatriationEvent {

    /** Business time. */
    Instant occurredAt();

    /** The person and the host decided. */
    record ReturnDecisionRecorded(ReturnDecision decision) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return decision.decidedAt();
        }
    }

    /** The host put a plan on the table. */
    record RepatriationProposed(Arrangement arrangement) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return arrangement.movedAt();
        }
    }

    /** The origin agreed. */
    record RepatriationConfirmed(Confirmation confirmation) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return confirmation.confirmedAt();
        }
    }

    /** One side moved the plan. */
    record RepatriationRescheduled(Rescheduling rescheduling) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return rescheduling.movedAt();
        }
    }

    /** One side let the return stand still. */
    record RepatriationSuspended(Suspension suspension) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return suspension.suspendedAt();
        }
    }

    /** The side that suspended let it go on. */
    record RepatriationResumed(Resumption resumption) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return resumption.resumedAt();
        }
    }

    /** The host handed the person over. */
    record HandoverExecuted(Handover handover) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return handover.handedOverAt();
        }
    }

    /** The origin received the person. */
    record ArrivalConfirmed(Arrival arrival) implements RepatriationEvent {

        @Override
        public Instant occurredAt() {
            return arrival.arrivedAt();
        }
    }
}
