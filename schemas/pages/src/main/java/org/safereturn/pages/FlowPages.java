package org.safereturn.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.api.OwnApi;
import org.safereturn.pages.definition.FlowPage;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The way of a case as the API tells it: drawn as a chart, said in words below it, compared with another version, and with the
 * place of one case marked.
 */
final class FlowPages {

    /** The page of the flow; below it those of cases. */
    static final String ADDRESS = "/pages/flow";

    private static final String VERSION = "version";
    private static final String FROM = "from";
    private static final String START = "START";
    /** A step between more pairs of states than this has no line in the chart. */
    private static final int MOST_LINES_OF_A_STEP = 4;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

    private final Pages pages;
    private final OwnApi api;
    private final Endpoints endpoints;
    private final Shown shown;
    private final Frames frames;
    private final ReadPages reading;

    FlowPages(Pages pages, OwnApi api, Endpoints endpoints, Shown shown, Frames frames, ReadPages reading) {
        this.pages = pages;
        this.api = api;
        this.endpoints = endpoints;
        this.shown = shown;
        this.frames = frames;
        this.reading = reading;
    }

    /** A case, and where it stands; nothing of both on the page of the flow alone. */
    private record Place(String ref, String state) {

        static final Place NONE = new Place("", "");
    }

    /**
     * A step in words.
     *
     * @param from names of the states that it leaves
     * @param to names of the states to which it leads; words where the case stays
     * @param who side and roles
     * @param guards ids of its conditions, which the page explains once
     * @param more what else is said of it, each with its label
     */
    record Step(String name, String from, String to, String who, List<String> guards, List<Said> more) {
    }

    /** A label and what it is for. */
    record Said(String label, String value) {
    }

    /** Steps under a heading. */
    record Steps(String title, List<Step> steps) {
    }

    /** A condition. */
    record Guard(String id, String name, String authority) {
    }

    /** What runs beside the states. */
    record Region(String name, String side, String states, String authority) {
    }

    /** A direction of return and what is decided for it, in the order of the switches. */
    record Direction(String name, List<String> values) {
    }

    /** How versions differ in one entry. */
    record Difference(String kind, String part, String name, List<Change> changes) {
    }

    /** What was changed in an entry. */
    record Change(String what, String before, String after) {
    }

    /** Whether this officer's role may read it. */
    boolean offered(SignedIn officer) {
        FlowPage page = pages.flow();
        return page != null && endpoints.lets(officer.actor(), "GET", page.path());
    }

    /** The flow in one version, compared with another one where that is asked for. */
    Mono<Void> show(ServerWebExchange exchange) {
        String version = asked(exchange, VERSION);
        String from = asked(exchange, FROM);
        String here = ADDRESS + (version.isEmpty() ? "" : "?" + VERSION + "=" + version + (from.isEmpty() ? "" : "&" + FROM + "=" + from));
        return reading.as(exchange, here, officer -> {
            FlowPage page = pages.flow();
            return page == null ? reading.notFound(exchange, officer)
                    : version(exchange, officer, page, version, from, here, Place.NONE);
        });
    }

    /** The flow on which a case began, with its place marked. */
    Mono<Void> place(ServerWebExchange exchange, String ref) {
        String here = ADDRESS + "/" + ref;
        return reading.as(exchange, here, officer -> {
            FlowPage page = pages.flow();
            RecordPage record = page == null ? null : pages.record(page.record()).orElse(null);
            if (page == null || record == null || !record.refers(ref)) {
                return reading.notFound(exchange, officer);
            }
            return reading.read(record, ref, officer, reading.words(exchange).language()).flatMap(answer -> answer.good()
                    ? version(exchange, officer, page, Shown.at(answer.body(), page.version()).asString(""), "", here,
                            new Place(ref, Shown.at(answer.body(), page.state()).asString("")))
                    : reading.problem(exchange, officer, here, answer));
        });
    }

    /** What a number in the address says; empty where it is none. */
    private static String asked(ServerWebExchange exchange, String name) {
        String value = Objects.requireNonNullElse(exchange.getRequest().getQueryParams().getFirst(name), "");
        return NUMBER.matcher(value).matches() ? value : "";
    }

    private Mono<Void> version(ServerWebExchange exchange, SignedIn officer, FlowPage page, String version, String from, String here,
            Place place) {
        Words words = reading.words(exchange);
        Locale language = words.language();
        return api.get(page.path(), Map.of(), officer.token(), language).flatMap(all -> {
            if (!all.good()) {
                return reading.problem(exchange, officer, here, all);
            }
            String wanted = version.isEmpty() ? all.body().path("inForce").asString("") : version;
            String one = page.path() + "/" + wanted;
            return api.get(one, Map.of(), officer.token(), language).flatMap(flow -> {
                if (!flow.good()) {
                    return reading.problem(exchange, officer, here, flow);
                }
                Map<String, Object> model = model(flow.body(), all.body(), place, words);
                model.put("record", page.record());
                if (from.isEmpty()) {
                    return frames.send(exchange, HttpStatus.OK, "flow", officer, here, model);
                }
                return api.get(one + "/differences", Map.of(FROM, from), officer.token(), language).flatMap(differences -> {
                    if (!differences.good()) {
                        return reading.problem(exchange, officer, here, differences);
                    }
                    Map<String, String> names = names(flow.body().path("flow"), language);
                    differences.body().path("differences").forEach(each ->
                            names.putIfAbsent(each.path("id").asString(""), name(each, language)));
                    model.put("compared", words.with("flow.differences", wanted, from));
                    model.put("differences", differences.body().path("differences").valueStream()
                            .map(each -> difference(each, names, words)).toList());
                    return frames.send(exchange, HttpStatus.OK, "flow", officer, here, model);
                });
            });
        });
    }

    private Map<String, Object> model(JsonNode answer, JsonNode all, Place place, Words words) {
        JsonNode flow = answer.path("flow");
        Locale language = words.language();
        Map<String, String> names = names(flow, language);
        String version = flow.path(VERSION).asString("");
        Map<String, Object> model = new HashMap<>();
        model.put("title", words.of(place.ref().isEmpty() ? "flow.title" : "flow.place"));
        model.put("ref", place.ref());
        model.put("refName", words.of("field.caseRef"));
        model.put("now", place.state().isEmpty() ? "" : words.with("flow.place.now", state(place.state(), names)));
        model.put("name", name(flow, language));
        model.put("number", words.with("flow.version", version));
        model.put("authority", shown.label("authorities", flow.path("authority").asString(""), language));
        model.put("minutes", joined(flow.path("minutes")));
        model.put("versions", versions(all, version, words));
        model.put("comparisons", place.ref().isEmpty() ? comparisons(all, version, words) : List.of());
        model.put("compared", "");
        model.put("differences", List.of());
        model.put("chart", chart(flow, place, words));
        model.put("next", place.state().isEmpty() ? List.of() : flow.path("transitions").valueStream()
                .filter(step -> codes(step.path(FROM)).contains(place.state())).map(step -> step(step, names, words)).toList());
        model.put("phases", phases(flow, names, words));
        model.put("guards", flow.path("guards").valueStream().map(guard -> new Guard(guard.path("id").asString(""),
                name(guard, language), shown.label("authorities", guard.path("authority").asString(""), language))).toList());
        model.put("regions", flow.path("regions").valueStream().map(region -> region(region, words)).toList());
        model.put("switches", flow.path("switches").valueStream().map(each -> name(each, language)).toList());
        model.put("directions", answer.path("directions").valueStream().map(each -> direction(each, flow, words)).toList());
        return model;
    }

    /** Every name of the version by its id, so that a difference reads in words too. */
    private static Map<String, String> names(JsonNode flow, Locale language) {
        Map<String, String> names = new HashMap<>();
        for (String part : List.of("phases", "evidence", "switches", "states")) {
            flow.path(part).forEach(each -> names.put(each.path("id").asString(""), name(each, language)));
        }
        return names;
    }

    private static String name(JsonNode entry, Locale language) {
        return entry.path("names").path(language.getLanguage()).asString("");
    }

    private static String state(String code, Map<String, String> names) {
        return names.getOrDefault(code, code);
    }

    private static List<Frame.Link> versions(JsonNode all, String shownNow, Words words) {
        return all.path("flows").valueStream().map(each -> {
            String number = each.path(VERSION).asString("");
            return new Frame.Link(number, words.with("flow.version", number), ADDRESS + "?" + VERSION + "=" + number,
                    number.equals(shownNow));
        }).toList();
    }

    private static List<Frame.Link> comparisons(JsonNode all, String shownNow, Words words) {
        return all.path("flows").valueStream().map(each -> each.path(VERSION).asString("")).filter(number -> !number.equals(shownNow))
                .map(number -> new Frame.Link(number, words.with("flow.compare", number),
                        ADDRESS + "?" + VERSION + "=" + shownNow + "&" + FROM + "=" + number, false)).toList();
    }

    private static FlowChart.Drawing chart(JsonNode flow, Place place, Words words) {
        Locale language = words.language();
        List<FlowChart.Phase> phases = flow.path("phases").valueStream()
                .map(each -> new FlowChart.Phase(each.path("id").asString(""), name(each, language))).toList();
        List<String> starts = flow.path("transitions").valueStream().filter(step -> codes(step.path(FROM)).contains(START))
                .flatMap(step -> codes(step.path("to")).stream()).toList();
        List<FlowChart.State> states = flow.path("states").valueStream().map(each -> {
            String id = each.path("id").asString("");
            return new FlowChart.State(id, each.path("phase").asString(""), name(each, language), starts.contains(id),
                    each.path("end").asBoolean(false), id.equals(place.state()));
        }).toList();
        Map<String, FlowChart.Way> ways = new LinkedHashMap<>();
        flow.path("transitions").forEach(step -> {
            List<String> from = codes(step.path(FROM)).stream().filter(state -> !state.equals(START)).toList();
            if (from.size() * step.path("to").size() <= MOST_LINES_OF_A_STEP) {
                from.forEach(one -> codes(step.path("to")).stream().filter(other -> !other.equals(one)).forEach(other ->
                        ways.merge(one + " " + other, new FlowChart.Way(one, other, step.path("side").asString("").toLowerCase(Locale.ROOT),
                                name(step, language)), FlowPages::both)));
            }
        });
        return FlowChart.of(phases, states, List.copyOf(ways.values()));
    }

    /** Two steps with one line. */
    private static FlowChart.Way both(FlowChart.Way one, FlowChart.Way other) {
        return new FlowChart.Way(one.from(), one.to(), one.side().equals(other.side()) ? one.side() : "either",
                one.title() + " · " + other.title());
    }

    /** The steps by the row of the state that they leave first; those that begin a file come first. */
    private List<Steps> phases(JsonNode flow, Map<String, String> names, Words words) {
        Map<String, String> rows = flow.path("states").valueStream()
                .collect(Collectors.toMap(each -> each.path("id").asString(""), each -> each.path("phase").asString(""), (one, _) -> one));
        List<Steps> all = new ArrayList<>();
        for (JsonNode phase : flow.path("phases")) {
            String id = phase.path("id").asString("");
            List<Step> steps = flow.path("transitions").valueStream().filter(step -> id.equals(codes(step.path(FROM)).stream()
                    .map(from -> from.equals(START) ? flow.path("phases").path(0).path("id").asString("") : rows.getOrDefault(from, ""))
                    .findFirst().orElse(""))).map(step -> step(step, names, words)).toList();
            if (!steps.isEmpty()) {
                all.add(new Steps(name(phase, words.language()), steps));
            }
        }
        return all;
    }

    private Step step(JsonNode step, Map<String, String> names, Words words) {
        Locale language = words.language();
        String to = codes(step.path("to")).stream().map(state -> state(state, names)).collect(Collectors.joining(" · "));
        List<Said> more = new ArrayList<>();
        if (step.path("second").asBoolean(false)) {
            more.add(new Said("", words.of("flow.second")));
        }
        if (step.path("exception").asBoolean(false)) {
            more.add(new Said("", words.of("flow.exception")));
        }
        for (String what : List.of("evidence", "starts", "stops", "when")) {
            String value = values(what, step.path(what), names, words);
            if (!value.isEmpty()) {
                more.add(new Said(words.of("flow.what." + what), value));
            }
        }
        more.add(new Said("", authority(step, words)));
        return new Step(name(step, language), codes(step.path(FROM)).stream()
                .map(state -> state.equals(START) ? words.of("flow.start") : state(state, names)).collect(Collectors.joining(" · ")),
                to.isEmpty() ? words.of("flow.stays") : to,
                words.of("flow.side." + step.path("side").asString("")) + ": " + values("roles", step.path("roles"), names, words),
                codes(step.path("guards")), more);
    }

    private String authority(JsonNode entry, Words words) {
        String label = shown.label("authorities", entry.path("authority").asString(""), words.language());
        String items = joined(entry.path("minutes"));
        return items.isEmpty() ? label : label + " (" + items + ")";
    }

    private Region region(JsonNode region, Words words) {
        Locale language = words.language();
        return new Region(name(region, language), words.of("flow.side." + region.path("side").asString("")),
                region.path("states").valueStream().map(each -> name(each, language)).collect(Collectors.joining(" · ")),
                authority(region, words));
    }

    private Direction direction(JsonNode direction, JsonNode flow, Words words) {
        List<String> values = flow.path("switches").valueStream().map(each -> direction.path("switches").valueStream()
                .filter(said -> said.path("id").asString("").equals(each.path("id").asString("")))
                .map(said -> words.of("flow.value." + said.path("value").asString("")) + " ("
                        + shown.label("authorities", said.path("authority").asString(""), words.language()) + ")")
                .findFirst().orElse("–")).toList();
        return new Direction(shown.line(Row.of("direction", Kind.DIRECTION, null), direction, words.language()), values);
    }

    private Difference difference(JsonNode each, Map<String, String> names, Words words) {
        String id = each.path("id").asString("");
        return new Difference(words.of("flow.kind." + each.path("kind").asString("")), words.of("flow.part." + each.path("part").asString("")),
                Optional.of(name(each, words.language())).filter(name -> !name.isEmpty()).orElse(id),
                each.path("changes").valueStream().map(change -> change(change, names, words)).toList());
    }

    private Change change(JsonNode change, Map<String, String> names, Words words) {
        String what = change.path("what").asString("");
        String part = what.substring(0, what.indexOf('.') < 0 ? what.length() : what.indexOf('.'));
        String language = what.substring(Math.min(what.length(), part.length() + 1));
        return new Change(words.of("flow.what." + part) + (language.isEmpty() ? "" : " (" + words.of("language." + language) + ")"),
                values(part, change.path("before"), names, words), values(part, change.path("after"), names, words));
    }

    /** Codes of one kind, in words. */
    private String values(String what, JsonNode list, Map<String, String> names, Words words) {
        Locale language = words.language();
        return codes(list).stream().map(code -> switch (what) {
            case "roles" -> shown.label("Role", code, language);
            case "starts", "stops" -> shown.label("DeadlineTimer", code, language);
            case "authority" -> shown.label("authorities", code, language);
            case "side" -> words.of("flow.side." + code);
            case "second", "exception", "end" -> words.of(code.equals("true") ? "yes" : "no");
            default -> names.getOrDefault(code, code);
        }).collect(Collectors.joining(" · "));
    }

    private static String joined(JsonNode list) {
        return String.join(", ", codes(list));
    }

    private static List<String> codes(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }
}
