package org.safereturn.caseservice.architecture.samples.application;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A use case that waits. */
public final class Blocks {

    /** Waits. */
    public @Nullable String waiting() {
        return Mono.just("later").block();
    }
}
