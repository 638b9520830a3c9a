package org.safereturn.pages.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.access.problem.Problem;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Days;
import org.safereturn.access.text.Labels;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import tools.jackson.databind.JsonNode;

/** Values of the API as people read them. */
public final class Shown {

    /** Between the names of two lists whose codes are taken in pairs. */
    public static final String PAIRS = " x ";

    private static final Set<String> SCALARS = Set.of("STRING", "NUMBER", "BOOLEAN");

    private static final int MONTH_LENGTH = "2026-11".length();

    private final Labels labels;
    private final Places places;
    private final PageTexts texts;
    private final Problems problems;
    private final Days days;
    private final ZoneId zone;
    private final Map<String, List<String>> ownLists;

    /**
     * Shows moments by the clock of this zone.
     *
     * @param ownLists lists that only the pages have, by name; their labels are texts of pages
     */
    public Shown(Labels labels, Places places, PageTexts texts, Problems problems, ZoneId zone,
            Map<String, List<String>> ownLists) {
        this.labels = labels;
        this.places = places;
        this.texts = texts;
        this.problems = problems;
        this.days = new Days(zone);
        this.zone = zone;
        this.ownLists = Map.copyOf(ownLists);
    }

    /** By whose clock moments are shown. */
    public ZoneId zone() {
        return zone;
    }

    /** The texts of pages. */
    public PageTexts texts() {
        return texts;
    }

    /** A refusal of the API by its rule, with these values in its text; empty when there is no text. */
    public Optional<Problem> problem(String rule, Map<String, String> parameters, Locale language) {
        return problems.title(rule, Locale.ENGLISH).map(_ -> problems.describe(
                new Rejection(Rejection.Kind.REFUSED, rule, parameters), language));
    }

    /** The country profiles. */
    public Places places() {
        return places;
    }

    /**
     * The codes of a list, by its simple name, that can be given; what only newer peers know is none. Of two lists with
     * {@link #PAIRS} between them, every pair with a space between.
     */
    public List<String> codes(String list) {
        int pairs = list.indexOf(PAIRS);
        if (pairs > 0) {
            List<String> others = codes(list.substring(pairs + PAIRS.length()));
            return codes(list.substring(0, pairs)).stream()
                    .flatMap(one -> others.stream().map(other -> one + " " + other)).toList();
        }
        if (ownLists.containsKey(list)) {
            return ownLists.getOrDefault(list, List.of());
        }
        return labels.lists().entrySet().stream()
                .filter(each -> each.getKey().substring(each.getKey().lastIndexOf('.') + 1).equals(list))
                .findFirst().map(each -> List.copyOf(each.getValue().keySet())).orElse(List.of());
    }

    /** The label of a code, or of a pair of codes. */
    public String label(String list, String code, Locale language) {
        int pairs = list.indexOf(PAIRS);
        int space = code.indexOf(' ');
        if (pairs > 0 && space > 0) {
            return label(list.substring(0, pairs), code.substring(0, space), language) + ", "
                    + label(list.substring(pairs + PAIRS.length()), code.substring(space + 1), language);
        }
        if (ownLists.containsKey(list)) {
            Words words = texts.in(language);
            return words.find("option." + code).or(() -> words.find("field." + code)).orElse(code);
        }
        return labels.of(list, code, language);
    }

    /**
     * A value in one line.
     *
     * @return empty when there is no value
     */
    public String line(Row row, JsonNode record, Locale language) {
        return String.join(" · ", values(row, record, language));
    }

    /** The values of a list, or the one value; none where there is no value. */
    public List<String> values(Row row, JsonNode record, Locale language) {
        JsonNode value = at(record, row.path());
        return (value.isArray() ? value.valueStream() : Stream.of(value)).map(each -> one(row, each, language))
                .filter(one -> !one.isEmpty()).toList();
    }

    /** What stands at a path with dots; a missing node when nothing does. */
    public static JsonNode at(JsonNode record, String path) {
        return path.equals(".") ? record : record.at("/" + path.replace('.', '/'));
    }

    /** Whether a record says what it must: for each path one of these values, {@code some} for any, {@code none} for nothing. */
    public static boolean fits(Map<String, List<String>> when, JsonNode record) {
        for (Map.Entry<String, List<String>> each : when.entrySet()) {
            JsonNode value = at(record, each.getKey());
            boolean none = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
            String text = value.isContainer() ? "" : value.asString("");
            if (each.getValue().stream().noneMatch(wanted -> wanted.equals("none") ? none : wanted.equals("some") ? !none
                    : !none && (wanted.equals(text) || value.valueStream().anyMatch(one -> wanted.equals(one.asString("")))))) {
                return false;
            }
        }
        return true;
    }

    private String one(Row row, JsonNode value, Locale language) {
        if (row.kind() == Kind.OFFICER) {
            return value.isObject() ? officer(value, language) : "";
        }
        if (!SCALARS.contains(value.getNodeType().name())) {
            return "";
        }
        String text = value.asString();
        return switch (row.kind()) {
            case TEXT, CASE -> text;
            case CODE -> label(Objects.requireNonNull(row.list(), row.path()), text, language);
            case PLACE -> places.name(text, language);
            case COUNTRY -> country(text, language);
            case DIRECTION -> Arrays.stream(text.split("_TO_", -1)).map(code -> country(code, language))
                    .collect(Collectors.joining(" → "));
            case LANGUAGE -> language(text, language);
            case DAY, MOMENT, MONTH -> moment(text, language);
            case ROUND -> value.asInt(0) == 0 ? "" : texts.in(language).with("round", text);
            case YES_NO -> texts.in(language).of(value.asBoolean() ? "yes" : "no");
            case RULE -> problems.title(text, language).filter(title -> title.indexOf('{') < 0)
                    .orElseGet(() -> texts.in(language).of("rule.other"));
            case OFFICER, MANY -> "";
        };
    }

    /** A country by its name. */
    public static String country(String code, Locale language) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    /** A language by its name. */
    public static String language(String code, Locale language) {
        return Locale.forLanguageTag(code).getDisplayLanguage(language);
    }

    /** A month, a day or a moment by its text; the text itself when it is none of them. */
    public String moment(String text, Locale language) {
        try {
            if (text.length() == MONTH_LENGTH) {
                return days.month(YearMonth.parse(text), language);
            }
            return text.indexOf('T') < 0 ? days.day(LocalDate.parse(text), language)
                    : days.time(Instant.parse(text), language);
        } catch (DateTimeException notADate) {
            return text;
        }
    }

    /** Of the other ministry, its unit and country only: who acted there is for that ministry to know. */
    private String officer(JsonNode officer, Locale language) {
        String unit = officer.path("unit").asString("");
        String ministry = officer.path("ministry").asString("");
        if (!ministry.isEmpty() && !ministry.equals(places.country())) {
            String name = places.name(unit, language);
            return name.equals(unit) ? country(ministry, language) : name + ", " + country(ministry, language);
        }
        if (officer.path("role").asString("").equals(Officer.SYSTEM)) {
            return texts.in(language).of("officer.system");
        }
        return officer.path("reference").asString("") + " (" + labels.of("Role", officer.path("role").asString(""), language)
                + ", " + places.name(unit, language) + ")";
    }
}
