package org.safereturn.pages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.form.Entries;
import org.safereturn.pages.form.Entry;
import org.safereturn.pages.form.Fault;
import org.safereturn.pages.form.FieldView;
import org.safereturn.pages.form.Told;
import org.safereturn.pages.session.Draft;
import org.safereturn.pages.session.Drafts;
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
 * The pages on which officers enter: the form, all that it says once more, and sending it. What was typed is kept on the
 * server from the first time that it is sent, so that a rule that says no, a sign-in that is over or another officer who
 * was quicker costs nothing of it. Every form has a key from its beginning; the API recognises by it what it has done
 * already, so a second click does nothing.
 */
final class FormPages {

    private static final String KEY = "key";
    private static final String STEP = "step";
    private static final String CHECK = "check";
    private static final String CHANGE = "change";
    private static final String SEND = "send";
    private static final Pattern KEYS = Pattern.compile("[0-9a-f-]{36}");

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Shown shown;
    private final SignIns signIns;
    private final Frames frames;
    private final ReadPages reading;
    private final Supplier<UUID> keys;

    FormPages(Pages pages, OwnApi api, Endpoints endpoints, Shown shown, SignIns signIns, Frames frames,
            ReadPages reading, Supplier<UUID> keys) {
        this.pages = pages;
        this.api = api;
        this.endpoints = endpoints;
        this.shown = shown;
        this.signIns = signIns;
        this.frames = frames;
        this.reading = reading;
        this.keys = keys;
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

    /** Shows a form, with what a draft of it holds. */
    Mono<Void> show(ServerWebExchange exchange, String id, String ref) {
        String key = String.valueOf(exchange.getRequest().getQueryParams().getFirst(KEY));
        String here = address(id, ref) + (KEYS.matcher(key).matches() ? "?key=" + key : "");
        return reading.as(exchange, here, officer -> open(exchange, id, ref, here, officer, opened ->
                Drafts.find(exchange, key, officer.actor().reference(), id, ref)
                        .defaultIfEmpty(new Draft(keys.get().toString(), officer.actor().reference(), id, ref, null,
                                proposed(opened)))
                        .flatMap(draft -> Drafts.keep(exchange, draft.seen(opened.tag())))
                        .flatMap(draft -> opened.form().asks() ? form(exchange, opened, draft, List.of(), HttpStatus.OK)
                                : check(exchange, opened, draft))));
    }

    /** What the record proposes; the case of the address for a form that asks which case it is about. */
    private Map<String, List<String>> proposed(Opened opened) {
        Map<String, List<String>> proposed = FieldView.proposed(opened.form(), opened.record(), shown,
                opened.words().language());
        if (opened.form().asksForCase() && !opened.ref().isEmpty()) {
            opened.form().fields().stream().filter(field -> field.name().equals("@caseRef") || field.name().equals("@ref"))
                    .forEach(field -> proposed.put(field.name(), List.of(opened.ref())));
        }
        return proposed;
    }

    /** Takes what was entered: to be read once more, to be changed, or to be sent. */
    Mono<Void> take(ServerWebExchange exchange, String id, String ref) {
        return exchange.getFormData().flatMap(data -> {
            Map<String, List<String>> entered = new HashMap<>(data);
            String key = first(entered, KEY);
            String step = first(entered, STEP);
            entered.keySet().removeAll(List.of(KEY, STEP, "_csrf"));
            if (!KEYS.matcher(key).matches()) {
                return go(exchange, address(id, ref));
            }
            String here = address(id, ref) + "?key=" + key;
            return signIns.officer()
                    .flatMap(actor -> kept(exchange, new Draft(key, actor.reference(), id, ref, null, entered), step))
                    .then(Mono.defer(() -> reading.as(exchange, here, officer -> open(exchange, id, ref, here, officer,
                            opened -> Drafts.find(exchange, key, officer.actor().reference(), id, ref)
                                    .flatMap(draft -> taken(exchange, opened, draft, step).thenReturn(true))
                                    .switchIfEmpty(Mono.defer(() -> go(exchange, step.equals(SEND) ? opened.back()
                                            : address(id, ref)).thenReturn(true)))
                                    .then()))));
        });
    }

    /** Keeps what was typed, whatever becomes of it; what was only confirmed is kept already. */
    private static Mono<Draft> kept(ServerWebExchange exchange, Draft typed, String step) {
        if (!step.equals(CHECK)) {
            return Mono.empty();
        }
        return Drafts.find(exchange, typed.key(), typed.officer(), typed.form(), typed.ref())
                .map(before -> typed.seen(before.tag())).defaultIfEmpty(typed)
                .flatMap(draft -> Drafts.keep(exchange, draft));
    }

    private Mono<Void> taken(ServerWebExchange exchange, Opened opened, Draft draft, String step) {
        if (step.equals(CHANGE)) {
            return go(exchange, opened.here() + "?key=" + draft.key());
        }
        Entry entry = entry(opened, draft);
        if (!entry.faults().isEmpty()) {
            return form(exchange, opened, draft, entry.faults(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return step.equals(SEND) ? send(exchange, opened, draft, entry) : check(exchange, opened, draft);
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
                        return Drafts.forget(exchange, draft.key()).then(Mono.defer(() -> go(exchange,
                                (form.record() == null || ref.isEmpty() ? "/" : "/pages/" + form.record() + "/" + ref)
                                        + "?done=" + form.id())));
                    }
                    if (answer.signInNeeded()) {
                        return signIns.again(exchange, opened.here() + "?key=" + draft.key());
                    }
                    // What the officer has seen is now what there is; the next time it is sent on purpose.
                    return Drafts.keep(exchange, draft.seen(opened.tag())).flatMap(known -> form(exchange, opened, known,
                            List.of(Told.fault(form, answer.body())), HttpStatusCode.valueOf(answer.status())));
                });
    }

    private Entry entry(Opened opened, Draft draft) {
        return Entries.read(opened.form(), draft.entered(), opened.record(), opened.ref(), shown, opened.words());
    }

    private Mono<Void> open(ServerWebExchange exchange, String id, String ref, String here, SignedIn officer,
            Function<Opened, Mono<Void>> what) {
        Form form = pages.form(id).orElse(null);
        if (form == null || (ref.isEmpty() ? isOfCase(form) : !AccessRecording.isCaseRef(ref))) {
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
                        ? what.apply(new Opened(form, ref, officer, answer.body(), answer.tag(), words))
                        : reading.problem(exchange, officer, here, answer));
    }

    /** Whether it is about a case that this service has. */
    private static boolean isOfCase(Form form) {
        return !form.asksForCase() && (form.post().contains("{ref}") || form.post().contains("{caseRef}"));
    }

    private Mono<Void> form(ServerWebExchange exchange, Opened opened, Draft draft, List<Fault> faults,
            HttpStatusCode status) {
        Map<String, Object> model = model(opened, draft);
        model.put("faults", faults);
        model.put("fields", FieldView.of(opened.form(), draft.entered(), faults, shown, opened.words()));
        return frames.send(exchange, status, "form", opened.officer(), opened.here() + "?key=" + draft.key(), model);
    }

    private Mono<Void> check(ServerWebExchange exchange, Opened opened, Draft draft) {
        Entry entry = entry(opened, draft);
        ObjectNode told = entry.body().deepCopy();
        entry.variables().forEach((name, value) -> told.put("@" + name, value));
        Map<String, Object> model = model(opened, draft);
        model.put("lines", Told.lines(opened.form(), told, shown, opened.words()));
        model.put("asks", opened.form().asks());
        return frames.send(exchange, HttpStatus.OK, "check", opened.officer(), opened.here() + "?key=" + draft.key(), model);
    }

    private static Map<String, Object> model(Opened opened, Draft draft) {
        Words words = opened.words();
        Form form = opened.form();
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of("form." + form.id()));
        model.put("lead", words.find("form." + form.id() + ".lead").orElse(""));
        model.put("grave", form.grave());
        model.put("key", draft.key());
        model.put("action", opened.here());
        model.put("back", opened.back());
        model.put("ref", opened.ref());
        model.put("about", words.with("form.about", form.version(), words.of("authority." + form.authority())));
        return model;
    }

    private static String address(String form, String ref) {
        return "/pages/forms/" + form + (ref.isEmpty() ? "" : "/" + ref);
    }

    private static Mono<Void> go(ServerWebExchange exchange, String address) {
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(address));
        return exchange.getResponse().setComplete();
    }

    private static String first(Map<String, List<String>> entered, String name) {
        List<String> values = entered.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
