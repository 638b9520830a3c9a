package org.safereturn.referral.repatriation.adapter.web;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.Actor;
import org.safereturn.access.Replies;
import org.safereturn.messaging.aggregate.Cause;
import org.safereturn.messaging.aggregate.Outcome;
import org.safereturn.referral.adapter.web.Web;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Side;
import org.safereturn.referral.repatriation.application.ArrangeReturn;
import org.safereturn.referral.repatriation.application.ReadRepatriations;
import org.safereturn.referral.repatriation.model.Arrangement.Resumption;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationState;
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
@RequestMapping("/repatriations")
class RepatriationController {

    private final ArrangeReturn arranging;
    private final ReadRepatriations reading;
    private final Clock clock;

    RepatriationController(ArrangeReturn arranging, ReadRepatriations reading, Clock clock) {
        this.arranging = arranging;
        this.reading = reading;
        this.clock = clock;
    }

    @GetMapping
    Mono<Web.Listing<RepatriationView>> list(@RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable RepatriationState state, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Web.checkPage(page, size);
        return reading.list(side, state, page, size).map(found -> Web.listing(found, RepatriationView::of));
    }

    @GetMapping("/{ref}")
    Mono<ResponseEntity<Object>> read(@PathVariable UUID ref) {
        return reading.read(ref.toString()).switchIfEmpty(Mono.error(Web::unknownCase)).map(opened -> Replies
                .found(opened.repatriation(), found -> RepatriationView.of(found, opened.needs().orElse(null))));
    }

    @PostMapping("/{ref}/return-decision")
    Mono<ResponseEntity<Object>> decide(@PathVariable UUID ref, @RequestBody RepatriationRequests.Decide request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.decide(cause, ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    @PostMapping("/{ref}/proposal")
    Mono<ResponseEntity<Object>> propose(@PathVariable UUID ref, @RequestBody RepatriationRequests.Propose request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.propose(cause, ref.toString(), request.by(Web.officer(actor), clock.instant()),
                request.careNeeds()));
    }

    @PostMapping("/{ref}/confirmation")
    Mono<ResponseEntity<Object>> confirm(@PathVariable UUID ref, @RequestBody RepatriationRequests.Confirm request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.confirm(cause, ref.toString(), request.by(Web.officer(actor), clock.instant()),
                request.capacityAvailable(), Boolean.TRUE.equals(request.supportInPlace())));
    }

    @PostMapping("/{ref}/rescheduling")
    Mono<ResponseEntity<Object>> reschedule(@PathVariable UUID ref, @RequestBody RepatriationRequests.Reschedule request,
            Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.reschedule(cause, ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @PostMapping("/{ref}/suspension")
    Mono<ResponseEntity<Object>> suspend(@PathVariable UUID ref, @RequestBody RepatriationRequests.Suspend request,
            Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.suspend(cause, ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @PostMapping("/{ref}/resumption")
    Mono<ResponseEntity<Object>> resume(@PathVariable UUID ref, Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.resume(cause, ref.toString(), party -> new Resumption(party, officer, clock.instant())));
    }

    @PostMapping("/{ref}/handover")
    Mono<ResponseEntity<Object>> handOver(@PathVariable UUID ref, @RequestBody RepatriationRequests.HandOver request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.handOver(cause, ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    @PostMapping("/{ref}/arrival")
    Mono<ResponseEntity<Object>> arrive(@PathVariable UUID ref, @RequestBody RepatriationRequests.Arrive request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.arrive(cause, ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    private static Mono<ResponseEntity<Object>> reply(Mono<Outcome<Repatriation>> outcome) {
        return outcome.map(done -> Replies.of(done, 200, RepatriationView::of));
    }
}
