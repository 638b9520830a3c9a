package org.safereturn.pages.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;

/**
 * A field as the page shows it.
 *
 * @param id of its input
 * @param name of its input
 * @param ask how it is asked, in lower case
 * @param label above it
 * @param hint below the label; empty for none
 * @param error what is wrong with it; empty for nothing
 * @param required whether it must be filled in
 * @param optional what is said beside the label of one that need not; empty otherwise
 * @param section heading before it; empty for none
 * @param value what is in it
 * @param parts of a day, a month or a moment: {@code day}, {@code month}, {@code year}, {@code time}; {@code typed} of a case that
 *     is chosen or written
 * @param options to choose from; of a day of birth, the answers to the question about its year
 * @param groups rows or repetitions, each with its own fields
 * @param once what is asked once for all rows
 * @param reveal classes by which it is hidden until a code beside it is chosen; empty for a field that is always there
 */
public record FieldView(String id, String name, String ask, String label, String hint, String error, boolean required,
        String optional, String section, String value, Map<String, String> parts, List<Option> options, List<Group> groups,
        List<FieldView> once, String reveal) {

    /** Behind the name of rows: what is entered once for all of them. */
    static final String ONCE = ".once.";
    private static final String OPEN = " open";

    /** So many can be read at a glance; more are a list to open. */
    private static final int AT_A_GLANCE = 7;

    /**
     * Something to choose.
     *
     * @param value what is sent
     * @param label what is read
     * @param chosen whether it is chosen
     * @param id of its input
     */
    public record Option(String value, String label, boolean chosen, String id) {
    }

    /**
     * A row or a repetition.
     *
     * @param more what is asked once for all rows, or need not be filled in, of a row beside such questions
     */
    public record Group(String title, List<FieldView> fields, List<FieldView> more) {

        /** Whether something in it is wrong. */
        public boolean wrong() {
            return fields.stream().anyMatch(field -> !field.error().isEmpty());
        }

        /** Whether somebody has entered more, or something is wrong with it. */
        public boolean told() {
            return more.stream().anyMatch(field -> !field.error().isEmpty() || field.reveal().endsWith(OPEN));
        }

        /** Classes by which more is hidden until a code beside it is chosen. */
        public String reveal() {
            return more.stream().map(FieldView::reveal).max(Comparator.comparing((String classes) -> classes.endsWith(OPEN)))
                    .orElse("");
        }
    }

    /** Whether each row is one line: what is chosen first of all can be read at a glance. */
    public boolean compact() {
        return ask.equals("rows") && groups.stream().allMatch(group -> !group.fields().isEmpty() && group.fields().getFirst().isChoice());
    }

    private boolean isChoice() {
        return !options.isEmpty() && open() && (ask.equals("code") || ask.equals("yes_no"));
    }

    /** Whether the options are shown one below the other. */
    public boolean open() {
        return options.size() <= AT_A_GLANCE || typed();
    }

    /** Whether the reference of a case can be written in the place of a choice. */
    public boolean typed() {
        return parts.containsKey("typed");
    }

    /** The parts of a day, in the order in which they are written. */
    public List<String> dayParts() {
        return ask.equals("month") ? List.of("month", "year") : List.of("day", "month", "year");
    }

    /** The ids of hint and error, for whoever hears the page. */
    public @Nullable String describedBy() {
        String ids = (hint.isEmpty() ? "" : id + "-hint ") + (error.isEmpty() ? "" : id + "-error");
        return ids.isBlank() ? null : ids.strip();
    }

    /** The id of an input by its name. */
    static String id(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9_]+", "-");
    }

    static String label(Words words, Field field) {
        return words.of("field." + field.word());
    }

    /** Whether nothing can be sent without it, whatever else is filled in. */
    static boolean needed(Field field, JsonNode record) {
        return field.required() || (stands(field, record) && Objects.requireNonNull(field.needed()).with().isEmpty());
    }

    /** Whether the record says what makes the field needed, alone or with others. */
    static boolean stands(Field field, JsonNode record) {
        Field.Needed needed = field.needed();
        return needed != null && Shown.fits(needed.when(), record);
    }

    /** Whether it is not asked, because another code beside it is chosen than those under which it is. */
    static boolean idle(Field field, String prefix, Map<String, List<String>> entered) {
        return field.under().entrySet().stream().anyMatch(under -> entered.getOrDefault(prefix + under.getKey(), List.of()).stream()
                .anyMatch(code -> !code.isEmpty() && !under.getValue().contains(code)));
    }

    /** What somebody has entered, or what is wrong, is never hidden. */
    private static String revealed(Field field, String name, Map<String, List<String>> entered, boolean wrong) {
        if (field.under().isEmpty()) {
            return "";
        }
        boolean open = wrong || entered.entrySet().stream().anyMatch(each -> (each.getKey().equals(name)
                || each.getKey().startsWith(name + ".")) && each.getValue().stream().anyMatch(value -> !value.isEmpty()));
        return field.under().values().stream().flatMap(List::stream).sorted().map(code -> " under-" + code)
                .collect(Collectors.joining("", "under", open ? OPEN : ""));
    }

    /** Whether somebody has entered anything under names that begin so. */
    static boolean says(Map<String, List<String>> entered, String prefix) {
        return entered.entrySet().stream().anyMatch(each -> each.getKey().startsWith(prefix)
                && each.getValue().stream().anyMatch(value -> !value.isBlank()));
    }

    private static String optional(Field field, List<Field> beside, JsonNode record, Words words) {
        if (needed(field, record)) {
            return "";
        }
        return stands(field, record) ? words.with("optional.with", labels(Objects.requireNonNull(field.needed()).with(), beside, words))
                : words.of("optional");
    }

    /** The labels of the fields with these names among those beside each other, as one text. */
    static String labels(List<String> names, List<Field> beside, Words words) {
        return beside.stream().filter(field -> names.contains(field.name())).map(field -> "“" + label(words, field) + "”")
                .collect(Collectors.joining(", "));
    }

    /** The codes that can be given; where the record says which ones the case needs, those. */
    static List<String> offered(Field field, JsonNode record, Shown shown) {
        if (field.list() == null) {
            return List.of();
        }
        Field.Following following = field.following();
        List<String> next = following == null ? null
                : following.codes().get(Shown.at(record, following.of()).asString(""));
        List<String> only = field.only() == null ? null
                : Shown.at(record, field.only()).valueStream().map(each -> each.asString("")).toList();
        return shown.codes(field.list()).stream().filter(code -> !field.leaveOut().contains(code))
                .filter(code -> next == null || next.contains(code))
                .filter(code -> only == null || only.contains(code)).toList();
    }

    /** Whether the record leaves nothing of the field to be asked. */
    static boolean needless(Field field, JsonNode record, Shown shown) {
        return field.ask() == Field.Ask.ROWS && offered(field, record, shown).isEmpty();
    }

    /**
     * The fields of a form.
     *
     * @param entered values by the names of the inputs
     * @param record what the officer sees
     */
    public static List<FieldView> of(Form form, Map<String, List<String>> entered, JsonNode record, List<Fault> faults,
            Shown shown, Words words) {
        Map<String, String> errors = new HashMap<>();
        faults.forEach(fault -> errors.putIfAbsent(fault.input(), fault.text()));
        return views(form.fields(), "", entered, record, errors, shown, words);
    }

    private static List<FieldView> views(List<Field> fields, String prefix, Map<String, List<String>> entered, JsonNode record,
            Map<String, String> errors, Shown shown, Words words) {
        return fields.stream().filter(field -> field.asked() && !needless(field, record, shown))
                .map(field -> view(field, fields, prefix + field.name(), entered, record, errors, shown, words))
                .filter(view -> view.required() || !view.options().isEmpty() || !view.ask().equals("one") || view.typed()).toList();
    }

    private static FieldView view(Field field, List<Field> beside, String name, Map<String, List<String>> entered, JsonNode record,
            Map<String, String> errors, Shown shown, Words words) {
        List<String> values = entered.getOrDefault(name, List.of());
        Map<String, String> parts = new HashMap<>();
        for (String part : field.typed() ? List.of("typed") : List.of("day", "month", "year", "time")) {
            List<String> given = entered.getOrDefault(name + "." + part, List.of());
            parts.put(part, given.isEmpty() ? "" : given.getFirst());
        }
        List<Group> groups = new ArrayList<>();
        if (field.ask() == Field.Ask.ROWS) {
            for (String code : offered(field, record, shown)) {
                List<FieldView> row = views(field.fields(), name + "[" + code + "].", entered, record, errors, shown, words);
                String prefix = name + "[" + code + "].";
                groups.add(new Group(shown.label(Objects.requireNonNull(field.list()), code, words.language()),
                        row.stream().filter(one -> !isMore(field, prefix, one)).toList(),
                        row.stream().filter(one -> isMore(field, prefix, one)).toList()));
            }
        } else if (field.ask() == Field.Ask.SEVERAL) {
            for (int i = 0; i < times(field, name, entered); i++) {
                groups.add(new Group(words.with("one.of", label(words, field), i + 1),
                        views(field.fields(), name + "[" + i + "].", entered, record, errors, shown, words), List.of()));
            }
        }
        return new FieldView(id(name), name, field.ask().name().toLowerCase(Locale.ROOT), label(words, field),
                words.find("hint." + field.word()).orElse(""), errors.getOrDefault(name, ""), needed(field, record), optional(field, beside, record, words),
                field.section() == null ? "" : words.of("section." + field.section()),
                values.isEmpty() ? "" : values.getFirst(), parts, switch (field.ask()) {
                    case ONE -> offers(field, name, values, record, shown, words);
                    case BIRTH -> eras(name, entered, errors.containsKey(name), words);
                    default -> options(field, name, values, record, shown, words);
                }, groups, views(field.fields().stream().filter(one -> field.once().contains(one.name())).toList(), name + ONCE, entered,
                        record, errors, shown, words), revealed(field, name, entered, errors.containsKey(name)));
    }

    private static boolean isMore(Field rows, String prefix, FieldView one) {
        return !rows.once().isEmpty() && (!one.required() || rows.once().contains(one.name().substring(prefix.length())));
    }

    /** What can be answered to the question of which era a year of birth is; nothing where it was not asked. */
    private static List<Option> eras(String name, Map<String, List<String>> entered, boolean asked, Words words) {
        OptionalInt year = TypedYear.of(entered, name);
        List<String> answers = entered.getOrDefault(name + TypedYear.ERA, List.of());
        if (year.isEmpty() || !TypedYear.maybeBuddhist(year.getAsInt()) || (!asked && answers.isEmpty())) {
            return List.of();
        }
        String buddhist = String.valueOf(year.getAsInt());
        return List.of(new Option(buddhist, words.with("birth.yes", TypedYear.gregorian(year.getAsInt()), buddhist),
                        answers.contains(buddhist), id(name + TypedYear.ERA + "-yes")),
                new Option(TypedYear.NO, words.of("birth.no"), answers.contains(TypedYear.NO), id(name + TypedYear.ERA + "-no")));
    }

    private static List<Option> offers(Field field, String name, List<String> values, JsonNode record, Shown shown, Words words) {
        return Choices.of(field, record).stream().map(offer -> new Option(offer.value(),
                Choices.label(field, offer, shown, words), values.contains(offer.value()),
                id(name + "-" + offer.value()))).toList();
    }

    private static List<Option> options(Field field, String name, List<String> values, JsonNode record, Shown shown, Words words) {
        Locale language = words.language();
        List<String> codes = switch (field.ask()) {
            case CODE, CODES -> offered(field, record, shown);
            case PLACE -> shown.places().codes(Objects.requireNonNull(field.list(), field.name()));
            case COUNTRY -> shown.places().codes(Objects.requireNonNullElse(field.list(), Places.COUNTRIES));
            case LANGUAGE, LANGUAGES -> shown.places().codes(Places.LANGUAGES);
            case YES_NO -> List.of("yes", "no");
            case TEXT, LONG_TEXT, LINES, NUMBER, DAY, BIRTH, MONTH, MOMENT, TICK, ROWS, SEVERAL, ONE, CASE, GIVEN -> List.of();
        };
        return codes.stream().map(code -> new Option(code, switch (field.ask()) {
            case CODE, CODES -> shown.label(Objects.requireNonNull(field.list()), code, language);
            case PLACE -> shown.places().name(code, language);
            case COUNTRY -> Shown.country(code, language);
            case LANGUAGE, LANGUAGES -> Shown.language(code, language);
            default -> words.of(code);
        }, values.contains(code), id(name + "-" + code))).toList();
    }

    /** How many of {@link Field.Ask#SEVERAL} are offered: some, and never fewer than there are. */
    static int times(Field field, String name, Map<String, List<String>> entered) {
        int most = field.times();
        for (String input : entered.keySet()) {
            if (input.startsWith(name + "[")) {
                int end = input.indexOf(']', name.length());
                String index = end < 0 ? "" : input.substring(name.length() + 1, end);
                if (index.matches("[0-9]{1,2}")) {
                    most = Math.max(most, Integer.parseInt(index) + 1);
                }
            }
        }
        return most;
    }

    /** What the record proposes for a form that was not begun yet. */
    public static Map<String, List<String>> proposed(Form form, JsonNode record, Shown shown, Locale language) {
        Map<String, List<String>> proposed = new HashMap<>();
        for (Field field : form.fields()) {
            if (field.ask() == Field.Ask.ONE) {
                Choices.proposed(field, record).ifPresent(offer -> proposed.put(field.name(), List.of(offer.value())));
            } else if (field.from() != null && field.asked()) {
                propose(field, field.name(), Shown.at(record, field.from()), proposed, shown.zone(), language);
            }
        }
        return proposed;
    }

    private static void propose(Field field, String name, JsonNode value, Map<String, List<String>> proposed, ZoneId zone,
            Locale language) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        switch (field.ask()) {
            case LINES -> proposed.put(name, List.of(String.join("\n", value.valueStream().map(each -> each.asString("")).toList())));
            case CODES, LANGUAGES -> proposed.put(name, value.valueStream().map(each -> each.asString("")).toList());
            case SEVERAL -> {
                for (int i = 0; i < value.size(); i++) {
                    for (Field inside : field.fields()) {
                        propose(inside, name + "[" + i + "]." + inside.name(), Shown.at(value.get(i), inside.name()),
                                proposed, zone, language);
                    }
                }
            }
            case ROWS -> {
                for (JsonNode row : value) {
                    for (Field inside : field.fields()) {
                        propose(inside, name + "[" + Entries.code(field, row) + "]." + inside.name(),
                                Shown.at(row, inside.name()), proposed, zone, language);
                    }
                }
            }
            case DAY, BIRTH -> parts(name, LocalDate.parse(value.asString()), proposed, language);
            case MOMENT -> {
                ZonedDateTime at = Instant.parse(value.asString()).atZone(zone);
                parts(name, at.toLocalDate(), proposed, language);
                proposed.put(name + ".time", List.of(at.toLocalTime().toString().substring(0, 5)));
            }
            case YES_NO -> proposed.put(name, List.of(value.asBoolean() ? "yes" : "no"));
            default -> proposed.put(name, List.of(value.asString("")));
        }
    }

    private static void parts(String name, LocalDate day, Map<String, List<String>> proposed, Locale language) {
        int year = language.getLanguage().equals("th") ? ThaiBuddhistDate.from(day).get(ChronoField.YEAR) : day.getYear();
        proposed.put(name + ".day", List.of(String.valueOf(day.getDayOfMonth())));
        proposed.put(name + ".month", List.of(String.valueOf(day.getMonthValue())));
        proposed.put(name + ".year", List.of(String.valueOf(year)));
    }
}
