package org.safereturn.caseservice.casefile.web;

import java.util.Objects;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.PersonName;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.person.PersonView;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.casefile.application.FindAlike;
import org.safereturn.caseservice.casefile.application.FindByName;
import org.safereturn.caseservice.casefile.web.CaseViews.AlikeCases;
import org.safereturn.caseservice.casefile.web.CaseViews.FoundCase;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Finds cases by the name of the person, and those that may be of the same person as another case. A name comes in a body, so
 * that it stands in no address and no log.
 */
@RestController
class CaseSearchController {

    private final FindByName search;
    private final FindAlike alike;
    private final RateLimits rates;

    CaseSearchController(FindByName search, FindAlike alike, RateLimits rates) {
        this.search = search;
        this.alike = alike;
        this.rates = rates;
    }

    /**
     * Whom an officer looks for.
     *
     * @param name one name of the person, or some parts of one, in the person's script or romanised
     */
    record SearchRequest(@PersonName String name) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER},
            purpose = PurposeOfUse.INTAKE, reads = true)
    @PostMapping("/case-search")
    @Operation(summary = "The caller's cases of persons with this name, newest change first; all parts of the name, in any order")
    Mono<Listing<FoundCase>> find(@Valid @RequestBody SearchRequest request, Caller caller, Paging paging) {
        return rates.search(caller.actor()).then(Mono.defer(() -> search.find(request.name(), caller, paging)))
                .map(found -> Listing.of(found.page(), paging, file -> FoundCase.of(file, PersonView.of(
                        Objects.requireNonNull(found.persons().get(file.id()), "opened, for it was compared")))));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER},
            purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @GetMapping("/cases/{caseRef}/same-person")
    @Operation(summary = "The caller's other cases that may be of the same person, the best first, each with what speaks for it")
    Mono<AlikeCases> alike(@PathVariable UUID caseRef, Caller caller) {
        return rates.search(caller.actor()).then(Mono.defer(() -> alike.find(caseRef.toString(), caller)))
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.unknown("unknown-case", "case", caseRef.toString()))))
                .map(AlikeCases::of);
    }
}
