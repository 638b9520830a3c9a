package org.safereturn.access.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.deadline.Running.Pause;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadlinesTest {

    /** A Thursday, noon in Phnom Penh. */
    private static final Instant THURSDAY = Instant.parse("2026-12-10T05:00:00Z");
    private static final Map<String, Object> HOLIDAYS = Map.of("calendar.holidays[2026].days[0]", "2026-12-11",
            "calendar.holidays[2026].authority", "PROPOSED");

    @Test
    void a_timer_that_nobody_set_starts_no_clock() {
        Deadlines deadlines = deadlines(Map.of("deadlines[T_ACK].authority", "PROPOSED"));
        assertThat(deadlines.isSet(Timer.T_ACK)).isFalse();
        assertThat(deadlines.due(Running.of(Timer.T_ACK, 1, THURSDAY))).isEmpty();
        assertThat(deadlines.overdue(List.of(Running.of(Timer.T_ACK, 1, THURSDAY)), THURSDAY.plusSeconds(99_999_999))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"P0D, 2026-12-10", "P3D, 2026-12-13", "P1M, 2027-01-10", "P2W, 2026-12-24"})
    void calendar_days_count_every_day(String value, LocalDate due) {
        assertThat(due(limited(value, Counted.CALENDAR_DAYS), Running.of(Timer.T_ACK, 1, THURSDAY)))
                .isEqualTo(new Due(Timer.T_ACK, 1, due, 0, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"P0D, 2026-12-10", "P1D, 2026-12-14", "P6D, 2026-12-21"})
    void working_days_leave_out_weekends_and_holidays(String value, LocalDate due) {
        assertThat(due(limited(value, Counted.WORKING_DAYS), Running.of(Timer.T_ACK, 1, THURSDAY)))
                .isEqualTo(new Due(Timer.T_ACK, 1, due, 0, List.of()));
    }

    @Test
    void what_is_due_at_once_on_a_free_day_is_due_on_the_next_working_day() {
        Instant holiday = THURSDAY.plusSeconds(86_400);
        assertThat(due(limited("P0D", Counted.WORKING_DAYS), Running.of(Timer.T_ACK, 1, holiday)).on())
                .isEqualTo(LocalDate.of(2026, 12, 14));
    }

    @Test
    void a_year_of_which_no_holiday_is_known_is_named_and_its_weekends_are_left_out() {
        assertThat(due(limited("P16D", Counted.WORKING_DAYS), Running.of(Timer.T_ACK, 1, THURSDAY)))
                .isEqualTo(new Due(Timer.T_ACK, 1, LocalDate.of(2027, 1, 4), 0, List.of(2027)));
        assertThat(due(limited("P16D", Counted.CALENDAR_DAYS), Running.of(Timer.T_ACK, 1, THURSDAY)).holidaysUnknown()).isEmpty();
    }

    @Test
    void the_day_is_that_of_the_country_and_not_that_of_greenwich() {
        Instant lateInGreenwich = Instant.parse("2026-12-10T18:00:00Z");
        assertThat(due(limited("P1D", Counted.CALENDAR_DAYS), Running.of(Timer.T_ACK, 1, lateInGreenwich)).on())
                .isEqualTo(LocalDate.of(2026, 12, 12));
    }

    @ParameterizedTest
    @CsvSource({"CALENDAR_DAYS, 2026-12-19, 4", "WORKING_DAYS, 2026-12-22, 4"})
    void while_it_waits_for_somebody_else_the_clock_stands_still(Counted counted, LocalDate due, int stood) {
        Pause pause = new Pause(Instant.parse("2026-12-14T03:00:00Z"), Instant.parse("2026-12-18T03:00:00Z"));
        Pause afterwards = new Pause(Instant.parse("2027-02-01T03:00:00Z"), Instant.parse("2027-02-09T03:00:00Z"));
        assertThat(due(limited("P5D".replace("5", counted == Counted.WORKING_DAYS ? "3" : "5"), counted),
                new Running(Timer.T_ACK, 1, THURSDAY, List.of(afterwards, pause))))
                .isEqualTo(new Due(Timer.T_ACK, 1, due, stood, List.of()));
    }

    @Test
    void what_waits_for_somebody_else_now_is_due_on_no_day() {
        Running waits = new Running(Timer.T_ACK, 1, THURSDAY, List.of(new Pause(THURSDAY, null)));
        assertThat(limited("P1D", Counted.CALENDAR_DAYS).due(waits)).isEmpty();
    }

    @Test
    void it_is_overdue_from_the_day_after() {
        Deadlines deadlines = limited("P1D", Counted.CALENDAR_DAYS);
        List<Running> steps = List.of(Running.of(Timer.T_ACK, 1, THURSDAY), Running.of(Timer.T_CM, 1, THURSDAY));
        Instant lastMoment = Instant.parse("2026-12-11T16:59:59Z");
        assertThat(deadlines.overdue(steps, lastMoment)).isEmpty();
        assertThat(deadlines.overdue(steps, lastMoment.plusSeconds(1))).singleElement().satisfies(due ->
                assertThat(deadlines.daysOver(due, lastMoment.plusSeconds(1))).isEqualTo(1));
    }

    @Test
    void each_visit_of_the_schedule_has_its_own_day() {
        Deadlines deadlines = deadlines(Map.of("deadlines[T_VISIT].value", "P1M,P3M", "deadlines[T_VISIT].authority", "PROPOSED"));
        assertThat(deadlines.visits()).isEqualTo(2);
        assertThat(due(deadlines, Running.of(Timer.T_VISIT, 2, THURSDAY)).on()).isEqualTo(LocalDate.of(2027, 3, 10));
        assertThat(deadlines.due(Running.of(Timer.T_VISIT, 3, THURSDAY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "deadlines[NOTHING].authority | PROPOSED | deadlines.NOTHING: there is no such timer",
        "deadlines[T_ACK].value | P1D | deadlines.T_ACK names no authority",
        "deadlines[T_ACK].value | PT24H | write whole days",
        "deadlines[T_ACK].value | P-1D | not negative",
        "deadlines[T_ACK].value | P11Y | at most ten years",
        "deadlines[T_ACK].value | P1D,P2D | only T_VISIT may",
        "calendar.holidays[2569].authority | PROPOSED | Buddhist era",
        "calendar.holidays[songkran].days[0] | 2026-04-13 | stand under their year",
        "calendar.holidays[0] | 04-13 | stands under no year",
        "calendar.holidays[2026].days[0] | 2026-04-13 | names no authority",
        "due-lists.approaching-within | P0D | at least one day",
        "calendar.weekend.days | MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY | no working day"})
    void a_profile_that_cannot_be_counted_is_refused_and_says_why(String name, String value, String why) {
        Map<String, Object> said = new HashMap<>(Map.of(name, value));
        if (!why.contains("authority") && name.startsWith("deadlines[T_ACK]")) {
            said.put("deadlines[T_ACK].authority", "PROPOSED");
        }
        assertThatThrownBy(() -> deadlines(said)).rootCause().hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"04-13, no day with a year", "2027-04-13, a day of another year"})
    void a_holiday_has_the_year_under_which_it_stands(String day, String why) {
        assertThatThrownBy(() -> deadlines(Map.of("calendar.holidays[2026].days[0]", day,
                "calendar.holidays[2026].authority", "PROPOSED"))).hasStackTraceContaining(why);
    }

    @Test
    void working_days_are_not_counted_by_the_month() {
        assertThatThrownBy(() -> limited("P1M", Counted.WORKING_DAYS)).rootCause()
                .hasMessageContaining("working days are counted in days");
    }

    private static Due due(Deadlines deadlines, Running step) {
        return deadlines.due(step).orElseThrow();
    }

    private static Deadlines limited(String value, Counted counted) {
        Map<String, Object> said = new HashMap<>(HOLIDAYS);
        said.put("deadlines[T_ACK].value", value);
        said.put("deadlines[T_ACK].counted", counted.name());
        said.put("deadlines[T_ACK].authority", "PROPOSED");
        return deadlines(said);
    }

    private static Deadlines deadlines(Map<String, Object> said) {
        Map<String, Object> profile = new HashMap<>(Map.of("safereturn.profile.time-zone", ZoneId.of("Asia/Phnom_Penh").getId()));
        said.forEach((name, value) -> profile.put("safereturn.profile." + name, value));
        return new Deadlines(new Binder(new MapConfigurationPropertySource(profile))
                .bind("safereturn.profile", DeadlineSettings.class).get());
    }
}
