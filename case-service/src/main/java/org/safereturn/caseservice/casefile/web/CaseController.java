package org.safereturn.caseservice.casefile.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Headings;
import org.safereturn.caseservice.casefile.application.AmendCase;
import org.safereturn.caseservice.casefile.application.OpenCase;
import org.safereturn.caseservice.casefile.application.ReadCases;
import org.safereturn.caseservice.casefile.application.WorkOnCase;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.Opening;
import org.safereturn.caseservice.casefile.model.PersonStatistics;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.StatedAge;
import org.safereturn.caseservice.casefile.web.CaseRequests.AmendPersonRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.CaseManagerRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ClosureRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ConsentRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ConsentsRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.EndingRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.OpenCaseRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ReidentificationRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ReopeningRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.ReportedStatus;
import org.safereturn.caseservice.casefile.web.CaseRequests.StatsRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.StatusRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.VisitRequest;
import org.safereturn.caseservice.casefile.web.CaseRequests.WithdrawalRequest;
import org.safereturn.caseservice.casefile.web.CaseViews.CaseView;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cases over HTTP. */
@RestController
@RequestMapping("/cases")
class CaseController {

    private final OpenCase openCase;
    private final AmendCase amend;
    private final WorkOnCase work;
    private final ReadCases read;
    private final Headings<CaseFile> headings;
    private final CountryProfile profile;
    private final Forms forms;

    CaseController(OpenCase openCase, AmendCase amend, WorkOnCase work, ReadCases read, Headings<CaseFile> headings,
            CountryProfile profile, Forms forms) {
        this.openCase = openCase;
        this.amend = amend;
        this.work = work;
        this.read = read;
        this.headings = headings;
        this.profile = profile;
        this.forms = forms;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "The host opens a case: identification decision, person, consents")
    Mono<ResponseEntity<CaseView>> open(@Valid @RequestBody OpenCaseRequest request, Caller caller) {
        Opening opening = new Opening(request.originCountry(), request.whereabouts(),
                request.identification().toModel(), request.wishToReturn(), request.person().sex(), request.age(),
                CaseRequests.needs(request.careFlags()),
                request.consents().stream().map(ConsentRequest::toModel).toList());
        return openCase.open(opening, IdentityContent.of(request.person(), request.originCountry(),
                        request.wishToReturn(), opening.statistics(), request.exploitationType()), caller)
                .map(outcome -> located(Replies.of(outcome, CaseView::of)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, personal = false)
    @GetMapping
    @Operation(summary = "Cases, newest change first; nothing about the persons")
    Mono<Listing<CaseViews.CaseSummary>> list(Caller caller,
            @Parameter(description = "Only cases in which this country is this side.") @RequestParam(required = false) @Nullable Party side,
            @Parameter(description = "Only cases at this stage.") @RequestParam(required = false) @Nullable Stage stage,
            @Parameter(description = "Whether the file is opened here; false for cases that are expected only.") @RequestParam(defaultValue = "true") boolean opened,
            Paging paging) {
        Map<String, Object> where = new HashMap<>();
        where.put("state.opened", opened);
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (stage != null) {
            where.put("state.stage", stage.name());
        }
        return read.list(caller, where, paging)
                .map(found -> Listing.of(found, paging, CaseViews.CaseSummary::of));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.SUPERVISION)
    @GetMapping("/headings")
    @Operation(summary = "All cases of the ministry by state and age, for whoever oversees it; nothing about the persons")
    Mono<Headings.Overview> headings(Caller caller,
            @Parameter(description = "Only cases in this state; without it those that are not over.") @RequestParam(required = false) @Nullable Stage state,
            Paging paging) {
        return headings.of(caller, state, paging);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @GetMapping("/{caseRef}")
    @Operation(summary = "A case, opened for the caller: this side in full, the other side by state only")
    Mono<ResponseEntity<CaseView>> find(@PathVariable UUID caseRef, Caller caller) {
        return read.find(caseRef.toString(), caller)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.unknown("unknown-case", "case", caseRef.toString()))))
                .map(opened -> Replies.found(opened.file(),
                        file -> CaseView.of(file, AccessFilter.of(caller), opened, forms)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/identification")
    @Operation(summary = "The host decides anew whether the person is a victim, before the case is referred")
    Mono<ResponseEntity<CaseView>> identify(@PathVariable UUID caseRef,
            @Valid @RequestBody ReidentificationRequest request, Caller caller) {
        Identification decision = new Identification(request.body(), request.decidedOn(), request.outcome());
        return answer(amend.identify(caseRef.toString(), caller, decision, request.wishToReturn()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/person")
    @Operation(summary = "The host completes or corrects who the person is; the next referral takes it from here")
    Mono<ResponseEntity<CaseView>> amend(@PathVariable UUID caseRef, @Valid @RequestBody AmendPersonRequest request,
            Caller caller) {
        return answer(amend.person(caseRef.toString(), caller, (origin, decision) -> {
            StatedAge age = request.age(decision.identification().decidedOn());
            PersonStatistics statistics = PersonStatistics.of(request.person().sex(), age,
                    CaseRequests.needs(request.careFlags()));
            return new AmendCase.Said(age, statistics, IdentityContent.of(request.person(), origin, decision.wish(), statistics,
                    request.exploitationType()));
        }));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/consents")
    @Operation(summary = "Adds, renews or corrects consents; for each purpose the decision of the later day stands, and a withdrawal on its day")
    Mono<ResponseEntity<CaseView>> consents(@PathVariable UUID caseRef, @Valid @RequestBody ConsentsRequest request,
            Caller caller) {
        return answer(work.actKnowingAge(caseRef.toString(), caller, (file, age, now) -> file.renewConsents(
                request.consents().stream().map(ConsentRequest::toModel).toList(), age, request.correction(),
                caller.officer(), now)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/consent-withdrawals")
    @Operation(summary = "The person takes consent back for some purposes, or the day of that is corrected")
    Mono<ResponseEntity<CaseView>> withdraw(@PathVariable UUID caseRef, @Valid @RequestBody WithdrawalRequest request,
            Caller caller) {
        LocalDate wrong = request.insteadOf();
        return answer(work.act(caseRef.toString(), caller, (file, now) -> wrong == null
                ? file.withdrawConsents(request.purposes(), request.withdrawnOn(),
                        Boolean.TRUE.equals(request.eraseRequested()), caller.officer(), now)
                : file.correctWithdrawal(request.purposes(), wrong, Objects.requireNonNullElse(request.withdrawnOn(),
                        now.today()), request.correction(), caller.officer(), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/case-manager")
    @Operation(summary = "A case manager takes over: unit and role, never a name")
    Mono<ResponseEntity<CaseView>> assign(@PathVariable UUID caseRef, @Valid @RequestBody CaseManagerRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> {
            Instant since = Optional.ofNullable(request.assignedAt()).orElse(now.at());
            Responsible responsible = new Responsible(Objects.requireNonNullElse(request.unit(), caller.officer().unit()),
                    Objects.requireNonNullElse(request.role(), caller.officer().role()), since);
            ReportedStatus status = request.status();
            return status == null ? file.assign(responsible, profile.unitsOn(now.today()), caller.officer(), now)
                    : file.assign(responsible, status.toModel(), request.planDate(), profile.unitsOn(now.today()),
                            caller.officer(), now);
        }));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reintegration-status")
    @Operation(summary = "Tells the host the state of the case, and nothing else")
    Mono<ResponseEntity<CaseView>> report(@PathVariable UUID caseRef, @Valid @RequestBody StatusRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> file.report(request.status().toModel(),
                request.planDate(), request.nextReportDue(), caller.officer(), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reintegration-stats")
    @Operation(summary = "A snapshot for statistics only; that of the later day stands")
    Mono<ResponseEntity<CaseView>> count(@PathVariable UUID caseRef, @Valid @RequestBody StatsRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> file.count(request.toModel(),
                request.correction(), profile.offeredAfterReturnFrom(file.hostCountry()), caller.officer(), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/monitoring-visits")
    @Operation(summary = "A visit, planned or made, for statistics only; what became of it is changed by a correction only")
    Mono<ResponseEntity<CaseView>> visit(@PathVariable UUID caseRef, @Valid @RequestBody VisitRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> file.visit(request.toModel(), request.correction(),
                caller.officer(), now)));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/{caseRef}/closure")
    @Operation(summary = "Case manager and supervisor close the case")
    Mono<ResponseEntity<CaseView>> close(@PathVariable UUID caseRef, @Valid @RequestBody ClosureRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller,
                (file, now) -> file.close(request.toModel(), caller.officer(), now)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE,
            subject = "caseRef")
    @PostMapping("/{caseRef}/safeguards-review")
    @Operation(summary = "An officer has looked at the safeguards of a child after the person turned 18; none is dropped by that")
    Mono<ResponseEntity<CaseView>> reviewSafeguards(@PathVariable UUID caseRef, Caller caller) {
        return answer(work.actKnowingAge(caseRef.toString(), caller, (file, age, now) -> file.reviewSafeguards(age,
                caller.officer(), now)));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/{caseRef}/ending")
    @Operation(summary = "A file ends whose person does not return through the exchange")
    Mono<ResponseEntity<CaseView>> end(@PathVariable UUID caseRef, @Valid @RequestBody EndingRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> file.end(request.reason(), request.endedOn(),
                caller.officer(), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reopening")
    @Operation(summary = "A closed case is taken up again")
    Mono<ResponseEntity<CaseView>> reopen(@PathVariable UUID caseRef, @Valid @RequestBody ReopeningRequest request,
            Caller caller) {
        return answer(work.act(caseRef.toString(), caller, (file, now) -> file.reopen(request.reason(),
                request.into() == null ? null : request.into().toModel(), caller.officer(), now)));
    }

    private static Mono<ResponseEntity<CaseView>> answer(Mono<Outcome<CaseFile>> outcome) {
        return outcome.map(done -> Replies.of(done, CaseView::of));
    }

    private static ResponseEntity<CaseView> located(ResponseEntity<CaseView> reply) {
        CaseView view = Objects.requireNonNull(reply.getBody());
        return ResponseEntity.status(reply.getStatusCode()).headers(reply.getHeaders())
                .location(URI.create("/cases/" + view.caseRef())).body(view);
    }
}
