package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A use case that waits. */
final class Waits {

    @Nullable String waiting(Mono<String> answer) {
        return answer.block();
    }
}
