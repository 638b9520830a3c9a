package org.safereturn.pages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.draft.Draft;
import org.safereturn.pages.draft.Drafts;
import org.safereturn.pages.form.Entries;
import org.safereturn.pages.form.Entry;
import org.safereturn.pages.form.Fault;
import org.safereturn.pages.form.FieldView;
import org.safereturn.pages.form.Told;
import org.safereturn.pages.session.SignIns;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages on which officers enter: the form, all that it says once more, and sending it. What was typed is kept sealed on
 * the server each time that it is sent, and by the script of the form while it is typed, so that a rule that says no, a
 * sign-in that is over, a lost line or another officer who was quicker costs nothing of it, or what was typed in the last
 * seconds. Every form has a key from its beginning; the API recognises by it what it has done already, so a second click
 * does nothing.
 */
final class FormPages {

    private static final String KEY = "key";
    private static final String STEP = "step";
    private static final String BEGUN = "begun";
    private static final String SEEN = "seen";
    private static final String CHECK = "check";
    private static final String KEEP = "keep";
    private static final String CHANGE = "change";
    private static final String SEND = "send";
    private static final Pattern KEYS = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern TAGS = Pattern.compile("\"[!#-~]{1,64}\"");

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Shown shown;
    private final SignIns signIns;
    private final Frames frames;
    private final ReadPages reading;
    private final DraftPages drafts;
    private final Supplier<UUID> keys;
    private final Clock clock;
    private final RecordLines lines;

    FormPages(Pages pages, OwnApi api, Endpoints endpoints, Shown shown, SignIns signIns, Frames frames,
            ReadPages reading, DraftPages drafts, Supplier<UUID> keys, Clock clock) {
        this.pages = pages;
        this.api = api;
        this.endpoints = endpoints;
        this.shown = shown;
        this.signIns = signIns;
        this.frames = frames;
        this.reading = reading;
        this.drafts = drafts;
        this.keys = keys;
        this.clock = clock;
        this.lines = new RecordLines(shown);
    }

    /**
     * A form as it is opened.
     *
     * @param record what the officer sees of the case; a missing node for a form that opens something
     */
    private record Opened(Form form, String ref, SignedIn officer, JsonNode record, @Nullable String tag, Words words) {

        String here() {
            return address(form.id(), ref);
        }

        /** Where an officer goes who sends nothing. */
        String back() {
            return isOfCase(form) ? "/pages/" + form.record() + "/" + ref : "/";
        }
    }

    /** Shows a form, with what a draft of it holds; without one, with what the record proposes and the drafts that there are. */
    Mono<Void> show(ServerWebExchange exchange, String id, String ref) {
        String key = String.valueOf(exchange.getRequest().getQueryParams().getFirst(KEY));
        String here = address(id, ref) + (KEYS.matcher(key).matches() ? "?key=" + key : "");
        return reading.as(exchange, here, officer -> open(exchange, id, ref, here, officer, opened ->
                (KEYS.matcher(key).matches() ? drafts.store().find(key, officer.actor().reference(), id, ref) : Mono.<Draft>empty())
                        .flatMap(draft -> form(exchange, opened, draft.seen(opened.tag()), List.of(), since(opened, draft),
                                HttpStatus.OK).thenReturn(true))
                        .switchIfEmpty(Mono.defer(() -> begin(exchange, opened).thenReturn(true)))
                        .then()));
    }

    private Mono<Void> begin(ServerWebExchange exchange, Opened opened) {
        Draft draft = new Draft(keys.get().toString(), opened.officer().actor().reference(), opened.form().id(),
                opened.ref(), clock.instant(), opened.tag(), proposed(opened));
        return opened.form().asks() ? form(exchange, opened, draft, List.of(), Since.NOTHING, HttpStatus.OK)
                : check(exchange, opened, draft);
    }

    /** What the record proposes; the case of the address for a form that asks which case it is about. */
    private Map<String, List<String>> proposed(Opened opened) {
        Map<String, List<String>> proposed = FieldView.proposed(opened.form(), opened.record(), shown,
                opened.words().language());
        if (opened.form().asksForCase() && !opened.ref().isEmpty()) {
            opened.form().fields().stream().filter(field -> Form.CASE_ASKED.contains(field.name()))
                    .forEach(field -> proposed.put(field.name(), List.of(opened.ref())));
        }
        return proposed;
    }

    /**
     * Takes what was entered: to be kept, to be read once more, to be changed, or to be sent. Nothing is kept about a case that
     * the officer does not see: a form that this session has not shown is opened first, as its page is.
     */
    Mono<Void> take(ServerWebExchange exchange, String id, String ref) {
        return exchange.getFormData().flatMap(data -> {
            Map<String, List<String>> entered = new HashMap<>(data);
            String key = first(entered, KEY);
            String step = first(entered, STEP);
            if (!KEYS.matcher(key).matches()) {
                return go(exchange, address(id, ref));
            }
            Form form = pages.form(id).orElse(null);
            String here = address(id, ref) + "?key=" + key;
            return signIns.officer().flatMap(actor -> exchange.getSession().flatMap(session -> {
                Draft typed = new Draft(key, actor.reference(), id, ref, begun(first(entered, BEGUN)),
                        tag(first(entered, SEEN)), form == null ? Map.of() : form.of(entered));
                boolean possible = form != null && hasPlace(form, ref) && endpoints.lets(actor, "POST", form.post());
                boolean opened = possible && form != null && (!isOfCase(form) || OpenedForms.has(session, typed));
                boolean checked = possible && form != null && form.asks() && step.equals(CHECK);
                if (opened && step.equals(KEEP)) {
                    return drafts.keep(exchange, typed);
                }
                // Kept before the sign-in is looked at, which may be over; of a case that was not shown yet, after it was read.
                return kept(typed, opened && checked).flatMap(kept -> reading.as(exchange, here, officer ->
                        open(exchange, id, ref, here, officer, now -> step.equals(KEEP) ? drafts.keep(exchange, typed)
                                : (opened ? Mono.just(kept) : kept(typed, checked)).flatMap(each ->
                                        taken(exchange, now, each, step)))));
            }));
        });
    }

    /** What was typed, and why it could not be kept; nothing where it was. */
    private record Kept(Draft draft, Drafts.@Nullable Why failure) {
    }

    /** Keeps what was typed, whatever becomes of it, where it is to be kept. */
    private Mono<Kept> kept(Draft typed, boolean keeps) {
        return !keeps ? Mono.just(new Kept(typed, null)) : drafts.store().keep(typed).map(draft -> new Kept(draft, null))
                .onErrorResume(Drafts.NotKept.class, no -> Mono.just(new Kept(typed, no.why())));
    }

    private Mono<Void> taken(ServerWebExchange exchange, Opened opened, Kept kept, String step) {
        if (kept.failure() != null) {
            return kept.failure() == Drafts.Why.TAKEN ? go(exchange, opened.here())
                    : form(exchange, opened, kept.draft(), List.of(new Fault("", opened.words().of(DraftPages.text(kept.failure())))),
                            Since.NOTHING, DraftPages.status(kept.failure()));
        }
        if (step.equals(CHANGE)) {
            return go(exchange, opened.here() + "?key=" + kept.draft().key());
        }
        if (step.equals(CHECK) || !opened.form().asks()) {
            return judged(exchange, opened, kept.draft(), step);
        }
        return drafts.store().find(kept.draft().key(), kept.draft().officer(), opened.form().id(), opened.ref())
                .flatMap(draft -> judged(exchange, opened, draft, step).thenReturn(true))
                // It was sent already.
                .switchIfEmpty(Mono.defer(() -> go(exchange, opened.back()).thenReturn(true)))
                .then();
    }

    private Mono<Void> judged(ServerWebExchange exchange, Opened opened, Draft draft, String step) {
        Entry entry = entry(opened, draft);
        if (!entry.faults().isEmpty()) {
            return form(exchange, opened, draft, entry.faults(), Since.NOTHING, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!step.equals(SEND)) {
            return check(exchange, opened, draft);
        }
        // Without a version of what the officer saw the API could not tell that something has come up meanwhile.
        return draft.tag() == null && opened.tag() != null
                ? form(exchange, opened, draft.seen(opened.tag()), List.of(), since(opened, draft), HttpStatus.CONFLICT)
                : send(exchange, opened, draft, entry);
    }

    private Mono<Void> send(ServerWebExchange exchange, Opened opened, Draft draft, Entry entry) {
        Form form = opened.form();
        String path = form.post();
        for (Map.Entry<String, String> variable : entry.variables().entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", UriUtils.encodePathSegment(variable.getValue(), StandardCharsets.UTF_8));
        }
        path = RecordViews.path(path, opened.ref());
        return api.post(path, form.hasBody() ? entry.body() : null, draft.key(), draft.tag(), opened.officer().token(),
                opened.words().language()).flatMap(answer -> {
                    if (answer.good()) {
                        String ref = opened.ref().isEmpty() ? answer.body().path("caseRef").asString("") : opened.ref();
                        // It is done, whatever becomes of the draft: sent again, it would do nothing.
                        return drafts.store().forget(draft.key(), draft.officer()).onErrorComplete(MongoException.class).then(Mono.defer(() -> go(exchange,
                                (form.record() == null || ref.isEmpty() ? "/" : "/pages/" + form.record() + "/" + ref)
                                        + "?done=" + form.id())));
                    }
                    if (answer.signInNeeded()) {
                        return signIns.again(exchange, opened.here() + "?key=" + draft.key());
                    }
                    // What the officer has seen is now what there is; the next time it is sent on purpose.
                    boolean changed = answer.status() == HttpStatus.PRECONDITION_FAILED.value();
                    Since since = since(opened, draft);
                    return form(exchange, opened, draft.seen(opened.tag()), List.of(changed
                                    ? new Fault("", opened.words().of("fault.changed"))
                                    : Told.fault(form, answer.body(), entry.body(), shown, opened.words())),
                            changed ? new Since(true, since.happened()) : since, HttpStatusCode.valueOf(answer.status()));
                });
    }

    /** What was entered, and what is wrong with it: what makes no body, and texts that the endpoint would refuse. */
    private Entry entry(Opened opened, Draft draft) {
        Form form = opened.form();
        Entry entry = Entries.read(form, draft.entered(), opened.record(), opened.ref(), shown, opened.words());
        return new Entry(entry.body(), entry.variables(), Stream.concat(entry.faults().stream(),
                endpoints.textFaults("POST", form.post(), entry.body()).stream()
                        .map(fault -> Told.fault(form, fault, entry.body(), shown, opened.words()))).toList());
    }

    private Mono<Void> open(ServerWebExchange exchange, String id, String ref, String here, SignedIn officer,
            Function<Opened, Mono<Void>> what) {
        Form form = pages.form(id).orElse(null);
        if (form == null || !hasPlace(form, ref)) {
            return reading.notFound(exchange, officer);
        }
        if (!endpoints.lets(officer.actor(), "POST", form.post())) {
            return frames.tell(exchange, HttpStatus.FORBIDDEN, "closed");
        }
        Words words = shown.texts().in(PageLanguage.of(exchange));
        if (!isOfCase(form)) {
            return what.apply(new Opened(form, ref, officer, MissingNode.getInstance(), null, words));
        }
        return reading.read(pages.record(String.valueOf(form.record())).orElseThrow(), ref, officer, words.language())
                .flatMap(answer -> answer.good()
                        ? withLookup(form, ref, officer, answer.body(), words)
                                .flatMap(record -> what.apply(new Opened(form, ref, officer, record, answer.tag(), words)))
                        : reading.problem(exchange, officer, here, answer));
    }

    /** The record with what its form looks up besides. */
    private Mono<JsonNode> withLookup(Form form, String ref, SignedIn officer, JsonNode record, Words words) {
        Form.Lookup lookup = form.lookup();
        if (lookup == null || !(record instanceof ObjectNode known)) {
            return Mono.just(record);
        }
        return api.get(RecordViews.path(lookup.path(), ref), Map.of(), officer.token(), words.language()).map(answer -> {
            ObjectNode more = known.deepCopy();
            if (answer.good()) {
                more.set(lookup.in(), answer.body());
            }
            return more;
        });
    }

    /** Whether there can be such a form of such a case, or of such another thing with a page. */
    private boolean hasPlace(Form form, String ref) {
        return ref.isEmpty() ? !isOfCase(form) : refers(form, ref);
    }

    /** Whether it is about a case, or another thing with a page, that this service has. */
    private static boolean isOfCase(Form form) {
        return !form.asksForCase() && RecordViews.isOfOne(form.post());
    }

    private boolean refers(Form form, String ref) {
        return isOfCase(form) ? pages.record(String.valueOf(form.record())).orElseThrow().refers(ref)
                : AccessRecording.isCaseRef(ref);
    }

    private Mono<Void> form(ServerWebExchange exchange, Opened opened, Draft draft, List<Fault> faults, Since since,
            HttpStatusCode status) {
        Map<String, Object> model = model(opened, draft);
        model.put("faults", faults);
        model.put("fields", FieldView.of(opened.form(), draft.entered(), opened.record(), faults, shown,
                opened.words()));
        model.put("since", since);
        model.put("typing", true);
        return exchange.getSession().doOnNext(session -> OpenedForms.note(session, draft)).then(
                drafts.of(opened.form().id(), opened.ref(), draft, opened.words())).flatMap(known -> {
            model.put("drafts", known);
            return frames.send(exchange, status, "form", opened.officer(), opened.here() + "?key=" + draft.key(), model);
        });
    }

    /**
     * What became of the record after the officer began.
     *
     * @param moved whether it has changed at all
     */
    record Since(boolean moved, List<RecordViews.Happened> happened) {

        static final Since NOTHING = new Since(false, List.of());
    }

    private Since since(Opened opened, Draft draft) {
        if (!isOfCase(opened.form()) || Objects.equals(draft.tag(), opened.tag())) {
            return Since.NOTHING;
        }
        return new Since(true, reading.happened(pages.record(String.valueOf(opened.form().record())).orElseThrow(),
                opened.record(), draft.begun(), opened.words()));
    }

    private Mono<Void> check(ServerWebExchange exchange, Opened opened, Draft draft) {
        Entry entry = entry(opened, draft);
        ObjectNode told = entry.body().deepCopy();
        entry.variables().forEach((name, value) -> told.put("@" + name, value));
        Map<String, Object> model = model(opened, draft);
        model.put("lines", Told.lines(opened.form(), told, opened.record(), shown, opened.words()));
        model.put("asks", opened.form().asks());
        return beforehand(opened, entry).flatMap(said -> {
            if (said.fault() != null) {
                return form(exchange, opened, draft, List.of(said.fault()), Since.NOTHING, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            model.put("beforehand", said.lines());
            model.put("beforehandText", opened.words().find("form." + opened.form().id() + ".beforehand").orElse(""));
            Mono<Void> noted = opened.form().asks()
                    ? drafts.store().checked(draft.key(), draft.officer()).onErrorComplete(MongoException.class) : Mono.empty();
            return noted.then(Mono.defer(() -> frames.send(exchange, HttpStatus.OK, "check", opened.officer(),
                    opened.here() + "?key=" + draft.key(), model)));
        });
    }

    /** What the API says beforehand, or why it is no use to send. */
    private record Said(List<RecordLines.Line> lines, @Nullable Fault fault) {

        static final Said NOTHING = new Said(List.of(), null);
    }

    /** What the API says of it before it is sent; nothing where it says nothing or refuses, for sending tells why. */
    private Mono<Said> beforehand(Opened opened, Entry entry) {
        Form.Beforehand asked = opened.form().beforehand();
        String of = asked == null ? null : asked.of();
        String ref = of == null ? opened.ref() : Shown.at(entry.body(), of).asString("");
        if (asked == null || (of != null && ref.isEmpty())) {
            return Mono.just(Said.NOTHING);
        }
        Map<String, String> query = new HashMap<>();
        for (String name : asked.asks()) {
            JsonNode value = Shown.at(entry.body(), name);
            String text = value.isArray() ? value.valueStream().map(each -> each.asString("")).collect(Collectors.joining(","))
                    : value.asString("");
            if (!text.isEmpty()) {
                query.put(name, text);
            }
        }
        return api.get(RecordViews.path(asked.path(), ref), query, opened.officer().token(), opened.words().language())
                .map(answer -> answer.good() ? new Said(lines.of(asked.rows(), answer.body(), opened.words()), null)
                        : of != null && answer.status() == HttpStatus.NOT_FOUND.value()
                                ? new Said(List.of(), new Fault(of, opened.words().of("fault.unseen"))) : Said.NOTHING);
    }

    private Map<String, Object> model(Opened opened, Draft draft) {
        Words words = opened.words();
        Form form = opened.form();
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of("form." + form.id()));
        model.put("lead", words.find("form." + form.id() + ".lead").orElse(""));
        model.put("grave", form.grave());
        model.put("showsTitle", words.find("form." + form.id() + ".shows").orElse(""));
        model.put("shows", lines.of(form.shows(), opened.record(), words));
        model.put("key", draft.key());
        model.put("begun", draft.begun().toString());
        model.put("seen", draft.tag() == null ? "" : draft.tag());
        model.put("action", opened.here());
        model.put("back", opened.back());
        model.put("ref", opened.ref());
        model.put("refName", words.of("field." + Optional.ofNullable(form.record()).flatMap(pages::record)
                .map(RecordPage::refName).orElse("caseRef")));
        model.put("about", words.with("form.about", form.version(), words.of("authority." + form.authority())));
        return model;
    }

    /** Where a form is. */
    static String address(String form, String ref) {
        return "/pages/forms/" + form + (ref.isEmpty() ? "" : "/" + ref);
    }

    /** When the officer opened the form, as the form says; now when it says nothing that can be. */
    private Instant begun(String said) {
        Instant now = clock.instant();
        try {
            Instant begun = Instant.parse(said);
            return begun.isAfter(now) ? now : begun;
        } catch (DateTimeParseException e) {
            return now;
        }
    }

    private static @Nullable String tag(String said) {
        return TAGS.matcher(said).matches() ? said : null;
    }

    static Mono<Void> go(ServerWebExchange exchange, String address) {
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(address));
        return exchange.getResponse().setComplete();
    }

    private static String first(Map<String, List<String>> entered, String name) {
        List<String> values = entered.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
