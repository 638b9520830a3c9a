package org.safereturn.casefile.adapter.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import org.safereturn.casefile.application.TemporaryAccesses;
import org.safereturn.casefile.country.CountryProfile;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.TemporaryAccess;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Temporary access with a reason and a second person over HTTP; no answer says anything about the case itself. */
@RestController
class TemporaryAccessController {

    private static final int LONGEST_EXPLANATION = 500;

    private final TemporaryAccesses accesses;
    private final CountryProfile profile;
    private final Clock clock;

    TemporaryAccessController(TemporaryAccesses accesses, CountryProfile profile, Clock clock) {
        this.accesses = accesses;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * The wish to read a case.
     *
     * @param explanation about the work, never about the person
     * @param hours for how long; the country's usual time where it is left out
     */
    record AccessRequest(TemporaryAccess.Reason reason, @NotBlank @Size(max = LONGEST_EXPLANATION) String explanation,
            @Nullable @Min(1) Integer hours) {
    }

    /** One wish and what became of it. */
    record AccessView(int number, TemporaryAccess.State state, Officer requestedBy, TemporaryAccess.Reason reason,
            String explanation, long hours, Instant requestedAt, @Nullable Officer grantedBy, @Nullable Instant grantedAt,
            @Nullable Instant until, @Nullable Officer endedBy, @Nullable Instant endedAt, boolean unacknowledged,
            @Nullable Officer acknowledgedBy, @Nullable Instant acknowledgedAt) {

        static AccessView of(TemporaryAccess access, Instant now) {
            TemporaryAccess.Grant grant = access.grant();
            TemporaryAccess.End end = access.end();
            TemporaryAccess.Acknowledgement acknowledgement = access.acknowledgement();
            return new AccessView(access.number(), access.state(now), access.requestedBy(), access.reason(),
                    access.explanation(), access.lasts().toHours(), access.requestedAt(),
                    grant == null ? null : grant.by(), grant == null ? null : grant.at(),
                    grant == null ? null : grant.until(), end == null ? null : end.by(), end == null ? null : end.at(),
                    access.unacknowledged(), acknowledgement == null ? null : acknowledgement.by(),
                    acknowledgement == null ? null : acknowledgement.at());
        }
    }

    /** What was asked for about one case. */
    record CaseAccesses(String caseRef, List<AccessView> accesses) {
    }

    /** A page of them. */
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access")
    @Operation(summary = "An officer who does not see the case asks to read it for a time, with a reason")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CaseAccesses.class)))
    Mono<ResponseEntity<Object>> ask(@PathVariable UUID caseRef, @Valid @RequestBody AccessRequest request,
            Actor actor, Cause.Request cause) {
        Duration lasts = request.hours() == null ? null : Duration.ofHours(request.hours());
        return answer(accesses.ask(caseRef.toString(), sight(actor), cause, officer(actor), request.reason(),
                request.explanation(), lasts), 201, actor);
    }

    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @GetMapping("/cases/{caseRef}/temporary-access")
    @Operation(summary = "Who asked to read the case, why, and what became of it")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseAccesses.class)))
    Mono<ResponseEntity<Object>> of(@PathVariable UUID caseRef, Actor actor) {
        return accesses.of(caseRef.toString(), oversight(actor))
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.unknown("unknown-case", "case", caseRef.toString()))))
                .map(found -> Replies.found(found, this::view));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/approval")
    @Operation(summary = "A supervisor of the case's unit, not the one who asked, says yes")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseAccesses.class)))
    Mono<ResponseEntity<Object>> grant(@PathVariable UUID caseRef, @PathVariable int number, Actor actor,
            Cause.Request cause) {
        return answer(accesses.grant(caseRef.toString(), sight(actor), cause, number, officer(actor)), 200, actor);
    }

    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/revocation")
    @Operation(summary = "It is turned down, or taken back before its time")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseAccesses.class)))
    Mono<ResponseEntity<Object>> end(@PathVariable UUID caseRef, @PathVariable int number, Actor actor,
            Cause.Request cause) {
        return answer(accesses.end(caseRef.toString(), oversight(actor), cause, number, officer(actor)), 200, actor);
    }

    @Access(roles = {Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/acknowledgement")
    @Operation(summary = "The data protection officer takes note of an access that was granted")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseAccesses.class)))
    Mono<ResponseEntity<Object>> acknowledge(@PathVariable UUID caseRef, @PathVariable int number, Actor actor,
            Cause.Request cause) {
        return answer(accesses.acknowledge(caseRef.toString(), oversight(actor), cause, number, officer(actor)), 200,
                actor);
    }

    @Access(roles = {Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, personal = false)
    @GetMapping("/temporary-access")
    @Operation(summary = "The cases with any temporary access, or with one that was granted and not yet acknowledged")
    Mono<Listing<CaseAccesses>> all(@RequestParam(defaultValue = "false") boolean unacknowledged,
            Paging paging) {
        return accesses.all(unacknowledged, paging).map(found -> Listing.of(found, paging, this::view));
    }

    /** Who asked is told about the own wishes only. */
    private Mono<ResponseEntity<Object>> answer(Mono<Outcome<CaseFile>> outcome, int status, Actor actor) {
        boolean oversees = actor.is(Role.DATA_PROTECTION_OFFICER);
        return outcome.map(done -> Replies.of(done, status, (Aggregate<CaseFile> file) ->
                oversees || sight(actor).sees(file.state().scope()) ? view(file)
                        : new CaseAccesses(file.id(), view(file).accesses().stream().filter(access ->
                                access.requestedBy().reference().equals(actor.reference())).toList())));
    }

    private CaseAccesses view(Aggregate<CaseFile> file) {
        Instant now = clock.instant();
        return new CaseAccesses(file.id(), file.state().temporaryAccess().stream()
                .map(access -> AccessView.of(access, now)).toList());
    }

    private Sight sight(Actor actor) {
        return Sight.of(actor, profile::isContactPoint);
    }

    /** The data protection officer oversees what was asked for about every case, and reads none. */
    private Sight oversight(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER) ? Sight.EVERYTHING : sight(actor);
    }

    private static Officer officer(Actor actor) {
        return new Officer(actor.reference(), actor.role(), actor.unit(), actor.ministry());
    }
}
