package org.safereturn.events;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The Khmer and Thai texts of all services, and of what the minutes say, use one term for each concept. */
class TermsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path TERMS = ROOT.resolve("deploy/docs/terms.md");
    private static final String NONE = "–";
    /** Values and paths of the interface are no words. */
    private static final Pattern WORDS_ONLY = Pattern.compile("\\{[^}]*}|/[a-z…][^ )]*");

    /** A concept: what English says, the term, the words that are another concept's. */
    private record Term(Pattern english, String term, String not) {

        boolean isIn(String english) {
            return english().matcher(english).find();
        }
    }

    private static List<List<String>> rows(int cells) throws IOException {
        return Files.readString(TERMS).lines().filter(line -> line.startsWith("| ") && !line.startsWith("| concept")
                        && !line.startsWith("| language"))
                .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList())
                .filter(row -> row.size() == cells).toList();
    }

    private static List<Term> terms(int column) throws IOException {
        return rows(6).stream().map(row -> new Term(Pattern.compile(
                row.get(1).replace("`", "").replace("\\|", "|"), Pattern.CASE_INSENSITIVE), row.get(2 + column),
                row.get(4 + column))).toList();
    }

    private static Map<String, String> texts(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put(key.toString(), WORDS_ONLY.matcher(text.toString()).replaceAll("")));
        return texts;
    }

    private static List<Path> files(String language) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("case-service", "referral-service", "tracing-service", "monitoring-service",
                "schemas/events", "schemas/access", "schemas/pages", "deploy/identity")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/resources"))) {
                files.filter(file -> file.toString().endsWith("_" + language + ".properties")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static Path english(Path file, String language) {
        String name = file.toString();
        Path plain = Path.of(name.replace("_" + language + ".properties", ".properties"));
        return Files.exists(plain) ? plain : Path.of(name.replace("_" + language + ".properties", "_en.properties"));
    }

    private static List<String> faults(String english, String text, List<Term> terms) {
        List<String> faults = new ArrayList<>();
        List<Term> meant = terms.stream().filter(term -> term.isIn(english)).toList();
        for (Term term : meant) {
            if (!text.contains(term.term())) {
                faults.add("without " + term.term());
            }
            if (!term.not().equals(NONE) && text.contains(term.not())
                    && meant.stream().noneMatch(other -> other.term().contains(term.not()))) {
                faults.add("with " + term.not());
            }
        }
        return faults;
    }

    private static List<String> faults(String language, String name, int column) throws IOException {
        List<Term> terms = terms(column);
        List<String> never = rows(3).stream().filter(row -> row.getFirst().equals(name)).map(row -> row.get(1)).toList();
        List<String> faults = new ArrayList<>();
        for (Path file : files(language)) {
            Map<String, String> english = texts(english(file, language));
            texts(file).forEach((key, text) -> {
                faults(english.getOrDefault(key, ""), text, terms)
                        .forEach(fault -> faults.add(file.getFileName() + " " + key + " " + fault));
                never.stream().filter(text::contains)
                        .forEach(word -> faults.add(file.getFileName() + " " + key + " uses " + word));
            });
        }
        for (Minutes.Row row : Minutes.read().rows()) {
            row.texts().forEach(text -> {
                faults(text.in("en"), text.in(language), terms)
                        .forEach(fault -> faults.add("minutes " + row.number() + " " + fault));
                never.stream().filter(text.in(language)::contains)
                        .forEach(word -> faults.add("minutes " + row.number() + " uses " + word));
            });
        }
        return faults;
    }

    @Test
    void khmer_texts_use_one_term_for_each_concept() throws IOException {
        assertThat(faults("km", "Khmer", 0)).isEmpty();
    }

    @Test
    void thai_texts_use_one_term_for_each_concept() throws IOException {
        assertThat(faults("th", "Thai", 1)).isEmpty();
    }

    @Test
    void the_check_bites() throws IOException {
        List<Term> thai = terms(1);
        assertThat(thai).hasSizeGreaterThan(10);
        assertThat(faults("The result of the tracing", "ผลการสืบหา", thai)).isEmpty();
        assertThat(faults("The result of the tracing", "ผลการติดตาม", thai))
                .containsExactly("without สืบหา", "with ติดตาม");
        assertThat(faults("Tracing and monitoring", "การสืบหาและการติดตาม", thai)).isEmpty();
        assertThat(files("th")).hasSizeGreaterThan(8);
    }
}
