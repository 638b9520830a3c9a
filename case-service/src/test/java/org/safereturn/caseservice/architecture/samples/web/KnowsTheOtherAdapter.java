package org.safereturn.caseservice.architecture.samples.web;

import org.safereturn.caseservice.architecture.samples.events.SomeTranslator;

/** An adapter that knows another one. */
public record KnowsTheOtherAdapter(SomeTranslator translator) {
}
