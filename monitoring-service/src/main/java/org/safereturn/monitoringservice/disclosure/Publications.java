package org.safereturn.monitoringservice.disclosure;

import reactor.core.publisher.Mono;

/** Where publications are kept: what was once told stays told, also over a restart. */
public interface Publications {

    /** The latest of a level, empty when there was none. */
    Mono<Publication> latest(String level);

    /** Keeps it as the latest of its level. */
    Mono<Void> keep(Publication publication);
}
