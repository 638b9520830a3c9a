package org.safereturn.access.input;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Malee Samplename", "สมหมาย ตัวอย่าง", "សុខា\u200Bគំរូ", "O'Sample-Person (Jr.)", "Nguyễn Mẫu", "ฯพณฯ",
        "Sample, Sokha", "李样本", "Sokha ”B”"})
    void names_of_every_script_are_names(String name) {
        assertThat(PlainText.isName(name)).isTrue();
        assertThat(PlainText.requireName("name", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "123", "<script>alert(1)</script>", "a<b", "{{7*7}}", "${x}", "$ne", "=1+1", "+a",
        "-a", "@a", "a\nb", "a\tb", "a\u0000b", "a\u202Eb", "a\u2066b", "a\uFEFFb", "a\uE000b", "a\u2028b", "\uD83D"})
    void what_markup_queries_and_formulas_are_made_of_is_no_name(String text) {
        assertThat(PlainText.isName(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B\u200B", "\u3164\u3164", "\u115F\u1160", "\uFFA0", "\u2800", "\u00AD\u2060", "A\u00ADda", "Ada\uDB40\uDC41",
        "A\u034Fda", "A\uFE0Fda", "A\u17B5", "\u0301Ada"})
    void what_is_not_seen_is_no_name_and_no_part_of_one(String text) {
        assertThat(PlainText.isName(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" =1+1", "\u00A0+1", "\u200B@cmd", "\uFF1Dcmd", "\u3000-1", "\u2212x"})
    void a_blank_before_a_formula_does_not_hide_it(String text) {
        assertThat(PlainText.isName(text)).isFalse();
    }

    @Test
    void a_letter_carries_no_more_marks_than_a_script_has() {
        assertThat(PlainText.isName("A" + "\u0316".repeat(6))).isTrue();
        assertThat(PlainText.isName("A" + "\u0316".repeat(7))).isFalse();
        assertThat(PlainText.isName("A" + "\u0301".repeat(180))).isFalse();
    }

    @Test
    void a_text_has_one_form() {
        assertThat(PlainText.normal(" Zoe\u0301\u00A0Ann\u200B\n")).isEqualTo("Zo\u00E9 Ann");
        assertThat(PlainText.normal("ស\u200Bខ")).isEqualTo("ស\u200Bខ");
        assertThat(PlainText.normal(" \u200B ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"So\u200Bkha, Sokha", "Sokha \u200BTest\u200D, Sokha Test", "O\u200C-Sample, O-Sample", "Zoe\u200B\u0301, Zo\u00E9",
        "\u179F\u200B\u200B\u1781, \u179F\u200B\u1781", "\u179F\u1781 \u200B\u1782, \u179F\u1781 \u1782",
        "\u179F\u1781\u200BSokha, \u179F\u1781\u200BSokha", "\u0E2A\u200B\u0E21, \u0E2A\u200B\u0E21", "\u2764\uFE0F\u200D\uD83D\uDD25, \u2764\uFE0F\u200D\uD83D\uDD25"})
    void what_has_no_width_stays_only_where_it_changes_something(String typed, String kept) {
        assertThat(PlainText.normal(typed)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Malee Samplename", "O'Sample-Person Jr.", "Nguyễn Mẫu", "Sok\u200Bha", "S\u0316okha", "D’Sample", "Łęcka‑Sample"})
    void a_romanised_name_is_in_latin_letters(String name) {
        assertThat(PlainText.isName(name)).isTrue();
        assertThat(PlainText.isRomanised(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S\u043Ekha", "\u0410nna", "Sokha សុខា", "สมหมาย", "Sokha\u0E31", "Sokha\u200Bសុ", "\u202ESokha", "Sok\u200Eha",
        "Sokha\uE000", "Sokha 2", "Sokha (Jr)", "李样本", "Σοκα"})
    void letters_that_only_look_latin_and_whatever_is_not_seen_are_refused_in_a_romanised_name(String name) {
        assertThat(PlainText.isRomanised(name)).isFalse();
    }

    @Test
    void a_name_has_at_most_two_hundred_code_points() {
        assertThat(PlainText.isName("ก".repeat(200))).isTrue();
        assertThat(PlainText.isName("ก".repeat(201))).isFalse();
    }

    @Test
    void what_is_not_a_name_is_refused_by_field_and_never_quoted() {
        assertThatThrownBy(() -> PlainText.requireName("nickname", "<Testperson>"))
                .isInstanceOfSatisfying(ProblemException.class, problem ->
                        assertThat(problem.rejection().parameters()).containsOnlyKeys("field"))
                .hasMessage(PlainText.NOT_A_NAME);
    }

    @Test
    void a_text_may_hold_lines_tabs_and_markup() {
        assertThat(PlainText.isText("one\n\ttwo <b> ស\u200Bខ \uD83D\uDE00")).isTrue();
        assertThat(PlainText.isText("bell\u0007")).isFalse();
        assertThat(PlainText.isText("c1\u0085")).isFalse();
        assertThat(PlainText.isText("half\uD83D")).isFalse();
    }
}
