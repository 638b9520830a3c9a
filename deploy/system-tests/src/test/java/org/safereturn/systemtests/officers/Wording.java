package org.safereturn.systemtests.officers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What stands on pages in one language, from the files from which the pages have it. */
final class Wording {

    private static final List<String> NAMED = List.of("units", "crossing-points", "identification-bodies",
            "override-authorities");
    private static final List<String> PAGES = List.of("schemas/pages/src/main/resources/pages/pages",
            "schemas/pages/src/main/resources/pages/fields", "case-service/src/main/resources/pages/case-service",
            "referral-service/src/main/resources/pages/referral-service",
            "tracing-service/src/main/resources/pages/tracing-service");
    private static final List<String> LABELS = List.of("schemas/events/src/main/resources/labels/codes",
            "schemas/access/src/main/resources/labels/access", "case-service/src/main/resources/labels/case-service",
            "referral-service/src/main/resources/labels/referral-service",
            "tracing-service/src/main/resources/labels/tracing");
    private static final String PROBLEMS = "referral-service/src/main/resources/problems/referral-service";
    private static final String SIGN_IN = "deploy/identity/src/main/resources/login";

    private final Locale language;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> rules = new HashMap<>();
    private final Map<String, String> signIn = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /** The texts in this language of the modules of a checkout. */
    Wording(Path root, String language) throws IOException {
        this.language = Locale.forLanguageTag(language);
        String ending = language.equals("en") ? ".properties" : "_" + language + ".properties";
        for (String file : PAGES) {
            properties(root.resolve(file + ending)).forEach((key, text) -> learn(texts, key.toString(), text));
        }
        for (String file : LABELS) {
            properties(root.resolve(file + ending)).forEach((key, text) -> learn(labels, simple(key.toString()), text));
        }
        properties(root.resolve(PROBLEMS + ending)).forEach((key, text) -> learn(rules, key.toString(), text));
        properties(root.resolve(SIGN_IN + "_" + language + ".properties"))
                .forEach((key, text) -> learn(signIn, key.toString(), text));
        for (String country : List.of("kh", "th")) {
            named(root.resolve("deploy/country/src/main/resources/country/" + country + ".yaml"));
        }
    }

    /** The language. */
    Locale language() {
        return language;
    }

    /** The text of this key. */
    String of(String key) {
        return one(texts, key);
    }

    /** The text of this key with a value in the place of {@code {0}}, and another of {@code {1}}. */
    String with(String key, String... values) {
        String text = of(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i]);
        }
        return text;
    }

    /** What is said when this form was sent. */
    String done(String form) {
        String own = "form." + form + ".done";
        return texts.containsKey(own) ? of(own) : with("done", of("form." + form));
    }

    /** The label of a code of the list with this simple name. */
    String code(String list, String code) {
        return one(labels, list + "." + code);
    }

    /** A code of a list that only pages have. */
    String option(String code) {
        return of("option." + code);
    }

    /** What rules of the return that say no are called. */
    List<String> rules(String... ids) {
        return Stream.of(ids).map(id -> one(rules, id + ".title")).toList();
    }

    /** The name of a unit, a crossing point, a body or an authority. */
    String place(String code) {
        return one(places, code);
    }

    /** The name of a country. */
    String country(String code) {
        return Locale.of("", code).getDisplayCountry(language);
    }

    /** The name of a language. */
    String tongue(String code) {
        return Locale.forLanguageTag(code).getDisplayLanguage(language);
    }

    /** What stands on the page of the identity provider. */
    String signIn(String key) {
        return one(signIn, key);
    }

    private static String one(Map<String, String> known, String key) {
        String text = known.getOrDefault(key, "");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("There is not one text for " + key);
        }
        return text;
    }

    /** Two texts for one key are none: nobody could say which of them stands on a page. */
    private static void learn(Map<String, String> known, String key, Object text) {
        known.merge(key, text.toString(), (one, other) -> one.equals(other) ? one : "");
    }

    /** The last two parts of a key: a list by its simple name, and a code. */
    private static String simple(String key) {
        int code = key.lastIndexOf('.');
        return key.substring(key.lastIndexOf('.', code - 1) + 1);
    }

    private void named(Path profile) throws IOException {
        try (Reader file = Files.newBufferedReader(profile)) {
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            if (data instanceof Map<?, ?> all && all.get("safereturn") instanceof Map<?, ?> ours
                    && ours.get("profile") instanceof Map<?, ?> lists) {
                NAMED.stream().map(lists::get).filter(List.class::isInstance).map(List.class::cast)
                        .forEach(this::named);
            }
        }
    }

    private void named(List<?> entries) {
        for (Object each : entries) {
            if (each instanceof Map<?, ?> entry && entry.get("names") instanceof Map<?, ?> names
                    && names.get(language.getLanguage()) instanceof String name) {
                learn(places, String.valueOf(entry.get("code")), name);
            }
        }
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
