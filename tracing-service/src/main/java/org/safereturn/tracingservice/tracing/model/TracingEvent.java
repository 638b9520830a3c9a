package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.DomainEvent;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;

/** What happens to a tracing, whoever did it. Only {@link Told} is published. */
public sealed interface TracingEvent {

    /** What one side's tracing service tells the other's. */
    sealed interface Told extends TracingEvent, DomainEvent {
    }

    /** What the origin side keeps to itself: its work. */
    sealed interface Kept extends TracingEvent {
    }

    /** What other services say of the referral, of the person's consents and of how the case goes on, in any order. */
    sealed interface Heard extends TracingEvent {
    }

    /**
     * The origin side reached a milestone.
     *
     * @param progress which one, when, by whom
     */
    record TracingProgressReported(Progress progress) implements Told {

        @Override
        public Instant occurredAt() {
            return progress.at();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(progress.by());
        }
    }

    /**
     * The origin side issued a version of the result.
     *
     * @param result the version, without the officer who drafted it
     */
    record TracingResultIssued(Result result) implements Told {

        @Override
        public Instant occurredAt() {
            return result.issuedAt();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(result.issuedBy());
        }
    }

    /**
     * The host side has read a version of the result.
     *
     * @param acknowledgement which version, who, when
     */
    record TracingResultAcknowledged(Acknowledgement acknowledgement) implements Told {

        @Override
        public Instant occurredAt() {
            return acknowledgement.at();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(acknowledgement.by());
        }
    }

    /**
     * One side asks the other about the case.
     *
     * @param question what, who, when
     */
    record TracingClarificationRequested(Clarification question) implements Told {

        @Override
        public Instant occurredAt() {
            return question.at();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(question.by());
        }
    }

    /**
     * One side answers a question of the other.
     *
     * @param askedBy the side that asked
     * @param number of its question
     * @param answer what, who, when
     */
    record TracingClarificationAnswered(Party askedBy, int number, Clarification.Answer answer) implements Told {

        @Override
        public Instant occurredAt() {
            return answer.at();
        }

        @Override
        public Optional<Officer> actor() {
            return Optional.of(answer.by());
        }
    }

    /**
     * The origin side answers a withdrawal.
     *
     * @param stop what stopped
     * @param standing of the consents after it
     */
    record ConsentEffectConfirmed(Stop stop, Standing standing) implements Told {

        @Override
        public Instant occurredAt() {
            return stop.at();
        }
    }

    /**
     * A tracing officer did something.
     *
     * @param action what
     */
    record ActionRecorded(Action action) implements Kept {
    }

    /**
     * A pending action ended.
     *
     * @param number of the action
     * @param conclusion how it ended
     */
    record ActionConcluded(int number, Action.Conclusion conclusion) implements Kept {
    }

    /**
     * A tracing officer filled in a section of a long form.
     *
     * @param section which, and what it says
     */
    record SectionWritten(FormSection section) implements Kept {
    }

    /**
     * The first officer wrote a result.
     *
     * @param draft what it says
     */
    record DraftWritten(Draft draft) implements Kept {
    }

    /** The draft was taken back, or fell with a consent it stood on. */
    record DraftTakenBack() implements Kept {
    }

    /**
     * The host side submitted its referral, or a further round of it.
     *
     * @param request what is asked
     * @param consents the person's consents that are in force
     * @param sendingUnit unit of the host side
     * @param receivingUnit unit of the origin side that it is addressed to
     * @param by officer of the host side
     */
    record ReferralSubmitted(Request request, List<Consent> consents, String sendingUnit, String receivingUnit,
            Officer by) implements Heard {

        public ReferralSubmitted {
            consents = List.copyOf(consents);
        }

        /** The same submission with this request. */
        public ReferralSubmitted asking(Request known) {
            return new ReferralSubmitted(known, consents, sendingUnit, receivingUnit, by);
        }
    }

    /**
     * The origin side took the referral up.
     *
     * @param acceptance unit that traces, and when
     * @param by officer of the origin side
     */
    record ReferralAccepted(Acceptance acceptance, Officer by) implements Heard {
    }

    /**
     * The origin side declined the referral.
     *
     * @param at when
     * @param by officer of the origin side
     * @param round of the submission
     */
    record ReferralDeclined(Instant at, Officer by, int round) implements Heard {
    }

    /**
     * The origin side took its decline back.
     *
     * @param at when
     * @param round of the submission
     */
    record ReferralDeclineRevoked(Instant at, int round) implements Heard {
    }

    /**
     * The host side withdrew the referral.
     *
     * @param at when
     * @param round of the submission, 0 where an older release did not say it
     */
    record ReferralWithdrawn(Instant at, int round) implements Heard {
    }

    /**
     * The host side handed the person over.
     *
     * @param told when, and which record says so
     */
    record HandoverExecuted(CaseCourse.Recorded told) implements Heard {
    }

    /**
     * The origin side received the person.
     *
     * @param told when, and which record says so
     */
    record ArrivalConfirmed(CaseCourse.Recorded told) implements Heard {
    }

    /**
     * The origin side closed the case.
     *
     * @param fileVersion of its case file
     */
    record CaseClosed(long fileVersion) implements Heard {
    }

    /**
     * The origin side took the case up again.
     *
     * @param fileVersion of its case file
     */
    record CaseReopened(long fileVersion) implements Heard {
    }

    /**
     * The person gave, refused or renewed consents.
     *
     * @param consents the new decisions
     */
    record ConsentUpdated(List<Consent> consents) implements Heard {

        public ConsentUpdated {
            consents = List.copyOf(consents);
        }
    }

    /**
     * The person took consents back.
     *
     * @param purposes which
     * @param since from when on
     */
    record ConsentWithdrawn(List<Purpose> purposes, Instant since, @Nullable LocalDate withdrawnOn) implements Heard {

        public ConsentWithdrawn {
            purposes = List.copyOf(purposes);
        }
    }
}
