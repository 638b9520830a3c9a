package org.safereturn.casefile.architecture.samples.adapter.web;

import org.safereturn.casefile.architecture.samples.adapter.events.SomeTranslator;

/** An adapter that knows another one. */
public record KnowsTheOtherAdapter(SomeTranslator translator) {
}
