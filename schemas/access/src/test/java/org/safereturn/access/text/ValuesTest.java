package org.safereturn.access.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** What people read instead of codes and technical times. */
class ValuesTest {

    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final Labels labels = new Labels();
    private final Values values = new Values(labels, BANGKOK);
    private final Days days = new Days(BANGKOK);

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_has_a_label_in_every_language(Role role) {
        assertThat(labels.of(Role.class, role.name(), Locale.ENGLISH).orElseThrow()).matches("\\p{IsLatin}[\\p{IsLatin} ]+");
        assertThat(labels.of(Role.class, role.name(), Languages.KHMER).orElseThrow()).containsPattern("\\p{IsKhmer}");
        assertThat(labels.of(Role.class, role.name(), Languages.THAI).orElseThrow()).containsPattern("\\p{IsThai}");
    }

    @Test
    void codes_are_shown_by_their_labels() {
        assertThat(values.shown("roles", "CASE_MANAGER, SUPERVISOR", Locale.ENGLISH)).isEqualTo("Case manager, Supervisor");
        assertThat(values.shown("roles", "CASE_MANAGER", Languages.THAI)).isEqualTo("ผู้จัดการรายกรณี");
        assertThat(values.shown("roles", "NEW_ROLE", Locale.ENGLISH)).isEqualTo("NEW_ROLE");
        assertThat(values.shown("field", "CASE_MANAGER", Locale.ENGLISH)).isEqualTo("CASE_MANAGER");
        assertThat(values.labelled("Only {CareFlag.CHILD} and {name}.", Locale.ENGLISH)).isEqualTo("Only Child and {name}.");
    }

    @ParameterizedTest
    @CsvSource({"en, '28 November 2026, 01:20'", "km, 28 វិច្ឆិកា 2026 ម៉ោង 01:20", "th, 28 พฤศจิกายน 2569 เวลา 01:20 น."})
    void a_moment_is_shown_by_the_local_clock_and_in_thai_in_the_buddhist_era(Locale language, String shown) {
        assertThat(days.time(Instant.parse("2026-11-27T18:20:14.879501320Z"), language)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"en, 28 November 2026", "km, 28 វិច្ឆិកា 2026", "th, 28 พฤศจิกายน 2569"})
    void a_day_is_shown_as_people_write_it(Locale language, String shown) {
        assertThat(days.day(LocalDate.parse("2026-11-28"), language)).isEqualTo(shown);
    }
}
