package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.time.PartialDay;
import org.safereturn.access.time.PartialDay.Precision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;

/** How old somebody is of whom a year, an estimate, an age or a group is known. */
class StatedAgeTest {

    private static final LocalDate IDENTIFIED = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @CsvSource(textBlock = """
        2008-01-01, YEAR, AGE_12_17, AGE_12_17
        2008-01-01, YEAR, AGE_18_59, AGE_18_59
        2008-01-01, YEAR, NOT_STATED, AGE_12_17
        2007-01-01, YEAR, NOT_STATED, AGE_18_59
        2009-01-01, YEAR, NOT_STATED, AGE_12_17
        2026-01-01, YEAR, NOT_STATED, AGE_0_11
        2008-11-26, EXACT, NOT_STATED, AGE_18_59
        2008-11-27, EXACT, NOT_STATED, AGE_12_17
        2008-01-01, ESTIMATED, NOT_STATED, AGE_12_17
        2003-01-01, ESTIMATED, NOT_STATED, AGE_18_59
        2003-01-01, ESTIMATED, AGE_12_17, AGE_12_17
        """)
    void the_group_follows_from_the_birth_as_exactly_as_it_is_known(LocalDate born, Precision precision, AgeGroup stated,
            AgeGroup group) {
        StatedAge age = born(born, precision, stated, false);
        assertThat(age.refusal()).isEmpty();
        assertThat(age.known()).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        2007-01-01, YEAR, AGE_12_17
        2009-01-01, YEAR, AGE_18_59
        2008-11-26, EXACT, AGE_12_17
        2015-03-04, EXACT, AGE_18_59
        """)
    void a_group_that_no_possible_birth_gives_is_refused(LocalDate born, Precision precision, AgeGroup stated) {
        assertThat(rule(born(born, precision, stated, false))).isEqualTo("age-group-and-birth");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        2008-01-01, YEAR, NOT_STATED
        2008-01-01, YEAR, AGE_12_17
        2008-01-01, ESTIMATED, NOT_STATED
        2006-01-01, ESTIMATED, NOT_STATED
        2006-01-01, ESTIMATED, AGE_12_17
        """)
    void the_flag_of_a_child_is_taken_wherever_the_person_may_be_one(LocalDate born, Precision precision, AgeGroup stated) {
        StatedAge age = born(born, precision, stated, true);
        assertThat(age.refusal()).isEmpty();
        assertThat(age.known()).isEqualTo(AgeGroup.AGE_12_17);
        assertThat(age.age()).hasValueSatisfying(known -> assertThat(known.childOn(IDENTIFIED)).isTrue());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        2007-01-01, YEAR, NOT_STATED
        2008-01-01, YEAR, AGE_18_59
        2000-01-01, EXACT, NOT_STATED
        2008-01-01, ESTIMATED, AGE_18_59
        """)
    void the_flag_of_a_child_on_an_adult_is_refused(LocalDate born, Precision precision, AgeGroup stated) {
        assertThat(rule(born(born, precision, stated, true))).isEqualTo("child-flag-and-age");
    }

    @Test
    void nobody_is_born_after_the_identification() {
        assertThat(rule(born(IDENTIFIED.plusDays(1), Precision.EXACT, AgeGroup.NOT_STATED, false)))
                .isEqualTo("born-after-identification");
        assertThat(born(LocalDate.of(2026, 12, 31), Precision.YEAR, AgeGroup.NOT_STATED, false).refusal()).isEmpty();
        assertThat(rule(born(LocalDate.of(2027, 1, 1), Precision.YEAR, AgeGroup.NOT_STATED, false)))
                .isEqualTo("born-after-identification");
    }

    @Test
    void somebody_of_whom_only_the_year_is_known_is_a_child_until_the_year_in_which_that_is_impossible() {
        Age age = born(LocalDate.of(2008, 1, 1), Precision.YEAR, AgeGroup.NOT_STATED, false).age().orElseThrow();
        assertThat(age.childOn(LocalDate.of(2026, 12, 30))).isTrue();
        assertThat(age.childOn(LocalDate.of(2026, 12, 31))).isFalse();
    }

    @Test
    void an_adult_by_statement_was_none_the_day_before_only_where_the_birth_is_known() {
        Age stated = born(LocalDate.of(2008, 1, 1), Precision.YEAR, AgeGroup.AGE_18_59, false).age().orElseThrow();
        assertThat(stated.childOn(IDENTIFIED.minusDays(3))).isFalse();
        Age exact = born(LocalDate.of(2008, 11, 25), Precision.EXACT, AgeGroup.NOT_STATED, false).age().orElseThrow();
        assertThat(exact.childOn(IDENTIFIED.minusDays(3))).isTrue();
    }

    @Test
    void a_stated_age_holds_for_the_day_on_which_it_was_stated() {
        Age age = new StatedAge(null, 17, AgeGroup.NOT_STATED, false, IDENTIFIED).age().orElseThrow();
        assertThat(age.childOn(IDENTIFIED.plusYears(1).minusDays(1))).isTrue();
        assertThat(age.childOn(IDENTIFIED.plusYears(1))).isFalse();
        assertThat(rule(new StatedAge(null, 17, AgeGroup.AGE_18_59, false, IDENTIFIED))).isEqualTo("age-group-and-birth");
    }

    @Test
    void an_age_that_no_possible_birth_gives_is_refused_and_an_estimated_birth_gives_way_to_it() {
        assertThat(rule(aged(LocalDate.of(1990, 1, 1), Precision.EXACT, 12))).isEqualTo("stated-age-and-birth");
        assertThat(rule(aged(LocalDate.of(1990, 1, 1), Precision.YEAR, 12))).isEqualTo("stated-age-and-birth");
        assertThat(rule(aged(LocalDate.of(2014, 1, 1), Precision.YEAR, 12))).isEqualTo("none");
        StatedAge estimated = aged(LocalDate.of(1990, 1, 1), Precision.ESTIMATED, 12);
        assertThat(rule(estimated)).isEqualTo("none");
        assertThat(estimated.known()).isEqualTo(AgeGroup.AGE_12_17);
        assertThat(estimated.age()).hasValueSatisfying(known -> assertThat(known.childOn(IDENTIFIED)).isTrue());
    }

    @Test
    void the_refusal_of_the_flag_names_the_group_that_it_contradicts() {
        Rejection refusal = born(LocalDate.of(1990, 1, 1), Precision.EXACT, AgeGroup.NOT_STATED, true).refusal().orElseThrow();
        assertThat(refusal.parameters()).containsEntry("ageGroup", "AGE_18_59");
    }

    @Test
    void nothing_said_tells_no_age() {
        StatedAge nothing = new StatedAge(null, null, AgeGroup.NOT_STATED, false, IDENTIFIED);
        assertThat(nothing.refusal()).isEmpty();
        assertThat(nothing.known()).isEqualTo(AgeGroup.NOT_STATED);
        assertThat(nothing.age()).isEmpty();
    }

    private static StatedAge born(@Nullable LocalDate born, Precision precision, AgeGroup group, boolean child) {
        return new StatedAge(born == null ? null : new PartialDay(born, precision), null, group, child, IDENTIFIED);
    }

    private static StatedAge aged(LocalDate born, Precision precision, int years) {
        return new StatedAge(new PartialDay(born, precision), years, AgeGroup.NOT_STATED, false, IDENTIFIED);
    }

    private static String rule(StatedAge age) {
        return age.refusal().map(Rejection::rule).orElse("none");
    }
}
