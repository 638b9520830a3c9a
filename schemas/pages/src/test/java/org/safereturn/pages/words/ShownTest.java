package org.safereturn.pages.words;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ShownTest {

    private static final Shown SHOWN = new Shown(new Labels(), Places.of(new ByteArrayResource("""
            safereturn:
              profile:
                country: KH
                units:
                  - { code: KH-SAMPLE, names: { en: Centre here } }
                  - { code: TH-SAMPLE, names: { en: Centre there } }
            """.getBytes(StandardCharsets.UTF_8)), Clock.systemUTC()), new PageTexts(), Problems.fromClassPath(), ZoneOffset.UTC,
            Map.of());

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "KH; INTAKE_OFFICER; KH-SAMPLE; kh-officer-1 (Intake officer, Centre here)",
        "TH; INTAKE_OFFICER; TH-SAMPLE; Centre there, Thailand",
        "TH; INTAKE_OFFICER; TH-UNHEARD-OF; Thailand",
        "TH; SYSTEM; TH-SYSTEM; Thailand",
        "KH; SYSTEM; KH-SYSTEM; Software of the ministry"})
    void an_officer_of_the_own_ministry_is_named_by_reference_and_of_the_other_one_only_the_unit(String ministry, String role, String unit,
            String read) {
        String record = "{\"by\": {\"reference\": \"%s-officer-1\", \"role\": \"%s\", \"unit\": \"%s\", \"ministry\": \"%s\"}}"
                .formatted(ministry.toLowerCase(Locale.ROOT), role, unit, ministry);
        assertThat(SHOWN.line(Row.of("by", Kind.OFFICER, null), JsonMapper.shared().readTree(record), Locale.ENGLISH)).isEqualTo(read);
    }
}
