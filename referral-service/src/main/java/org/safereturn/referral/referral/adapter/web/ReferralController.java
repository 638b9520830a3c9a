package org.safereturn.referral.referral.adapter.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.adapter.web.Web;
import org.safereturn.referral.country.CountryProfile;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.referral.application.AnswerReferral;
import org.safereturn.referral.referral.application.ReadReferrals;
import org.safereturn.referral.referral.application.SubmitReferral;
import org.safereturn.referral.referral.application.WithdrawReferral;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/referrals")
class ReferralController {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final SubmitReferral submissions;
    private final AnswerReferral answers;
    private final WithdrawReferral withdrawals;
    private final ReadReferrals reading;
    private final CountryProfile profile;

    ReferralController(SubmitReferral submissions, AnswerReferral answers, WithdrawReferral withdrawals,
            ReadReferrals reading, CountryProfile profile) {
        this.submissions = submissions;
        this.answers = answers;
        this.withdrawals = withdrawals;
        this.reading = reading;
        this.profile = profile;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL)
    @PostMapping
    Mono<ResponseEntity<Object>> submit(@RequestBody ReferralRequests.Submit request, Actor actor, Cause.Request cause) {
        return reply(actor, submissions.submit(cause, sight(actor), request.command(Web.officer(actor))), CREATED);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL, personal = false)
    @GetMapping
    Mono<Listing<ReferralView>> list(Actor actor, @RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable ReferralState state, Paging paging) {
        NeedToKnow need = NeedToKnow.of(actor);
        return reading.list(sight(actor), side, state, paging)
                .map(found -> Listing.of(found, paging, referral -> ReferralView.of(referral, need)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @GetMapping("/{ref}")
    Mono<ResponseEntity<Object>> read(@PathVariable UUID ref, Actor actor) {
        return reading.read(ref.toString(), sight(actor), actor).switchIfEmpty(Mono.error(Web::unknownCase))
                .map(opened -> Replies.found(opened.referral(), found -> ReferralView.opened(found,
                        NeedToKnow.of(actor), opened.content())));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/opening")
    Mono<ResponseEntity<Object>> open(@PathVariable UUID ref, Actor actor, Cause.Request cause) {
        return reply(actor, answers.open(cause, sight(actor), ref.toString(), Web.officer(actor)), OK);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/acceptance")
    Mono<ResponseEntity<Object>> accept(@PathVariable UUID ref, @RequestBody ReferralRequests.Accept request, Actor actor,
            Cause.Request cause) {
        return reply(actor, answers.accept(cause, sight(actor), ref.toString(), Web.officer(actor), request.unit(), request.targetDate()), OK);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/declination")
    Mono<ResponseEntity<Object>> decline(@PathVariable UUID ref, @RequestBody ReferralRequests.Decline request, Actor actor,
            Cause.Request cause) {
        UUID survivor = request.survivingCaseRef();
        return reply(actor, answers.decline(cause, sight(actor), ref.toString(), Web.officer(actor), request.reason(),
                survivor == null ? null : survivor.toString()), OK);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/return-for-completion")
    Mono<ResponseEntity<Object>> returnForCompletion(@PathVariable UUID ref,
            @RequestBody ReferralRequests.ReturnForCompletion request, Actor actor, Cause.Request cause) {
        return reply(actor, answers.returnForCompletion(cause, sight(actor), ref.toString(), Web.officer(actor),
                request.missingFields().stream().map(ReferralRequests.MissingField::checked).toList()), OK);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/resubmission")
    Mono<ResponseEntity<Object>> resubmit(@PathVariable UUID ref, @RequestBody ReferralRequests.Resubmit request,
            Actor actor, Cause.Request cause) {
        return reply(actor, submissions.resubmit(cause, sight(actor), request.command(ref, Web.officer(actor))), OK);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.REFERRAL, subject = "ref")
    @PostMapping("/{ref}/withdrawal")
    Mono<ResponseEntity<Object>> withdraw(@PathVariable UUID ref, @RequestBody ReferralRequests.Withdraw request,
            Actor actor, Cause.Request cause) {
        return reply(actor, withdrawals.withdraw(cause, sight(actor), ref.toString(), Web.officer(actor), request.reason(),
                Boolean.TRUE.equals(request.eraseRequested())), OK);
    }

    private Sight sight(Actor actor) {
        return Sight.of(actor, profile::isContactPoint);
    }

    private static Mono<ResponseEntity<Object>> reply(Actor actor, Mono<Outcome<Referral>> outcome, int status) {
        NeedToKnow need = NeedToKnow.of(actor);
        return outcome.map(done -> Replies.of(done, status, (Aggregate<Referral> found) -> ReferralView.of(found, need)));
    }
}
