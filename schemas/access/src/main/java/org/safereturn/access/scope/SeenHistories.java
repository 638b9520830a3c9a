package org.safereturn.access.scope;

import java.util.function.Function;

import org.safereturn.access.audit.HistoryReaders;
import org.safereturn.access.identity.Actor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A supervisor reads the access histories of the cases that the supervisor sees, and of all cases where the supervisor oversees
 * the ministry. A temporary access opens a case, and not its history.
 */
public final class SeenHistories implements HistoryReaders {

    private final ContactPoints contactPoints;
    private final Function<String, Flux<CaseScope>> scopes;

    /**
     * Of one service.
     *
     * @param scopes to whom the case of a reference belongs, for each thing that the service has of it; empty where it has none
     */
    public SeenHistories(ContactPoints contactPoints, Function<String, Flux<CaseScope>> scopes) {
        this.contactPoints = contactPoints;
        this.scopes = scopes;
    }

    @Override
    public Mono<Boolean> mayRead(Actor supervisor, String caseRef) {
        return Sight.headings(supervisor, contactPoints).everything() ? Mono.just(true)
                : scopes.apply(caseRef).any(Sight.of(supervisor, contactPoints)::sees);
    }
}
