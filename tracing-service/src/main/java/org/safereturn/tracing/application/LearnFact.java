package org.safereturn.tracing.application;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Parties;
import org.safereturn.tracing.model.Side;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** A fact about a case arrived from the other ministry or from an own service. */
public final class LearnFact {

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final CountryProfile profile;

    public LearnFact(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile) {
        this.tracings = tracings;
        this.profile = profile;
    }

    /** Applies the fact; the tracing of the case begins with the first one that arrives. */
    public Mono<Outcome<Tracing>> learn(String caseRef, Cause.Message cause, Parties parties, Set<Side> sendingSides,
            Function<Tracing, Decision<Tracing, TracingEvent>> fact) {
        String sender = cause.event().metadata().country();
        Function<Optional<Tracing>, Decision<Tracing, TracingEvent>> decide = known ->
                Tracing.learn(known, caseRef, parties, profile.country(), sender, sendingSides, fact);
        return cause.isFirstOf(parties.hostCountry()) ? tracings.begin(caseRef, cause, decide)
                : tracings.change(caseRef, cause, decide);
    }
}
