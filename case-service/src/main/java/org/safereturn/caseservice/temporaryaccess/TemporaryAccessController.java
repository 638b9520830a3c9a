package org.safereturn.caseservice.temporaryaccess;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Temporary access with a reason and a second person over HTTP; no answer says anything about the case itself. */
@RestController
class TemporaryAccessController {

    private static final String NUMBER = "Which access of the case, from 1.";

    private static final int LONGEST_EXPLANATION = 500;

    private final TemporaryAccesses accesses;
    private final RateLimits rates;
    private final Clock clock;

    TemporaryAccessController(TemporaryAccesses accesses, RateLimits rates, Clock clock) {
        this.accesses = accesses;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * The wish to read a case.
     *
     * @param explanation about the work, never about the person
     * @param hours for how long; the country's usual time where it is left out
     */
    record AccessRequest(@KnownCode TemporaryAccess.Reason reason, @NotBlank @Size(max = LONGEST_EXPLANATION) String explanation,
            @Nullable @Min(1) Integer hours) {
    }

    /**
     * One wish and what became of it.
     *
     * @param explanation absent where it cannot be opened any more, because the key of the case is erased
     */
    record AccessView(int number, TemporaryAccess.State state, Officer requestedBy, TemporaryAccess.Reason reason,
            @Nullable String explanation, long hours, Instant requestedAt, @Nullable Officer grantedBy, @Nullable Instant grantedAt,
            @Nullable Instant until, @Nullable Officer endedBy, @Nullable Instant endedAt, boolean unacknowledged,
            @Nullable Officer acknowledgedBy, @Nullable Instant acknowledgedAt) {

        static AccessView of(TemporaryAccess access, Optional<String> explanation, Instant now) {
            TemporaryAccess.Grant grant = access.grant();
            TemporaryAccess.End end = access.end();
            TemporaryAccess.Acknowledgement acknowledgement = access.acknowledgement();
            return new AccessView(access.number(), access.state(now), access.requestedBy(), access.reason(),
                    explanation.orElse(null), access.lasts().toHours(), access.requestedAt(),
                    grant == null ? null : grant.by(), grant == null ? null : grant.at(),
                    grant == null ? null : grant.until(), end == null ? null : end.by(), end == null ? null : end.at(),
                    access.unacknowledged(), acknowledgement == null ? null : acknowledgement.by(),
                    acknowledgement == null ? null : acknowledgement.at());
        }
    }

    /** What was asked for about one case. */
    record CaseAccesses(String caseRef, List<AccessView> accesses) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "An officer who does not see the case asks to read it for a time, with a reason")
    Mono<ResponseEntity<CaseAccesses>> ask(@PathVariable UUID caseRef, @Valid @RequestBody AccessRequest request,
            Caller caller) {
        Duration lasts = request.hours() == null ? null : Duration.ofHours(request.hours());
        return rates.accessRequest(caller.actor()).then(Mono.defer(() -> answer(caseRef, accesses.ask(caseRef.toString(), caller,
                request.reason(), request.explanation(), lasts), caller)));
    }

    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @GetMapping("/cases/{caseRef}/temporary-access")
    @Operation(summary = "Who asked to read the case, why, and what became of it")
    Mono<ResponseEntity<CaseAccesses>> of(@PathVariable UUID caseRef, Caller caller) {
        return accesses.of(caseRef.toString(), caller)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.unknown("unknown-case", "case", caseRef.toString()))))
                .flatMap(found -> accesses.explanations(List.of(found.id()))
                        .map(told -> Replies.found(found, file -> view(file, told))));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/approval")
    @Operation(summary = "A supervisor of the case's unit, not the one who asked, says yes")
    Mono<ResponseEntity<CaseAccesses>> grant(@PathVariable UUID caseRef,
            @Parameter(description = NUMBER) @PathVariable int number, Caller caller) {
        return answer(caseRef, accesses.grant(caseRef.toString(), caller, number), caller);
    }

    @Access(roles = {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER},
            purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/revocation")
    @Operation(summary = "It is turned down, or taken back before its time")
    Mono<ResponseEntity<CaseAccesses>> end(@PathVariable UUID caseRef,
            @Parameter(description = NUMBER) @PathVariable int number, Caller caller) {
        return answer(caseRef, accesses.end(caseRef.toString(), caller, number), caller);
    }

    @Access(roles = {Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/cases/{caseRef}/temporary-access/{number}/acknowledgement")
    @Operation(summary = "The data protection officer takes note of an access that was granted")
    Mono<ResponseEntity<CaseAccesses>> acknowledge(@PathVariable UUID caseRef,
            @Parameter(description = NUMBER) @PathVariable int number, Caller caller) {
        return answer(caseRef, accesses.acknowledge(caseRef.toString(), caller, number), caller);
    }

    @Access(roles = {Role.DATA_PROTECTION_OFFICER}, purpose = PurposeOfUse.SUPERVISION, personal = false)
    @GetMapping("/temporary-access")
    @Operation(summary = "The cases with any temporary access, or with one that was granted and not yet acknowledged")
    Mono<Listing<CaseAccesses>> all(
            @Parameter(description = "Whether only those that are granted and not yet acknowledged.") @RequestParam(defaultValue = "false") boolean unacknowledged,
            Paging paging) {
        return accesses.all(unacknowledged, paging).flatMap(found -> accesses.explanations(
                found.items().stream().map(Aggregate::id).toList()).map(told -> Listing.of(found, paging, file -> view(file, told))));
    }

    /** Who asked is told about the own wishes only. */
    private Mono<ResponseEntity<CaseAccesses>> answer(UUID caseRef, Mono<Outcome<CaseFile>> outcome, Caller caller) {
        boolean oversees = caller.is(Role.DATA_PROTECTION_OFFICER);
        return outcome.flatMap(done -> accesses.explanations(List.of(caseRef.toString())).map(told ->
                Replies.of(done, (Aggregate<CaseFile> file) -> oversees || caller.sees(file.state().scope()) ? view(file, told)
                        : new CaseAccesses(file.id(), view(file, told).accesses().stream().filter(access ->
                                access.requestedBy().reference().equals(caller.actor().reference())).toList()))));
    }

    private CaseAccesses view(Aggregate<CaseFile> file, TemporaryAccesses.Explanations told) {
        Instant now = clock.instant();
        return new CaseAccesses(file.id(), file.state().temporaryAccess().stream()
                .map(access -> AccessView.of(access, told.of(file.id(), access), now)).toList());
    }
}
