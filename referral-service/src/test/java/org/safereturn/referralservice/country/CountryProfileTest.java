package org.safereturn.referralservice.country;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.pages.words.Places;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class CountryProfileTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @ValueSource(strings = {"kh", "th", "zz"})
    void the_safety_timers_are_set_and_an_unset_deadline_starts_none(String country) {
        assertThat(profile(country).safety().arrivalWithin()).isEqualTo(Duration.ofHours(4));
        assertThat(profile(country).safety().authority()).isEqualTo("PROPOSED");
        assertThat(profile(country, "safereturn.profile.deadlines.[T_MATCH].value=PT1S").safety())
                .isEqualTo(profile(country).safety());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kh", "th", "zz"})
    void every_authority_that_overrides_has_a_name_in_three_languages(String country) {
        assertThat(profile(country).overrideAuthorities()).isNotEmpty().allSatisfy(each ->
                assertThat(each.names()).containsOnlyKeys("en", "km", "th"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kh", "th", "zz"})
    void every_country_names_who_may_decide_what_is_best_for_a_child(String country) {
        assertThat(profile(country).decidingForChildren()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kh,KH-POI-PET-TC,KH-POI-PET", "th,TH-WPC-RANONG,KH-CHAM-YEAM", "zz,ZZ-CENTRE,ZZ-GATE"})
    void a_unit_that_receives_people_does_so_at_every_crossing_unless_the_profile_names_others(String country, String unit,
            String crossing) {
        assertThat(profile(country).receivesAt(unit, DAY)).contains(crossing);
        assertThat(profile(country).receivesAt(country.toUpperCase(Locale.ROOT) + "-NOWHERE", DAY)).isEmpty();
        assertThat(profile(country, "safereturn.profile.crossing-points[0].code=" + crossing,
                "safereturn.profile.crossing-points[0].received-by[0]=ANOTHER").receivesAt(unit, DAY)).isEmpty();
    }

    @Test
    void the_transit_centre_is_the_only_unit_of_cambodia_that_receives_people_as_the_minutes_say() {
        assertThat(profile("kh").receptionUnits(DAY)).containsExactly("KH-POI-PET-TC");
    }

    @ParameterizedTest
    @CsvSource({"kh, th", "th, kh", "zz, kh"})
    void the_units_that_take_referrals_are_those_of_the_other_countrys_own_profile(String own, String other) {
        CountryProfile there = profile(other);
        assertThat(profile(own).receivingUnitsOf(there.country())).isNotEmpty().isEqualTo(there.tracingUnits(DAY));
        assertThat(profile(own).receivingUnitsOf("XX")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kh, th", "th, kh", "zz, kh"})
    void the_units_that_a_plan_can_name_are_those_of_the_other_countrys_own_profile(String own, String other) {
        Places places = Places.of(new ClassPathResource("country/" + own + ".yaml"),
                Clock.fixed(DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC));
        assertThat(places.codes("return-units")).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(profile(other).receptionUnits(DAY));
    }

    private static CountryProfile profile(String country, String... more) {
        List<CountryProfile> found = new ArrayList<>();
        new ApplicationContextRunner()
                .withInitializer(context -> ConfigDataEnvironmentPostProcessor.applyTo(context.getEnvironment()))
                .withUserConfiguration(Binding.class).withPropertyValues(more)
                .withPropertyValues("safereturn.profile-file=classpath:country/" + country + ".yaml")
                .run(context -> found.add(context.getBean(CountryProfile.class)));
        return found.getFirst();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CountryProfile.class)
    static class Binding {
    }
}
