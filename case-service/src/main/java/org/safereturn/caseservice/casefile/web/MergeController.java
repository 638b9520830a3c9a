package org.safereturn.caseservice.casefile.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.caseservice.casefile.application.MergeCases;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.MergeReason;
import org.safereturn.caseservice.casefile.web.CaseViews.CaseView;
import org.safereturn.messaging.outcome.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Two cases that prove to be of one person, over HTTP. */
@RestController
@RequestMapping("/cases/{caseRef}/merge")
class MergeController {

    private final MergeCases merge;

    MergeController(MergeCases merge) {
        this.merge = merge;
    }

    /**
     * A case is of the same person as another one.
     *
     * @param into reference of the case that goes on
     * @param reason how it is known
     * @param despiteDifference whether that is so although sex or age of the two differ
     */
    record MergeRequest(UUID into, @KnownCode MergeReason reason, @Nullable Boolean despiteDifference) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE,
            subject = "caseRef")
    @PostMapping
    @Operation(summary = "An officer who sees both cases proposes that this one ends and another one of the same person goes on")
    Mono<ResponseEntity<CaseView>> propose(@PathVariable UUID caseRef, @Valid @RequestBody MergeRequest request,
            Caller caller) {
        return answer(merge.propose(caseRef.toString(), request.into().toString(), caller, request.reason(),
                Boolean.TRUE.equals(request.despiteDifference())));
    }

    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "caseRef")
    @PostMapping("/confirmation")
    @Operation(summary = "A second officer confirms the merge: this case ends, and only reading is left")
    Mono<ResponseEntity<CaseView>> confirm(@PathVariable UUID caseRef, Caller caller) {
        return answer(merge.confirm(caseRef.toString(), caller));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR}, purpose = PurposeOfUse.INTAKE,
            subject = "caseRef")
    @PostMapping("/revocation")
    @Operation(summary = "The proposed merge is turned down or taken back")
    Mono<ResponseEntity<CaseView>> turnDown(@PathVariable UUID caseRef, Caller caller) {
        return answer(merge.turnDown(caseRef.toString(), caller));
    }

    private static Mono<ResponseEntity<CaseView>> answer(Mono<Outcome<CaseFile>> outcome) {
        return outcome.map(done -> Replies.of(done, CaseView::of));
    }
}
