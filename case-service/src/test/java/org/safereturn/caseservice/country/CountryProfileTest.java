package org.safereturn.caseservice.country;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.WishToReturn;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.messaging.form.Authority;
import org.safereturn.messaging.form.BackgroundNote;
import org.safereturn.messaging.form.FormKind;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.messaging.form.Forms;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CountryProfileTest {

    @ParameterizedTest
    @CsvSource({"kh, KH, TH, Asia/Phnom_Penh", "th, TH, KH, Asia/Bangkok", "zz, ZZ, KH, Etc/UTC"})
    void every_shipped_profile_is_whole(String file, String country, String peer, String zone) {
        profile(file).run(context -> {
            CountryProfile profile = context.getBean(CountryProfile.class);
            assertThat(profile.country()).isEqualTo(country);
            assertThat(profile.peers()).containsExactly(peer);
            assertThat(profile.timeZone().getRules()).isEqualTo(ZoneId.of(zone).getRules());
            assertThat(profile.crossingPoints()).isNotEmpty();
            assertThat(profile.routing().route(IdentificationOutcome.VICTIM, peer, WishToReturn.YES))
                    .isEqualTo(Route.JOINT);
        });
    }

    @Test
    void thailand_offers_a_choice_of_shelter_after_a_return_from_cambodia_as_the_minutes_say() {
        profile("th").run(context -> assertThat(
                context.getBean(CountryProfile.class).offeredAfterReturnFrom("KH"))
                .containsExactlyInAnyOrder(Region.SHELTER_CHOICE, Region.TEMPORARY_STAY, Region.FUND,
                        Region.WITNESS_COOPERATION));
    }

    @Test
    void thailand_works_with_who_wants_to_testify_after_a_return_from_cambodia_as_the_minutes_say() {
        profile("th").run(context -> {
            CountryProfile.Offer offer = Objects.requireNonNull(context.getBean(CountryProfile.class).flows().get("KH_TO_TH"))
                    .regions().witnessCooperation();
            assertThat(offer).isEqualTo(new CountryProfile.Offer(true, Authority.SEED_MINUTES));
        });
        profile("kh").run(context -> assertThat(Objects.requireNonNull(context.getBean(CountryProfile.class).flows()
                .get("TH_TO_KH")).regions().witnessCooperation()).as("the minutes do not say it")
                .isEqualTo(new CountryProfile.Offer(false, Authority.PROPOSED)));
    }

    @Test
    void cambodia_offers_what_the_minutes_say_and_no_more() {
        profile("kh").run(context -> assertThat(
                context.getBean(CountryProfile.class).offeredAfterReturnFrom("TH")).isEmpty());
    }

    @Test
    void after_a_return_from_a_country_without_a_flow_nothing_is_offered() {
        profile("th").run(context -> assertThat(
                context.getBean(CountryProfile.class).offeredAfterReturnFrom("ZZ")).isEmpty());
    }

    @Test
    void a_unit_that_is_not_yet_valid_is_no_contact_point() {
        profile("kh").withPropertyValues("safereturn.profile.units[0].code=KH-NEW",
                "safereturn.profile.units[0].kinds[0]=CONTACT_POINT", "safereturn.profile.units[0].valid-from=2026-12-01")
                .run(context -> {
                    CountryProfile profile = context.getBean(CountryProfile.class);
                    assertThat(profile.isContactPoint("KH-NEW", Instant.parse("2026-11-30T16:59:59Z"))).isFalse();
                    assertThat(profile.isContactPoint("KH-NEW", Instant.parse("2026-11-30T17:00:00Z"))).isTrue();
                });
    }

    @Test
    void both_countries_know_the_same_crossing_points() {
        profile("kh").run(cambodia -> profile("th").run(thailand -> assertThat(
                cambodia.getBean(CountryProfile.class).crossingPoints())
                .isEqualTo(thailand.getBean(CountryProfile.class).crossingPoints())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kh", "th", "zz"})
    void every_profile_has_a_form_for_each_kind_of_exchanged_events(String file) {
        profile(file).run(context -> assertThat(FormKind.values()).allSatisfy(kind -> assertThat(
                Forms.in(context.getEnvironment()).inForce(kind, Instant.parse("2026-12-01T00:00:00Z"))).isPresent()));
    }

    @Test
    void both_countries_know_the_same_versions_of_forms() {
        profile("kh").run(cambodia -> profile("th").run(thailand -> assertThat(
                Forms.in(cambodia.getEnvironment()).versions()).isNotEmpty()
                .isEqualTo(Forms.in(thailand.getEnvironment()).versions())));
    }

    @Test
    void the_form_of_the_tracing_has_the_title_that_both_countries_accepted_and_its_background_note_is_not_ours() {
        profile("kh").run(context -> {
            FormVersion form = Forms.in(context.getEnvironment()).find("SOP-8-V1").orElseThrow();
            assertThat(form.names().get("en")).isEqualTo("Guideline and form for family tracing, family assessment and "
                    + "nationality confirmation, for victims of trafficking, especially children");
            assertThat(form.authority()).isEqualTo(Authority.SEED_MINUTES);
            assertThat(form.fieldsAuthority()).isEqualTo(Authority.PROPOSED);
            assertThat(form.backgroundNote()).isEqualTo(BackgroundNote.AGREED_NOT_GIVEN);
        });
    }

    @Test
    void the_long_form_of_the_tracing_has_the_title_of_the_minutes_to_the_letter_and_waits_for_an_officers_choice() {
        profile("kh").run(context -> {
            FormVersion form = Forms.in(context.getEnvironment()).find("SOP-8-V2").orElseThrow();
            assertThat(form.names().get("en")).isEqualTo("Guideline and Form for Family Tracing, Family Assessment and Nationality "
                    + "Confirmation for Victims of Trafficking in Persons, Especially Children");
            assertThat(form.approval()).isEqualTo(FormApproval.PROPOSED);
            assertThat(form.onChoice()).isTrue();
            assertThat(form.backgroundNote()).isEqualTo(BackgroundNote.AGREED_NOT_GIVEN);
            assertThat(Forms.in(context.getEnvironment()).inForce(FormKind.TRACING, Instant.parse("2026-12-01T00:00:00Z")))
                    .map(FormVersion::code).contains("SOP-8-V1");
        });
    }

    @Test
    void the_flow_chart_is_approved_with_an_open_point_as_the_heading_and_its_item_say_together() {
        profile("th").run(context -> assertThat(Forms.in(context.getEnvironment()).find("SOP-2-V1"))
                .hasValueSatisfying(chart -> {
                    assertThat(chart.approval()).isEqualTo(FormApproval.APPROVED_WITH_OPEN_ACTION);
                    assertThat(chart.kinds()).isEmpty();
                }));
    }

    @Test
    void a_service_does_not_start_with_half_a_profile() {
        new ApplicationContextRunner().withUserConfiguration(Bound.class)
                .withPropertyValues("safereturn.profile.country=Cambodia").run(context ->
                        assertThatThrownBy(() -> context.getBean(CountryProfile.class)).isNotNull());
    }

    private static ApplicationContextRunner profile(String file) {
        return new ApplicationContextRunner()
                .withInitializer(context -> ConfigDataEnvironmentPostProcessor.applyTo(context.getEnvironment()))
                .withUserConfiguration(Bound.class)
                .withPropertyValues("safereturn.profile-file=classpath:country/" + file + ".yaml");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CountryProfile.class)
    static class Bound {
    }
}
