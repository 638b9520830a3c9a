package org.safereturn.caseservice.country;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.deadline.DeadlineConfiguration;
import org.safereturn.access.deadline.DeadlineSettings;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.messaging.form.Authority;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What the shipped profiles say of deadlines. */
class CountryDeadlinesTest {

    private static final String WORKING_DAYS = "safereturn.profile.deadlines.[T_CM].counted=WORKING_DAYS";
    private static final String THREE_DAYS = "safereturn.profile.deadlines.[T_CM].value=P3D";

    @ParameterizedTest
    @ValueSource(strings = {"kh", "th", "zz"})
    void no_timer_is_set_and_nothing_is_official(String country) {
        profile(country).run(context -> {
            DeadlineSettings settings = context.getBean(DeadlineSettings.class);
            assertThat(settings.deadlines()).hasSize(Timer.values().length)
                    .allSatisfy((_, limit) -> assertThat(limit.authority()).isEqualTo(Authority.PROPOSED));
            assertThat(settings.calendar().holidays()).isNotEmpty()
                    .allSatisfy((_, of) -> assertThat(of.authority()).isEqualTo(Authority.PROPOSED));
            assertThat(Stream.of(Timer.values()).filter(context.getBean(Deadlines.class)::isSet)).isEmpty();
        });
    }

    /** Independence Day of Cambodia, 9 November 2026, is a Monday; in Thailand work goes on. */
    @ParameterizedTest
    @CsvSource({"kh, 2026-11-11", "th, 2026-11-10"})
    void each_country_counts_its_own_working_days(String country, LocalDate due) {
        profile(country).withPropertyValues(WORKING_DAYS, THREE_DAYS).run(context -> assertThat(
                context.getBean(Deadlines.class).due(Running.of(Timer.T_CM, 1, Instant.parse("2026-11-05T03:00:00Z"))))
                .map(Due::on).hasValue(due));
    }

    @Test
    void a_service_does_not_start_with_a_timer_that_does_not_exist_and_says_which_there_are() {
        profile("kh").withPropertyValues("safereturn.profile.deadlines.[SOON].authority=PROPOSED").run(context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("deadlines.SOON")
                        .hasMessageContaining("T_FEEDBACK"));
    }

    @Test
    void a_service_does_not_start_with_a_holiday_that_has_no_year() {
        profile("kh").withPropertyValues("safereturn.profile.calendar.holidays.[2028].days[0]=04-13",
                "safereturn.profile.calendar.holidays.[2028].authority=PROPOSED").run(context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("'04-13' is no day with a year"));
    }

    private static ApplicationContextRunner profile(String file) {
        return new ApplicationContextRunner()
                .withInitializer(context -> ConfigDataEnvironmentPostProcessor.applyTo(context.getEnvironment()))
                .withUserConfiguration(DeadlineConfiguration.class)
                .withPropertyValues("safereturn.profile-file=classpath:country/" + file + ".yaml");
    }
}
