package org.safereturn.access.names;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.safereturn.access.names.Birth.Agreement;
import org.safereturn.access.time.PartialDay;
import org.safereturn.access.time.PartialDay.Precision;

import static org.assertj.core.api.Assertions.assertThat;

class BirthTest {

    private static final Birth DAY = day(1997, 5, 3);

    @Test
    void a_day_agrees_with_the_same_day_and_with_its_year() {
        assertThat(DAY.agreement(day(1997, 5, 3))).isEqualTo(Agreement.SAME_DAY);
        assertThat(DAY.agreement(day(1997, 3, 5))).isEqualTo(Agreement.SAME_YEAR);
        assertThat(DAY.agreement(year(1997))).isEqualTo(Agreement.SAME_YEAR);
        assertThat(year(1997).agreement(DAY)).isEqualTo(Agreement.SAME_YEAR);
    }

    @Test
    void an_estimate_agrees_within_its_years() {
        assertThat(estimated(1999).agreement(DAY)).isEqualTo(Agreement.MAY_BE_SAME);
        assertThat(DAY.agreement(Birth.around(1995, 2))).isEqualTo(Agreement.MAY_BE_SAME);
        assertThat(DAY.agreement(Birth.around(1995, 1))).isEqualTo(Agreement.NEAR);
        assertThat(DAY.agreement(Birth.around(1990, 3))).isEqualTo(Agreement.DIFFERENT);
        assertThat(Birth.around(1997, 0)).isEqualTo(year(1997));
    }

    @Test
    void a_year_apart_is_near_and_more_is_another_birth() {
        assertThat(DAY.agreement(day(1998, 5, 3))).isEqualTo(Agreement.NEAR);
        assertThat(year(1998).agreement(year(1997))).isEqualTo(Agreement.NEAR);
        assertThat(year(1997).agreement(year(2000))).isEqualTo(Agreement.DIFFERENT);
    }

    @Test
    void a_year_of_the_buddhist_era_may_be_the_same_year() {
        assertThat(year(2540).agreement(DAY)).isEqualTo(Agreement.SAME_IN_BUDDHIST_ERA);
        assertThat(DAY.agreement(year(2540))).isEqualTo(Agreement.SAME_IN_BUDDHIST_ERA);
    }

    private static Birth day(int year, int month, int day) {
        return Birth.of(PartialDay.exact(LocalDate.of(year, month, day)));
    }

    private static Birth year(int year) {
        return Birth.of(new PartialDay(LocalDate.of(year, 1, 1), Precision.YEAR));
    }

    private static Birth estimated(int year) {
        return Birth.of(new PartialDay(LocalDate.of(year, 1, 1), Precision.ESTIMATED));
    }
}
