package org.safereturn.systemtests.officers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** In which languages the journeys are played. */
class LanguagesTest {

    @Test
    void a_journey_is_played_as_it_says_itself_when_nothing_is_asked_for() {
        assertThat(Languages.asked("", Languages.ENGLISH)).containsExactly(Languages.ENGLISH);
        assertThat(Languages.asked(" ", Languages.OWN)).containsExactly(Languages.OWN);
    }

    @Test
    void it_is_played_once_in_each_language_that_is_asked_for() {
        assertThat(Languages.asked("km, th,en,own", Languages.ENGLISH)).hasToString("[km, th, en, own]");
    }

    @Test
    void everybody_reads_the_language_that_is_asked_for_or_each_that_of_the_country() {
        assertThat(Languages.asked("km", Languages.OWN).getFirst().of(Ministry.THAILAND)).isEqualTo("km");
        assertThat(Languages.OWN.of(Ministry.THAILAND)).isEqualTo("th");
        assertThat(Languages.OWN.of(Ministry.CAMBODIA)).isEqualTo("km");
    }

    @Test
    void a_language_that_no_page_has_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Languages.asked("km,lo", Languages.OWN)).withMessageContaining("'lo'");
        assertThatIllegalArgumentException().isThrownBy(() -> Languages.asked("km,", Languages.OWN));
    }
}
