package org.safereturn.access.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.profile.ProfileEntry.ProfileValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class LoadedProfileTest {

    private static final String FILE = """
            safereturn:
              country: ZZ
              profile:
                country: ZZ
                peers: [KH, TH]
                flows:
                  "[KH_TO_ZZ]":
                    result-before-return: WARN
                    authority: PROPOSED
                    regions:
                      fund: { offered: true, authority: SEED_MINUTES }
                units:
                  - code: ZZ-SHELTER
                    names: { en: "Shelter of the tests", th: "ที่พัก" }
                    kinds: [RECEPTION, SHELTER]
                    valid-from: 2026-01-31
                    authority: SEED_MINUTES
                    kinds-authority: PROPOSED
                    translations-authority: PROPOSED
                safety: { arrival-within: 4h, override-confirmed-within: 24h, authority: PROPOSED }
                forms:
                  - { code: SOP-8-V1, approval: PROPOSED, authority: SEED_MINUTES }
                deadlines:
                  "[T_ACK]": { authority: PROPOSED }
                  "[T_CM]": { value: P5D, counted: WORKING_DAYS, authority: PROPOSED }
            """;

    @Test
    void every_entry_but_the_forms_is_told_with_its_values_and_who_stands_behind_it() throws IOException {
        assertThat(loaded(Map.of()).entries()).containsExactly(
                entry("country", "", List.of(new ProfileValue("country", "ZZ")), null),
                entry("peers", "", List.of(new ProfileValue("peers", "KH, TH")), null),
                entry("flows", "KH_TO_ZZ", List.of(new ProfileValue("result-before-return", "WARN")), "PROPOSED"),
                entry("flows", "KH_TO_ZZ regions fund", List.of(new ProfileValue("offered", "true")), "SEED_MINUTES"),
                new ProfileEntry("units", "ZZ-SHELTER", Map.of("en", "Shelter of the tests", "th", "ที่พัก"),
                        List.of(new ProfileValue("kinds", "RECEPTION, SHELTER"), new ProfileValue("valid-from", "2026-01-31")),
                        "SEED_MINUTES", "PROPOSED", "PROPOSED", null),
                entry("safety", "", List.of(new ProfileValue("arrival-within", "4h"),
                        new ProfileValue("override-confirmed-within", "24h")), "PROPOSED"),
                new ProfileEntry("deadlines", "T_ACK", Map.of(), List.of(), "PROPOSED", null, null, false),
                new ProfileEntry("deadlines", "T_CM", Map.of(), List.of(new ProfileValue("value", "P5D"),
                        new ProfileValue("counted", "WORKING_DAYS")), "PROPOSED", null, null, true));
    }

    @Test
    void what_was_set_beside_the_file_is_told_in_place_of_what_stands_there() throws IOException {
        List<ProfileEntry> entries = loaded(Map.of("safereturn.profile.peers", "KH",
                "safereturn.profile.safety.arrival-within", "1h")).entries();
        assertThat(entries).contains(entry("peers", "", List.of(new ProfileValue("peers", "KH")), null),
                entry("safety", "", List.of(new ProfileValue("arrival-within", "1h"),
                        new ProfileValue("override-confirmed-within", "24h")), "PROPOSED"));
    }

    private static ProfileEntry entry(String section, String name, List<ProfileValue> values, @Nullable String authority) {
        return new ProfileEntry(section, name, Map.of(), values, authority, null, null, null);
    }

    private static LoadedProfile loaded(Map<String, Object> beside) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("beside", beside));
        new YamlPropertySourceLoader().load("profile", new ByteArrayResource(FILE.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addLast);
        return new LoadedProfile(environment);
    }
}
