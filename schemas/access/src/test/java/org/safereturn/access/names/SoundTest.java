package org.safereturn.access.names;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.input.NameForms;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts of names and words, none of which is anybody's name. */
class SoundTest {

    @ParameterizedTest
    @CsvSource({
        "สมชาย, Somchai",
        "สมชาย, សុមឆាយ",
        "ประเสริฐ, Prasert",
        "กาญจนา, Kanchana",
        "พัชรี, Phatcharee",
        "วรรณา, Wanna",
        "ธรรมนูญ, Thammanoon",
        "ณรงค์ศักดิ์, Narongsak",
        "จันทร์, Chan",
        "สวัสดิ์, Sawat",
        "มานพ, Manop",
        "เพชร, Phet",
        "เฉลิม, Chalerm",
        "เมือง, Mueang",
        "น้ำ, Nam",
        "สุข, សុខ",
        "សុខ, Sok",
        "ចន្ទ, Chan",
        "វណ្ណា, Vanna",
        "ពេជ្រ, Pich",
        "រិទ្ធី, Rithy",
        "រិទ្ធ, Rith",
        "ដារ៉ា, Dara",
        "ស្រីមុំ, Sreymom",
        "សំណាង, Samnang",
        "កញ្ញា, Kanha",
        "វិចិត្រ, Vichet",
        "ជា, Chea",
        "ជា, เจีย",
    })
    void a_part_sounds_the_same_in_another_script(String one, String other) {
        assertThat(sound(one).consonants()).as(one + " and " + other).isEqualTo(sound(other).consonants());
    }

    @Test
    void habits_of_latin_letters_make_little_difference_and_another_name_makes_much() {
        assertThat(likeness("Phet", "Pet")).isEqualTo(1);
        assertThat(likeness("Sophea", "Sopheap")).isBetween(0.6, 0.85);
        assertThat(likeness("Vanna", "Wanna")).isEqualTo(1);
        assertThat(likeness("Chantrea", "Jantria")).isGreaterThan(0.9);
        assertThat(likeness("Siriporn", "Siriphon")).isEqualTo(1);
        assertThat(likeness("Dara", "Tara")).isGreaterThan(0.9);
        assertThat(likeness("Dara", "Vichet")).isLessThan(0.4);
        assertThat(likeness("Sok", "Sam")).isLessThan(0.7);
    }

    @Test
    void another_script_is_first_brought_into_latin_letters_or_stays_as_it_is() {
        assertThat(sound("Сок").consonants()).isEqualTo("sk");
        assertThat(sound("ສົມ").heard()).isEqualTo(NameForms.of("ສົມ").parts().getFirst());
    }

    @Test
    void a_sound_is_found_by_its_consonants_and_a_long_one_also_without_one_of_them() {
        assertThat(sound("Sok").keys()).containsExactly("~sk");
        assertThat(sound("Somchai").keys()).containsExactlyInAnyOrder("~smc", "~mc", "~sc", "~sm");
        assertThat(sound("Oe").keys()).hasSize(1);
    }

    @Test
    void no_key_of_a_sound_is_a_form_of_a_name() {
        assertThat(NameForms.of("~sk").parts()).containsExactly("sk");
    }

    private static double likeness(String one, String other) {
        return SoundDistance.likeness(sound(one).heard(), sound(other).heard());
    }

    private static Sound sound(String name) {
        return Sound.of(NameForms.of(name).parts().getFirst());
    }
}
