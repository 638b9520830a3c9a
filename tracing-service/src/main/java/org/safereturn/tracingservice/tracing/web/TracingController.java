package org.safereturn.tracingservice.tracing.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Headings;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.application.AcknowledgeResult;
import org.safereturn.tracingservice.tracing.application.CaseContents;
import org.safereturn.tracingservice.tracing.application.ClarifyCase;
import org.safereturn.tracingservice.tracing.application.DecideOnDraft;
import org.safereturn.tracingservice.tracing.application.DraftResult;
import org.safereturn.tracingservice.tracing.application.FindTracings;
import org.safereturn.tracingservice.tracing.application.OfferedForms;
import org.safereturn.tracingservice.tracing.application.RecordAction;
import org.safereturn.tracingservice.tracing.application.ReportProgress;
import org.safereturn.tracingservice.tracing.application.WriteFormSection;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.NationalityBasis;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingState;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/tracings")
@Tag(name = "tracings", description = "Family tracing, family assessment and nationality confirmation")
class TracingController {

    private final FindTracings find;
    private final CaseContents contents;
    private final RecordAction actions;
    private final ReportProgress progress;
    private final DraftResult drafts;
    private final DecideOnDraft decisions;
    private final AcknowledgeResult acknowledgements;
    private final ClarifyCase clarifications;
    private final CountryProfile profile;
    private final Headings<Tracing> headings;
    private final Forms forms;
    private final OfferedForms offered;
    private final WriteFormSection sections;
    private final Clock clock;

    TracingController(FindTracings find, CaseContents contents, RecordAction actions, ReportProgress progress,
            WriteFormSection sections, DraftResult drafts, DecideOnDraft decisions, AcknowledgeResult acknowledgements,
            ClarifyCase clarifications, CountryProfile profile, Headings<Tracing> headings, Forms forms, OfferedForms offered,
            Clock clock) {
        this.find = find;
        this.headings = headings;
        this.forms = forms;
        this.offered = offered;
        this.sections = sections;
        this.clock = clock;
        this.contents = contents;
        this.actions = actions;
        this.progress = progress;
        this.drafts = drafts;
        this.decisions = decisions;
        this.acknowledgements = acknowledgements;
        this.clarifications = clarifications;
        this.profile = profile;
    }

    @Operation(summary = "Lists tracings, newest change first, without personal data")
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, personal = false)
    @GetMapping
    Mono<Listing<Views.Summary>> list(Caller caller,
            @Parameter(description = "Only tracings in which this country is this side.") @RequestParam Optional<Party> side,
            @Parameter(description = "Only tracings in this state.") @RequestParam Optional<TracingState> state, Paging paging) {
        return find.list(caller, side, state, paging)
                .map(found -> Listing.of(found, paging, TracingController::summary));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.SUPERVISION)
    @GetMapping("/headings")
    @Operation(summary = "All tracings of the ministry by state and age, for whoever oversees it; nothing about the persons")
    Mono<Headings.Overview> headings(Caller caller,
            @Parameter(description = "Only cases in this state; without it those that are not over.") @RequestParam(required = false) @Nullable TracingState state,
            Paging paging) {
        return headings.of(caller, state, paging);
    }

    @Operation(summary = "Reads one tracing, its personal parts opened for the caller")
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @GetMapping("/{ref}")
    Mono<ResponseEntity<Views.Whole>> read(@PathVariable String ref, Caller caller, @RequestHeader HttpHeaders headers) {
        return find.find(ref, caller)
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-tracing"))))
                .flatMap(found -> contents.opener(ref).map(Optional::of).defaultIfEmpty(Optional.empty())
                        .map(opener -> Replies.found(found, aggregate -> new WholeView(aggregate, opener,
                                AccessFilter.of(caller), Problems.language(headers), profile, forms,
                                new WrittenForms(offered, clock.instant())).view())));
    }

    @Operation(summary = "Records what a tracing officer did; place and note are kept sealed and stay in the country")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/actions")
    Mono<ResponseEntity<Views.Summary>> recordAction(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.NewAction body) {
        return actions.record(ref, caller, body.type(), body.date(), body.result(),
                Contents.actionDetail(body.place(), body.note()))
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Records how a pending action ended")
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/actions/{number}/conclusion")
    Mono<ResponseEntity<Views.Summary>> concludeAction(@PathVariable String ref,
            @Parameter(description = "Which action of the tracing, from 1.") @PathVariable int number, Caller caller,
            @Valid @RequestBody Requests.ActionConclusion body) {
        return actions.conclude(ref, caller, number, body.result(),
                Contents.actionDetail(body.place(), body.note()))
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Reports a milestone to the host side, without detail about the family")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/progress")
    Mono<ResponseEntity<Views.Summary>> reportProgress(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.NewProgress body) {
        return progress.report(ref, caller, body.milestone())
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Fills in a section of the form, which is kept sealed; what the host needs of it goes with the result")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/form-sections")
    Mono<ResponseEntity<Views.Summary>> writeFormSection(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.NewSection body) {
        return sections.write(ref, caller, body.form(), body.section(), body.written())
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Drafts a result, or the correction of an issued one; a second officer issues it")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/results")
    Mono<ResponseEntity<Views.Summary>> draftResult(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.NewResult body) {
        return drafts.draft(ref, caller, body.written())
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "What the recorded actions show of a result that nobody has drafted yet, and the gaps between them")
    @Access(roles = {Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.TRACING, subject = "ref")
    @GetMapping("/{ref}/evidence")
    Mono<Views.Grounds> evidence(@PathVariable String ref, Caller caller,
            @Parameter(description = "The answer on nationality, if there is one yet.") @RequestParam Optional<NationalityOutcome> nationalityOutcome,
            @Parameter(description = "Its sources; without them those whose recorded checks show it.") @RequestParam Optional<List<NationalityBasis>> nationalityBasis,
            @Parameter(description = "The answer on the family, if there is one yet.") @RequestParam Optional<FamilyOutcome> familyOutcome) {
        return find.ofCaller(ref, caller)
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-tracing"))))
                .map(tracing -> Views.Grounds.of(tracing.evidence(nationalityOutcome.orElse(null),
                        nationalityBasis.orElse(List.of()), familyOutcome.orElse(null)), familyOutcome.orElse(null)));
    }

    @Operation(summary = "Decides on a drafted result: another officer issues it, or it is taken back")
    @Access(roles = {Role.SUPERVISOR}, purpose = PurposeOfUse.SUPERVISION, subject = "ref")
    @PostMapping("/{ref}/results/{version}/approval")
    Mono<ResponseEntity<Views.Summary>> decideOnDraft(@PathVariable String ref,
            @Parameter(description = "Which version of the result, from 1.") @PathVariable int version, Caller caller,
            @Valid @RequestBody Requests.DraftDecision body) {
        return (switch (body.decision()) {
            case APPROVED -> decisions.approve(ref, caller, version, body.answers(), Contents.approvalNote(body.note()));
            case RETURNED -> decisions.takeBack(ref, caller, version);
        }).map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Confirms that an officer of the host side has read the latest version of the result")
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/acknowledgement")
    Mono<ResponseEntity<Views.Summary>> acknowledge(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.ResultRead body) {
        return acknowledgements.acknowledge(ref, caller, body.resultVersion())
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Asks the other side a question about the case; its text is sent sealed")
    @ResponseStatus(HttpStatus.CREATED)
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/clarifications")
    Mono<ResponseEntity<Views.Summary>> askForClarification(@PathVariable String ref, Caller caller,
            @Valid @RequestBody Requests.NewClarification body) {
        return clarifications.ask(ref, caller, body.topic(), body.answerDueOn(), body.resultVersion(),
                Contents.question(body.text()))
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    @Operation(summary = "Answers a question of the other side; the text is sent sealed")
    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.TRACING_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.TRACING, subject = "ref")
    @PostMapping("/{ref}/clarifications/{number}/answer")
    Mono<ResponseEntity<Views.Summary>> answerClarification(@PathVariable String ref,
            @Parameter(description = "Which question of the side that asked, from 1.") @PathVariable int number,
            Caller caller, @Valid @RequestBody Requests.NewClarificationAnswer body) {
        return clarifications.answer(ref, caller, body.askedBy(), number, Contents.answer(body.text()))
                .map(outcome -> Replies.of(outcome, TracingController::summary));
    }

    private static Views.Summary summary(Aggregate<Tracing> aggregate) {
        return Views.Summary.of(aggregate.state(), aggregate.version());
    }
}
