package org.safereturn.pages.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Names of the entries of country profiles, and the lists that an officer chooses from. Names come from every profile at
 * hand, so the units of the other country have names too; what is chosen from comes from the own one.
 */
public final class Places {

    /** The list of countries that a form offers; the API takes any. */
    public static final String COUNTRIES = "offered-countries";
    /** The list of languages that a form offers; the API takes any. */
    public static final String LANGUAGES = "offered-languages";

    private static final List<String> NAMED = List.of("units", "crossing-points", "override-authorities",
            "identification-bodies", "best-interests-bodies", "forms");

    /** Units of other countries, by country. */
    private static final Set<String> OF_OTHERS = Set.of("receiving-units", "return-units");

    private final Map<String, Map<String, String>> names = new HashMap<>();
    private final Map<?, ?> own;
    private final Clock clock;

    private Places(Map<?, ?> own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    /**
     * Reads the own profile, and the names in all others on the class path. Where two name the same code, the own one holds,
     * then what all countries share.
     */
    public static Places of(Resource ownProfile, Clock clock) {
        Places places = new Places(profile(ownProfile), clock);
        places.learn(places.own);
        try {
            Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:country/*.yaml")).map(Places::profile)
                    .sorted(Comparator.comparing(each -> each.containsKey("country"))).forEach(places::learn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    /** The country of the own profile. */
    String country() {
        return String.valueOf(own.get("country"));
    }

    /** The name of an entry; its code where no profile at hand has it. */
    public String name(String code, Locale language) {
        Map<String, String> known = names.getOrDefault(code, Map.of());
        return known.getOrDefault(language.getLanguage(), known.getOrDefault("en", code));
    }

    /**
     * The codes that can be chosen.
     *
     * @param list {@code units}, {@code units:KIND,KIND}, {@code receiving-units}, {@code return-units},
     *     {@code crossing-points}, {@code override-authorities}, {@code identification-bodies}, {@code best-interests-bodies}, {@code peers},
     *     {@link #COUNTRIES} or {@link #LANGUAGES}
     */
    public List<String> codes(String list) {
        if (list.equals("peers")) {
            return strings(own.get("peers"));
        }
        if (list.equals(COUNTRIES) || list.equals(LANGUAGES)) {
            return offered(list);
        }
        if (OF_OTHERS.contains(list)) {
            List<String> all = new ArrayList<>();
            if (own.get(list) instanceof Map<?, ?> countries) {
                countries.values().forEach(each -> {
                    if (each instanceof Map<?, ?> country) {
                        all.addAll(strings(country.get("codes")));
                    }
                });
            }
            return List.copyOf(all);
        }
        int colon = list.indexOf(':');
        Set<String> kinds = colon < 0 ? Set.of() : Set.of(list.substring(colon + 1).split(",", -1));
        LocalDate today = LocalDate.now(clock);
        return entries(own, colon < 0 ? list : list.substring(0, colon)).stream()
                .filter(each -> kinds.isEmpty() || strings(each.get("kinds")).stream().anyMatch(kinds::contains))
                .filter(each -> countsOn(today, each.get("valid-from")))
                .map(each -> String.valueOf(each.get("code"))).toList();
    }

    /** Where the profile offers nothing: the countries that exchange, and the languages of the ministry. */
    private List<String> offered(String list) {
        if (own.get(list) instanceof Map<?, ?> offered) {
            return strings(offered.get("codes"));
        }
        return list.equals(LANGUAGES) ? strings(own.get("languages"))
                : Stream.concat(Stream.of(String.valueOf(own.get("country"))), codes("peers").stream()).toList();
    }

    private static boolean countsOn(LocalDate day, @Nullable Object first) {
        return switch (first) {
            case null -> true;
            case Date date -> !date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().isAfter(day);
            default -> !LocalDate.parse(first.toString()).isAfter(day);
        };
    }

    private void learn(Map<?, ?> profile) {
        for (String list : NAMED) {
            for (Map<?, ?> entry : entries(profile, list)) {
                Map<String, String> known = names.computeIfAbsent(String.valueOf(entry.get("code")), _ -> new HashMap<>());
                if (entry.get("names") instanceof Map<?, ?> given) {
                    given.forEach((language, name) -> known.putIfAbsent(String.valueOf(language), String.valueOf(name)));
                }
            }
        }
    }

    private static List<Map<?, ?>> entries(Map<?, ?> profile, String list) {
        List<Map<?, ?>> entries = new ArrayList<>();
        if (profile.get(list) instanceof List<?> found) {
            for (Object each : found) {
                if (each instanceof Map<?, ?> entry) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> found ? found.stream().map(String::valueOf).toList() : List.of();
    }

    private static Map<?, ?> profile(Resource file) {
        try (InputStream in = file.getInputStream()) {
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return data instanceof Map<?, ?> all && all.get("safereturn") instanceof Map<?, ?> ours
                    && ours.get("profile") instanceof Map<?, ?> profile ? profile : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
