package org.safereturn.referral.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;

/** What happened to a referral on the own side; what the other side did is a fact recorded, not an event. */
public sealed interface ReferralEvent {

    /** Business time. */
    Instant occurredAt();

    /** The key of the case goes to the other ministry, once. */
    record CaseKeyIssued(Instant occurredAt, Officer actor, IssuedKey key) implements ReferralEvent {
    }

    /** The host sent the referral, or sent it again completed. */
    record ReferralSubmitted(Submission submission, Sealed content) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return submission.submittedAt();
        }
    }

    /** The origin's system holds the message; nobody has read it yet. */
    record DeliveryReceipt(MachineReceipt receipt) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return receipt.receivedAt();
        }
    }

    /** An officer of the origin opened it. */
    record ReferralReceived(Opening opening) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return opening.openedAt();
        }
    }

    /** The origin cannot work with it until the named fields are filled. */
    record ReferralReturnedForCompletion(CompletionRequest request) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return request.requestedAt();
        }
    }

    /** The origin takes up the duty to trace. */
    record ReferralAccepted(Acceptance acceptance) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return acceptance.acceptedAt();
        }
    }

    /** The origin does not take it. */
    record ReferralDeclined(Declination declination) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return declination.declinedAt();
        }
    }

    /** The host stops the case for the person. */
    record ReferralWithdrawn(Withdrawal withdrawal) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return withdrawal.withdrawnAt();
        }
    }

    /** The receiving side confirms what a withdrawal stopped here. */
    record ConsentEffectConfirmed(ConsentEffect effect) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return effect.confirmedAt();
        }
    }

    /**
     * The case key, wrapped for the other ministry.
     *
     * @param recipient country code
     * @param keyId id of the key
     * @param wrapped JWE that only the recipient can open
     */
    record IssuedKey(String recipient, String keyId, String wrapped) {
    }

    /**
     * The machine's receipt.
     *
     * @param messageId of the message received
     * @param valueSha256 hexadecimal SHA-256 of its value
     * @param receivedAt by the receiver's clock
     */
    record MachineReceipt(String messageId, String valueSha256, Instant receivedAt) {
    }

    /** The human's receipt. */
    record Opening(Officer officer, Instant openedAt) {
    }

    /**
     * What is missing.
     *
     * @param fields at least one
     */
    record CompletionRequest(Officer officer, Instant requestedAt, List<MissingField> fields) {

        /** Keeps its own copy of the list. */
        public CompletionRequest {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field to fill or to make clear.
     *
     * @param field its name
     * @param question about the field, never about the person; absent when the name says it all
     */
    record MissingField(String field, @Nullable String question) {
    }

    /**
     * The acceptance.
     *
     * @param unit code of the unit that traces
     * @param targetDate by when the origin means to answer, absent when it does not say
     */
    record Acceptance(Officer officer, Instant acceptedAt, String unit, @Nullable LocalDate targetDate) {
    }

    /**
     * The declination.
     *
     * @param survivingCaseRef the other case of the same person, with {@code DUPLICATE} only
     */
    record Declination(Officer officer, Instant declinedAt, DeclineReason reason, @Nullable String survivingCaseRef) {
    }

    /**
     * The withdrawal.
     *
     * @param erase whether the person asks for erasure as far as the law allows
     */
    record Withdrawal(Officer officer, Instant withdrawnAt, WithdrawalReason reason, boolean erase) {
    }

    /**
     * What a withdrawal stopped on the receiving side.
     *
     * @param confirmedBy country code
     * @param withdrawalId id of the message that told the withdrawal
     * @param purposes that were withdrawn
     * @param stopped what no longer runs
     */
    record ConsentEffect(String confirmedBy, Instant confirmedAt, String withdrawalId, List<Purpose> purposes,
            List<Stopped> stopped) {

        /** Keeps its own copies of the lists. */
        public ConsentEffect {
            purposes = List.copyOf(purposes);
            stopped = List.copyOf(stopped);
        }
    }

    /** What a withdrawal stops. */
    enum Stopped { TRACING, FAMILY_CONTACT, NATIONALITY_CHECK, REFERRAL, RETURN, DATA_SHARING, MONITORING, NOTHING_RUNNING }
}
