package org.safereturn.monitoringservice.api;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresFeed;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.Milestone;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.page.Listeners;
import org.safereturn.monitoringservice.page.Ticker;
import org.safereturn.monitoringservice.store.LiveView;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The joint view for programs: figures, journeys by statistical reference, the stream of events, the rebuild. */
@RestController
class Api {

    /**
     * A journey without anything about the person.
     *
     * @param statRef its statistical reference
     * @param milestones when each thing first happened
     */
    record JourneyLine(String statRef, String direction, JourneyState state, boolean duplicate,
            Map<Milestone, Instant> milestones) {

        static JourneyLine of(Journey journey) {
            return new JourneyLine(journey.statRef(), journey.direction().map(Direction::code).orElse(""),
                    journey.state(), journey.duplicate(), new TreeMap<>(journey.milestones()));
        }
    }

    /**
     * What a listener hears: one event, or new figures.
     *
     * @param notice of an event, absent beside figures
     * @param figures absent beside a notice
     */
    record Heard(@Nullable Notice notice, @Nullable Figures figures) {
    }

    private final FiguresFeed figures;
    private final Views views;
    private final LiveView live;
    private final Ticker ticker;
    private final Rebuild rebuild;
    private final Listeners listeners;

    Api(FiguresFeed figures, Views views, LiveView live, Ticker ticker, Rebuild rebuild, Listeners listeners) {
        this.figures = figures;
        this.views = views;
        this.live = live;
        this.ticker = ticker;
        this.rebuild = rebuild;
        this.listeners = listeners;
    }

    /** The figures of the quarter given as {@code 2026-Q4}, or of the current one. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.OBSERVER}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "The joint figures of a quarter")
    @GetMapping(path = "/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Figures> figures(@Parameter(description = "The quarter as 2026-Q4; the current one without.") @RequestParam(defaultValue = "") String quarter) {
        return quarter.isEmpty() ? figures.now()
                : figures.of(quarter).switchIfEmpty(Mono.error(() -> new ProblemException(
                        Rejection.invalid("unknown-quarter", "field", "quarter"))));
    }

    /** Journeys by their last change; for reconciliation, not for looking at persons. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "Lists journeys without names, newest change first")
    @GetMapping(path = "/journeys", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Listing<JourneyLine>> journeys(Paging paging) {
        return live.live().flatMap(view -> views.journeys(view, paging.query(Map.of())))
                .map(found -> Listing.of(found, paging, journey -> JourneyLine.of(journey.state())));
    }

    /** The events as they arrive ({@code notice}) and new figures, at most once a second ({@code figures}). */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "Streams notices and figures as they change")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Heard>> events() {
        Flux<ServerSentEvent<Heard>> notices = ticker.lines()
                .map(each -> ServerSentEvent.builder(new Heard(each, null)).event("notice").id(each.id()).build());
        Flux<ServerSentEvent<Heard>> changes = figures.stream().onBackpressureLatest()
                .map(each -> ServerSentEvent.builder(new Heard(null, each)).event("figures").build());
        return listeners.admit(Flux.merge(notices, changes));
    }

    /** How far the latest rebuild is. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @Operation(summary = "How far the rebuild of the view is")
    @GetMapping(path = "/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Rebuild.Progress> rebuild() {
        return Mono.fromSupplier(rebuild::progress);
    }

    /** Computes the view again from the first event; 202 at once, or a problem while another one runs. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @Operation(summary = "Builds the view anew from all events")
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResponseEntity<Rebuild.Progress>> startRebuild(ServerWebExchange exchange) {
        if (!rebuild.start()) {
            throw new ProblemException(Rejection.conflict("rebuild-running",
                    "percent", String.valueOf(rebuild.progress().percent())));
        }
        boolean browser = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        return Mono.just(browser
                ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build()
                : ResponseEntity.accepted().location(URI.create("/rebuild")).body(rebuild.progress()));
    }
}
