package org.safereturn.monitoringservice.disclosure;

import java.util.Optional;

import reactor.core.publisher.Mono;

/** Where publications are kept: what was once told stays told, also over a restart. */
public interface Publications {

    /** The latest of a level, empty when there was none. */
    Mono<Publication> latest(String level);

    /**
     * Keeps it as the latest of its level, unless another process was first: two tables of one step would tell more than
     * one.
     *
     * @param before the latest it was made after
     * @return the one that stands
     */
    Mono<Publication> keep(Publication publication, Optional<Publication> before);
}
