package org.safereturn.caseservice.architecture.samples.events;

/** An adapter. */
public record SomeTranslator(String topic) {
}
