package org.safereturn.referralservice.referral.web;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Headings;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.referral.application.AnswerReferral;
import org.safereturn.referralservice.referral.application.FindSamePerson;
import org.safereturn.referralservice.referral.application.ReadReferrals;
import org.safereturn.referralservice.referral.application.SubmitReferral;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Side;
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

@RestController
@RequestMapping("/referrals")
class ReferralController {

    private final SubmitReferral submissions;
    private final AnswerReferral answers;
    private final ReadReferrals reading;
    private final FindSamePerson samePerson;
    private final RateLimits rates;
    private final Headings<Referral> headings;
    private final Forms forms;

    ReferralController(SubmitReferral submissions, AnswerReferral answers, ReadReferrals reading, FindSamePerson samePerson,
            RateLimits rates, Headings<Referral> headings, Forms forms) {
        this.submissions = submissions;
        this.answers = answers;
        this.reading = reading;
        this.samePerson = samePerson;
        this.rates = rates;
        this.headings = headings;
        this.forms = forms;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL)
    @Operation(summary = "Sends a referral to the other country")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ReferralView>> submit(@Valid @RequestBody ReferralRequests.Submit request, Caller caller) {
        return reply(caller, submissions.submit(caller, request.command()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL, personal = false)
    @Operation(summary = "Lists referrals, newest change first, without who the persons are")
    @GetMapping
    Mono<Listing<ReferralView>> list(Caller caller,
            @Parameter(description = "Only those in which this country is this side.") @RequestParam(required = false) @Nullable Side side,
            @Parameter(description = "Only those in this state.") @RequestParam(required = false) @Nullable ReferralState state,
            Paging paging) {
        return reading.list(caller, side, state, paging)
                .map(found -> Listing.of(found, paging, referral -> ReferralView.of(referral, caller)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.SUPERVISION)
    @GetMapping("/headings")
    @Operation(summary = "All referrals of the ministry by state and age, for whoever oversees it; nothing about the persons")
    Mono<Headings.Overview> headings(Caller caller,
            @Parameter(description = "Only cases in this state; without it those that are not over.") @RequestParam(required = false) @Nullable ReferralState state,
            Paging paging) {
        return headings.of(caller, state, paging);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Reads one referral, opened for the caller")
    @GetMapping("/{ref}")
    Mono<ResponseEntity<ReferralView>> read(@PathVariable UUID ref, Caller caller) {
        return reading.read(caller, ref.toString())
                .map(opened -> Replies.found(opened.referral(),
                        found -> ReferralView.opened(found, caller, opened.content(), opened.questions(),
                                opened.refusingAgain(), forms)))
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-case"))));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR}, purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "The caller's other referrals that a decline as a duplicate may name and that may be of the same person, the best first")
    @GetMapping("/{ref}/same-person")
    Mono<SamePersonView> samePerson(@PathVariable UUID ref, Caller caller) {
        return rates.search(caller.actor()).then(Mono.defer(() -> samePerson.find(ref.toString(), caller)))
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-case"))))
                .map(SamePersonView::of);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Tells the other country that an officer has opened the referral")
    @PostMapping("/{ref}/opening")
    Mono<ResponseEntity<ReferralView>> open(@PathVariable UUID ref, Caller caller) {
        return reply(caller, answers.open(caller, ref.toString()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Takes the referral and says which unit traces")
    @PostMapping("/{ref}/acceptance")
    Mono<ResponseEntity<ReferralView>> accept(@PathVariable UUID ref, @RequestBody ReferralRequests.Accept request,
            Caller caller) {
        return reply(caller, answers.accept(caller, ref.toString(), request.unit(), request.targetDate()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Does not take the referral, and says why")
    @PostMapping("/{ref}/declination")
    Mono<ResponseEntity<ReferralView>> decline(@PathVariable UUID ref, @Valid @RequestBody ReferralRequests.Decline request,
            Caller caller) {
        UUID survivor = request.survivingCaseRef();
        return reply(caller, answers.decline(caller, ref.toString(), request.reason(),
                survivor == null ? null : survivor.toString()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Takes a decline back, while the host has not answered it")
    @PostMapping("/{ref}/declination-revocation")
    Mono<ResponseEntity<ReferralView>> revokeDecline(@PathVariable UUID ref, Caller caller) {
        return reply(caller, answers.revokeDecline(caller, ref.toString()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Sends the referral back and says what is missing")
    @PostMapping("/{ref}/return-for-completion")
    Mono<ResponseEntity<ReferralView>> returnForCompletion(@PathVariable UUID ref,
            @Valid @RequestBody ReferralRequests.ReturnForCompletion request, Caller caller) {
        return reply(caller, answers.returnForCompletion(caller, ref.toString(),
                request.missingFields().stream().map(ReferralRequests.MissingField::toModel).toList(), request.questions()));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @Operation(summary = "Sends the referral again in its next round: completed, or after it was declined or withdrawn")
    @PostMapping("/{ref}/resubmission")
    Mono<ResponseEntity<ReferralView>> resubmit(@PathVariable UUID ref,
            @Valid @RequestBody ReferralRequests.Resubmit request, Caller caller) {
        return reply(caller, submissions.resubmit(caller, request.command(ref)));
    }

    private static Mono<ResponseEntity<ReferralView>> reply(Caller caller, Mono<Outcome<Referral>> outcome) {
        return outcome.map(done -> Replies.of(done, found -> ReferralView.of(found, caller)));
    }
}
