package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.MongoException;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.form.Forms;
import org.safereturn.pages.api.Answer;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.ListPage;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.pdf.PdfPrinter;
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
    static final int ON_A_PAGE = 25;
    private static final int AT_ONCE = 4;
    private static final String AFTER = "after";
    private static final String DONE = "done";
    /** Of an answer that comes whole, so that the page stays small. */
    private static final int MOST_LINES = 100;

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Shown shown;
    private final SignIns signIns;
    private final Frames frames;
    private final ContactPoints contactPoints;
    private final Doors doors;
    private final RecordViews records;
    private final RecordLines lines;
    private final SheetPages sheets;
    private final FindPages finding;
    private final DraftPages drafts;
    private final FlowPages flows;

    ReadPages(Pages pages, OwnApi api, Endpoints endpoints, Shown shown, SignIns signIns, Frames frames,
            ContactPoints contactPoints, DraftPages drafts,
            PdfPrinter printer, Forms forms, Clock clock) {
        this.pages = pages;
        this.contactPoints = contactPoints;
        this.api = api;
        this.endpoints = endpoints;
        this.shown = shown;
        this.signIns = signIns;
        this.frames = frames;
        this.doors = new Doors(pages, endpoints, frames.service());
        this.records = new RecordViews(pages, endpoints, doors, shown);
        this.lines = new RecordLines(shown);
        this.drafts = drafts;
        this.sheets = new SheetPages(pages, endpoints, shown, frames, this, printer, new SheetViews(shown, clock, forms));
        this.finding = new FindPages(pages, api, endpoints, frames, this);
        this.flows = new FlowPages(pages, api, endpoints, shown, frames, this);
    }

    /**
     * A list with its first lines; a brief one without.
     *
     * @param named the column that says which case a line is about, where the first one does not; 0 otherwise
     */
    record Listed(String id, String title, String empty, boolean live, boolean brief, Numbers numbers, List<String> columns,
            int named, List<Line> lines) {

        /** How many there are. */
        public String total() {
            return numbers.total();
        }

        /** The same, with these words where there is nothing. */
        Listed with(String words) {
            return new Listed(id, title, words, live, brief, numbers, columns, named, lines);
        }
    }

    /** How many there are on a list, and of each kind. */
    record Numbers(String list, String total, List<OfKind> kinds) {
    }

    /** How many there are of a kind. */
    record OfKind(String kind, long total) {
    }

    /** A line of a list: its cells, and where it leads; the first cell is the link. */
    record Line(String address, List<String> cells) {
    }

    /** The sheets that are printed. */
    SheetPages sheets() {
        return sheets;
    }

    /** Finding a case. */
    FindPages finding() {
        return finding;
    }

    /** The chart of the flow. */
    FlowPages flows() {
        return flows;
    }

    /** What waits, and what can be begun. */
    Mono<Void> home(ServerWebExchange exchange) {
        return as(exchange, "/", officer -> {
            Locale language = PageLanguage.of(exchange);
            Words words = words(exchange);
            return Flux.fromIterable(pages.lists())
                    .filter(list -> list.work() && isFor(officer, list))
                    .flatMapSequential(list -> read(list, Map.of(), list.brief() ? 1 : AT_HOME, officer, language)
                            .map(answer -> Map.entry(list, answer)), AT_ONCE)
                    .collectList()
                    .flatMap(all -> {
                        if (all.stream().anyMatch(each -> each.getValue().signInNeeded())) {
                            return signIns.again(exchange, "/");
                        }
                        List<Listed> lists = all.stream().filter(each -> each.getValue().good()
                                        && each.getKey().stands(total(each.getValue().body()).equals("0")))
                                .map(each -> listed(each.getKey(), each.getValue().body(), AT_HOME, officer, words)).toList();
                        Map<String, Object> model = new HashMap<>();
                        model.put("title", words.of(frames.isHome() ? "home.title" : "home.service"));
                        model.put("away", !frames.isHome());
                        model.put("done", done(exchange, words));
                        model.put("lists", lists);
                        model.put("unread", unread(all, words));
                        model.put("others", pages.lists().stream()
                                .filter(list -> !list.work() && isFor(officer, list))
                                .map(list -> new RecordViews.Action(list.id(), words.of("list." + list.id()))).toList());
                        model.put("find", finding.box(officer, words));
                        model.put("flow", flows.offered(officer) ? FlowPages.ADDRESS : "");
                        model.put("live", all.stream().anyMatch(each -> each.getKey().live()));
                        model.put("sheets", sheets.empty(officer, words));
                        model.put("start", pages.start().stream().map(id -> pages.form(id).orElseThrow())
                                .filter(form -> endpoints.lets(officer.actor(), "POST", form.post()))
                                .map(form -> new RecordViews.Action(form.id(), words.of("form." + form.id()))).toList());
                        return drafts.all(officer.actor(), words).flatMap(begun -> {
                            model.put("drafts", begun);
                            return frames.send(exchange, HttpStatus.OK, "home", officer, "/", model);
                        });
                    });
        });
    }

    /** Titles of the lists that were not answered: work that is not shown must not look like no work. */
    static List<String> unread(List<Map.Entry<ListPage, Answer>> asked, Words words) {
        return asked.stream().filter(each -> !each.getValue().good()).map(each -> words.of("list." + each.getKey().id()))
                .toList();
    }

    /** Whether the officer's role may ask for the list, and the officer oversees the ministry where the list is for those. */
    private boolean isFor(SignedIn officer, ListPage list) {
        return endpoints.lets(officer.actor(), "GET", list.path())
                && (!list.oversight() || Sight.headings(officer.actor(), contactPoints).everything());
    }

    /** What the lists say now that follow what happens: by list, its numbers; an empty answer when the token is over. */
    Mono<List<Numbers>> numbers(SignedIn officer, Words words) {
        return Flux.fromIterable(pages.lists())
                .filter(list -> list.work() && list.live() && isFor(officer, list))
                .concatMap(list -> read(list, Map.of(), 1, officer, words.language()).map(answer -> Map.entry(list, answer)))
                .collectList()
                .filter(all -> all.stream().noneMatch(each -> each.getValue().signInNeeded()))
                .map(all -> all.stream().filter(each -> each.getValue().good())
                        .map(each -> numbers(each.getKey(), each.getValue().body(), words)).toList());
    }

    private Numbers numbers(ListPage list, JsonNode body, Words words) {
        List<OfKind> kinds = new ArrayList<>();
        list.columns().stream().filter(column -> column.path().equals(list.by())).findFirst()
                .ifPresent(column -> body.path("counts").forEach(each -> {
                    long total = each.path("total").asLong(0);
                    if (total > 0) {
                        kinds.add(new OfKind(shown.line(column, each, words.language()), total));
                    }
                }));
        return new Numbers(list.id(), total(body), kinds);
    }

    /** One page of a list, of one of its codes where it is narrowed down. */
    Mono<Void> list(ServerWebExchange exchange, String id) {
        ListPage list = pages.list(id).orElse(null);
        if (list == null) {
            return as(exchange, "/", officer -> notFound(exchange, officer));
        }
        String filter = list.filter();
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : filter == null ? List.of(AFTER) : List.of(filter, AFTER)) {
            String value = exchange.getRequest().getQueryParams().getFirst(name);
            if (value != null) {
                asked.put(name, value);
            }
        }
        String here = address(list, asked);
        return as(exchange, here, officer -> {
            Words words = words(exchange);
            return read(list, asked, ON_A_PAGE, officer, words.language()).flatMap(answer -> {
                if (!answer.good()) {
                    return problem(exchange, officer, here, answer);
                }
                Map<String, Object> model = new HashMap<>();
                model.put("title", words.of("list." + id));
                model.put("list", listed(list, answer.body(), officer, words));
                model.put("tally", tally(list, answer.body(), words));
                model.put("narrowed", filter != null && asked.containsKey(filter));
                String next = answer.body().path("next").asString("");
                Map<String, String> further = new LinkedHashMap<>(asked);
                further.put(AFTER, next);
                model.put("next", next.isEmpty() ? "" : address(list, further));
                further.remove(AFTER);
                model.put("first", asked.containsKey(AFTER) ? address(list, further) : "");
                model.put("all", address(list, Map.of()));
                return frames.send(exchange, HttpStatus.OK, "list", officer, here, model);
            });
        });
    }

    private static String address(ListPage list, Map<String, String> asked) {
        return "/pages/lists/" + list.id() + asked.entrySet().stream()
                .map(each -> each.getKey() + "=" + UriUtils.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", asked.isEmpty() ? "" : "?", ""));
    }

    /** How many there are of each code, each of which leads to the list of it alone; without lines where nobody counts them. */
    private Listed tally(ListPage list, JsonNode body, Words words) {
        String filter = list.filter();
        List<Line> lines = new ArrayList<>();
        for (JsonNode each : list.tally().isEmpty() ? List.<JsonNode>of() : body.path("counts")) {
            lines.add(new Line(filter == null ? "" : address(list, Map.of(filter, each.path(filter).asString(""))),
                    list.tally().stream().map(row -> cell(row, each, words)).toList()));
        }
        return new Listed(list.id() + "-counts", words.of("list." + list.id()), "", false, false,
                new Numbers(list.id(), "", List.of()), list.tally().stream().map(row -> words.of("field." + row.name())).toList(), 0, lines);
    }

    /** One record. */
    Mono<Void> record(ServerWebExchange exchange, String id, String ref) {
        String here = "/pages/" + id + "/" + ref;
        return as(exchange, here, officer -> {
            RecordPage page = pages.record(id).orElse(null);
            if (page == null || !page.refers(ref)) {
                return notFound(exchange, officer);
            }
            Words words = words(exchange);
            return read(page, ref, officer, words.language()).flatMap(answer -> answer.good()
                    ? told(exchange, page, ref, officer, words).flatMap(told -> {
                        Map<String, Object> model = model(exchange, page, ref, answer.body(), officer, words);
                        told.ifPresent(each -> model.put("told", each));
                        return frames.send(exchange, HttpStatus.OK, "record", officer, here, model);
                    })
                    : problem(exchange, officer, here, answer, ref));
        });
    }

    /** What is told once after a form; nothing where there is nothing to tell, or the officer may not know. */
    private Mono<Optional<Frame.Link>> told(ServerWebExchange exchange, RecordPage page, String ref, SignedIn officer, Words words) {
        String done = exchange.getRequest().getQueryParams().getFirst(DONE);
        RecordPage.Told told = page.told();
        if (told == null || done == null || !told.after().contains(done)) {
            return Mono.just(Optional.empty());
        }
        RecordPage other = pages.record(told.record()).orElseThrow();
        return endpoints.lets(officer.actor(), "GET", other.path())
                ? read(other, ref, officer, words.language()).map(answer -> told(answer, told.number(), other.id(), ref, words))
                : Mono.just(Optional.empty());
    }

    private static Optional<Frame.Link> told(Answer answer, String number, String other, String ref, Words words) {
        long many = Shown.at(answer.body(), number).asLong(0);
        String text = "told." + other;
        return answer.good() && many == 0 ? Optional.empty() : Optional.of(new Frame.Link(other,
                answer.good() ? words.with(text, many) : words.of(text + ".failed"), "/pages/" + other + "/" + ref, false));
    }

    private Map<String, Object> model(ServerWebExchange exchange, RecordPage page, String ref, JsonNode record,
            SignedIn officer, Words words) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of("record." + page.id()));
        model.put("ref", ref);
        model.put("refName", words.of("field." + page.refName()));
        model.put("record", page.id());
        model.put("done", done(exchange, words));
        model.put("sheets", sheets.of(page, record, words));
        model.put("sections", records.sections(page, record, words));
        model.put("timeline", records.timeline(page, record, words));
        List<RecordViews.Act> actions = records.actions(page, record, ref, officer.actor(), frames::pagesOf, words);
        model.put("actions", actions);
        model.put("others", actions.isEmpty() ? List.of() : records.others(page, record, officer.actor(), words));
        model.put("elsewhere", records.elsewhere(page, record, ref, officer.actor(), frames::pagesOf, words));
        model.put("beside", page.beside().stream().map(id -> pages.record(id).orElseThrow())
                .filter(other -> endpoints.lets(officer.actor(), "GET", other.path()))
                .map(other -> new RecordViews.Action(other.id(), words.of("record." + other.id()))).toList());
        return model;
    }

    /** That a form was sent, for the page that comes after it; empty for none. */
    private String done(ServerWebExchange exchange, Words words) {
        String done = exchange.getRequest().getQueryParams().getFirst(DONE);
        return done == null || pages.form(done).isEmpty() ? ""
                : words.find("form." + done + ".done").orElseGet(() -> words.with("done", words.of("form." + done)));
    }

    /** What happened to a record after this moment, in its order. */
    List<RecordViews.Happened> happened(RecordPage page, JsonNode record, Instant after, Words words) {
        return records.timeline(page, record, words).stream().filter(each -> each.isAfter(after)).toList();
    }

    /** Reads a record. */
    Mono<Answer> read(RecordPage page, String ref, SignedIn officer, Locale language) {
        return read(page, ref, Map.of(), officer, language);
    }

    /** Reads a record with more to say than its case. */
    Mono<Answer> read(RecordPage page, String ref, Map<String, String> query, SignedIn officer, Locale language) {
        return api.get(RecordViews.path(page.path(), ref), query, officer.token(), language);
    }

    private Mono<Answer> read(ListPage list, Map<String, String> asked, int size, SignedIn officer, Locale language) {
        Map<String, String> query = new HashMap<>(list.query());
        if (list.paged()) {
            query.put("size", String.valueOf(size));
        }
        query.putAll(asked);
        return api.get(list.path(), query, officer.token(), language);
    }

    /** A list with these lines. */
    Listed listed(ListPage list, JsonNode body, SignedIn officer, Words words) {
        return listed(list, body, MOST_LINES, officer, words);
    }

    private Listed listed(ListPage list, JsonNode body, int most, SignedIn officer, Words words) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode item : body.path(list.items()).valueStream().limit(most).toList()) {
            String ref = Shown.at(item, list.refPath()).asString("");
            lines.add(new Line(ref.isEmpty() ? "" : address(list, item, ref, officer), list.columns().stream().map(row -> cell(row, item, words)).toList()));
        }
        return new Listed(list.id(), words.of("list." + list.id()), words.of("list.empty"), list.live(), list.brief(),
                numbers(list, body, words),
                list.columns().stream().map(row -> words.of("field." + row.name())).toList(), named(list.columns()), lines);
    }

    private static int named(List<Row> columns) {
        return IntStream.range(0, columns.size()).filter(at -> columns.get(at).kind() == Kind.CASE).findFirst().orElse(0);
    }

    /**
     * Where a line leads: to where its kind of work is done, or to the record of the list; nowhere where the officer's role may open
     * neither.
     */
    private String address(ListPage list, JsonNode item, String ref, SignedIn officer) {
        String lead = list.by() == null ? "" : list.lead(Shown.at(item, list.by()).asString(""));
        String[] away = (lead.startsWith("/") ? frames.service() + " " + lead : lead).split(" ", -1);
        if (away.length > 1 && doors.open(officer.actor(), away[0], away[1])) {
            Optional<String> where = frames.pagesOf(away[0]).map(before -> before + RecordViews.path(away[1], ref));
            if (where.isPresent()) {
                return where.get();
            }
        }
        String own = "/pages/" + list.record() + "/";
        return list.record() != null && doors.open(officer.actor(), frames.service(), own + "{ref}") ? own + ref : "";
    }

    /** How many there are, also where they are counted by kind; empty where nobody says. */
    private static String total(JsonNode body) {
        if (body.path("counts").isArray()) {
            return String.valueOf(body.path("counts").valueStream().mapToLong(each -> each.path("total").asLong(0)).sum());
        }
        return body.path("total").isNumber() ? body.path("total").asString() : "";
    }

    private String cell(Row row, JsonNode item, Words words) {
        String value = row.kind() == Kind.MANY ? lines.inOneLine(row, item, words)
                : shown.line(row, item, words.language());
        return row.kind() == Kind.CASE ? RecordViews.shortened(value) : value.isEmpty() ? "–" : value;
    }

    /** The words in the language of the reader. */
    Words words(ServerWebExchange exchange) {
        return shown.texts().in(PageLanguage.of(exchange));
    }

    /** Runs as the officer who is signed in, or sends the browser to sign in first. */
    Mono<Void> as(ServerWebExchange exchange, String here, Function<SignedIn, Mono<Void>> what) {
        return signIns.current(exchange).map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.isPresent() ? what.apply(found.get()) : signIns.again(exchange, here))
                .onErrorResume(failure -> failure instanceof WebClientException || failure instanceof MongoException, _ ->
                        frames.tell(exchange, HttpStatus.SERVICE_UNAVAILABLE, "failed"));
    }

    /** Tells of what the API refused. */
    Mono<Void> problem(ServerWebExchange exchange, SignedIn officer, String here, Answer answer) {
        return problem(exchange, officer, here, answer, "");
    }

    /** The same for a case, with what somebody who does not see it can do. */
    private Mono<Void> problem(ServerWebExchange exchange, SignedIn officer, String here, Answer answer, String ref) {
        if (answer.signInNeeded()) {
            return signIns.again(exchange, here);
        }
        Words words = words(exchange);
        List<RecordViews.Action> asks = ref.isEmpty() ? List.of() : pages.forms().stream().filter(Form::asksForCase)
                .filter(form -> endpoints.lets(officer.actor(), "POST", form.post()))
                .map(form -> new RecordViews.Action(form.id() + "/" + ref, words.of("form." + form.id()))).toList();
        return frames.send(exchange, HttpStatusCode.valueOf(answer.status()), "notice", officer, here, Map.of(
                "asks", asks, "title", answer.body().path("title").asString(words.of("notice.failed")),
                "text", answer.body().path("detail").asString(words.of("notice.failed.text")), "back", frames.home()));
    }

    /** There is no such page. */
    Mono<Void> notFound(ServerWebExchange exchange, SignedIn officer) {
        Words words = words(exchange);
        return frames.send(exchange, HttpStatus.NOT_FOUND, "notice", officer, "/", Map.of(
                "title", words.of("notice.no-page"), "text", words.of("notice.no-page.text"), "back", frames.home()));
    }
}
