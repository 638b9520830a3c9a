package org.safereturn.monitoringservice.page;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.text.Labels;
import org.safereturn.monitoringservice.figures.Countries;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresFeed;
import org.safereturn.monitoringservice.figures.Reader;
import org.safereturn.monitoringservice.fold.Notice;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The live page, and the stream of page fragments that keeps it current without a line of script of our own. */
@Controller
class Page {

    /** A program has no session, and so no token against forged forms and nothing to sign out of. */
    private static final Map<String, String> NO_SESSION = Map.of();
    /** To whom the page offers the rebuild; the endpoint itself asks again. */
    private static final EnumSet<Role> REBUILDERS = EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR, Role.ME_OFFICER,
            Role.MINISTRY_SYSTEM);
    private static final int LINES = 30;
    private static final Duration LINES_EVERY = Duration.ofMillis(250);

    /** Who sees the same figures. */
    private record Boards(Reader reader, Locale language) {
    }

    /** Who sees the same lines. */
    private record Lines(String ministry, boolean observer, Locale language) {
    }

    /** Who reads the same of a rebuild. */
    private record Rebuilds(Locale language) {
    }

    private final FiguresFeed figures;
    private final Ticker ticker;
    private final Rebuild rebuild;
    private final Listeners listeners;
    private final Readers readers;
    private final MonitoringSettings settings;
    private final MessageSource messages;
    private final Labels labels;
    private final Countries countries;
    private final ITemplateEngine templates;
    private final boolean secure;
    private final SharedFragments shared = new SharedFragments();

    Page(FiguresFeed figures, Ticker ticker, Rebuild rebuild, Listeners listeners, Readers readers,
            MonitoringSettings settings, MessageSource messages, Labels labels, Countries countries,
            ITemplateEngine templates, @Value(PageLanguage.SECURE) boolean secure) {
        this.figures = figures;
        this.ticker = ticker;
        this.rebuild = rebuild;
        this.listeners = listeners;
        this.readers = readers;
        this.settings = settings;
        this.messages = messages;
        this.labels = labels;
        this.countries = countries;
        this.templates = templates;
        this.secure = secure;
    }

    /** The page with the figures and events of now; {@code live=off} for reading and printing in peace. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.OBSERVER}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> page(Actor actor, ServerWebExchange exchange, @RequestParam(defaultValue = "on") String live,
            @Parameter(description = PageLanguage.DESCRIPTION)
            @RequestParam(name = PageLanguage.NAME, required = false) @Nullable String chosen) {
        Locale language = PageLanguage.of(exchange);
        PageLanguage.remember(exchange, secure);
        boolean mayRebuild = REBUILDERS.stream().anyMatch(actor::is);
        return figures.now(readers.of(actor)).zipWith(signOutField(exchange), (now, token) -> rendering("page", actor, language,
                        token)
                .model(model(language, now, actor))
                .modelAttribute("live", !"off".equals(live))
                .modelAttribute("mayRebuild", mayRebuild && !token.isEmpty())
                .modelAttribute("mayReadMinutes", MinutesPage.isFor(actor))
                .build());
    }

    /** The field without which a form of this session is not taken, such as the one to sign out. */
    static Mono<Map<String, String>> signOutField(ServerWebExchange exchange) {
        Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return csrf.map(token -> Map.of("name", token.getParameterName(), "value", token.getToken()))
                .defaultIfEmpty(NO_SESSION);
    }

    /** A page with what the head of every page shows. */
    static Rendering.Builder<?> rendering(String view, Actor actor, Locale language, Map<String, String> csrf) {
        return Rendering.view(view)
                .modelAttribute("csrf", csrf)
                .modelAttribute("actor", actor.reference())
                .modelAttribute("languages", PageLanguage.ALL.stream().map(Locale::getLanguage).toList())
                .modelAttribute("language", language.getLanguage());
    }

    /** New fragments of the page in its language, each at most once a second or two. */
    @Access(roles = {Role.SUPERVISOR, Role.ME_OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.MINISTRY_SYSTEM,
        Role.OBSERVER}, purpose = PurposeOfUse.STATISTICS, personal = false)
    @Operation(summary = "Streams the parts of the joint page as they change")
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> live(Actor actor, ServerWebExchange exchange,
            @Parameter(description = PageLanguage.DESCRIPTION)
            @RequestParam(name = PageLanguage.NAME, required = false) @Nullable String chosen) {
        Locale language = PageLanguage.of(exchange);
        Reader reader = readers.of(actor);
        Flux<ServerSentEvent<String>> boards = shared.of(new Boards(reader, language), () -> figures.stream(reader)
                .onBackpressureLatest().concatMap(now -> fragment("figures", language, Map.of("page", text(language).figures(now))), 1));
        // The lines of now come first: a browser that comes again has missed some.
        Flux<ServerSentEvent<String>> lines = shared.of(new Lines(actor.ministry(), actor.is(Role.OBSERVER), language),
                () -> ticker.lines().filter(line -> readers.sees(actor, line)).map(Notice::id)
                        .sample(LINES_EVERY).startWith("").onBackpressureLatest()
                        .concatMap(_ -> fragment("notices", language, Map.of("notices", notices(language, actor))), 1));
        Flux<ServerSentEvent<String>> rebuilds = shared.of(new Rebuilds(language), () -> Flux.interval(settings.refresh())
                .onBackpressureDrop().map(_ -> rebuild.progress()).distinctUntilChanged()
                .concatMap(progress -> fragment("rebuild", language,
                        Map.of("rebuild", text(language).rebuild(progress))), 1));
        return listeners.admit(exchange, Flux.merge(boards, lines, rebuilds));
    }

    private Map<String, Object> model(Locale language, Figures now, Actor actor) {
        return Map.of("page", text(language).figures(now), "notices", notices(language, actor),
                "rebuild", text(language).rebuild(rebuild.progress()));
    }

    private List<PageText.Line> notices(Locale language, Actor actor) {
        return ticker.latest(LINES, line -> readers.sees(actor, line)).stream().map(text(language)::line).toList();
    }

    private PageText text(Locale language) {
        return new PageText(messages, labels, countries, language, settings.zone());
    }

    private Mono<ServerSentEvent<String>> fragment(String template, Locale language, Map<String, Object> model) {
        return Mono.fromSupplier(() -> templates.process(template, new Context(language, model)))
                .map(html -> ServerSentEvent.builder(html).event(template).build())
                .subscribeOn(Schedulers.parallel());
    }
}
