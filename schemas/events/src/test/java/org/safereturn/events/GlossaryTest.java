package org.safereturn.events;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The glossary explains every code and abbreviation of the field that the tree uses, and nothing that it does not use. */
class GlossaryTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path GLOSSARY = ROOT.resolve("deploy/docs/glossary.md");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
    private static final Pattern READ = Pattern.compile(".*\\.(java|avsc|md|ya?ml|properties|html|csv)");
    private static final Set<String> AUTHORITIES = Set.of("`SEED_MINUTES`", "`PUBLIC_COMPARATOR`", "`PROPOSED`");
    /** Guards, data classes, indicators, levels, events, decisions, actions, steps, deadlines, annexes and institutions. */
    private static final Pattern CODE = Pattern.compile("(?<![\\w/+=])(?:GRD\\d+|DC\\d|IND-[A-Z]\\d+|L[1-3]"
            + "|E(?:0[1-9]|[12]\\d|3[01])s?|DEC\\d+|ACT-\\d+|TK\\d|KT\\d+|T_[A-Z]+|Annex \\d+|Table [A-Z]"
            + "|SOP(?:-CM|-LE)?|PoA|M&E|VoT|MoSVY|DoSVY|DVP|DCP|MSDHS|DATIP|WPC|NCCT|MDT|NRM|IOM|JICA|HTCDS|CTDC)"
            + "(?![\\w/+=])");
    private static final Pattern RANGE = Pattern.compile("\\b([A-Z]+)(\\d+) to \\1(\\d+)\\b");
    private static final Pattern ROW = Pattern.compile("^\\| (?!term \\|)([^|]+) \\|(.*)\\|$", Pattern.MULTILINE);

    private static final StringBuilder TREE = new StringBuilder();

    @BeforeAll
    static void readTheTree() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                return !directory.equals(ROOT) && (name.startsWith(".") || NOT_OURS.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (READ.matcher(name).matches() && !file.equals(GLOSSARY) && !name.equals("GlossaryTest.java")) {
                    TREE.append(Files.readString(file)).append('\n');
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The codes in a text; of "GRD5 to GRD7" also the one between. */
    private static Set<String> codes(String text) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(text).results().map(MatchResult::group).forEach(codes::add);
        RANGE.matcher(text).results().forEach(range -> {
            for (int n = Integer.parseInt(range.group(2)); n <= Integer.parseInt(range.group(3)); n++) {
                codes(range.group(1) + n + ' ').forEach(codes::add);
            }
        });
        return codes;
    }

    private static List<String> terms(String glossary) {
        return ROW.matcher(glossary).results().map(row -> row.group(1).strip().replaceFirst("^SOP (?=Annex)", ""))
                .toList();
    }

    private static Set<String> undefined(String glossary, String tree) {
        Set<String> undefined = codes(tree);
        undefined.removeAll(terms(glossary));
        return undefined;
    }

    private static Stream<String> unused(String glossary, String tree) {
        Set<String> codes = codes(tree);
        String words = tree.replaceAll("\\s+(\\* )?", " ").toLowerCase(Locale.ROOT);
        return terms(glossary).stream().filter(term -> !codes.contains(term) && (CODE.matcher(term).matches()
                || !Pattern.compile("\\b" + Pattern.quote(term.toLowerCase(Locale.ROOT))).matcher(words).find()));
    }

    private static List<String> malformed(String glossary) {
        List<String> malformed = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        ROW.matcher(glossary).results().forEach(row -> {
            String[] cells = row.group(2).split("\\|", -1);
            if (cells.length != 4 || cells[0].isBlank() || !AUTHORITIES.contains(cells[1].strip())
                    || !seen.add(row.group(1).strip())) {
                malformed.add(row.group(1).strip());
            }
        });
        return malformed;
    }

    @Test
    void every_code_that_the_tree_uses_is_explained() throws IOException {
        assertThat(codes(TREE.toString())).hasSizeGreaterThan(40);
        assertThat(undefined(Files.readString(GLOSSARY), TREE.toString())).isEmpty();
    }

    @Test
    void every_term_that_is_explained_is_used() throws IOException {
        assertThat(unused(Files.readString(GLOSSARY), TREE.toString())).isEmpty();
    }

    @Test
    void every_term_stands_once_with_a_meaning_and_its_authority() throws IOException {
        assertThat(malformed(Files.readString(GLOSSARY))).isEmpty();
    }

    @Test
    void the_checks_bite() {
        String sample = """
                | term | meaning | authority | Khmer | Thai |
                |---|---|---|---|---|
                | GRD1 | Consent is given. | `PROPOSED` | – | – |
                | GRD99 | Nothing. | `PROPOSED` | – | – |
                | SOP Annex 8 | A form. | `SEED_MINUTES` | – | – |
                | best guess | A guess. | `HEARSAY` | – | – |
                | handover | The person is handed over. | `PROPOSED` | – | – |
                | handover | The same again. | `PROPOSED` | – | – |
                | arrival | | `PROPOSED` | – | – |
                """;
        String tree = "/** A handover\n * before arrival (GRD1 to GRD3), Annex 8, IND-Z9; E11, T_ACK, DoSVY; NOT_A_CODE. */";
        assertThat(codes(tree))
                .containsExactlyInAnyOrder("Annex 8", "DoSVY", "E11", "GRD1", "GRD2", "GRD3", "IND-Z9", "T_ACK");
        assertThat(undefined(sample, tree))
                .containsExactlyInAnyOrder("DoSVY", "E11", "GRD2", "GRD3", "IND-Z9", "T_ACK");
        assertThat(unused(sample, tree)).containsExactly("GRD99", "best guess");
        assertThat(malformed(sample)).containsExactly("best guess", "handover", "arrival");
    }
}
