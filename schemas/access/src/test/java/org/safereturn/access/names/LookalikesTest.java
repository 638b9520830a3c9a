package org.safereturn.access.names;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.names.Candidate.Mark;
import org.safereturn.access.names.Described.Sex;

import static org.assertj.core.api.Assertions.assertThat;

/** Persons are made up of frequent syllables. */
class LookalikesTest {

    private static final Birth YEAR = Birth.around(1997, 0);

    @Test
    void a_name_in_another_script_with_the_same_year_is_likely() {
        Candidate found = compared(said("สมชาย ทองดี", YEAR, Sex.MALE), said("Somchai Thongdee", YEAR, Sex.MALE));
        assertThat(found.mark()).isEqualTo(Mark.LIKELY);
        assertThat(found.reasons()).containsExactlyInAnyOrder(SamePersonReason.NAME_SOUNDS_ALIKE,
                SamePersonReason.SAME_YEAR_OF_BIRTH, SamePersonReason.SAME_SEX);
    }

    @Test
    void the_order_of_the_parts_and_a_missing_space_make_no_difference_and_the_order_is_told() {
        Candidate turned = compared(said("សុខ ដារ៉ា", YEAR, null), said("Dara Sok", YEAR, null));
        assertThat(turned.mark()).isEqualTo(Mark.LIKELY);
        assertThat(turned.reasons()).contains(SamePersonReason.OTHER_ORDER, SamePersonReason.NAME_SOUNDS_ALIKE);
        assertThat(compared(said("សុខដារ៉ា", YEAR, null), said("Dara Sok", YEAR, null)).score()).isGreaterThan(0.85);
    }

    @Test
    void what_is_not_seen_and_how_sara_am_is_typed_makes_no_difference() {
        Candidate found = compared(said("น\u0E49\u0E33ฝน ทองคำ", null, null),
                said("น\u0E4D\u0E49\u0E32\u200Bฝน ทองคํา", null, null));
        assertThat(found.reasons()).containsExactly(SamePersonReason.SAME_NAME);
        assertThat(found.mark()).isEqualTo(Mark.LIKELY);
        assertThat(found.score()).isEqualTo(1);
    }

    @Test
    void the_same_name_with_another_birth_or_sex_is_not_likely() {
        Described said = said("Somchai Thongdee", YEAR, Sex.MALE);
        Candidate older = compared(said, said("Somchai Thongdee", Birth.around(1980, 0), Sex.MALE));
        assertThat(older.mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(older.reasons()).contains(SamePersonReason.SAME_NAME, SamePersonReason.BIRTH_DIFFERS);
        Candidate sister = compared(said, said("Somchai Thongdee", YEAR, Sex.FEMALE));
        assertThat(sister.mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(sister.reasons()).contains(SamePersonReason.SEX_DIFFERS);
    }

    @Test
    void a_sibling_is_not_likely() {
        assertThat(Lookalikes.compared(said("សុខ ដារ៉ា", YEAR, null), "other", said("Sok Vichet", Birth.around(1999, 0), null))
                .filter(found -> found.mark() == Mark.LIKELY)).isEmpty();
    }

    @Test
    void a_nickname_is_told_and_alone_makes_nobody_likely() {
        Described said = new Described(List.of("Somchai Thongdee"), List.of("นก"), YEAR, null);
        Candidate found = compared(said, new Described(List.of("สมชาย ทองดี"), List.of("Nok"), YEAR, null));
        assertThat(found.reasons()).contains(SamePersonReason.NICKNAME);
        Candidate only = compared(said, new Described(List.of("ប៉ែន វិចិត្រ"), List.of("Nok"), YEAR, null));
        assertThat(only.mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(only.reasons()).contains(SamePersonReason.NICKNAME);
    }

    @Test
    void part_of_a_name_is_possible_at_most() {
        Candidate given = compared(said("Dara", YEAR, Sex.MALE), said("សុខ ដារ៉ា", YEAR, Sex.MALE));
        assertThat(given.mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(given.reasons()).contains(SamePersonReason.NAME_SOUNDS_ALIKE);
    }

    @Test
    void nobody_is_found_by_nothing() {
        assertThat(Lookalikes.compared(said("-", YEAR, null), "other", said("...", YEAR, null))).isEmpty();
        Lookalikes none = new Lookalikes();
        assertThat(none.candidates(said("Somchai Thongdee", YEAR, null), 10)).isEmpty();
    }

    @Test
    void the_best_come_first_and_at_most_as_many_as_asked_for() {
        Lookalikes index = new Lookalikes();
        index.add("namesake", said("Somchai Thongdee", Birth.around(1960, 0), Sex.MALE));
        index.add("person", said("สมชาย ทองดี", YEAR, Sex.MALE));
        index.add("sibling", said("สมพร ทองดี", Birth.around(1999, 0), Sex.FEMALE));
        index.add("stranger", said("ប៉ែន វិចិត្រ", YEAR, Sex.MALE));
        Described sought = said("Thongdee Somchai", YEAR, Sex.MALE);
        List<Candidate> found = index.candidates(sought, 10);
        assertThat(found).extracting(Candidate::id).startsWith("person", "namesake").doesNotContain("stranger");
        assertThat(index.candidates(sought, 1)).extracting(Candidate::id).containsExactly("person");
    }

    @Test
    void a_store_keeps_the_sound_of_each_part_and_of_the_whole_and_is_asked_for_the_whole_in_every_order() {
        assertThat(Lookalikes.kept(said("សុខ ដារ៉ា", null, null))).containsExactlyInAnyOrder("~sk", "~tl", "~sktl");
        assertThat(Lookalikes.kept(new Described(List.of("Dara"), List.of("Nok"), null, null)))
                .containsExactlyInAnyOrder("~tl", "~nk");
        assertThat(Lookalikes.asked(said("Dara Sok", null, null)))
                .containsExactlyInAnyOrder("~tl", "~sk", "~tlsk", "~sktl");
    }

    @Test
    void a_name_without_a_space_is_asked_for_by_all_that_it_begins_or_ends_with_and_a_nickname_is_not() {
        assertThat(Lookalikes.asked(said("DaraSok", null, null)))
                .containsExactlyInAnyOrder("~tlsk", "~t", "~lsk", "~tl", "~sk", "~tls", "~k");
        assertThat(Lookalikes.asked(said("Dara", null, null))).containsExactly("~tl");
        assertThat(Lookalikes.asked(new Described(List.of("Dara"), List.of("Somchai"), null, null)))
                .containsExactlyInAnyOrder("~tl", "~smc");
    }

    private static Described said(String name, @Nullable Birth birth, @Nullable Sex sex) {
        return new Described(List.of(name), List.of(), birth, sex);
    }

    private static Candidate compared(Described one, Described other) {
        Optional<Candidate> there = Lookalikes.compared(one, "other", other);
        Optional<Candidate> back = Lookalikes.compared(other, "other", one);
        assertThat(there).as("the same either way").isEqualTo(back);
        return there.orElseThrow();
    }
}
