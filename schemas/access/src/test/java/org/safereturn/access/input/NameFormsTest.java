package org.safereturn.access.input;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The names are made up: words for "example" and "specimen" with the marks that matter. */
class NameFormsTest {

    @ParameterizedTest
    @CsvSource({
        "Sokha Testperson, SOKHA  testperson",
        "Sokha Testperson, 'Testperson, Sokha'",
        "Sokha Testperson, Ms. Sokha Testperson",
        "Sokha Testperson, Sokha-Testperson",
        "Sokha Testperson, SokhaTestperson",
        "Sokha Testperson, Ｓｏｋｈａ Ｔｅｓｔｐｅｒｓｏｎ",
        "Đặng Mẫu, dang mau",
        "Øyvind Prøve, Oyvind Prove",
        "Weiß Muster, WEISS MUSTER",
        "O'Muster, omuster",
    })
    void a_latin_name_is_the_same_in_any_case_order_and_dress(String stored, String sought) {
        assertThat(found(stored, sought)).isTrue();
    }

    @Test
    void composed_and_decomposed_letters_are_the_same_and_so_are_those_that_nobody_sees() {
        assertThat(found("Šárka Vzorová", Normalizer.normalize("Šárka Vzorová", Normalizer.Form.NFD))).isTrue();
        for (String unseen : List.of("\u200B", "\u200C", "\u200D", "\uFEFF", "\u00AD", "\u2060", "\u034F", "\uFE0F")) {
            assertThat(found("គំរូ សាកល្បង", "គំ" + unseen + "រូ សាក" + unseen + "ល្បង")).as(escaped(unseen)).isTrue();
            assertThat(found("ตัวอย่าง สมมติ", "ตัว" + unseen + "อย่าง สมมติ")).as(escaped(unseen)).isTrue();
            assertThat(found("So" + unseen + "kha Testperson", "sokha testperson")).as(escaped(unseen)).isTrue();
        }
        assertThat(found("ស\u17B5ាកល្បង", "សាកល្បង")).isTrue();
    }

    @Test
    void khmer_marks_are_the_same_in_any_order_in_which_they_were_typed() {
        // Coeng ro before or behind another letter below, and the vowel before the letters below.
        assertThat(found("ស្ត្រី", "ស\u17D2\u179A\u17D2\u178Fី")).isTrue();
        assertThat(found("ស្ត្រី", "សី\u17D2\u178F\u17D2\u179A")).isTrue();
        // The register shifter behind the vowel.
        assertThat(found("ប៉ិន", "ប\u17B7\u17C9ន")).isTrue();
        // Two vowels that are made of two others.
        assertThat(found("គោ", "គ\u17C1\u17B6")).isTrue();
        assertThat(found("ដើម", "ដ\u17C1\u17B8ម")).isTrue();
        // A da below looks like a ta below.
        assertThat(found("ប\u17D2\u178Aូ", "ប\u17D2\u178Fូ")).isTrue();
        // A vowel that was typed twice.
        assertThat(found("គំរូ", "គំរូូ")).isTrue();
        assertThat(found("គំរូ", "គុំរូ")).as("another vowel").isFalse();
    }

    @Test
    void khmer_names_are_found_in_any_order_and_without_their_spaces() {
        assertThat(found("គំរូ សាកល្បង", "សាកល្បង គំរូ")).isTrue();
        assertThat(found("គំរូ សាកល្បង", "គំរូសាកល្បង")).isTrue();
        assertThat(found("គំរូសាកល្បង", "សាកល្បង គំរូ")).isTrue();
        assertThat(found("គំរូ សាកល្បង", "សាកល្បង")).isTrue();
        assertThat(found("គំរូ សាកល្បង", "លោកស្រី គំរូ សាកល្បង")).isTrue();
        assertThat(found("គំរូ សាកល្បង", "គំរូ ឧទាហរណ៍")).isFalse();
        assertThat(found("គំរូ", "គំរូ សាកល្បង")).as("more than is kept").isFalse();
    }

    @Test
    void sara_am_and_thai_marks_are_the_same_however_they_were_typed() {
        // Sara am as one letter, as two, and with the tone behind or in between.
        assertThat(found("น้ำ สมมติ", "น\u0E49\u0E4D\u0E32 สมมติ")).isTrue();
        assertThat(found("น้ำ สมมติ", "น\u0E4D\u0E49\u0E32 สมมติ")).isTrue();
        assertThat(found("คำ", "ค\u0E4D\u0E32")).isTrue();
        // The tone before the vowel above or below.
        assertThat(found("ที่", "ท\u0E48\u0E35")).isTrue();
        assertThat(found("กู้", "ก\u0E49\u0E39")).isTrue();
        // Two sara e that look like sara ae.
        assertThat(found("แก้ว", "\u0E40\u0E40ก้ว")).isTrue();
        assertThat(found("ตัวอย่าง", "ตััวอย่าง")).isTrue();
        assertThat(found("ที่", "ที้")).as("another tone").isFalse();
    }

    @Test
    void a_thai_title_makes_no_difference_joined_short_or_apart() {
        for (String titled : List.of("นางสาวตัวอย่าง สมมติ", "นางสาว ตัวอย่าง สมมติ", "น.ส.ตัวอย่าง สมมติ", "ด.ญ. ตัวอย่าง สมมติ",
                "เด็กหญิงตัวอย่าง สมมติ")) {
            assertThat(found("ตัวอย่าง สมมติ", titled)).as(titled).isTrue();
            assertThat(found(titled, "ตัวอย่าง สมมติ")).as(titled).isTrue();
        }
        assertThat(NameForms.of("นาย").parts()).as("a title alone stays").containsExactly("นาย");
        assertThat(NameForms.of("นายิกา").parts()).as("no name begins with a mark").containsExactly("นายิกา");
    }

    @Test
    void any_name_of_a_person_is_enough_and_its_parts_may_not_be_missing() {
        Set<String> kept = NameForms.kept(List.of("គំរូ សាកល្បង", "Kumru Sakalbang", "Specimen"));
        for (String name : List.of("គំរូ សាកល្បង", "sakalbang kumru", "specimen", "Kumru Specimen")) {
            assertThat(NameForms.of(name).isOf(kept)).as(name).isTrue();
        }
        for (String name : List.of("Kumru Othername", "Kumr", "Kumru Sakalban", "ตัวอย่าง", "...", "")) {
            assertThat(NameForms.of(name).isOf(kept)).as(name).isFalse();
        }
        assertThat(NameForms.kept(List.of("", "-"))).isEmpty();
    }

    @Test
    void a_name_of_very_many_parts_keeps_few() {
        String many = "a ".repeat(100);
        assertThat(NameForms.of(many).parts()).hasSize(NameForms.MOST_PARTS);
        assertThat(NameForms.of("aa bb cc dd").wholes()).containsExactly("aabbccdd");
        assertThat(NameForms.of("aa bb cc").wholes()).hasSize(6).contains("ccaabb");
    }

    private static boolean found(String stored, String sought) {
        return NameForms.of(sought).isOf(NameForms.kept(List.of(stored)));
    }

    private static String escaped(String text) {
        return "U+%04X".formatted(text.codePointAt(0));
    }
}
