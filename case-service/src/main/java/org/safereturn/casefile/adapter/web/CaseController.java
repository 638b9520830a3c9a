package org.safereturn.casefile.adapter.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Sight;
import org.safereturn.casefile.adapter.web.CaseRequests.CaseManagerRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.ClosureRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.ConsentRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.ConsentsRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.OpenCaseRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.PersonRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.ReidentificationRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.ReopeningRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.StatsRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.StatusRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.VisitRequest;
import org.safereturn.casefile.adapter.web.CaseRequests.WithdrawalRequest;
import org.safereturn.casefile.adapter.web.CaseViews.CaseView;
import org.safereturn.casefile.application.OpenCase;
import org.safereturn.casefile.application.ReadCases;
import org.safereturn.casefile.application.WorkOnCase;
import org.safereturn.casefile.country.CountryProfile;
import org.safereturn.casefile.model.AgeGroup;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.Closure;
import org.safereturn.casefile.model.Identification;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.Opening;
import org.safereturn.casefile.model.PersonStatistics;
import org.safereturn.casefile.model.Responsible;
import org.safereturn.casefile.model.Side;
import org.safereturn.casefile.model.Stage;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cases over HTTP. */
@RestController
@RequestMapping("/cases")
class CaseController {


    private final OpenCase openCase;
    private final WorkOnCase work;
    private final ReadCases read;
    private final CountryProfile profile;

    CaseController(OpenCase openCase, WorkOnCase work, ReadCases read, CountryProfile profile) {
        this.openCase = openCase;
        this.work = work;
        this.read = read;
        this.profile = profile;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE)
    @PostMapping
    @Operation(summary = "The host opens a case: identification decision, person, consents")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> open(@Valid @RequestBody OpenCaseRequest request, Actor actor, Cause.Request cause) {
        AgeGroup ageGroup = ageGroup(request);
        Opening opening = new Opening(request.originCountry(), request.whereabouts(),
                request.identification().toModel(), request.wishToReturn(),
                new PersonStatistics(request.person().sex(), ageGroup, request.careFlags().stream().distinct().toList()),
                request.consents().stream().map(ConsentRequest::toModel).toList());
        return openCase.open(opening, IdentityContent.of(request.person(), request.originCountry()), officer(actor),
                        cause)
                .map(outcome -> created(Replies.of(outcome, 201, CaseView::of), outcome));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, personal = false)
    @GetMapping
    @Operation(summary = "Cases, newest change first; nothing about the persons")
    Mono<Listing<CaseViews.CaseSummary>> list(Actor actor, @RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(defaultValue = "true") boolean opened,
            Paging paging) {
        Map<String, Object> where = new HashMap<>();
        where.put("state.opened", opened);
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (stage != null) {
            where.put("state.stage", stage.name());
        }
        return read.list(sight(actor), where, paging)
                .map(found -> Listing.of(found, paging, CaseViews.CaseSummary::of));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @GetMapping("/{caseRef}")
    @Operation(summary = "A case, opened for the caller: this side in full, the other side by state only")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> find(@PathVariable UUID caseRef, Actor actor) {
        return read.find(caseRef.toString(), sight(actor), actor.reference())
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.unknown("unknown-case", "case", caseRef.toString()))))
                .map(opened -> Replies.found(opened.file(),
                        file -> CaseView.of(file, NeedToKnow.of(actor), opened.person().orElse(null))));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/identification")
    @Operation(summary = "The host decides anew whether the person is a victim, before the case is referred")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> identify(@PathVariable UUID caseRef,
            @Valid @RequestBody ReidentificationRequest request, Actor actor, Cause.Request cause) {
        Identification decision = new Identification(request.body(), request.decidedOn(), request.outcome());
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) ->
                file.identify(decision, request.wishToReturn(), profile.routing(), officer(actor), now)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/consents")
    @Operation(summary = "Adds or renews consents; each replaces what stood for its purpose")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> consents(@PathVariable UUID caseRef, @Valid @RequestBody ConsentsRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.renewConsents(
                request.consents().stream().map(ConsentRequest::toModel).toList(), officer(actor), now)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping("/{caseRef}/consent-withdrawals")
    @Operation(summary = "The person takes consent back for some purposes")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> withdraw(@PathVariable UUID caseRef, @Valid @RequestBody WithdrawalRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.withdrawConsents(request.purposes(),
                Boolean.TRUE.equals(request.eraseRequested()), officer(actor), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/case-manager")
    @Operation(summary = "A case manager takes over: unit and role, never a name")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> assign(@PathVariable UUID caseRef, @Valid @RequestBody CaseManagerRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> {
            Instant since = Optional.ofNullable(request.assignedAt()).orElse(now.at());
            return file.assign(new Responsible(request.unit(), request.role(), since), officer(actor), now);
        }));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reintegration-status")
    @Operation(summary = "Tells the host the state of the case, and nothing else")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> report(@PathVariable UUID caseRef, @Valid @RequestBody StatusRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.report(request.status().toModel(),
                request.planDate(), request.nextReportDue(), officer(actor), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reintegration-stats")
    @Operation(summary = "A snapshot for statistics only; it replaces the one before")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> count(@PathVariable UUID caseRef, @Valid @RequestBody StatsRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.count(request.toModel(),
                profile.offeredAfterReturnFrom(file.hostCountry()), now)));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/monitoring-visits")
    @Operation(summary = "A visit, planned or made, for statistics only; a later record of a number replaces the earlier")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> visit(@PathVariable UUID caseRef, @Valid @RequestBody VisitRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.visit(request.toModel(), now)));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/{caseRef}/closure")
    @Operation(summary = "Case manager and supervisor close the case")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> close(@PathVariable UUID caseRef, @Valid @RequestBody ClosureRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> {
            LocalDate closedOn = Optional.ofNullable(request.closedOn()).orElse(now.today());
            return file.close(new Closure(request.reason(), closedOn, request.lastVisitOn(),
                    request.toldHowToReturn(), request.caseManager(), request.supervisor()), officer(actor), now);
        }));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REINTEGRATION, subject = "caseRef")
    @PostMapping("/{caseRef}/reopening")
    @Operation(summary = "A closed case is taken up again")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseView.class)))
    Mono<ResponseEntity<Object>> reopen(@PathVariable UUID caseRef, @Valid @RequestBody ReopeningRequest request,
            Actor actor, Cause.Request cause) {
        return answer(work.act(caseRef.toString(), sight(actor), cause, (file, now) -> file.reopen(request.reason(),
                request.into().toModel(), officer(actor), now)));
    }

    private static Mono<ResponseEntity<Object>> answer(Mono<Outcome<CaseFile>> outcome) {
        return outcome.map(done -> Replies.of(done, 200, CaseView::of));
    }

    private static ResponseEntity<Object> created(ResponseEntity<Object> reply, Outcome<CaseFile> outcome) {
        String reference = switch (outcome) {
            case Outcome.Stored<CaseFile> stored -> stored.aggregate().id();
            case Outcome.Repeated<CaseFile> repeated -> repeated.aggregate().id();
            case Outcome.Refused<CaseFile> _, Outcome.Held<CaseFile> _, Outcome.Parked<CaseFile> _, Outcome.Ignored<CaseFile> _ ->
                throw new IllegalStateException("Replies answers these");
        };
        return ResponseEntity.status(reply.getStatusCode()).headers(reply.getHeaders())
                .location(URI.create("/cases/" + reference)).body(reply.getBody());
    }

    /** What is stated and what follows from the birth must agree; where only one is given, it counts. */
    private static AgeGroup ageGroup(OpenCaseRequest request) {
        PersonRequest person = request.person();
        LocalDate day = request.identification().decidedOn();
        LocalDate born = person.dateOfBirth();
        if (born != null && born.isAfter(day)) {
            throw new ProblemException(Rejection.invalid("born-after-identification"));
        }
        Optional<AgeGroup> computed = born != null ? Optional.of(AgeGroup.on(day, born))
                : Optional.ofNullable(person.statedAge()).map(AgeGroup::of);
        AgeGroup stated = request.ageGroup();
        if (stated != null && stated != AgeGroup.NOT_STATED && computed.isPresent() && computed.get() != stated) {
            throw new ProblemException(Rejection.invalid("age-group-and-birth", "ageGroup", stated.name()));
        }
        return computed.orElse(stated == null ? AgeGroup.NOT_STATED : stated);
    }

    private Sight sight(Actor actor) {
        return Sight.of(actor, profile::isContactPoint);
    }

    private static Officer officer(Actor actor) {
        return new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }
}
