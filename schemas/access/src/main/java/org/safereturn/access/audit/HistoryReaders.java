package org.safereturn.access.audit;

import org.safereturn.access.identity.Actor;
import reactor.core.publisher.Mono;

/** Of which cases a supervisor reads the access history; a bean of each service that knows to whom its cases belong. */
@FunctionalInterface
public interface HistoryReaders {

    /** Without such a bean no supervisor reads any. */
    HistoryReaders NONE = (_, _) -> Mono.just(false);

    /** Whether this supervisor reads who has handled the data of this case. */
    Mono<Boolean> mayRead(Actor supervisor, String caseRef);
}
