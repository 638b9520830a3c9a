package org.safereturn.tracingservice.tracing.web;

import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.tracingservice.tracing.model.Advice;

import static org.assertj.core.api.Assertions.assertThat;

/** Advice is told in the reader's language and never as something official. */
class AdviceTextsTest {

    @ParameterizedTest
    @CsvSource({"en, IsLatin", "km, IsKhmer", "th, IsThai"})
    void every_advice_is_told_in_every_language_as_a_proposal(String language, String script) {
        for (Advice.Course course : Advice.Course.values()) {
            Views.AdviceText text = AdviceTexts.of(new Advice(course, Set.of(Advice.Reminder.values())),
                    Locale.forLanguageTag(language));
            assertThat(text.text()).matches("(?s).*\\p{" + script + "}.*");
            assertThat(text.reminders()).hasSize(2).allSatisfy(reminder ->
                    assertThat(reminder.text()).matches("(?s).*\\p{" + script + "}.*"));
            assertThat(text.authority()).isEqualTo("PROPOSED");
        }
    }
}
