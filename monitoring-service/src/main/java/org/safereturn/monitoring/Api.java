package org.safereturn.monitoring;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The joint view for programs: figures, journeys by statistical reference, the stream of events, the rebuild. */
@RestController
class Api {

    private static final EnumSet<Role> REBUILDERS = EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR, Role.ME_OFFICER,
            Role.MINISTRY_SYSTEM);
    private static final int LARGEST_PAGE = 200;

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

    /** One page of a list. */
    record Page<T>(List<T> items, int page, int size, long total) {
    }

    private final FiguresFeed figures;
    private final Views views;
    private final LiveView live;
    private final Ticker ticker;
    private final Rebuild rebuild;
    private final Listeners listeners;
    private final MonitoringSettings settings;

    Api(FiguresFeed figures, Views views, LiveView live, Ticker ticker, Rebuild rebuild, Listeners listeners,
            MonitoringSettings settings) {
        this.figures = figures;
        this.views = views;
        this.live = live;
        this.ticker = ticker;
        this.rebuild = rebuild;
        this.listeners = listeners;
        this.settings = settings;
    }

    /** The figures of the quarter given as {@code 2026-Q4}, or of the current one. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.OBSERVER}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping(path = "/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Figures> figures(@RequestParam(defaultValue = "") String quarter) {
        return quarter.isEmpty() ? figures.now()
                : figures.of(Quarter.parse(quarter, settings.zone()).orElseThrow(() -> new ProblemException(
                        Rejection.invalid("unknown-quarter", "field", "quarter"))));
    }

    /** Journeys in the order of their statistical references; for reconciliation, not for looking at persons. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping(path = "/journeys", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Page<JourneyLine>> journeys(@RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (page < 0 || page > 1_000_000 || size < 1 || size > LARGEST_PAGE) {
            throw new ProblemException(Rejection.invalid("page-out-of-range", "most", String.valueOf(LARGEST_PAGE)));
        }
        return live.live().flatMap(view -> views.journeys(view, page, size).map(JourneyLine::of).collectList()
                .zipWith(views.countJourneys(view), (items, total) -> new Page<>(items, page, size, total)));
    }

    /** The events as they arrive ({@code notice}) and new figures, at most once a second ({@code figures}). */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> events() {
        Flux<ServerSentEvent<Object>> notices = ticker.lines()
                .map(each -> ServerSentEvent.<Object>builder(each).event("notice").id(each.id()).build());
        Flux<ServerSentEvent<Object>> changes = figures.stream().onBackpressureLatest()
                .map(each -> ServerSentEvent.<Object>builder(each).event("figures").build());
        return listeners.admit(Flux.merge(notices, changes), settings.heartbeat());
    }

    /** How far the latest rebuild is. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @GetMapping(path = "/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Rebuild.Progress> rebuild() {
        return Mono.fromSupplier(rebuild::progress);
    }

    /** Computes the view again from the first event; 202 at once, or a problem while another one runs. */
    @Access(roles = {Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM},
            purpose = PurposeOfUse.OPERATION, personal = false)
    @PostMapping("/rebuild")
    Mono<ResponseEntity<Rebuild.Progress>> rebuild(ServerWebExchange exchange) {
        if (!rebuild.start()) {
            throw new ProblemException(Rejection.conflict("rebuild-running",
                    "percent", String.valueOf(rebuild.progress().percent())));
        }
        boolean browser = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        return Mono.just(browser
                ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build()
                : ResponseEntity.accepted().location(URI.create("/rebuild")).body(rebuild.progress()));
    }

    /** Whether the page offers the rebuild; the endpoint itself asks again. */
    static boolean mayRebuild(Actor actor) {
        return REBUILDERS.stream().anyMatch(actor::is);
    }
}
