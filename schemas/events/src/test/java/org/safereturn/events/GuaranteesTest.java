package org.safereturn.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each guarantee is one sentence, and the test that it names is a test of this tree. */
class GuaranteesTest {

    private static final Path GUARANTEES = TestSources.ROOT.resolve("deploy/docs/guarantees.md");
    private static final Pattern ROW = Pattern.compile("^\\|(?! guarantee \\||---)(.*)\\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    private static List<String> faults(String guarantees, Map<String, String> sources) {
        List<String> faults = new ArrayList<>();
        ROW.matcher(guarantees).results().forEach(row -> {
            String sentence = row.group(1).strip();
            if (!sentence.endsWith(".") || sentence.indexOf(". ") >= 0) {
                faults.add("not one sentence: " + sentence);
            }
            List<MatchResult> named = NAMED.matcher(row.group(2)).results().toList();
            if (named.isEmpty()) {
                faults.add("no test: " + sentence);
            }
            named.stream().filter(test -> !TestSources.hold(sources, test.group(1), test.group(2)))
                    .forEach(test -> faults.add("no such test: " + test.group(1) + '#' + test.group(2)));
        });
        return faults;
    }

    @Test
    void every_guarantee_is_one_sentence_and_names_tests_that_exist() throws IOException {
        String guarantees = Files.readString(GUARANTEES);
        assertThat(ROW.matcher(guarantees).results()).isNotEmpty();
        assertThat(faults(guarantees, TestSources.read())).isEmpty();
    }

    @Test
    void the_check_bites() {
        Map<String, String> sources = Map.of("OneTest", "@Test\nvoid it_holds() {\n}\n\nvoid helper() {\n}\n");
        assertThat(faults("""
                | guarantee | proven by |
                |---|---|
                | It holds. | `OneTest#it_holds` |
                | It holds. It helps. | `OneTest#it_holds` |
                | It helps. | `OneTest#helper` |
                | It is. | |
                """, sources)).containsExactly("not one sentence: It holds. It helps.",
                "no such test: OneTest#helper", "no test: It is.");
    }
}
