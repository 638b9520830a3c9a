package org.safereturn.tracingservice.tracing.web;

import java.util.Locale;
import java.util.ResourceBundle;

import org.safereturn.tracingservice.tracing.model.Advice;

/** The proposed decision table for the host side in the reader's language. */
final class AdviceTexts {

    static final String BUNDLE = "advice.advice";
    private static final String AUTHORITY = "PROPOSED";

    private AdviceTexts() {
    }

    static Views.AdviceText of(Advice advice, Locale language) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Views.AdviceText(advice.course(), texts.getString(advice.course().name()),
                advice.reminders().stream().sorted()
                        .map(reminder -> new Views.ReminderText(reminder, texts.getString(reminder.name()))).toList(),
                AUTHORITY);
    }
}
