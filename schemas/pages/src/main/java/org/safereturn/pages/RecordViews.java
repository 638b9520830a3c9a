package org.safereturn.pages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.safereturn.access.identity.Actor;
import org.safereturn.pages.api.Endpoints;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.RecordPage;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A record as a page shows it: sections of labelled lines, what happened in its order, and what can be done. */
final class RecordViews {

    private static final int SHORT = 8;
    private static final Pattern REFERENCE = Pattern.compile("\\{(?:ref|caseRef|letter|crossingPoint)}");

    private final Pages pages;
    private final Endpoints endpoints;
    private final Doors doors;
    private final Shown shown;
    private final RecordLines lines;

    RecordViews(Pages pages, Endpoints endpoints, Doors doors, Shown shown) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.doors = doors;
        this.shown = shown;
        this.lines = new RecordLines(shown, pages.find());
    }

    /** Lines under a heading. */
    record Section(String title, List<RecordLines.Line> lines) {
    }

    /** Something that happened, by whom and on which ground; {@code at} is for programs. */
    record Happened(String at, String when, String what, String who, String why) {

        /** Whether it happened after this moment; of what has a day only this is not known. */
        boolean isAfter(Instant moment) {
            try {
                return Instant.parse(at).isAfter(moment);
            } catch (DateTimeParseException dayOnly) {
                return false;
            }
        }
    }

    /** Something that can be done. */
    record Action(String form, String title) {
    }

    /**
     * Something that can be done to one record.
     *
     * @param next whether it is the next step of the procedure; of one record one thing is at most
     */
    record Act(String address, String title, boolean next) {

        Act notNext() {
            return new Act(address, title, false);
        }
    }

    List<Section> sections(RecordPage page, JsonNode record, Words words) {
        List<Section> sections = new ArrayList<>();
        for (RecordPage.Section section : page.sections()) {
            List<RecordLines.Line> lines = this.lines.of(section.rows(), record, words);
            if (!lines.isEmpty()) {
                sections.add(new Section(words.of("section." + section.id()), lines));
            }
        }
        return sections;
    }

    List<Happened> timeline(RecordPage page, JsonNode record, Words words) {
        List<Happened> all = new ArrayList<>();
        for (RecordPage.Step step : page.timeline()) {
            if (step.in() == null) {
                happened(step, record, record, words, all);
            } else {
                Shown.at(record, step.in()).forEach(each -> happened(step, each, record, words, all));
            }
        }
        all.sort(Comparator.comparing(Happened::at));
        return all;
    }

    private void happened(RecordPage.Step step, JsonNode told, JsonNode record, Words words, List<Happened> all) {
        String at = Shown.at(told, step.at()).asString("");
        if (!at.isEmpty()) {
            Locale language = words.language();
            String why = step.why().stream().map(row -> shown.line(row, told, language)).filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" · "));
            all.add(new Happened(at, shown.moment(at, language), words.of("step."
                    + (step.kind() == null ? step.text() : Shown.at(told, step.kind()).asString(""))),
                    who(step, told, record, language), why));
        }
    }

    /** The officer; of what a side did of which no more is known, its country. */
    private String who(RecordPage.Step step, JsonNode told, JsonNode record, Locale language) {
        JsonNode who = step.who() == null ? MissingNode.getInstance() : Shown.at(told, step.who());
        if (who.isObject()) {
            return shown.line(Row.of(".", Kind.OFFICER, null), who, language);
        }
        String side = who.asString(Objects.requireNonNullElse(step.side(), ""));
        String country = side.isEmpty() ? "" : record.path(side.equals("HOST") ? "hostCountry" : "originCountry").asString("");
        return country.isEmpty() ? "" : Shown.country(country, language);
    }

    /** What this officer's role may do to the record as it is. The case itself may still say no. */
    List<Act> actions(RecordPage page, JsonNode record, String ref, Actor officer,
            Function<String, Optional<String>> services, Words words) {
        List<Act> actions = new ArrayList<>();
        page.elsewhere().stream().filter(other -> other.next().contains(officer.role()))
                .flatMap(other -> link(other, record, ref, officer, services, words).stream())
                .forEach(link -> actions.add(new Act(link.address(), link.text(), true)));
        boolean said = page.actions().stream().anyMatch(action -> action.next() != null);
        for (RecordPage.Action action : page.actions()) {
            Form form = pages.form(action.form()).orElseThrow();
            if (endpoints.lets(officer, "POST", form.post()) && Shown.fits(action.when(), record)) {
                boolean next = said ? action.next() != null && Shown.fits(action.next(), record) : actions.isEmpty();
                actions.add(new Act("/pages/forms/" + form.id() + "/" + ref, words.of("form." + form.id()), next));
            }
        }
        int first = IntStream.range(0, actions.size()).filter(at -> actions.get(at).next()).findFirst().orElse(0);
        return IntStream.range(0, actions.size())
                .mapToObj(at -> at == first ? actions.get(at) : actions.get(at).notNext()).toList();
    }

    /** Who else does what this officer's role may not, where a text says so; for whoever may do something to the record. */
    List<String> others(RecordPage page, JsonNode record, Actor officer, Words words) {
        return page.actions().stream().filter(action -> Shown.fits(action.when(), record))
                .filter(action -> !endpoints.lets(officer, "POST", pages.form(action.form()).orElseThrow().post()))
                .flatMap(action -> words.find("form." + action.form() + ".by").stream()).distinct().toList();
    }

    /**
     * Other pages about the same case at the ministry's services, by their addresses; not the page itself, and not those that
     * are the officer's next step.
     *
     * @param services what stands before the addresses of a service's pages; empty where nobody has said
     */
    List<Frame.Link> elsewhere(RecordPage page, JsonNode record, String ref, Actor officer,
            Function<String, Optional<String>> services, Words words) {
        String here = "/pages/" + page.id() + "/" + ref;
        return page.elsewhere().stream().filter(other -> !other.next().contains(officer.role()))
                .flatMap(other -> link(other, record, ref, officer, services, words).stream())
                .filter(link -> !link.address().equals(here)).toList();
    }

    private Optional<Frame.Link> link(RecordPage.Elsewhere other, JsonNode record, String ref, Actor officer,
            Function<String, Optional<String>> services, Words words) {
        return Shown.fits(other.when(), record) && doors.open(officer, other.service(), other.path())
                ? services.apply(other.service()).map(where -> new Frame.Link(other.service(),
                        words.of("elsewhere." + other.text()), where + path(other.path(), ref), false)) : Optional.empty();
    }

    /** Whether an endpoint is about one case or one other thing that has a page. */
    static boolean isOfOne(String pattern) {
        return REFERENCE.matcher(pattern).find();
    }

    /** The path of an endpoint for one case, or for one other thing that has a page. */
    static String path(String pattern, String ref) {
        return REFERENCE.matcher(pattern).replaceFirst(Matcher.quoteReplacement(ref));
    }

    /** As much of a reference as tells cases apart on a list. */
    static String shortened(String ref) {
        return ref.length() > SHORT ? ref.substring(0, SHORT) : ref;
    }
}
