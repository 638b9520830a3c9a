package org.safereturn.local.demo;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SightTest {

    private static final String WHOLE = """
            {"caseRef": "c", "person": {"name": "n", "born": "d"}, "results": [{"version": 1, "content": {"mother": "m"}},
            {"version": 2, "note": "x"}], "closure": null}""";

    @Test
    void what_came_back_is_named_by_its_path_and_what_is_empty_is_not() {
        assertThat(sight(200, WHOLE).fields()).containsExactly("caseRef", "person.born", "person.name",
                "results.content.mother", "results.note", "results.version");
    }

    @Test
    void a_part_that_is_missing_altogether_is_named_once() {
        SortedSet<String> all = new TreeSet<>(sight(200, WHOLE).fields());
        Sight some = sight(200, "{\"caseRef\": \"c\", \"results\": [{\"version\": 1}]}");
        assertThat(some.missing(all)).containsExactly("person", "results.content", "results.note");
        assertThat(some.cell(all.size())).isEqualTo("2 of 6");
        assertThat(some.sees("results")).isTrue();
        assertThat(some.sees("person")).isFalse();
    }

    @Test
    void a_refusal_shows_nothing_and_says_which() {
        Sight refused = sight(403, "{\"title\": \"No\", \"rule\": \"not-permitted\"}");
        assertThat(refused.fields()).isEmpty();
        assertThat(refused.outcome()).isEqualTo("denied");
        assertThat(refused.rule()).isEqualTo("not-permitted");
        assertThat(sight(404, "{}").cell(6)).isEqualTo("not-found");
        assertThat(sight(401, "{}").cell(6)).isEqualTo("sign-in");
        assertThat(sight(429, "{}").cell(6)).isEqualTo("429");
    }

    private static Sight sight(int status, String body) {
        return Sight.of(new Reply(status, JsonMapper.shared().readTree(body), HttpHeaders.of(Map.of(), (_, _) -> true)));
    }
}
