package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.time.Correction;
import org.safereturn.caseservice.consent.model.Consent;
import org.safereturn.caseservice.consent.model.ConsentEffect;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.DomainEvent;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Sealed;

/** Something that happened to a case, whoever says it: this service, the other country's, or another service. */
public sealed interface CaseEvent extends DomainEvent permits CaseEvent.Told, CaseEvent.Kept, CaseEvent.Heard {

    /** What is published, and what the other country's case service publishes; it says all that the record says. */
    sealed interface Told extends CaseEvent {
    }

    /** What an officer does and others are told; statistics alone never hear who acted. */
    sealed interface ByOfficer extends Told {

        /** Who acted. */
        Officer by();

        @Override
        default Optional<Officer> actor() {
            return Optional.of(by());
        }
    }

    /** What changes this ministry's own file and is told to nobody. */
    sealed interface Kept extends CaseEvent {
    }

    /** What an officer does for this ministry's own file. */
    sealed interface KeptByOfficer extends Kept {

        /** Who acted. */
        Officer by();

        @Override
        default Optional<Officer> actor() {
            return Optional.of(by());
        }
    }

    /** What other services say. */
    sealed interface Heard extends CaseEvent {
    }

    /**
     * Own services hear who the person is, route, identification and consents as they now stand.
     *
     * @param person who the person is, sealed; absent in a file that was opened before it was told
     */
    record CaseStandingRecorded(Instant occurredAt, Officer by, Route route, Identification identification,
            List<StatedConsent> consents, @Nullable Sealed person) implements ByOfficer {

        /** Keeps its own copy of the consents. */
        public CaseStandingRecorded {
            consents = List.copyOf(consents);
        }
    }

    /**
     * Own services hear that an officer may read the case for a time, or no longer.
     *
     * @param access what was granted
     * @param ended whether it was taken back
     */
    record TemporaryAccessRecorded(Instant occurredAt, Officer by, GrantedAccess access, boolean ended)
            implements ByOfficer {
    }

    /**
     * Own services hear how far the work with a person who may testify is; nobody else hears anything of it.
     *
     * @param since day on which the person said so, or from which it is so
     */
    record WitnessCooperationStateChanged(Instant occurredAt, Officer by, WitnessState state, LocalDate since)
            implements ByOfficer {
    }

    /** The other side hears the consents as they now stand. */
    record ConsentUpdated(Instant occurredAt, Officer by, List<StatedConsent> consents, Instant effectiveAt,
            ConsentStanding standing) implements ByOfficer {

        /** Keeps its own copy of the consents. */
        public ConsentUpdated {
            consents = List.copyOf(consents);
        }
    }

    /** The other side hears that consent ended. */
    record ConsentWithdrawn(Instant occurredAt, Officer by, ConsentWithdrawal withdrawal, ConsentStanding standing)
            implements ByOfficer {
    }

    /**
     * Both sides hear that the case was merged into another one of the same person.
     *
     * @param by the second officer
     * @param survivor reference of the case that goes on
     * @param reason how it is known
     */
    record CaseMerged(Instant occurredAt, Officer by, String survivor, MergeReason reason) implements ByOfficer {
    }

    /** The host hears who is responsible, by unit and role. */
    record CaseManagerAssigned(Instant occurredAt, Officer by, Responsible responsible, ReintegrationStatus status)
            implements ByOfficer {
    }

    /** The host hears the status. */
    record ReintegrationStatusReported(Instant occurredAt, Officer by, ReintegrationStatus status,
            @Nullable LocalDate nextReportDue) implements ByOfficer {
    }

    /** Statistics hear a snapshot. */
    record ReintegrationStatsRecorded(Instant occurredAt, ReintegrationStats stats) implements Told {
    }

    /** Statistics hear of a visit. */
    record MonitoringVisitRecorded(Instant occurredAt, MonitoringVisit visit) implements Told {
    }

    /**
     * Statistics hear which special needs a tracing result answered.
     *
     * @param resultVersion version of the result
     * @param careFlags what the person needs, at least one
     * @param answered of these, what the result answered
     */
    record CareAnswersRecorded(Instant occurredAt, int resultVersion, List<CareFlag> careFlags, List<CareFlag> answered)
            implements Told {

        /** Keeps its own copies of the lists. */
        public CareAnswersRecorded {
            careFlags = List.copyOf(careFlags);
            answered = List.copyOf(answered);
        }
    }

    /** The host hears that the case is closed. */
    record CaseClosed(Instant occurredAt, Officer by, ClosureReason reason, LocalDate closedOn,
            @Nullable LocalDate lastVisitOn, boolean toldHowToReturn) implements ByOfficer {
    }

    /** The host hears that the case is open again. */
    record CaseReopened(Instant occurredAt, Officer by, ReopeningReason reason, LocalDate reopenedOn,
            ReintegrationStatus into) implements ByOfficer {
    }

    /** An officer of the host opened the file. */
    record CaseOpened(Instant occurredAt, Officer by, HostDecision decision, PersonStatistics statistics,
            SealedPerson person, List<Consent> consents) implements Kept {

        /** Keeps its own copy of the consents. */
        public CaseOpened {
            consents = List.copyOf(consents);
        }
    }

    /**
     * The host decided anew.
     *
     * @param person with the wish to return as it now stands; absent in a file that was opened before it was told
     */
    record CaseIdentified(Instant occurredAt, Officer by, HostDecision decision, @Nullable SealedPerson person) implements Kept {
    }

    /**
     * The host completed or corrected who the person is.
     *
     * @param lapsed consents that count no longer, because by the corrected age somebody else had to decide
     */
    record PersonAmended(Instant occurredAt, Officer by, PersonStatistics statistics, SealedPerson person,
            List<Consent> lapsed) implements Kept {

        /** Keeps its own copy of the consents. */
        public PersonAmended {
            lapsed = List.copyOf(lapsed);
        }
    }

    /** The file ended without a return. */
    record CaseEnded(Instant occurredAt, Ending ending) implements KeptByOfficer {

        @Override
        public Officer by() {
            return ending.by();
        }
    }

    /** A file that had ended without a return goes on. */
    record CaseBegunAgain(Instant occurredAt, Officer by, ReopeningReason reason) implements Kept {
    }

    /**
     * An officer said that the case is of the same person as another one, which is to go on.
     *
     * @param despiteDifference whether the officer said so although sex or age differ
     */
    record MergeProposed(Instant occurredAt, Officer by, String survivor, MergeReason reason, boolean despiteDifference)
            implements KeptByOfficer {
    }

    /** A second officer said so too. */
    record MergeConfirmed(Instant occurredAt, Officer by) implements KeptByOfficer {
    }

    /** The proposal was turned down or taken back. */
    record MergeTurnedDown(Instant occurredAt, Officer by) implements KeptByOfficer {
    }

    /** This case goes on for another one of the same person. */
    record MergeTakenIn(Instant occurredAt, Officer by, String duplicate) implements KeptByOfficer {
    }

    /** The other case changed meanwhile and goes on by itself. */
    record MergeLeftOut(Instant occurredAt, Officer by, String duplicate) implements KeptByOfficer {
    }

    /**
     * A step of the work with a person who may testify was recorded, perhaps as a correction. It is no work on the
     * reintegration, so whoever records it is not taken for the case manager by it.
     */
    record WitnessStepRecorded(Instant occurredAt, WitnessStep step, @Nullable Correction correction) implements Kept {
    }

    /** The safeguards of a child were looked at after the person turned 18. */
    record SafeguardsReviewed(Instant occurredAt, SafeguardsReview review) implements KeptByOfficer {

        @Override
        public Officer by() {
            return review.by();
        }
    }

    /**
     * Answers about consent were recorded, perhaps as a correction.
     *
     * @param wrong records of another day whose place they take
     */
    record ConsentsRecorded(Instant occurredAt, Officer by, List<Consent> consents, Map<Purpose, Consent> wrong,
            @Nullable Correction correction) implements Kept {

        /** Keeps its own copies. */
        public ConsentsRecorded {
            consents = List.copyOf(consents);
            wrong = Map.copyOf(wrong);
        }
    }

    /** Consents were taken back. */
    record ConsentsTakenBack(Instant occurredAt, Officer by, ConsentWithdrawal withdrawal) implements Kept {
    }

    /**
     * The day on which consents were taken back was corrected.
     *
     * @param withdrawal as it was
     * @param wrong records of the wrong day
     */
    record WithdrawalCorrected(Instant occurredAt, ConsentWithdrawal withdrawal, Map<Purpose, Consent> wrong,
            Correction correction) implements Kept {

        /** Keeps its own copy. */
        public WithdrawalCorrected {
            wrong = Map.copyOf(wrong);
        }
    }

    /** The reintegration plan has a date. */
    record PlanDated(Instant occurredAt, LocalDate planDate) implements Kept {
    }

    /** A statistical snapshot was recorded, perhaps as a correction. */
    record StatsKept(Instant occurredAt, Officer by, ReintegrationStats stats, @Nullable Correction correction)
            implements KeptByOfficer {
    }

    /** A visit was recorded, perhaps as a correction. */
    record VisitKept(Instant occurredAt, Officer by, MonitoringVisit visit, @Nullable Correction correction)
            implements KeptByOfficer {
    }

    /** Case manager and supervisor agreed on the end of the case. */
    record ClosureAgreed(Instant occurredAt, Closure closure) implements Kept {
    }

    /** An officer who does not see the case asked to read it. */
    record AccessRequested(Instant occurredAt, TemporaryAccess access) implements Kept {
    }

    /** Nobody said yes. */
    record AccessTurnedDown(Instant occurredAt, int number, Officer by) implements Kept {
    }

    /** The data protection officer took note. */
    record AccessAcknowledged(Instant occurredAt, int number, Officer by) implements Kept {
    }

    /**
     * A referral crossed the border.
     *
     * @param by who sent it
     * @param sendingUnit unit of the host
     * @param receivingUnit unit of the country of origin
     * @param statistics what may be counted
     * @param content who the person is, sealed
     * @param consents as the sender stated them
     * @param round from 1
     */
    record Referred(Instant occurredAt, Officer by, String sendingUnit, String receivingUnit,
            PersonStatistics statistics, @Nullable Sealed content, List<StatedConsent> consents, int round) implements Heard {

        /** Keeps its own copy of the consents. */
        public Referred {
            consents = List.copyOf(consents);
        }
    }

    /**
     * Something happened on the way.
     *
     * @param by who says so
     * @param kind what
     * @param holders to whom in the country of origin the case belongs from then on
     * @param revision of the record that says so, 0 for what is never corrected
     * @param round of the referral that it belongs to; 0 for what is of no round, and where an older release did not say it
     * @param step what it says about the return; absent where it is about something else
     */
    record Happened(Instant occurredAt, Officer by, FactKind kind, CaseScope holders, int revision, int round,
            ReturnCourse.@Nullable Step step) implements Heard {

        /** Something that says nothing about the return. */
        public Happened(Instant occurredAt, Officer by, FactKind kind, CaseScope holders, int revision, int round) {
            this(occurredAt, by, kind, holders, revision, round, null);
        }

        /** Of no round. */
        public Happened(Instant occurredAt, Officer by, FactKind kind, CaseScope holders, int revision) {
            this(occurredAt, by, kind, holders, revision, 0, null);
        }
    }

    /**
     * The country of origin issued a tracing result.
     *
     * @param by who says so
     * @param version from 1
     * @param answered special needs that it answers
     * @param round of the referral that it answers; 0 where an older release did not say it
     */
    record ResultIssued(Instant occurredAt, Officer by, int version, List<CareFlag> answered, int round) implements Heard {

        /** Keeps its own copy of the list. */
        public ResultIssued {
            answered = List.copyOf(answered);
        }

        /** Of which nobody said the round. */
        public ResultIssued(Instant occurredAt, Officer by, int version, List<CareFlag> answered) {
            this(occurredAt, by, version, answered, 0);
        }
    }

    /** The person arrived, as an officer says. */
    record Arrived(Arrival arrival, Officer by) implements Heard {

        @Override
        public Instant occurredAt() {
            return arrival.at();
        }
    }

    /** Somebody has stopped what a withdrawal ended. */
    record EffectConfirmed(ConsentEffect effect) implements Heard {

        @Override
        public Instant occurredAt() {
            return effect.effectiveAt();
        }
    }
}
