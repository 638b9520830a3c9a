package org.safereturn.referralservice.repatriation.web;

import java.time.Clock;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.access.problem.Replies;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.Headings;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.application.ArrangeReturn;
import org.safereturn.referralservice.repatriation.application.ReadRepatriations;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
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
    private final Headings<Repatriation> headings;
    private final CountryProfile profile;
    private final Clock clock;
    private final Forms forms;

    RepatriationController(ArrangeReturn arranging, ReadRepatriations reading, Headings<Repatriation> headings,
            CountryProfile profile, Clock clock, Forms forms) {
        this.arranging = arranging;
        this.reading = reading;
        this.headings = headings;
        this.profile = profile;
        this.clock = clock;
        this.forms = forms;
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, personal = false)
    @Operation(summary = "Lists returns, newest change first")
    @GetMapping
    Mono<Listing<RepatriationView>> list(Caller caller,
            @Parameter(description = "Only those in which this country is this side.") @RequestParam(required = false) @Nullable Side side,
            @Parameter(description = "Only those in this state.") @RequestParam(required = false) @Nullable RepatriationState state,
            Paging paging) {
        return reading.list(caller, side, state, paging).map(found -> Listing.of(found, paging, each -> RepatriationView.of(each, profile)));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.TRACING_OFFICER,
        Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.SUPERVISION)
    @GetMapping("/headings")
    @Operation(summary = "All returns of the ministry by state and age, for whoever oversees it; nothing about the persons")
    Mono<Headings.Overview> headings(Caller caller,
            @Parameter(description = "Only cases in this state; without it those that are not over.") @RequestParam(required = false) @Nullable RepatriationState state,
            Paging paging) {
        return headings.of(caller, state, paging);
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Reads one return, with what this caller may know of care on the way",
            description = "A case that was referred has a return of which nothing is known yet; it has no ETag.")
    @GetMapping("/{ref}")
    Mono<ResponseEntity<RepatriationView>> read(@PathVariable UUID ref, Caller caller) {
        return reading.read(caller, ref.toString())
                .map(opened -> Replies.found(opened.repatriation(), found -> RepatriationView.opened(found, profile,
                        CareNeedsView.of(opened.needs().orElse(null), caller.actor()), note(opened, caller),
                        opened.traveller().orElse(null), opened.refusing(), opened.waitsSince().orElse(null), forms)))
                .switchIfEmpty(Mono.error(() -> new ProblemException(Rejection.unknown("unknown-case"))));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Records whether and how the person returns")
    @PostMapping("/{ref}/return-decision")
    Mono<ResponseEntity<RepatriationView>> decide(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Decide request,
            Caller caller) {
        return reply(arranging.decide(caller, ref.toString(), request.by(caller.officer(), clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Proposes days and a crossing point for the return")
    @PostMapping("/{ref}/proposal")
    Mono<ResponseEntity<RepatriationView>> propose(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Propose request,
            Caller caller) {
        return reply(arranging.propose(caller, ref.toString(), request.by(caller.officer(), clock.instant()),
                request.needs()));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Confirms a proposal: the day, the crossing point and who receives the person")
    @PostMapping("/{ref}/confirmation")
    Mono<ResponseEntity<RepatriationView>> confirm(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Confirm request,
            Caller caller) {
        return reply(arranging.confirm(caller, ref.toString(), request.by(caller.officer(), clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Asks for another time or another crossing point")
    @PostMapping("/{ref}/rescheduling")
    Mono<ResponseEntity<RepatriationView>> reschedule(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Reschedule request,
            Caller caller) {
        Officer officer = caller.officer();
        return reply(arranging.reschedule(caller, ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Stops the return for the time being")
    @PostMapping("/{ref}/suspension")
    Mono<ResponseEntity<RepatriationView>> suspend(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Suspend request,
            Caller caller) {
        Officer officer = caller.officer();
        return reply(arranging.suspend(caller, ref.toString(), party -> request.by(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Goes on with a return that was stopped")
    @PostMapping("/{ref}/resumption")
    Mono<ResponseEntity<RepatriationView>> resume(@PathVariable UUID ref, Caller caller) {
        Officer officer = caller.officer();
        return reply(arranging.resume(caller, ref.toString(), party -> new Resumption(party, officer, clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Records that the person was handed over at the border")
    @PostMapping("/{ref}/handover")
    Mono<ResponseEntity<RepatriationView>> handOver(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.HandOver request,
            Caller caller) {
        return reply(arranging.handOver(caller, ref.toString(), request.by(caller.officer(), clock.instant()),
                request.note()));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Corrects the record of the handover, or stands by it")
    @PostMapping("/{ref}/handover-correction")
    Mono<ResponseEntity<RepatriationView>> correctHandover(@PathVariable UUID ref,
            @Valid @RequestBody RepatriationRequests.CorrectHandover request, Caller caller) {
        return reply(arranging.correctHandover(caller, ref.toString(), request.by(caller.officer(), clock.instant())));
    }

    @Access(roles = {Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER}, purpose = PurposeOfUse.RETURN,
            subject = "ref")
    @Operation(summary = "Confirms an emergency override as the second officer")
    @PostMapping("/{ref}/override-confirmation")
    Mono<ResponseEntity<RepatriationView>> confirmOverride(@PathVariable UUID ref, Caller caller) {
        return reply(arranging.confirmOverride(caller, ref.toString(),
                new OverrideConfirmation(caller.officer(), clock.instant())));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Records that the person has arrived")
    @PostMapping("/{ref}/arrival")
    Mono<ResponseEntity<RepatriationView>> arrive(@PathVariable UUID ref, @Valid @RequestBody RepatriationRequests.Arrive request,
            Caller caller) {
        return reply(arranging.arrive(caller, ref.toString(), request.by(caller.officer(), clock.instant())));
    }

    @Access(roles = {Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER,
        Role.MINISTRY_SYSTEM}, purpose = PurposeOfUse.RETURN, subject = "ref")
    @Operation(summary = "Corrects the record of the arrival, or stands by it")
    @PostMapping("/{ref}/arrival-correction")
    Mono<ResponseEntity<RepatriationView>> correctArrival(@PathVariable UUID ref,
            @Valid @RequestBody RepatriationRequests.CorrectArrival request, Caller caller) {
        return reply(arranging.correctArrival(caller, ref.toString(), request.by(caller.officer(), clock.instant())));
    }

    /** Words about an override may speak of the person's health; they are shown to whoever decides about the return. */
    private static @Nullable String note(ReadRepatriations.Opened opened, Caller caller) {
        return caller.is(Role.CASE_MANAGER) || caller.is(Role.SUPERVISOR) || caller.is(Role.MINISTRY_SYSTEM)
                ? opened.note().orElse(null) : null;
    }

    private Mono<ResponseEntity<RepatriationView>> reply(Mono<Outcome<Repatriation>> outcome) {
        return outcome.map(done -> Replies.of(done, found -> RepatriationView.of(found, profile)));
    }
}
