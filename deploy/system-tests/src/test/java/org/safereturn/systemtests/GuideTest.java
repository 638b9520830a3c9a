package org.safereturn.systemtests;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide for officers names buttons, links and fields by the words that the pages have for them, in each language, and
 * its three translations name the same ones in the same order. Words of the pages are bold in it, and nothing else is.
 */
class GuideTest {

    private static final Path ROOT = Path.of(System.getProperty("safereturn.root"));
    private static final String ENGLISH = "en";
    /** Where the words of a page come from: its own texts, the labels of codes, the page on which officers sign in. */
    private static final List<String> FOLDERS = List.of("case-service/src/main/resources/pages",
            "referral-service/src/main/resources/pages", "tracing-service/src/main/resources/pages",
            "schemas/pages/src/main/resources/pages", "schemas/events/src/main/resources/labels",
            "deploy/identity/src/main/resources");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern DEMO_USER = Pattern.compile("`((?:kh|th)-[a-z]+-\\d+)`");
    private static final Pattern PICTURE = Pattern.compile("images/([a-z]+)-(?:en|km|th)\\.png");
    private static final Pattern SECTION = Pattern.compile("^## ", Pattern.MULTILINE);
    private static final int FEWEST_NAMED = 150;

    private static String guide(String language) throws IOException {
        return Files.readString(ROOT.resolve("deploy/docs/guide").resolve(language + ".md"));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    /** The text of each key, and its file so that two services may use one key. */
    private static Map<String, String> texts(String language) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.filter(file -> isIn(file, language)).toList()) {
                    Properties properties = new Properties();
                    try (Reader reader = Files.newBufferedReader(file)) {
                        properties.load(reader);
                    }
                    String name = folder + '/' + String.valueOf(file.getFileName()).replaceAll("(_[a-z]{2})?\\.properties$", " ");
                    properties.forEach((key, text) -> texts.put(name + key, text.toString()));
                }
            }
        }
        return texts;
    }

    private static boolean isIn(Path file, String language) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith("_" + language + ".properties")
                || (language.equals(ENGLISH) && name.matches("[^_]+\\.properties"));
    }

    private static List<String> unknown(String guide, Map<String, String> texts) {
        return all(BOLD, guide).stream().filter(words -> !texts.containsValue(words)).toList();
    }

    private static Set<String> keys(String words, Map<String, String> texts) {
        Set<String> keys = new TreeSet<>();
        texts.forEach((key, text) -> {
            if (text.equals(words)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Where a translation names something else than the English guide, section by section. */
    private static List<String> differences(String english, Map<String, String> englishTexts, String guide,
            Map<String, String> texts) {
        List<String> differences = new ArrayList<>();
        List<String> expected = SECTION.splitAsStream(english).toList();
        List<String> sections = SECTION.splitAsStream(guide).toList();
        for (int section = 0; section < Math.max(expected.size(), sections.size()); section++) {
            List<String> there = section < expected.size() ? all(BOLD, expected.get(section)) : List.of();
            List<String> here = section < sections.size() ? all(BOLD, sections.get(section)) : List.of();
            for (int at = 0; at < Math.max(there.size(), here.size()); at++) {
                String meant = at < there.size() ? there.get(at) : "nothing";
                String named = at < here.size() ? here.get(at) : "nothing";
                if (Collections.disjoint(keys(meant, englishTexts), keys(named, texts))) {
                    differences.add("section " + section + ": " + meant + " / " + named);
                    break;
                }
            }
        }
        return differences;
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, "km", "th"})
    void bold_words_stand_on_the_pages(String language) throws IOException {
        String guide = guide(language);
        assertThat(all(BOLD, guide)).hasSizeGreaterThan(FEWEST_NAMED);
        assertThat(unknown(guide, texts(language))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"km", "th"})
    void a_translation_names_the_same_words_of_the_pages(String language) throws IOException {
        assertThat(differences(guide(ENGLISH), texts(ENGLISH), guide(language), texts(language))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, "km", "th"})
    void the_users_to_try_it_with_can_sign_in(String language) throws IOException {
        List<String> users = all(DEMO_USER, guide(language));
        assertThat(users).isNotEmpty();
        assertThat(all(Pattern.compile("name: ([a-z0-9-]+)"),
                Files.readString(ROOT.resolve("deploy/identity/src/main/resources/identity-users.yaml")))).containsAll(users);
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, "km", "th"})
    void its_pictures_are_those_of_the_command_that_makes_them(String language) throws IOException {
        List<String> made = all(Pattern.compile("^([a-z-]+)\\|.*\\b" + language + "\\b[^|]*\\|", Pattern.MULTILINE),
                Files.readString(ROOT.resolve("deploy/screenshot")));
        assertThat(made).containsAll(all(PICTURE, guide(language)));
    }

    @Test
    void the_checks_bite() throws IOException {
        Map<String, String> english = texts(ENGLISH);
        Map<String, String> thai = texts("th");
        assertThat(unknown("Choose **Send now**, then **No such button**.", english)).containsExactly("No such button");
        assertThat(unknown("**Send now**", thai)).containsExactly("Send now");
        String sends = "## One\n**Send now** and **Sign out**\n";
        assertThat(differences(sends, english, "## หนึ่ง\n**ส่งตอนนี้** **ออกจากระบบ**\n", thai)).isEmpty();
        assertThat(differences(sends, english, "## หนึ่ง\n**ออกจากระบบ** **ส่งตอนนี้**\n", thai))
                .containsExactly("section 1: Send now / ออกจากระบบ");
        assertThat(differences(sends, english, "## หนึ่ง\n**ส่งตอนนี้**\n", thai))
                .containsExactly("section 1: Sign out / nothing");
    }
}
