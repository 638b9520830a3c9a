package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoClient;
import jakarta.validation.Validator;
import org.safereturn.access.AccessAutoConfiguration;
import org.safereturn.access.identity.AccessProperties;
import org.safereturn.access.input.TextFaults;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.text.Labels;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.draft.Drafts;
import org.safereturn.pages.pdf.PdfPrinter;
import org.safereturn.pages.session.LiveSessions;
import org.safereturn.pages.session.PageSecurity;
import org.safereturn.pages.session.PageSettings;
import org.safereturn.pages.session.ProviderConnections;
import org.safereturn.pages.session.ProviderSessions;
import org.safereturn.pages.session.SignIns;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The pages of a service that defines some ({@code safereturn.pages.definition}). They are routes of their own, beside the
 * endpoints of the API, and have no access to anything but that API and the drafts of their forms.
 */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty("safereturn.pages.definition")
@EnableConfigurationProperties(PageSettings.class)
@PropertySource("classpath:org/safereturn/pages/defaults.properties")
public final class PagesAutoConfiguration {

    private static final String ASSETS = "org/safereturn/pages/assets/";
    private static final int MOST_SESSIONS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(PagesAutoConfiguration.class);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration ENDED_EVERY = Duration.ofHours(1);
    private static final CacheControl A_WHILE = CacheControl.maxAge(Duration.ofHours(12)).cachePublic();

    @Bean
    Pages pages(PageSettings settings) {
        return Pages.ofService(settings.definition());
    }

    @Bean
    Shown shown(Pages pages, Labels labels, Problems problems, Environment environment, ResourceLoader resources) {
        String usual = "classpath:country/"
                + environment.getRequiredProperty("safereturn.country").toLowerCase(Locale.ROOT) + ".yaml";
        return new Shown(labels, Places.of(resources.getResource(
                environment.getProperty("safereturn.profile-file", usual)), Clock.systemUTC()), new PageTexts(), problems,
                ZoneId.of(environment.getProperty("safereturn.profile.time-zone", "UTC")), pages.options());
    }

    @Bean
    Frames pageFrames(Pages pages, Shown shown, PageSettings settings, Environment environment) {
        return new Frames(new Templates(), pages, shown, settings, environment.getRequiredProperty("safereturn.service"),
                environment.getRequiredProperty("safereturn.country"),
                environment.getRequiredProperty("server.reactive.session.cookie.secure", Boolean.class));
    }

    @Bean
    ReactiveClientRegistrationRepository pageClient(PageSettings settings, AccessProperties access) {
        return new InMemoryReactiveClientRegistrationRepository(PageSecurity.registration(settings, access));
    }

    @Bean
    ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> pageCodes() {
        return ProviderConnections.codes();
    }

    @Bean
    ReactiveJwtDecoderFactory<ClientRegistration> pageIdentities() {
        return ProviderConnections.identities();
    }

    /** Tokens end with the session. */
    @Bean
    ServerOAuth2AuthorizedClientRepository pageTokens() {
        return new WebSessionServerOAuth2AuthorizedClientRepository();
    }

    @Bean
    LiveSessions liveSessions() {
        return new LiveSessions();
    }

    @Bean
    ProviderSessions providerSessions(WebSessionManager sessions, LiveSessions live) {
        return new ProviderSessions(MOST_SESSIONS, sessions instanceof DefaultWebSessionManager known
                ? known.getSessionStore() : new InMemoryWebSessionStore(), live::end);
    }

    @Bean
    @Order(0)
    SecurityWebFilterChain pageSecurity(ServerHttpSecurity http, Environment environment, RateLimits rates,
            PageSettings settings, AccessProperties access, ReactiveClientRegistrationRepository clients,
            ProviderSessions sessions, LiveSessions live, Frames frames) {
        return PageSecurity.chain(http, environment.getRequiredProperty("safereturn.country"),
                environment.getRequiredProperty("server.reactive.session.cookie.name"), rates, settings, access, clients,
                sessions, live, frames);
    }

    @Bean(initMethod = "prepare")
    Drafts drafts(MongoClient client, Environment environment, CaseKeys keys, PageSettings settings) {
        String database = new ConnectionString(environment.getRequiredProperty("spring.mongodb.uri")).getDatabase();
        if (database == null) {
            throw new IllegalStateException("spring.mongodb.uri names no database");
        }
        return new Drafts(client.getDatabase(database), keys, settings.drafts().keep(), settings.drafts().most(),
                Clock.systemUTC());
    }

    @Bean
    PdfPrinter pdfPrinter(PageSettings settings) {
        return new PdfPrinter(settings.pdf().chromium(), settings.pdf().longest(), settings.pdf().atOnce());
    }

    /** Deletes drafts that have ended, now and then as long as the service runs. */
    @Bean(destroyMethod = "dispose")
    Disposable endOfDrafts(Drafts drafts) {
        return Flux.interval(SOON, ENDED_EVERY).onBackpressureDrop()
                .concatMap(_ -> drafts.deleteEnded().onErrorResume(MongoException.class, failure -> {
                    LOG.warn("Ended drafts cannot be deleted yet: {}", failure.getClass().getSimpleName());
                    return Mono.empty();
                }), 1)
                .subscribe();
    }

    @Bean
    RouterFunction<ServerResponse> pageRoutes(Pages pages, PageSettings settings, Shown shown, Frames frames, Environment environment,
            ServerOAuth2AuthorizedClientRepository tokens, LiveSessions sessions, ObjectProvider<ContactPoints> contactPoints,
            Drafts drafts, PdfPrinter printer, Forms forms, Validator validator,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        Endpoints endpoints = new Endpoints(mapping, new TextFaults(validator));
        for (Form form : pages.forms()) {
            if (!endpoints.has("POST", form.post())) {
                throw new IllegalStateException("The form " + form.id() + " has no endpoint POST " + form.post());
            }
        }
        ListPage search = pages.search();
        if (search != null && !endpoints.has("POST", search.path())) {
            throw new IllegalStateException("The search " + search.id() + " has no endpoint POST " + search.path());
        }
        OwnApi api = new OwnApi(() -> environment.getRequiredProperty("local.server.port", Integer.class));
        SignIns signIns = new SignIns(tokens, Clock.systemUTC());
        DraftPages begun = new DraftPages(drafts, pages, endpoints, shown, signIns, settings.drafts().every(), Clock.systemUTC());
        ReadPages reading = new ReadPages(pages, api, endpoints, shown, signIns, frames,
                contactPoints.getIfAvailable(() -> unit -> false), begun, printer, forms, Clock.systemUTC());
        FormPages entering = new FormPages(pages, api, endpoints, shown, signIns, frames, reading, begun, UUID::randomUUID,
                Clock.systemUTC());
        LivePages live = new LivePages(reading, signIns, sessions, shown, new Templates(), settings.refresh());
        return RouterFunctions.route()
                .GET("/", request -> written(request, reading::home))
                .GET("/pages/live", live::stream)
                .POST("/pages/drafts/discard", request -> written(request, begun::discard))
                .POST("/pages/find", request -> written(request, reading.finding()::find))
                .GET("/pages/lists/{list}", request -> written(request, exchange ->
                        reading.list(exchange, request.pathVariable("list"))))
                .GET("/pages/forms/{form}", request -> written(request, exchange ->
                        entering.show(exchange, request.pathVariable("form"), "")))
                .POST("/pages/forms/{form}", request -> written(request, exchange ->
                        entering.take(exchange, request.pathVariable("form"), "")))
                .GET("/pages/forms/{form}/{ref}", request -> written(request, exchange ->
                        entering.show(exchange, request.pathVariable("form"), request.pathVariable("ref"))))
                .POST("/pages/forms/{form}/{ref}", request -> written(request, exchange ->
                        entering.take(exchange, request.pathVariable("form"), request.pathVariable("ref"))))
                .GET("/pages/sheets/{sheet}", request -> written(request, exchange ->
                        reading.sheets().show(exchange, request.pathVariable("sheet"), "")))
                .GET("/pages/sheets/{sheet}/{ref}", request -> written(request, exchange ->
                        reading.sheets().show(exchange, request.pathVariable("sheet"), request.pathVariable("ref"))))
                .GET(FlowPages.ADDRESS, request -> written(request, reading.flows()::show))
                .GET(FlowPages.ADDRESS + "/{ref}", request -> written(request, exchange ->
                        reading.flows().place(exchange, request.pathVariable("ref"))))
                .GET("/pages/{record}/{ref}", request -> written(request, exchange ->
                        reading.record(exchange, request.pathVariable("record"), request.pathVariable("ref"))))
                .GET(PageSecurity.SIGNED_OUT, request -> written(request, exchange ->
                        frames.tell(exchange, HttpStatus.OK, "signed-out")))
                .GET("/pages/**", request -> written(request, exchange -> reading.as(exchange, "/", officer ->
                        reading.notFound(exchange, officer))))
                .GET("/assets/htmx.min.js", _ -> script("htmx.org", "dist/htmx.min.js"))
                .GET("/assets/sse.js", _ -> script("htmx-ext-sse", "sse.js"))
                .resources("/assets/**", new ClassPathResource(ASSETS), (_, headers) -> headers.setCacheControl(A_WHILE))
                .build();
    }

    /** A script of a library, of whichever version the build has. */
    private static Mono<ServerResponse> script(String library, String file) {
        return Mono.fromCallable(() -> new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:META-INF/resources/webjars/" + library + "/*/" + file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> found.length == 0 ? ServerResponse.notFound().build()
                        : ServerResponse.ok().contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                                .cacheControl(A_WHILE).bodyValue(found[0]));
    }

    /** The page writes the answer itself. */
    private static Mono<ServerResponse> written(ServerRequest request,
            Function<ServerWebExchange, Mono<Void>> page) {
        return Mono.just(new WrittenPage(page.apply(request.exchange())));
    }
}
