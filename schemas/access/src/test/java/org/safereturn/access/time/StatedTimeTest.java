package org.safereturn.access.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.safereturn.access.time.PartialDay.Precision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatedTimeTest {

    /** One minute before midnight in the made-up country. */
    private static final Instant NOW = Instant.parse("2026-11-28T16:59:00Z");
    private static final Moment MOMENT = new Moment(NOW, ZoneId.of("Asia/Bangkok"));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Test
    void a_clock_that_runs_five_minutes_ahead_is_taken_for_now() {
        StatedTime ahead = MOMENT.time("handedOverAt", NOW.plusSeconds(300));
        assertThat(ahead.notInFuture()).isEmpty();
        assertThat(ahead.kept()).isEqualTo(NOW);
        assertThat(ahead.late()).isFalse();
    }

    @Test
    void a_time_further_ahead_than_clocks_may_differ_is_in_the_future() {
        assertThat(rule(MOMENT.time("handedOverAt", NOW.plusSeconds(301)).notInFuture())).isEqualTo("date-in-the-future");
        Moment strict = new Moment(NOW, MOMENT.zone(), new StatedTimes(Duration.ZERO, Duration.ZERO, Period.ZERO));
        assertThat(rule(strict.time("handedOverAt", NOW.plusSeconds(1)).notInFuture())).isEqualTo("date-in-the-future");
    }

    @Test
    void a_desk_that_has_passed_midnight_already_states_today() {
        StatedDay tomorrow = MOMENT.day("decidedOn", TODAY.plusDays(1));
        assertThat(tomorrow.notInFuture()).isEmpty();
        assertThat(tomorrow.kept()).isEqualTo(TODAY);
        Moment noon = new Moment(NOW.minus(Duration.ofHours(12)), MOMENT.zone());
        assertThat(rule(noon.day("decidedOn", TODAY.plusDays(1)).notInFuture())).isEqualTo("date-in-the-future");
    }

    @Test
    void a_time_is_kept_to_the_millisecond() {
        assertThat(MOMENT.time("arrivedAt", Instant.parse("2026-11-28T10:00:00.123456789Z")).kept())
                .isEqualTo(Instant.parse("2026-11-28T10:00:00.123Z"));
    }

    @Test
    void nothing_stated_is_now() {
        assertThat(MOMENT.time("assignedAt", null).kept()).isEqualTo(NOW);
        assertThat(MOMENT.day("closedOn", (LocalDate) null).kept()).isEqualTo(TODAY);
    }

    @Test
    void what_is_recorded_more_than_a_day_afterwards_is_late() {
        assertThat(MOMENT.time("arrivedAt", NOW.minus(Duration.ofHours(24))).late()).isFalse();
        assertThat(MOMENT.time("arrivedAt", NOW.minus(Duration.ofHours(24)).minusMillis(1)).late()).isTrue();
        assertThat(MOMENT.day("doneOn", TODAY.minusDays(1)).late()).isFalse();
        assertThat(MOMENT.day("doneOn", TODAY.minusDays(2)).late()).isTrue();
    }

    @Test
    void what_comes_later_does_not_lie_before_what_comes_first() {
        Rejection rejection = MOMENT.time("arrivedAt", NOW.minusSeconds(60)).notBefore("handedOverAt", NOW.minusSeconds(30))
                .orElseThrow();
        assertThat(rejection.rule()).isEqualTo("dates-out-of-order");
        assertThat(rejection.parameters()).containsEntry("field", "arrivedAt").containsEntry("other", "handedOverAt");
        assertThat(MOMENT.time("arrivedAt", NOW).notBefore("handedOverAt", NOW)).isEmpty();
        assertThat(MOMENT.time("arrivedAt", NOW).notBefore("handedOverAt", null)).isEmpty();
        assertThat(rule(MOMENT.day("lastVisitOn", TODAY).notAfter("closedOn", TODAY.minusDays(1))))
                .isEqualTo("dates-out-of-order");
        assertThat(rule(MOMENT.day("lastVisitOn", TODAY.minusDays(2)).notBefore("arrivedOn", TODAY.minusDays(1))))
                .isEqualTo("dates-out-of-order");
    }

    @Test
    void a_day_that_is_known_by_its_year_is_refused_only_where_no_day_of_the_year_would_do() {
        PartialDay thisYear = new PartialDay(LocalDate.of(2026, 12, 31), Precision.YEAR);
        assertThat(MOMENT.day("dateOfBirth", thisYear).notAfter("identifiedOn", TODAY)).isEmpty();
        PartialDay nextYear = new PartialDay(LocalDate.of(2027, 1, 1), Precision.YEAR);
        assertThat(rule(MOMENT.day("dateOfBirth", nextYear).notAfter("identifiedOn", TODAY)))
                .isEqualTo("dates-out-of-order");
        assertThat(rule(MOMENT.day("dateOfBirth", nextYear).notInFuture())).isEqualTo("date-in-the-future");
    }

    @Test
    void a_deadline_is_today_or_later() {
        assertThat(MOMENT.notOver("wantedBy", TODAY)).isEmpty();
        assertThat(MOMENT.notOver("wantedBy", null)).isEmpty();
        assertThat(rule(MOMENT.notOver("wantedBy", TODAY.minusDays(1)))).isEqualTo("date-in-the-past");
    }

    @Test
    void a_day_is_planned_at_most_two_years_ahead_where_the_country_says_nothing() {
        LocalDate last = TODAY.plusYears(2);
        assertThat(MOMENT.plannable("dueOn", last)).isEmpty();
        assertThat(MOMENT.plannable("dueOn", null)).isEmpty();
        assertThat(MOMENT.plannable("dueOn", last.plusDays(1))).hasValueSatisfying(refusal -> {
            assertThat(refusal.rule()).isEqualTo("date-too-far-ahead");
            assertThat(refusal.parameters()).containsEntry("last", last.toString());
        });
    }

    @Test
    void a_month_that_has_not_begun_cannot_have_been_counted() {
        assertThat(MOMENT.notInFuture("month", YearMonth.of(2026, 11))).isEmpty();
        assertThat(rule(MOMENT.notInFuture("month", YearMonth.of(2026, 12)))).isEqualTo("date-in-the-future");
    }

    @Test
    void a_tolerance_is_not_negative() {
        assertThatThrownBy(() -> new StatedTimes(Duration.ofSeconds(-1), Duration.ZERO, Period.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String rule(Optional<Rejection> refusal) {
        return refusal.orElseThrow().rule();
    }
}
