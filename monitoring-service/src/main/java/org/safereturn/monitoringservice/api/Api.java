package org.safereturn.monitoringservice.api;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Listing;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresFeed;
import org.safereturn.monitoringservice.figures.Quarter;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.page.Listeners;
import org.safereturn.monitoringservice.page.Readers;
import org.safereturn.monitoringservice.page.Ticker;
import org.safereturn.monitoringservice.store.LiveView;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
     * What a listener hears: one event, new figures, or that lines were missed.
     *
     * @param notice of an event
     * @param figures after a change
     * @param reset why everything must be read anew
     */
    record Heard(@Nullable Notice notice, @Nullable Figures figures, @Nullable Reset reset) {

        /** Why a listener must read anew. */
        enum Reset { LINES_MISSED }

        static ServerSentEvent<Heard> of(Notice notice) {
            return ServerSentEvent.builder(new Heard(notice, null, null)).event("notice").id(notice.id()).build();
        }

        static ServerSentEvent<Heard> of(Figures figures) {
            return ServerSentEvent.builder(new Heard(null, figures, null)).event("figures").build();
        }

        static ServerSentEvent<Heard> missed() {
            return ServerSentEvent.builder(new Heard(null, null, Reset.LINES_MISSED)).event("reset").build();
        }
    }

    private static final String QUARTER = "quarter";

    private final FiguresFeed figures;
    private final Views views;
    private final LiveView live;
    private final Ticker ticker;
    private final Rebuild rebuild;
    private final Listeners listeners;
    private final Readers readers;

    Api(FiguresFeed figures, Views views, LiveView live, Ticker ticker, Rebuild rebuild, Listeners listeners,
            Readers readers) {
        this.figures = figures;
        this.views = views;
        this.live = live;
        this.ticker = ticker;
        this.rebuild = rebuild;
        this.listeners = listeners;
        this.readers = readers;
    }

    /** The figures of the quarter given as {@code 2026-Q4}, or of the current one. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.OBSERVER}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "The joint figures of a quarter")
    @GetMapping(path = "/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Figures> figures(Actor actor, @Parameter(description = "The quarter as 2026-Q4, of the common era; the current one without.")
            @RequestParam(defaultValue = "") String quarter) {
        return figures.of(readers.of(actor), quarter.isEmpty() ? figures.current() : known(quarter));
    }

    /** A quarter that has begun. */
    private Quarter known(String code) {
        Quarter quarter = figures.quarter(code).orElseThrow(() -> new ProblemException(
                Rejection.invalid("unknown-quarter", "field", QUARTER)));
        Quarter current = figures.current();
        if (!current.isBefore(quarter)) {
            return quarter;
        }
        throw new ProblemException(quarter.ofBuddhistYear().filter(common -> !current.isBefore(common))
                .map(common -> Rejection.invalid("quarter-of-buddhist-year", "field", QUARTER, QUARTER, common.code()))
                .orElseGet(() -> Rejection.invalid("quarter-not-begun", "field", QUARTER, "current", current.code())));
    }

    /**
     * Journeys by their last change; for reconciliation, not for looking at persons. Of each, the caller's own ministry's
     * steps; a body of both ministries gets no rows.
     */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "Lists journeys without names, newest change first")
    @GetMapping(path = "/journeys", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Listing<JourneyLine>> journeys(Actor actor, Paging paging) {
        String ministry = actor.ministry();
        if (ministry.equals(Actor.JOINT)) {
            throw new ProblemException(Rejection.forbidden("own-rows-only"));
        }
        return live.live().flatMap(view -> views.journeys(view, paging.query(Map.of())))
                .map(found -> Listing.of(new Aggregates.Page<>(found.items().stream()
                        .filter(each -> JourneyLine.concerns(each.state(), ministry) && figures.counts(each.state())).toList(), found.next(),
                        Optional.empty()), paging, journey -> JourneyLine.of(journey.state(), ministry)));
    }

    /**
     * The events as they arrive ({@code notice}) and new figures, at most once a second ({@code figures}). With
     * {@code Last-Event-ID} first what came since, or one {@code reset} when that is no longer known.
     */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "Streams notices and figures as they change")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Heard>> events(Actor actor, ServerWebExchange exchange,
            @Parameter(description = "Id of the last notice that was heard.")
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastHeard) {
        Flux<Notice> lines = ticker.lines();
        // Heard from now on first, so that nothing falls between what is remembered and what arrives.
        Flux<ServerSentEvent<Heard>> notices = lastHeard.isEmpty() ? lines.filter(seen(actor)).map(Heard::of)
                : Flux.defer(() -> ticker.after(lastHeard)
                        .map(missed -> Flux.merge(lines, Flux.fromIterable(missed)).distinct(Notice::id)
                                .filter(seen(actor)).map(Heard::of))
                        .orElseGet(() -> Flux.merge(Flux.just(Heard.missed()), lines.filter(seen(actor)).map(Heard::of))));
        Flux<ServerSentEvent<Heard>> changes = figures.stream(readers.of(actor)).onBackpressureLatest().map(Heard::of);
        return listeners.admit(exchange, Flux.merge(notices, changes));
    }

    private Predicate<Notice> seen(Actor actor) {
        return line -> readers.sees(actor, line);
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
        boolean browser = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        return rebuild.start().map(started -> {
            if (!started) {
                throw new ProblemException(Rejection.conflict("rebuild-running",
                        "percent", String.valueOf(rebuild.progress().percent())));
            }
            return browser ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build()
                    : ResponseEntity.accepted().location(URI.create("/rebuild")).body(rebuild.progress());
        });
    }
}
