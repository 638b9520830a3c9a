package org.safereturn.pages;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    private final Pages pages;
    private final Endpoints endpoints;
    private final Shown shown;

    RecordViews(Pages pages, Endpoints endpoints, Shown shown) {
        this.pages = pages;
        this.endpoints = endpoints;
        this.shown = shown;
    }

    /** A label with its value; a value of several things has them in {@code inside}. */
    record Line(String label, String value, List<List<Line>> inside) {
    }

    /** Lines under a heading. */
    record Section(String title, List<Line> lines) {
    }

    /** Something that happened; {@code at} is for programs. */
    record Happened(String at, String when, String what, String who) {
    }

    /** Something that can be done. */
    record Action(String form, String title) {
    }

    List<Section> sections(RecordPage page, JsonNode record, Words words) {
        List<Section> sections = new ArrayList<>();
        for (RecordPage.Section section : page.sections()) {
            List<Line> lines = lines(section.rows(), record, words);
            if (!lines.isEmpty()) {
                sections.add(new Section(words.of("section." + section.id()), lines));
            }
        }
        return sections;
    }

    private List<Line> lines(List<Row> rows, JsonNode record, Words words) {
        List<Line> lines = new ArrayList<>();
        for (Row row : rows) {
            String label = words.of("field." + row.name());
            if (row.kind() == Kind.MANY) {
                List<List<Line>> inside = new ArrayList<>();
                JsonNode many = Shown.at(record, row.path());
                for (JsonNode each : many.isObject() ? List.of(many) : many) {
                    inside.add(lines(row.rows(), each, words));
                }
                if (!inside.isEmpty()) {
                    lines.add(new Line(label, "", inside));
                }
                continue;
            }
            String value = shown.line(row, record, words.language());
            if (!value.isEmpty()) {
                lines.add(new Line(label, value, List.of()));
            }
        }
        return lines;
    }

    /** Several things with all that is said of each, for a cell of a list. */
    String inOneLine(Row row, JsonNode record, Words words) {
        return lines(List.of(row), record, words).stream().flatMap(line -> line.inside().stream())
                .map(RecordViews::told).collect(Collectors.joining("; "));
    }

    private static String told(List<Line> lines) {
        return lines.stream().map(line -> line.label() + ": " + (line.inside().isEmpty() ? line.value()
                : line.inside().stream().map(RecordViews::told).collect(Collectors.joining("; "))))
                .collect(Collectors.joining(", "));
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
            String who = step.who() == null ? "" : shown.line(new Row(step.who(), Kind.OFFICER, null, List.of(), null),
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
            if (endpoints.lets(officer, "POST", form.post()) && fits(action.when(), record)) {
                actions.add(new Action(form.id(), words.of("form." + form.id())));
            }
        }
        return actions;
    }

    /** Pages about the same case in the other services, by their addresses. */
    List<Frame.Link> elsewhere(RecordPage page, JsonNode record, String ref, Map<String, URI> services, Words words) {
        return page.elsewhere().stream()
                .filter(other -> services.containsKey(other.service()) && fits(other.when(), record))
                .map(other -> new Frame.Link(other.service(), words.of("elsewhere." + other.text()),
                        services.get(other.service()) + path(other.path(), ref), false)).toList();
    }

    /** The path of an endpoint for one case. */
    static String path(String pattern, String ref) {
        return pattern.replaceFirst("\\{(?:ref|caseRef)}", ref);
    }

    /** As much of a reference as tells cases apart on a list. */
    static String shortened(String ref) {
        return ref.length() > SHORT ? ref.substring(0, SHORT) : ref;
    }

    private static boolean fits(Map<String, List<String>> when, JsonNode record) {
        for (Map.Entry<String, List<String>> each : when.entrySet()) {
            JsonNode value = Shown.at(record, each.getKey());
            boolean none = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
            String text = value.isContainer() ? "" : value.asString("");
            if (each.getValue().stream().noneMatch(wanted -> wanted.equals("none") ? none
                    : wanted.equals("some") ? !none : !none && wanted.equals(text))) {
                return false;
            }
        }
        return true;
    }
}
