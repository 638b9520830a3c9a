package org.safereturn.tracingservice.tracing.application;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.safereturn.tracingservice.tracing.model.TracingState;
import reactor.core.publisher.Mono;

/** Reads tracings as they stand today. */
public final class FindTracings {

    private static final String HOLDERS = "state.scope.holders";
    /** Where it stands. */
    public static final String STATE = "state.state";

    /** The conditions of the list; the side, which has two values, is filtered. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(), ListIndex.of(STATE), ListIndex.of(HOLDERS),
            ListIndex.of(HOLDERS, STATE));

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final TemporaryReading temporary;
    private final CaseContents contents;
    private final CountryProfile profile;
    private final Clock clock;

    public FindTracings(Aggregates<Tracing, TracingEvent> tracings, TemporaryReading temporary, CaseContents contents,
            CountryProfile profile, Clock clock) {
        this.tracings = tracings;
        this.temporary = temporary;
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * The tracing of a case, or empty when the officer does not see it; a temporary access that stands lets the officer
     * read.
     */
    public Mono<Aggregate<Tracing>> find(String caseRef, Caller caller) {
        return tracings.find(caseRef).filterWhen(found -> temporary.sees(caseRef, found.state().scope(),
                caller.sight(), caller.actor()))
                .flatMap(found -> contents.known(List.of(found))).map(known -> today(known.getFirst()));
    }

    /** The tracing of a case, or empty when the officer does not see it; a temporary access is not enough. */
    public Mono<Tracing> ofCaller(String caseRef, Caller caller) {
        return tracings.find(caseRef).filter(found -> caller.sees(found.state().scope()))
                .map(found -> today(found).state());
    }

    /** A page of the tracings that the officer sees. */
    public Mono<Aggregates.Page<Tracing>> list(Caller caller, Optional<Party> side,
            Optional<TracingState> state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(HOLDERS));
        side.ifPresent(wanted -> where.put("state.side", wanted.name()));
        state.ifPresent(wanted -> where.put(STATE, wanted.name()));
        return tracings.list(paging.query(where)).flatMap(page -> contents.known(page.items())
                .map(known -> new Aggregates.Page<>(known, page.next(), page.total())));
    }

    private Aggregate<Tracing> today(Aggregate<Tracing> found) {
        return found.with(found.state().asOf(profile.today(clock)));
    }
}
