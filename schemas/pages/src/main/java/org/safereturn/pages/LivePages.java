package org.safereturn.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.safereturn.pages.session.LiveSessions;
import org.safereturn.pages.session.SignIns;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The numbers at home as they change. The officer's own token asks the API now and then, so the numbers are those that the
 * officer may see, and the stream ends with the token. Without script the page shows the numbers of when it was opened.
 */
final class LivePages {

    private static final Duration LONGEST = Duration.ofHours(1);
    /** After it the browser does not come again. */
    private static final String OVER = "over";

    private final ReadPages reading;
    private final SignIns signIns;
    private final LiveSessions sessions;
    private final Shown shown;
    private final Templates templates;
    private final Duration every;

    /**
     * The numbers of a service.
     *
     * @param every how often the API is asked for each open page
     */
    LivePages(ReadPages reading, SignIns signIns, LiveSessions sessions, Shown shown, Templates templates, Duration every) {
        this.reading = reading;
        this.signIns = signIns;
        this.sessions = sessions;
        this.shown = shown;
        this.templates = templates;
        this.every = every;
    }

    /** The stream; no content for a session that has to sign in again. */
    Mono<ServerResponse> stream(ServerRequest request) {
        ServerWebExchange exchange = request.exchange();
        Words words = shown.texts().in(PageLanguage.of(exchange));
        return signIns.current(exchange)
                .flatMap(officer -> exchange.getSession().flatMap(session -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .body(BodyInserters.fromServerSentEvents(sessions.of(session.getId(), numbers(officer, words))))))
                .switchIfEmpty(ServerResponse.status(HttpStatus.NO_CONTENT).build());
    }

    private Flux<ServerSentEvent<String>> numbers(SignedIn officer, Words words) {
        Map<String, ReadPages.Numbers> known = new HashMap<>();
        return Flux.interval(Duration.ZERO, every).onBackpressureDrop()
                .concatMap(_ -> reading.numbers(officer, words).map(now -> changes(now, known, words))
                        .defaultIfEmpty(List.of(event(OVER, OVER)))
                        .onErrorResume(WebClientException.class, _ -> Mono.just(List.of(alive()))), 1)
                .concatMapIterable(events -> events)
                .takeUntil(event -> OVER.equals(event.event()))
                .take(LONGEST);
    }

    /** What differs from what the page knows; a sign of life for nothing. */
    private List<ServerSentEvent<String>> changes(List<ReadPages.Numbers> now, Map<String, ReadPages.Numbers> known, Words words) {
        List<ServerSentEvent<String>> events = new ArrayList<>();
        boolean first = known.isEmpty();
        for (ReadPages.Numbers numbers : now) {
            if (!numbers.equals(known.put(numbers.list(), numbers))) {
                events.add(event("total-" + numbers.list(), HtmlUtils.htmlEscape(numbers.total())));
                events.add(event("kinds-" + numbers.list(), templates.html("kinds", words.language(), Map.of("numbers", numbers))));
            }
        }
        if (!first && !events.isEmpty()) {
            events.add(event("changed", "<a href=\"/\">" + HtmlUtils.htmlEscape(words.of("home.changed"), "UTF-8") + "</a>"));
        }
        return events.isEmpty() ? List.of(alive()) : events;
    }

    private static ServerSentEvent<String> alive() {
        return ServerSentEvent.<String>builder().comment("alive").build();
    }

    private static ServerSentEvent<String> event(String name, String data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
