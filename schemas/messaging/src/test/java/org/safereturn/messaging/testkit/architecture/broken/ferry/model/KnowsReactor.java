package org.safereturn.messaging.testkit.architecture.broken.ferry.model;

import reactor.core.publisher.Mono;

/** A model that knows a framework. */
record KnowsReactor(Mono<String> later) {
}
