package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RecordLinesTest {

    private static final String REF = "00000000-0000-4000-8000-000000000001";
    private static final Shown SHOWN = new Shown(new Labels(), Places.of(new ByteArrayResource(
            "safereturn: { profile: { country: ZZ } }".getBytes(StandardCharsets.UTF_8)), Clock.systemUTC()),
            new PageTexts(), Problems.fromClassPath(), ZoneOffset.UTC, Map.of());

    @Test
    void another_case_leads_to_its_page_and_what_is_no_reference_leads_nowhere() {
        assertThat(address(List.of("case"), Kind.CASE, REF)).isEqualTo("/pages/case/" + REF);
        assertThat(address(List.of(), Kind.CASE, REF)).isEmpty();
        assertThat(address(List.of("case"), Kind.CASE, "../../logout")).isEmpty();
        assertThat(address(List.of("case"), Kind.TEXT, REF)).isEmpty();
    }

    private static String address(List<String> find, Kind kind, String value) {
        return new RecordLines(SHOWN, find).of(List.of(Row.of("caseRef", kind, null)),
                JsonMapper.shared().createObjectNode().put("caseRef", value), SHOWN.texts().in(Locale.ENGLISH)).getFirst().address();
    }
}
