package org.safereturn.caseservice.architecture.samples.application;

import org.safereturn.caseservice.architecture.samples.events.SomeTranslator;

/** A use case that knows an adapter. */
public record KnowsAnAdapter(SomeTranslator translator) {
}
