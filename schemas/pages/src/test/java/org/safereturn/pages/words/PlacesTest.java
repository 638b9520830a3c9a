package org.safereturn.pages.words;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class PlacesTest {

    private static Places of(String profile) {
        return Places.of(new ByteArrayResource(("safereturn:\n  profile:\n" + profile.indent(4)).getBytes(StandardCharsets.UTF_8)),
                Clock.fixed(Instant.parse("2026-11-29T00:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void a_form_offers_the_countries_and_languages_of_the_profile() {
        Places places = of("""
                country: ZZ
                peers: [YY]
                languages: [en]
                offered-countries: { codes: [YY, ZZ, XX], authority: PROPOSED }
                offered-languages: { codes: [fr, en], authority: PROPOSED }
                """);
        assertThat(places.codes(Places.COUNTRIES)).containsExactly("YY", "ZZ", "XX");
        assertThat(places.codes(Places.LANGUAGES)).containsExactly("fr", "en");
    }

    @Test
    void a_profile_that_offers_nothing_has_its_own_country_its_peers_and_its_languages() {
        Places places = of("""
                country: ZZ
                peers: [YY, XX]
                languages: [en, fr]
                """);
        assertThat(places.codes(Places.COUNTRIES)).containsExactly("ZZ", "YY", "XX");
        assertThat(places.codes(Places.LANGUAGES)).containsExactly("en", "fr");
    }
}
