package org.safereturn.caseservice.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.input.PersonName;
import org.safereturn.access.input.RomanisedName;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.time.Correction.Reason;
import org.safereturn.access.time.PartialDay;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.EndingReason;
import org.safereturn.caseservice.casefile.model.ExploitationType;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.StatedAge;
import org.safereturn.caseservice.casefile.model.Whereabouts;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.TemporaryStayReason;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.outcome.Rejection;

/** What callers send. */
final class CaseRequests {

    static final String CODE = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    static final String COUNTRY = "[A-Z]{2}";
    static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    static final int OLDEST = 130;
    static final int LONGEST_NOTE = 2000;

    private CaseRequests() {
    }

    /** Opens a case. */
    record OpenCaseRequest(
            @Pattern(regexp = COUNTRY) String originCountry,
            Whereabouts whereabouts,
            @Valid IdentificationRequest identification,
            WishToReturn wishToReturn,
            @Valid PersonRequest person,
            @Nullable @KnownCode AgeGroup ageGroup,
            @KnownCode List<CareFlag> careFlags,
            @Nullable @KnownCode ExploitationType exploitationType,
            List<@Valid ConsentRequest> consents) {

        /** A name is given, or it is said that none is known. */
        OpenCaseRequest {
            requireName(person);
        }

        /** What is said about the age on the day of the identification. */
        StatedAge age() {
            return CaseRequests.age(person, ageGroup, careFlags, identification.decidedOn());
        }
    }

    /** Who the person is, whole: what is left out is not known. */
    record AmendPersonRequest(
            @Valid PersonRequest person,
            @Nullable @KnownCode AgeGroup ageGroup,
            @KnownCode List<CareFlag> careFlags,
            @Nullable @KnownCode ExploitationType exploitationType) {

        /** A name is given, or it is said that none is known. */
        AmendPersonRequest {
            requireName(person);
        }

        /** What is said about the age on the day of the identification. */
        StatedAge age(LocalDate identifiedOn) {
            return CaseRequests.age(person, ageGroup, careFlags, identifiedOn);
        }
    }

    private static void requireName(PersonRequest person) {
        boolean named = person.nameOwnScript() != null || person.nameRomanised() != null;
        if (named == Boolean.TRUE.equals(person.nameUnknown())) {
            throw new ProblemException(Rejection.invalid("name-or-unknown"));
        }
    }

    private static StatedAge age(PersonRequest person, @Nullable AgeGroup group, List<CareFlag> flags, LocalDate on) {
        LocalDate born = person.dateOfBirth();
        return new StatedAge(born == null ? null : new PartialDay(born, person.precision()), person.statedAge(),
                Objects.requireNonNullElse(group, AgeGroup.NOT_STATED), flags.contains(CareFlag.CHILD), on);
    }

    /** The needs that are stated, but that of a child, which follows from the age. */
    static List<CareFlag> needs(List<CareFlag> stated) {
        return stated.stream().filter(flag -> flag != CareFlag.CHILD).distinct().toList();
    }

    /** The host authority's decision. */
    record IdentificationRequest(@Pattern(regexp = CODE) String body, LocalDate decidedOn, @KnownCode IdentificationOutcome outcome) {

        Identification toModel() {
            return new Identification(body, decidedOn, outcome);
        }
    }

    /** The host authority decides anew. */
    record ReidentificationRequest(@Pattern(regexp = CODE) String body, LocalDate decidedOn, @KnownCode IdentificationOutcome outcome,
            WishToReturn wishToReturn) {
    }

    /**
     * Who the person is.
     *
     * @param nameUnknown that nobody knows a name of the person; then no name is given
     * @param nationalityClaimed as the person says it; the country of origin is not taken for it
     */
    record PersonRequest(
            @Nullable @PersonName String nameOwnScript,
            @Nullable @PersonName @RomanisedName String nameRomanised,
            @Nullable Boolean nameUnknown,
            @Nullable Boolean familyNameFirst,
            @Size(max = 20) List<@PersonName String> nicknames,
            @Size(max = 20) List<@PersonName String> aliases,
            @KnownCode Sex sex,
            @Nullable LocalDate dateOfBirth,
            @Nullable BirthPrecision dateOfBirthPrecision,
            @Nullable @Min(0) @Max(OLDEST) Integer statedAge,
            @Nullable @PersonName String placeOfBirth,
            @Nullable @Pattern(regexp = COUNTRY) String nationalityClaimed,
            @Nullable @PersonName String ethnicity,
            @Size(max = 10) List<@Pattern(regexp = LANGUAGE) String> languages,
            @Nullable @Pattern(regexp = LANGUAGE) String interviewLanguage,
            @Nullable Boolean interpreterUsed,
            @Size(max = 20) List<@Valid DocumentRequest> documents,
            @Nullable @Valid AddressRequest originAddress,
            @Nullable @Size(max = LONGEST_NOTE) String distinguishingMarks,
            @Nullable @Size(max = LONGEST_NOTE) String careNeeds) {

        /** How exactly the date of birth is known: exactly, where nothing is said. */
        PartialDay.Precision precision() {
            return dateOfBirthPrecision == null ? PartialDay.Precision.EXACT
                    : PartialDay.Precision.valueOf(dateOfBirthPrecision.name());
        }
    }

    /** How exactly a date of birth is known. */
    enum BirthPrecision {
        EXACT, YEAR, ESTIMATED
    }

    /** A document that the person holds or remembers. */
    record DocumentRequest(DocumentKind type, @Nullable @Size(max = 64) String number) {
    }

    /** Kinds of documents. */
    enum DocumentKind {
        NATIONAL_ID, PASSPORT, BIRTH_CERTIFICATE, FAMILY_BOOK, TEMPORARY_TRAVEL_DOCUMENT, LAISSEZ_PASSER,
        IMMIGRATION_LETTER, OTHER
    }

    /** Presumed address at the place of origin. */
    record AddressRequest(
            @Nullable @PersonName String province,
            @Nullable @PersonName String district,
            @Nullable @PersonName String commune,
            @Nullable @PersonName String village,
            @Nullable @Size(max = 200) String street,
            @Nullable @Size(max = 200) String house,
            @Nullable @Size(max = 20) String postalCode,
            @Nullable @Size(max = LONGEST_NOTE) String landmarks,
            @Nullable @Size(max = 200) String leftAround) {
    }

    /** Given or refused. */
    enum ConsentReply {
        GIVEN, REFUSED
    }

    /**
     * One answer about consent.
     *
     * @param insteadOf day under which the decision was recorded wrongly, if this corrects that day; with a correction only
     */
    record ConsentRequest(
            @KnownCode Purpose purpose,
            ConsentReply decision,
            @KnownCode ConsentGiver givenBy,
            @Nullable Boolean personCannotDecide,
            @Nullable Boolean viewsHeard,
            @Pattern(regexp = LANGUAGE) String language,
            LocalDate decidedOn,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate insteadOf) {

        ConsentAnswer toModel() {
            return new ConsentAnswer(purpose, decision == ConsentReply.GIVEN, givenBy, personCannotDecide, viewsHeard,
                    language, decidedOn, expiresOn, insteadOf);
        }
    }

    /**
     * Adds or renews consents.
     *
     * @param correction why they take the place of answers of the same day, or of the days that they name, if they correct
     *     these
     */
    record ConsentsRequest(@NotEmpty List<@Valid ConsentRequest> consents,
            @Nullable @KnownCode Reason correction) {
    }

    /**
     * Takes consents back.
     *
     * @param withdrawnOn day on which the person said so; today when it is absent
     * @param insteadOf day under which the withdrawal was recorded wrongly, if this corrects that day
     * @param correction why it is corrected; with {@code insteadOf} only
     */
    record WithdrawalRequest(@NotEmpty @KnownCode List<Purpose> purposes, @Nullable LocalDate withdrawnOn,
            @Nullable Boolean eraseRequested, @Nullable LocalDate insteadOf, @Nullable @KnownCode Reason correction) {
    }

    /**
     * A case manager takes over.
     *
     * @param unit the caller's where it is left out
     * @param role the caller's where it is left out
     * @param status how the time after the arrival goes on; said later where it is left out
     * @param planDate day of the reintegration plan, with {@code REINTEGRATION}
     */
    record CaseManagerRequest(@Nullable @Pattern(regexp = CODE) String unit, @Nullable @Pattern(regexp = CODE) String role,
            @Nullable Instant assignedAt, @Nullable ReportedStatus status, @Nullable LocalDate planDate) {
    }

    /** What the host is told. */
    record StatusRequest(ReportedStatus status, @Nullable LocalDate planDate, @Nullable LocalDate nextReportDue) {
    }

    /** What can be reported; assignment and closure have their own requests. */
    enum ReportedStatus {
        RECOVERY, REINTEGRATION, MONITORING;

        ReintegrationStatus toModel() {
            return ReintegrationStatus.valueOf(name());
        }
    }

    /**
     * A statistical snapshot.
     *
     * @param asOf day of which it tells; today when it is absent
     * @param correction why it takes the place of the one before, if it corrects that one
     */
    record StatsRequest(boolean needsAssessed, @Nullable LocalDate planDate, @KnownCode ShelterState shelterState,
            @Nullable @KnownCode TemporaryStayReason temporaryStayReason, @Nullable Boolean askedAgain,
            List<@Valid SupportRequest> supports, @Nullable LocalDate asOf, @Nullable @KnownCode Reason correction) {

        ReintegrationStats toModel() {
            return new ReintegrationStats(needsAssessed, planDate, shelterState, temporaryStayReason,
                    askedAgain, supports.stream().map(SupportRequest::toModel).toList(), asOf);
        }
    }

    /** How far one kind of support is. */
    record SupportRequest(@KnownCode SupportCategory category, @KnownCode SupportState state) {

        Support toModel() {
            return new Support(category, state);
        }
    }

    /**
     * A visit, planned or made.
     *
     * @param correction why it takes the place of an earlier record of what became of the visit, if it does
     */
    record VisitRequest(@Min(1) int visitNumber, @KnownCode VisitState state, @Nullable LocalDate dueOn,
            @Nullable LocalDate doneOn, @Nullable @KnownCode VisitMode mode, @Nullable @KnownCode VisitOutcome outcome, boolean riskRaised,
            @Nullable Boolean traffickedAgain, @Nullable @KnownCode Reason correction) {

        MonitoringVisit toModel() {
            return new MonitoringVisit(visitNumber, state, dueOn, doneOn, mode, outcome, riskRaised,
                    Boolean.TRUE.equals(traffickedAgain), false);
        }
    }

    /**
     * Case manager and supervisor close the case.
     *
     * @param closedOn today when it is absent
     * @param lastVisitOn as recorded when it is absent
     * @param caseManager reference; the case manager who last worked on the case when it is absent
     * @param supervisor reference; the caller when it is absent
     */
    record ClosureRequest(@KnownCode ClosureReason reason, @Nullable LocalDate closedOn, @Nullable LocalDate lastVisitOn,
            @NotNull Boolean toldHowToReturn, @Nullable @Pattern(regexp = CODE) String caseManager,
            @Nullable @Pattern(regexp = CODE) String supervisor) {

        Closure.Said toModel() {
            return new Closure.Said(reason, closedOn, lastVisitOn, toldHowToReturn, caseManager, supervisor);
        }
    }

    /**
     * A file ends without a return.
     *
     * @param endedOn today when it is absent
     */
    record EndingRequest(@KnownCode EndingReason reason, @Nullable LocalDate endedOn) {
    }

    /**
     * A closed case is taken up again.
     *
     * @param into status of the reintegration that goes on; absent for a file that ended without a return
     */
    record ReopeningRequest(@KnownCode ReopeningReason reason, @Nullable ReportedStatus into) {
    }
}
