package org.safereturn.pages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.api.Answer;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.session.SignIns;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The pages that show: home, lists and records. */
final class ReadPages {

    private static final int AT_HOME = 5;
    private static final int ON_A_PAGE = 25;
    private static final int AT_ONCE = 4;
    /** Of an answer that comes whole, so that the page stays small. */
    private static final int MOST_LINES = 100;

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Shown shown;
    private final SignIns signIns;
    private final Frames frames;
    private final Map<String, URI> services;
    private final RecordViews records;

    ReadPages(Pages pages, OwnApi api, Endpoints endpoints, Shown shown, SignIns signIns, Frames frames,
            Map<String, URI> services) {
        this.pages = pages;
        this.api = api;
        this.endpoints = endpoints;
        this.shown = shown;
        this.signIns = signIns;
        this.frames = frames;
        this.services = services;
        this.records = new RecordViews(pages, endpoints, shown);
    }

    /** A list with its newest lines. */
    record Listed(String id, String title, String empty, String total, List<String> columns, List<Line> lines) {
    }

    /** A line of a list: its cells, and where it leads; the first cell is the link. */
    record Line(String address, List<String> cells) {
    }

    /** What waits, and what can be begun. */
    Mono<Void> home(ServerWebExchange exchange) {
        return as(exchange, "/", officer -> {
            Locale language = PageLanguage.of(exchange);
            Words words = words(exchange);
            return Flux.fromIterable(pages.lists())
                    .filter(list -> list.work() && endpoints.lets(officer.actor(), "GET", list.path()))
                    .flatMapSequential(list -> read(list, "", AT_HOME, officer, language)
                            .map(answer -> Map.entry(list, answer)), AT_ONCE)
                    .collectList()
                    .flatMap(all -> {
                        if (all.stream().anyMatch(each -> each.getValue().signInNeeded())) {
                            return signIns.again(exchange, "/");
                        }
                        List<Listed> lists = all.stream().filter(each -> each.getValue().good())
                                .map(each -> listed(each.getKey(), each.getValue().body(), words)).toList();
                        Map<String, Object> model = new HashMap<>();
                        model.put("title", words.of("home.title"));
                        model.put("done", done(exchange, words));
                        model.put("lists", lists);
                        model.put("others", pages.lists().stream()
                                .filter(list -> !list.work() && endpoints.lets(officer.actor(), "GET", list.path()))
                                .map(list -> new RecordViews.Action(list.id(), words.of("list." + list.id()))).toList());
                        model.put("start", pages.start().stream().map(id -> pages.form(id).orElseThrow())
                                .filter(form -> endpoints.lets(officer.actor(), "POST", form.post()))
                                .map(form -> new RecordViews.Action(form.id(), words.of("form." + form.id()))).toList());
                        return frames.send(exchange, HttpStatus.OK, "home", officer, "/", model);
                    });
        });
    }

    /** One page of a list. */
    Mono<Void> list(ServerWebExchange exchange, String id) {
        String after = exchange.getRequest().getQueryParams().getFirst("after");
        String here = "/pages/lists/" + id + (after == null ? "" : "?after=" + UriUtils.encode(after, StandardCharsets.UTF_8));
        return as(exchange, here, officer -> {
            ListPage list = pages.list(id).orElse(null);
            if (list == null) {
                return notFound(exchange, officer);
            }
            Words words = words(exchange);
            return read(list, after == null ? "" : after, ON_A_PAGE, officer, words.language()).flatMap(answer -> {
                if (!answer.good()) {
                    return problem(exchange, officer, here, answer);
                }
                Map<String, Object> model = new HashMap<>();
                model.put("title", words.of("list." + id));
                model.put("list", listed(list, answer.body(), words));
                String next = answer.body().path("next").asString("");
                model.put("next", next.isEmpty() ? "" : "/pages/lists/" + id + "?after=" + UriUtils.encode(next, StandardCharsets.UTF_8));
                model.put("first", after == null ? "" : "/pages/lists/" + id);
                return frames.send(exchange, HttpStatus.OK, "list", officer, here, model);
            });
        });
    }

    /** One record. */
    Mono<Void> record(ServerWebExchange exchange, String id, String ref) {
        String here = "/pages/" + id + "/" + ref;
        return as(exchange, here, officer -> {
            RecordPage page = pages.record(id).orElse(null);
            if (page == null || !AccessRecording.isCaseRef(ref)) {
                return notFound(exchange, officer);
            }
            Words words = words(exchange);
            return read(page, ref, officer, words.language()).flatMap(answer -> answer.good()
                    ? frames.send(exchange, HttpStatus.OK, "record", officer, here, model(exchange, page, ref,
                            answer.body(), officer, words))
                    : problem(exchange, officer, here, answer));
        });
    }

    private Map<String, Object> model(ServerWebExchange exchange, RecordPage page, String ref, JsonNode record,
            SignedIn officer, Words words) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of("record." + page.id()));
        model.put("ref", ref);
        model.put("record", page.id());
        model.put("done", done(exchange, words));
        model.put("sections", records.sections(page, record, words));
        model.put("timeline", records.timeline(page, record, words));
        model.put("actions", records.actions(page, record, officer.actor(), words));
        model.put("elsewhere", records.elsewhere(page, record, ref, services, words));
        model.put("beside", page.beside().stream().map(id -> pages.record(id).orElseThrow())
                .filter(other -> endpoints.lets(officer.actor(), "GET", other.path()))
                .map(other -> new RecordViews.Action(other.id(), words.of("record." + other.id()))).toList());
        return model;
    }

    /** That a form was sent, for the page that comes after it; empty for none. */
    private String done(ServerWebExchange exchange, Words words) {
        String done = exchange.getRequest().getQueryParams().getFirst("done");
        return done == null || pages.form(done).isEmpty() ? "" : words.with("done", words.of("form." + done));
    }

    /** Reads a record. */
    Mono<Answer> read(RecordPage page, String ref, SignedIn officer, Locale language) {
        return api.get(RecordViews.path(page.path(), ref), Map.of(), officer.token(), language);
    }

    private Mono<Answer> read(ListPage list, String after, int size, SignedIn officer, Locale language) {
        Map<String, String> query = new HashMap<>(list.query());
        if (list.paged()) {
            query.put("size", String.valueOf(size));
        }
        if (!after.isEmpty()) {
            query.put("after", after);
        }
        return api.get(list.path(), query, officer.token(), language);
    }

    private Listed listed(ListPage list, JsonNode body, Words words) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode item : body.path(list.items()).valueStream().limit(MOST_LINES).toList()) {
            String ref = item.path("caseRef").asString("");
            lines.add(new Line(ref.isEmpty() ? "" : address(list, item, ref), list.columns().stream().map(row -> cell(row, item, words)).toList()));
        }
        return new Listed(list.id(), words.of("list." + list.id()), words.of("list.empty"),
                total(body),
                list.columns().stream().map(row -> words.of("field." + row.name())).toList(), lines);
    }

    /** Where a line leads: to the record of the list, or to where its kind of work is done. */
    private String address(ListPage list, JsonNode item, String ref) {
        String own = list.record() == null ? "" : "/pages/" + list.record() + "/" + ref;
        if (list.by() == null) {
            return own;
        }
        String lead = list.leads().getOrDefault(Shown.at(item, list.by()).asString(""), "");
        if (lead.startsWith("/")) {
            return RecordViews.path(lead, ref);
        }
        String[] away = lead.split(" ", -1);
        URI service = services.get(away[0]);
        return away.length < 2 || service == null ? own : service + RecordViews.path(away[1], ref);
    }

    /** How many there are, also where they are counted by kind; empty where nobody says. */
    private static String total(JsonNode body) {
        if (body.path("counts").isArray()) {
            return String.valueOf(body.path("counts").valueStream().mapToLong(each -> each.path("total").asLong(0)).sum());
        }
        return body.path("total").isNumber() ? body.path("total").asString() : "";
    }

    private String cell(Row row, JsonNode item, Words words) {
        String value = row.kind() == Kind.MANY ? records.inOneLine(row, item, words)
                : shown.line(row, item, words.language());
        return row.kind() == Kind.CASE ? RecordViews.shortened(value) : value.isEmpty() ? "–" : value;
    }

    private Words words(ServerWebExchange exchange) {
        return shown.texts().in(PageLanguage.of(exchange));
    }

    /** Runs as the officer who is signed in, or sends the browser to sign in first. */
    Mono<Void> as(ServerWebExchange exchange, String here, Function<SignedIn, Mono<Void>> what) {
        return signIns.current(exchange).map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.isPresent() ? what.apply(found.get()) : signIns.again(exchange, here))
                .onErrorResume(WebClientException.class, _ ->
                        frames.tell(exchange, HttpStatus.SERVICE_UNAVAILABLE, "failed"));
    }

    /** Tells of what the API refused. */
    Mono<Void> problem(ServerWebExchange exchange, SignedIn officer, String here, Answer answer) {
        if (answer.signInNeeded()) {
            return signIns.again(exchange, here);
        }
        Words words = words(exchange);
        return frames.send(exchange, HttpStatusCode.valueOf(answer.status()), "notice", officer, here, Map.of(
                "title", answer.body().path("title").asString(words.of("notice.failed")),
                "text", answer.body().path("detail").asString(words.of("notice.failed.text")), "back", "/"));
    }

    /** There is no such page. */
    Mono<Void> notFound(ServerWebExchange exchange, SignedIn officer) {
        Words words = words(exchange);
        return frames.send(exchange, HttpStatus.NOT_FOUND, "notice", officer, "/", Map.of(
                "title", words.of("notice.no-page"), "text", words.of("notice.no-page.text"), "back", "/"));
    }
}
