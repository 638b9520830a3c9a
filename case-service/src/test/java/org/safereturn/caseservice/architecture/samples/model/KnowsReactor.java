package org.safereturn.caseservice.architecture.samples.model;

import reactor.core.publisher.Mono;

/** A model that knows a framework. */
public record KnowsReactor(Mono<String> later) {
}
