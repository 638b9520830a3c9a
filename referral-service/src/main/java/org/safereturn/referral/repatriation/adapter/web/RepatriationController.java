package org.safereturn.referral.repatriation.adapter.web;

import java.time.Clock;
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
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.adapter.web.Web;
import org.safereturn.referral.country.CountryProfile;
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
    private final CountryProfile profile;
    private final Clock clock;

    RepatriationController(ArrangeReturn arranging, ReadRepatriations reading, CountryProfile profile,
            Clock clock) {
        this.arranging = arranging;
        this.reading = reading;
        this.profile = profile;
        this.clock = clock;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, personal = false)
    @GetMapping
    Mono<Listing<RepatriationView>> list(Actor actor, @RequestParam(required = false) @Nullable Side side,
            @RequestParam(required = false) @Nullable RepatriationState state, Paging paging) {
        return reading.list(sight(actor), side, state, paging).map(found -> Listing.of(found, paging, RepatriationView::of));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @GetMapping("/{ref}")
    Mono<ResponseEntity<Object>> read(@PathVariable UUID ref, Actor actor) {
        return reading.read(ref.toString(), sight(actor), actor).switchIfEmpty(Mono.error(Web::unknownCase)).map(opened ->
                Replies.found(opened.repatriation(), found -> RepatriationView.of(found,
                        CareNeedsView.of(opened.needs().orElse(null), actor))));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/return-decision")
    Mono<ResponseEntity<Object>> decide(@PathVariable UUID ref, @RequestBody RepatriationRequests.Decide request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.decide(cause, sight(actor), ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/proposal")
    Mono<ResponseEntity<Object>> propose(@PathVariable UUID ref, @RequestBody RepatriationRequests.Propose request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.propose(cause, sight(actor), ref.toString(), request.by(Web.officer(actor), clock.instant()),
                request.careNeeds()));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/confirmation")
    Mono<ResponseEntity<Object>> confirm(@PathVariable UUID ref, @RequestBody RepatriationRequests.Confirm request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.confirm(cause, sight(actor), ref.toString(), request.by(Web.officer(actor), clock.instant()),
                request.capacityAvailable(), Boolean.TRUE.equals(request.supportInPlace())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/rescheduling")
    Mono<ResponseEntity<Object>> reschedule(@PathVariable UUID ref, @RequestBody RepatriationRequests.Reschedule request,
            Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.reschedule(cause, sight(actor), ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/suspension")
    Mono<ResponseEntity<Object>> suspend(@PathVariable UUID ref, @RequestBody RepatriationRequests.Suspend request,
            Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.suspend(cause, sight(actor), ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/resumption")
    Mono<ResponseEntity<Object>> resume(@PathVariable UUID ref, Actor actor, Cause.Request cause) {
        Officer officer = Web.officer(actor);
        return reply(arranging.resume(cause, sight(actor), ref.toString(), party -> new Resumption(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/handover")
    Mono<ResponseEntity<Object>> handOver(@PathVariable UUID ref, @RequestBody RepatriationRequests.HandOver request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.handOver(cause, sight(actor), ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    @Access(roles = {Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @PostMapping("/{ref}/arrival")
    Mono<ResponseEntity<Object>> arrive(@PathVariable UUID ref, @RequestBody RepatriationRequests.Arrive request,
            Actor actor, Cause.Request cause) {
        return reply(arranging.arrive(cause, sight(actor), ref.toString(), request.by(Web.officer(actor), clock.instant())));
    }

    private Sight sight(Actor actor) {
        return Sight.of(actor, profile::isContactPoint);
    }

    private static Mono<ResponseEntity<Object>> reply(Mono<Outcome<Repatriation>> outcome) {
        return outcome.map(done -> Replies.of(done, 200, RepatriationView::of));
    }
}
