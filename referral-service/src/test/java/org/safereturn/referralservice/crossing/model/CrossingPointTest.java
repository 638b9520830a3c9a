package org.safereturn.referralservice.crossing.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Closure;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Statement;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** On which days nobody can pass a crossing point, by what both ministries say of it. */
class CrossingPointTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Test
    void a_point_of_which_nothing_is_said_is_open() {
        assertThat(CrossingPoint.of("POINT").closure(DAY, DAY.plusYears(1))).isEmpty();
        assertThat(Crossings.OPEN.closure("POINT", DAY, DAY)).isEmpty();
    }

    @Test
    void it_is_closed_on_the_days_of_the_closure_and_on_no_other() {
        CrossingPoint point = CrossingPoint.of("POINT").hear(said("AA", 1, Status.CLOSED, 3, 5, "OTHER"));
        assertThat(point.closure(DAY, DAY.plusDays(2))).isEmpty();
        assertThat(point.closure(DAY.plusDays(6), DAY.plusDays(9))).isEmpty();
        assertThat(point.closure(DAY, DAY.plusDays(9))).contains(new Closure("POINT", DAY.plusDays(3), DAY.plusDays(5), "OTHER"));
        assertThat(point.closure(DAY.plusDays(5), DAY.plusDays(9)).map(Closure::day)).contains(DAY.plusDays(5));
        assertThat(new Crossings(Map.of("POINT", point)).closure("ELSEWHERE", DAY, DAY.plusDays(9))).isEmpty();
    }

    @Test
    void a_closure_of_which_nobody_knows_the_end_goes_on() {
        CrossingPoint point = CrossingPoint.of("POINT").hear(said("AA", 1, Status.CLOSED, 3, null, null));
        assertThat(point.closure(DAY.plusYears(1), DAY.plusYears(1))).isPresent();
    }

    @Test
    void what_a_country_says_later_counts_over_what_it_said_before_in_whatever_order_it_comes() {
        Statement closed = said("AA", 1, Status.CLOSED, 0, null, null);
        Statement open = said("AA", 2, Status.OPEN, 4, 6, null);
        for (List<Statement> order : List.of(List.of(closed, open), List.of(open, closed), List.of(open, closed, open))) {
            CrossingPoint point = CrossingPoint.of("POINT");
            for (Statement each : order) {
                point = point.hear(each);
            }
            assertThat(point.statements()).containsExactly(closed, open);
            assertThat(point.closure(DAY.plusDays(4), DAY.plusDays(6))).isEmpty();
            assertThat(point.closure(DAY.plusDays(4), DAY.plusDays(9)).map(Closure::day)).as("after the open days")
                    .isEqualTo(Optional.of(DAY.plusDays(7)));
        }
    }

    @Test
    void one_country_opens_nothing_that_the_other_keeps_closed() {
        CrossingPoint point = CrossingPoint.of("POINT").hear(said("AA", 1, Status.CLOSED, 0, 9, null))
                .hear(said("BB", 1, Status.OPEN, 0, 9, null));
        assertThat(point.closure(DAY, DAY)).isPresent();
        assertThat(point.hear(said("AA", 2, Status.LIMITED, 0, 9, null)).closure(DAY, DAY)).as("some may pass").isEmpty();
    }

    @Test
    void of_two_closures_that_which_names_another_point_is_told() {
        CrossingPoint point = CrossingPoint.of("POINT").hear(said("AA", 1, Status.CLOSED, 0, 9, null))
                .hear(said("BB", 1, Status.CLOSED, 0, 5, "OTHER"));
        assertThat(point.closure(DAY, DAY)).contains(new Closure("POINT", DAY, DAY.plusDays(5), "OTHER"));
    }

    @Test
    void a_status_of_a_newer_release_lets_nobody_pass() {
        assertThat(CrossingPoint.of("POINT").hear(said("AA", 1, Status.UNKNOWN, 0, 9, null)).closure(DAY, DAY)).isPresent();
    }

    private static Statement said(String country, long number, Status status, int from, @Nullable Integer until,
            @Nullable String alternative) {
        return new Statement(country, number, status, DAY.plusDays(from), until == null ? null : DAY.plusDays(until),
                alternative);
    }
}
