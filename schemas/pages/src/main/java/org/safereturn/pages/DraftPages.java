package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import com.mongodb.MongoException;
import org.safereturn.access.identity.Actor;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.draft.Draft;
import org.safereturn.pages.draft.Drafts;
import org.safereturn.pages.session.SignIns;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What officers see of their drafts, and the two things that they can do with one: go on, or discard it. */
final class DraftPages {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Drafts store;
    private final Pages pages;
    private final Endpoints endpoints;
    private final Shown shown;
    private final SignIns signIns;
    private final Duration every;
    private final Clock clock;

    DraftPages(Drafts store, Pages pages, Endpoints endpoints, Shown shown, SignIns signIns, Duration every, Clock clock) {
        this.store = store;
        this.pages = pages;
        this.endpoints = endpoints;
        this.shown = shown;
        this.signIns = signIns;
        this.every = every;
        this.clock = clock;
    }

    /** A draft that an officer can go on with. */
    record Offer(String key, String address, String text) {
    }

    /**
     * What a form says of drafts.
     *
     * @param offers others of the same form and case
     * @param kept whether the one that is shown is kept
     * @param every in milliseconds, how often its script keeps it
     */
    record Known(List<Offer> offers, boolean kept, long every) {
    }

    /** The drafts themselves. */
    Drafts store() {
        return store;
    }

    /** What the form of this draft says of drafts. */
    Mono<Known> of(String form, String ref, Draft shownNow, Words words) {
        return begun(shownNow.officer(), each -> each.form().equals(form) && each.ref().equals(ref)).map(all -> {
            boolean kept = all.stream().anyMatch(each -> each.key().equals(shownNow.key()));
            List<Offer> offers = kept ? List.of() : all.stream().map(each -> offer(each, words.with("kept.begun",
                    moment(each.begun(), words), moment(each.kept(), words), step(each, words)))).toList();
            return new Known(offers, kept, every.toMillis());
        });
    }

    /** All drafts of this officer whose forms are still theirs to send, for home. */
    Mono<List<Offer>> all(Actor officer, Words words) {
        return begun(officer.reference(), each -> pages.form(each.form())
                .filter(form -> endpoints.lets(officer, "POST", form.post())).isPresent())
                .map(all -> all.stream().map(each -> offer(each, words.with("kept.line", words.of("form." + each.form()),
                        each.about().isEmpty() ? words.of("kept.no-case") : RecordViews.shortened(each.about()),
                        step(each, words), moment(each.begun(), words), moment(each.kept(), words)))).toList());
    }

    /** How far the officer has come with it. */
    private static String step(Drafts.Begun draft, Words words) {
        return words.of(draft.checked() ? "kept.checked" : "kept.not-checked");
    }

    private String moment(Instant at, Words words) {
        return shown.moment(at.toString(), words.language());
    }

    /** Nothing while the store cannot be reached: a form, and home, can do without. */
    private Mono<List<Drafts.Begun>> begun(String officer, Predicate<Drafts.Begun> which) {
        return store.of(officer).filter(which).collectList().onErrorReturn(MongoException.class, List.of());
    }

    private static Offer offer(Drafts.Begun draft, String text) {
        return new Offer(draft.key(), FormPages.address(draft.form(), draft.ref()) + "?key=" + draft.key(), text);
    }

    /** Keeps what is being typed, for the script of a form, which shows the answer. */
    Mono<Void> keep(ServerWebExchange exchange, Draft typed) {
        Words words = shown.texts().in(PageLanguage.of(exchange));
        return store.keep(typed)
                .flatMap(_ -> say(exchange, HttpStatus.OK, words.with("kept.at",
                        shown.moment(clock.instant().toString(), words.language()))))
                .onErrorResume(Drafts.NotKept.class, no -> say(exchange, status(no.why()), words.of(text(no.why()))));
    }

    /** Discards a draft of the officer and shows its form anew; home where that was asked for there, or it is gone already. */
    Mono<Void> discard(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(data -> signIns.officer().flatMap(actor -> {
            String key = data.getOrDefault("key", List.of("")).getFirst();
            return store.of(actor.reference()).filter(each -> each.key().equals(key) && !data.containsKey("home")).next()
                    .map(each -> FormPages.address(each.form(), each.ref())).defaultIfEmpty("/")
                    .flatMap(address -> store.forget(key, actor.reference()).then(FormPages.go(exchange, address)));
        }));
    }

    /** The text that says why. */
    static String text(Drafts.Why why) {
        return why == Drafts.Why.TOO_LARGE ? "fault.too-large" : "fault.not-kept";
    }

    /** What an answer is in HTTP. */
    static HttpStatus status(Drafts.Why why) {
        return switch (why) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TAKEN -> HttpStatus.NOT_FOUND;
            case NO_STORE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static Mono<Void> say(ServerWebExchange exchange, HttpStatus status, String text) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(TEXT);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}
