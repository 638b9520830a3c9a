package org.safereturn.pages;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.form.TypedReference;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finding a case by its reference, and where the service has a search, by the name of the person. */
final class FindPages {

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Frames frames;
    private final ReadPages reading;

    FindPages(Pages pages, OwnApi api, Endpoints endpoints, Frames frames, ReadPages reading) {
        this.pages = pages;
        this.api = api;
        this.endpoints = endpoints;
        this.frames = frames;
        this.reading = reading;
    }

    /**
     * The box in which a case is looked for.
     *
     * @param names whether a name finds something too
     * @param typed what stands in it
     * @param fault what is wrong with that; empty when nothing is
     * @param leads the record that is found, where it is not the one that most officers find; empty otherwise
     */
    record Box(boolean names, String typed, String fault, String leads) {
    }

    /** The empty box; null for an officer who finds nothing. */
    @Nullable Box box(SignedIn officer, Words words) {
        return found(officer).map(id -> new Box(search(officer).isPresent(), "", "", leads(id, words))).orElse(null);
    }

    /** The record that this officer finds. */
    private Optional<String> found(SignedIn officer) {
        return pages.find().stream()
                .filter(id -> endpoints.lets(officer.actor(), "GET", pages.record(id).orElseThrow().path())).findFirst();
    }

    private String leads(String id, Words words) {
        return id.equals(pages.find().getFirst()) ? "" : words.of("record." + id);
    }

    private Optional<ListPage> search(SignedIn officer) {
        return Optional.ofNullable(pages.search()).filter(list -> endpoints.lets(officer.actor(), "POST", list.path()));
    }

    /**
     * Leads to the case of a reference that was typed, or shows the cases of persons with a name. What was typed comes in a
     * form, not in an address.
     */
    Mono<Void> find(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> reading.as(exchange, "/", officer -> {
            String record = found(officer).orElse("");
            if (record.isEmpty()) {
                return reading.notFound(exchange, officer);
            }
            String typed = Objects.requireNonNullElse(form.getFirst("ref"), "").strip();
            String ref = TypedReference.of(typed);
            if (AccessRecording.isCaseRef(ref)) {
                exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
                exchange.getResponse().getHeaders().setLocation(URI.create("/pages/" + record + "/" + ref));
                return exchange.getResponse().setComplete();
            }
            Optional<ListPage> search = search(officer);
            if (search.isPresent()) {
                return named(exchange, officer, search.get(), typed, Objects.requireNonNullElse(form.getFirst("after"), ""));
            }
            Words words = reading.words(exchange);
            return frames.send(exchange, HttpStatus.UNPROCESSABLE_CONTENT, "notice", officer, "/", Map.of(
                    "title", words.of("notice.no-reference"), "text", words.of("notice.no-reference.text"), "back", frames.home(),
                    "find", new Box(false, "", "", leads(record, words))));
        }));
    }

    private Mono<Void> named(ServerWebExchange exchange, SignedIn officer, ListPage search, String typed, String after) {
        Words words = reading.words(exchange);
        if (typed.isEmpty()) {
            return mistyped(exchange, officer, search, typed, words.of("find.fault.empty"));
        }
        Map<String, String> query = new HashMap<>(Map.of("size", String.valueOf(ReadPages.ON_A_PAGE)));
        if (!after.isEmpty()) {
            query.put("after", after);
        }
        return api.ask(search.path(), query, JsonNodeFactory.instance.objectNode().put("name", typed), officer.token(),
                words.language()).flatMap(answer -> {
                    if (answer.status() == HttpStatus.BAD_REQUEST.value() && after.isEmpty()) {
                        return mistyped(exchange, officer, search, typed, words.of("find.fault.name"));
                    }
                    if (!answer.good()) {
                        return reading.problem(exchange, officer, "/", answer);
                    }
                    Map<String, Object> model = new HashMap<>();
                    model.put("title", words.of("list." + search.id()));
                    model.put("find", new Box(true, typed, "", ""));
                    model.put("list", reading.listed(search, answer.body(), officer, words).with(words.of("find.none")));
                    model.put("next", answer.body().path("next").asString(""));
                    return frames.send(exchange, HttpStatus.OK, "found", officer, "/", model);
                });
    }

    private Mono<Void> mistyped(ServerWebExchange exchange, SignedIn officer, ListPage search, String typed, String fault) {
        return frames.send(exchange, HttpStatus.BAD_REQUEST, "found", officer, "/", Map.of(
                "title", reading.words(exchange).of("list." + search.id()), "find", new Box(true, typed, fault, ""), "next", ""));
    }
}
