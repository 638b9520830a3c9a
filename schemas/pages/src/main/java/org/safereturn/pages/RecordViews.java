package org.safereturn.pages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

/** A record as a page shows it: sections of labelled lines, what happened in its order, and what can be done. */
final class RecordViews {

    private static final int SHORT = 8;
    private static final Pattern REFERENCE = Pattern.compile("\\{(?:ref|caseRef|letter)}");

    private final Pages pages;
    private final Endpoints endpoints;
    private final Shown shown;
    private final RecordLines lines;

    RecordViews(Pages pages, Endpoints endpoints, Shown shown) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.shown = shown;
        this.lines = new RecordLines(shown);
    }

    /** Lines under a heading. */
    record Section(String title, List<RecordLines.Line> lines) {
    }

    /** Something that happened; {@code at} is for programs. */
    record Happened(String at, String when, String what, String who) {

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
                happened(step, record, words, all);
            } else {
                Shown.at(record, step.in()).forEach(each -> happened(step, each, words, all));
            }
        }
        all.sort(Comparator.comparing(Happened::at));
        return all;
    }

    private void happened(RecordPage.Step step, JsonNode record, Words words, List<Happened> all) {
        String at = Shown.at(record, step.at()).asString("");
        if (!at.isEmpty()) {
            Locale language = words.language();
            String who = step.who() == null ? "" : shown.line(Row.of(step.who(), Kind.OFFICER, null),
                    record, language);
            all.add(new Happened(at, shown.moment(at, language), words.of("step."
                    + (step.kind() == null ? step.text() : Shown.at(record, step.kind()).asString(""))), who));
        }
    }

    /** What this officer's role may do to the record as it is. The case itself may still say no. */
    List<Action> actions(RecordPage page, JsonNode record, Actor officer, Words words) {
        List<Action> actions = new ArrayList<>();
        for (RecordPage.Action action : page.actions()) {
            Form form = pages.form(action.form()).orElseThrow();
            if (endpoints.lets(officer, "POST", form.post()) && Shown.fits(action.when(), record)) {
                actions.add(new Action(form.id(), words.of("form." + form.id())));
            }
        }
        return actions;
    }

    /** Other pages about the same case at the ministry's services, by their addresses; not the page itself. */
    List<Frame.Link> elsewhere(RecordPage page, JsonNode record, String ref, Frames frames, Words words) {
        String here = "/pages/" + page.id() + "/" + ref;
        return page.elsewhere().stream().filter(other -> Shown.fits(other.when(), record))
                .flatMap(other -> frames.pagesOf(other.service()).map(where -> new Frame.Link(other.service(),
                        words.of("elsewhere." + other.text()), where + path(other.path(), ref), false)).stream())
                .filter(link -> !link.address().equals(here)).toList();
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
