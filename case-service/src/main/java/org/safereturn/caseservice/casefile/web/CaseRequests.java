package org.safereturn.caseservice.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

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
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.Whereabouts;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Purpose;
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
            List<@Valid ConsentRequest> consents) {
    }

    /** The host authority's decision. */
    record IdentificationRequest(@PersonName String body, LocalDate decidedOn, @KnownCode IdentificationOutcome outcome) {

        Identification toModel() {
            return new Identification(body, decidedOn, outcome);
        }
    }

    /** The host authority decides anew. */
    record ReidentificationRequest(@PersonName String body, LocalDate decidedOn, @KnownCode IdentificationOutcome outcome,
            WishToReturn wishToReturn) {
    }

    /** Who the person is. */
    record PersonRequest(
            @PersonName String nameOwnScript,
            @Nullable @PersonName String nameRomanised,
            @Nullable Boolean familyNameFirst,
            @Size(max = 20) List<@PersonName String> nicknames,
            @Size(max = 20) List<@PersonName String> aliases,
            @KnownCode Sex sex,
            @Nullable LocalDate dateOfBirth,
            @Nullable BirthPrecision dateOfBirthPrecision,
            @Nullable @Min(0) @Max(OLDEST) Integer statedAge,
            @Nullable @PersonName String placeOfBirth,
            @Nullable @PersonName String ethnicity,
            @Size(max = 10) List<@Pattern(regexp = LANGUAGE) String> languages,
            @Nullable @Pattern(regexp = LANGUAGE) String interviewLanguage,
            @Nullable Boolean interpreterUsed,
            @Size(max = 20) List<@Valid DocumentRequest> documents,
            @Nullable @Valid AddressRequest originAddress,
            @Nullable @Size(max = LONGEST_NOTE) String distinguishingMarks,
            @Nullable @Size(max = LONGEST_NOTE) String careNeeds) {
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

    /** One answer about consent. */
    record ConsentRequest(
            @KnownCode Purpose purpose,
            ConsentReply decision,
            @KnownCode ConsentGiver givenBy,
            @Nullable Boolean personCannotDecide,
            @Nullable Boolean viewsHeard,
            @Pattern(regexp = LANGUAGE) String language,
            LocalDate decidedOn,
            @Nullable LocalDate expiresOn) {

        ConsentAnswer toModel() {
            return new ConsentAnswer(purpose, decision == ConsentReply.GIVEN, givenBy, personCannotDecide, viewsHeard,
                    language, decidedOn, expiresOn);
        }
    }

    /** Adds or renews consents. */
    record ConsentsRequest(@NotEmpty List<@Valid ConsentRequest> consents) {
    }

    /** Takes consents back. */
    record WithdrawalRequest(@NotEmpty @KnownCode List<Purpose> purposes, @Nullable Boolean eraseRequested) {
    }

    /** A case manager takes over. */
    record CaseManagerRequest(@Pattern(regexp = CODE) String unit, @Pattern(regexp = CODE) String role,
            @Nullable Instant assignedAt) {
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

    /** A statistical snapshot. */
    record StatsRequest(boolean needsAssessed, @Nullable LocalDate planDate, @KnownCode ShelterState shelterState,
            @Nullable @KnownCode TemporaryStayReason temporaryStayReason, @Nullable Boolean askedAgain,
            List<@Valid SupportRequest> supports) {

        ReintegrationStats toModel() {
            return new ReintegrationStats(needsAssessed, planDate, shelterState, temporaryStayReason,
                    Boolean.TRUE.equals(askedAgain), supports.stream().map(SupportRequest::toModel).toList());
        }
    }

    /** How far one kind of support is. */
    record SupportRequest(@KnownCode SupportCategory category, @KnownCode SupportState state) {

        Support toModel() {
            return new Support(category, state);
        }
    }

    /** A visit, planned or made. */
    record VisitRequest(@Min(1) int visitNumber, @KnownCode VisitState state, @Nullable LocalDate dueOn,
            @Nullable LocalDate doneOn, @Nullable @KnownCode VisitMode mode, @Nullable @KnownCode VisitOutcome outcome, boolean riskRaised,
            @Nullable Boolean traffickedAgain) {

        MonitoringVisit toModel() {
            return new MonitoringVisit(visitNumber, state, dueOn, doneOn, mode, outcome, riskRaised,
                    Boolean.TRUE.equals(traffickedAgain));
        }
    }

    /** Case manager and supervisor close the case. */
    record ClosureRequest(@KnownCode ClosureReason reason, @Nullable LocalDate closedOn, @Nullable LocalDate lastVisitOn,
            @NotNull Boolean toldHowToReturn, @Pattern(regexp = CODE) String caseManager,
            @Pattern(regexp = CODE) String supervisor) {
    }

    /** A closed case is taken up again. */
    record ReopeningRequest(@KnownCode ReopeningReason reason, ReportedStatus into) {
    }
}
