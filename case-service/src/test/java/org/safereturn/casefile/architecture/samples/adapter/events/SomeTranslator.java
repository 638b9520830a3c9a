package org.safereturn.casefile.architecture.samples.adapter.events;

/** An adapter. */
public record SomeTranslator(String topic) {
}
