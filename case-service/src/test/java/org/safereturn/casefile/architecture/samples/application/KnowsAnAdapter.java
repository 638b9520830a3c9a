package org.safereturn.casefile.architecture.samples.application;

import org.safereturn.casefile.architecture.samples.adapter.events.SomeTranslator;

/** A use case that knows an adapter. */
public record KnowsAnAdapter(SomeTranslator translator) {
}
