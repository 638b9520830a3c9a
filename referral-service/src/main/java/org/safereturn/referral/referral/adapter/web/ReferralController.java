package org.safereturn.referral.referral.adapter.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.Actor;
import org.safereturn.access.Replies;
import org.safereturn.messaging.aggregate.Cause;
import org.safereturn.messaging.aggregate.Outcome;
import org.safereturn.referral.adapter.web.Web;
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

    ReferralController(SubmitReferral submissions, AnswerReferral answers, WithdrawReferral withdrawals,
            ReadReferrals reading) {
        this.submissions = submissions;
        this.answers = answers;
        this.withdrawals = withdrawals;
        this.reading = reading;
    }

    @PostMapping
    Mono<ResponseEntity<Object>> submit(@RequestBody ReferralRequests.Submit request, Actor actor, Cause.Request cause) {
        return reply(submissions.submit(cause, request.command(Web.officer(actor))), CREATED);
    }

    @GetMapping
    Mono<Web.Listing<ReferralView>> list(@RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable ReferralState state, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Web.checkPage(page, size);
        return reading.list(side, state, page, size).map(found -> Web.listing(found, ReferralView::of));
    }

    @GetMapping("/{ref}")
    Mono<ResponseEntity<Object>> read(@PathVariable UUID ref) {
        return reading.read(ref.toString()).switchIfEmpty(Mono.error(Web::unknownCase))
                .map(opened -> Replies.found(opened.referral(), found -> ReferralView.opened(found, opened.content())));
    }

    @PostMapping("/{ref}/opening")
    Mono<ResponseEntity<Object>> open(@PathVariable UUID ref, Actor actor, Cause.Request cause) {
        return reply(answers.open(cause, ref.toString(), Web.officer(actor)), OK);
    }

    @PostMapping("/{ref}/acceptance")
    Mono<ResponseEntity<Object>> accept(@PathVariable UUID ref, @RequestBody ReferralRequests.Accept request, Actor actor,
            Cause.Request cause) {
        return reply(answers.accept(cause, ref.toString(), Web.officer(actor), request.unit(), request.targetDate()), OK);
    }

    @PostMapping("/{ref}/declination")
    Mono<ResponseEntity<Object>> decline(@PathVariable UUID ref, @RequestBody ReferralRequests.Decline request, Actor actor,
            Cause.Request cause) {
        UUID survivor = request.survivingCaseRef();
        return reply(answers.decline(cause, ref.toString(), Web.officer(actor), request.reason(),
                survivor == null ? null : survivor.toString()), OK);
    }

    @PostMapping("/{ref}/return-for-completion")
    Mono<ResponseEntity<Object>> returnForCompletion(@PathVariable UUID ref,
            @RequestBody ReferralRequests.ReturnForCompletion request, Actor actor, Cause.Request cause) {
        return reply(answers.returnForCompletion(cause, ref.toString(), Web.officer(actor),
                request.missingFields().stream().map(ReferralRequests.MissingField::checked).toList()), OK);
    }

    @PostMapping("/{ref}/resubmission")
    Mono<ResponseEntity<Object>> resubmit(@PathVariable UUID ref, @RequestBody ReferralRequests.Resubmit request,
            Actor actor, Cause.Request cause) {
        return reply(submissions.resubmit(cause, request.command(ref, Web.officer(actor))), OK);
    }

    @PostMapping("/{ref}/withdrawal")
    Mono<ResponseEntity<Object>> withdraw(@PathVariable UUID ref, @RequestBody ReferralRequests.Withdraw request,
            Actor actor, Cause.Request cause) {
        return reply(withdrawals.withdraw(cause, ref.toString(), Web.officer(actor), request.reason(),
                Boolean.TRUE.equals(request.eraseRequested())), OK);
    }

    private static Mono<ResponseEntity<Object>> reply(Mono<Outcome<Referral>> outcome, int status) {
        return outcome.map(done -> Replies.of(done, status, ReferralView::of));
    }
}
