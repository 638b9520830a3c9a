package org.safereturn.referralservice.referral.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.DomainEvent;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/** What happened to a referral, on either side; all of it is told to the other one. */
public sealed interface ReferralEvent extends DomainEvent {

    /** The key of the case goes to the other ministry, once. */
    record CaseKeyIssued(Instant occurredAt, Officer officer, IssuedKey key) implements ReferralEvent {

        @Override
        public Optional<Officer> actor() {
            return Optional.of(officer);
        }
    }

    /** The host sent the referral, or sent it again completed. */
    record ReferralSubmitted(Submission submission, Sealed content) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return submission.submittedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(submission.submittedBy());
        }
    }

    /**
     * The origin's system holds the message; nobody has read it yet.
     *
     * @param round that was taken in, 0 where an older release did not say it
     */
    record DeliveryReceipt(int round, MachineReceipt receipt) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return receipt.receivedAt();
        }
    }

    /** An officer of the origin opened it. */
    record ReferralReceived(int round, Opening opening) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return opening.openedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(opening.officer());
        }
    }

    /** The origin cannot work with it until the named fields are filled. */
    record ReferralReturnedForCompletion(int round, CompletionRequest request) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return request.requestedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(request.officer());
        }
    }

    /** The origin takes up the duty to trace. */
    record ReferralAccepted(int round, Acceptance acceptance) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return acceptance.acceptedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(acceptance.officer());
        }
    }

    /** The origin does not take it. */
    record ReferralDeclined(int round, Declination declination) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return declination.declinedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(declination.officer());
        }
    }

    /** The origin takes its decline back; the referral is open again. */
    record ReferralDeclineRevoked(int round, Revocation revocation) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return revocation.revokedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(revocation.officer());
        }
    }

    /**
     * The host stops the case for the person.
     *
     * @param round that is withdrawn, 0 where an older release did not say it: the last one that was sent before
     */
    record ReferralWithdrawn(int round, Withdrawal withdrawal) implements ReferralEvent {

        @Override
        public Instant occurredAt() {
            return withdrawal.withdrawnAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(withdrawal.officer());
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
     * @param questions what is asked about them in words, sealed; absent where nothing is
     */
    record CompletionRequest(Officer officer, Instant requestedAt, List<MissingField> fields, @Nullable Sealed questions) {

        /** Keeps its own copy of the list. */
        public CompletionRequest {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field to fill or to make clear.
     *
     * @param field its name
     * @param question as releases up to 0.2.0 told it in clear; absent since, for questions are sealed
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
    record Declination(Officer officer, Instant declinedAt, Declination.Reason reason, @Nullable String survivingCaseRef) {

        /**
         * Why the origin cannot take a referral. That no family was found is a tracing result and no reason to decline.
         * {@code UNKNOWN} is a reason that only a newer peer knows; it is read and never given.
         */
        public enum Reason { NOT_OUR_NATIONAL_CLAIM, DUPLICATE, OUT_OF_SCOPE, INSUFFICIENT_AFTER_ROUNDS, UNKNOWN }
    }

    /** The decline is taken back. */
    record Revocation(Officer officer, Instant revokedAt) {
    }

    /**
     * A round that is over: the host sent the case again.
     *
     * @param round from 1
     * @param opening absent where no officer of the origin opened it
     * @param acceptance absent where the origin did not accept it
     * @param withdrawal absent where the host did not withdraw it
     */
    record EarlierRound(int round, Instant submittedAt, Officer submittedBy, @Nullable Opening opening,
            @Nullable Acceptance acceptance, @Nullable Withdrawal withdrawal) {

        EarlierRound withdrawn(Withdrawal told) {
            return withdrawal != null ? this : new EarlierRound(round, submittedAt, submittedBy, opening, acceptance, told);
        }
    }

    /**
     * A declination that no longer stands: it was taken back, or the host referred the case again.
     *
     * @param round of the submission that was declined
     * @param revocation absent where the host referred the case again
     */
    record EarlierDeclination(int round, Declination declination, @Nullable Revocation revocation) {
    }

    /**
     * The withdrawal.
     *
     * @param erase whether the person asks for erasure as far as the law allows
     * @param survivingCaseRef the other case of the same person, where the host merged the two
     */
    record Withdrawal(Officer officer, Instant withdrawnAt, Withdrawal.Reason reason, boolean erase,
            @Nullable String survivingCaseRef) {

        /** Why a referral was withdrawn; a code only, never the person's reasons in words. */
        public enum Reason {
            VICTIM_WITHDREW, CONSENT_WITHDRAWN, SENT_IN_ERROR, DUPLICATE, LEFT_CARE, DECEASED, THIRD_COUNTRY, OTHER, UNKNOWN;

            /** Whether the case may be referred again; a reason that only a newer peer knows may be one for good. */
            boolean letsReferAgain() {
                return switch (this) {
                    case VICTIM_WITHDREW, CONSENT_WITHDRAWN, SENT_IN_ERROR, LEFT_CARE, THIRD_COUNTRY, OTHER -> true;
                    case DUPLICATE, DECEASED, UNKNOWN -> false;
                };
            }
        }
    }

    /**
     * What a withdrawal stopped on the receiving side.
     *
     * @param confirmedBy country code
     * @param withdrawalId id of the message that told the withdrawal
     * @param round of the referral that was withdrawn; 0 where it stands, or an older release did not say it
     * @param purposes that were withdrawn
     * @param stopped what no longer runs
     */
    record ConsentEffect(String confirmedBy, Instant confirmedAt, String withdrawalId, int round, List<Purpose> purposes,
            List<Stopped> stopped) {

        /** Keeps its own copies of the lists. */
        public ConsentEffect {
            purposes = List.copyOf(purposes);
            stopped = List.copyOf(stopped);
        }
    }

    /** What a withdrawal stops. */
    enum Stopped {
        TRACING, FAMILY_CONTACT, NATIONALITY_CHECK, REFERRAL, RETURN, DATA_SHARING, MONITORING, NOTHING_RUNNING, UNKNOWN
    }
}
