package org.safereturn.access.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;

/**
 * How the values of a text are shown. {@code problems/values/<module>.properties} says what each parameter holds: the
 * simple names of code lists, {@value #WHEN}, {@value #COUNTRY}, or {@value #AS_IT_IS}.
 */
public final class Values {

    /** A day or a moment. */
    static final String WHEN = "WHEN";
    /** Country codes. */
    static final String COUNTRY = "COUNTRY";
    /** A number, a name of a field, a reference, a code of the country profile. */
    static final String AS_IT_IS = "AS_IT_IS";

    private static final Pattern CODE = Pattern.compile("\\{([A-Z][A-Za-z$]*)\\.([A-Z0-9_]+)}");
    private static final String FOLDER = "problems/values";

    private final Map<String, List<String>> kinds = new HashMap<>();
    private final Labels labels;
    private final Days days;

    /**
     * The values of the texts of all modules on the class path.
     *
     * @param zone by whose clock moments are told
     */
    public Values(Labels labels, ZoneId zone) {
        this.labels = labels;
        this.days = new Days(zone);
        for (Resource file : TextFiles.files(FOLDER)) {
            TextFiles.properties(file).forEach((parameter, kind) -> kinds.merge(parameter.toString(),
                    List.of(kind.toString().split(" ")), Values::both));
        }
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    /** Whether it is said what this parameter holds. */
    public boolean knows(String parameter) {
        return kinds.containsKey(parameter);
    }

    /** A text whose codes, {@code {List.CODE}}, are shown by their labels. */
    public String labelled(String text, Locale language) {
        return CODE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                labels.of(found.group(1), found.group(2), language)));
    }

    /** The value of this parameter as people read it. */
    public String shown(String parameter, String value, Locale language) {
        List<String> kind = kinds.getOrDefault(parameter, List.of(AS_IT_IS));
        return switch (kind.getFirst()) {
            case AS_IT_IS -> value;
            case COUNTRY -> country(value, language);
            case WHEN -> date(value, language);
            default -> labels.all(kind, value, language);
        };
    }

    private static String country(String codes, Locale language) {
        return List.of(codes.split(", ")).stream().map(code -> code.matches("[A-Z]{2}")
                ? Locale.of("", code).getDisplayCountry(language) : code).collect(Collectors.joining(", "));
    }

    private String date(String value, Locale language) {
        try {
            return value.indexOf('T') < 0 ? days.day(LocalDate.parse(value), language)
                    : days.time(Instant.parse(value), language);
        } catch (DateTimeException notADate) {
            return value;
        }
    }
}
