package org.safereturn.caseservice.casefile.web;

import java.time.LocalDate;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Correction.Reason;
import org.safereturn.caseservice.casefile.application.RecordWitness;
import org.safereturn.caseservice.casefile.web.CaseViews.CaseView;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The work with a person who may testify, over HTTP. */
@RestController
@RequestMapping("/cases/{caseRef}/witness-cooperation")
class WitnessController {

    private final RecordWitness witness;

    WitnessController(RecordWitness witness) {
        this.witness = witness;
    }

    /**
     * What the person says about testifying, or how far the work with the prosecution is.
     *
     * @param state from then on
     * @param since day on which the person said so, or from which it is so; today when it is absent
     * @param informed whether the person was told before what testifying means and that no help depends on it
     * @param guardianAgrees whether the guardian of a child, or the authority in a guardian's place, agrees too
     * @param note what the officer adds in words; no testimony, and nothing of proceedings
     * @param correction why it takes the place of the step that stands, if it corrects that one
     */
    record WitnessRequest(@KnownCode WitnessState state, @Nullable LocalDate since, @Nullable Boolean informed,
            @Nullable Boolean guardianAgrees, @Nullable @Size(max = CaseRequests.LONGEST_NOTE) String note,
            @Nullable @KnownCode Reason correction) {
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER}, purpose = PurposeOfUse.INTAKE, subject = "caseRef")
    @PostMapping
    @Operation(summary = "Records what the person says about testifying; it stays in this ministry, and nothing depends on it")
    Mono<ResponseEntity<CaseView>> record(@PathVariable UUID caseRef, @Valid @RequestBody WitnessRequest request, Caller caller) {
        WitnessStep.Said said = new WitnessStep.Said(request.state(), request.since(), request.informed(),
                request.guardianAgrees(), null);
        return witness.record(caseRef.toString(), caller, said, request.note(), request.correction())
                .map(done -> Replies.of(done, CaseView::of));
    }
}
