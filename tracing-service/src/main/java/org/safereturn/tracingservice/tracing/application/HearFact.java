package org.safereturn.tracingservice.tracing.application;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** A fact about a case came from the other ministry or from an own service. */
public final class HearFact {

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final CaseContents contents;
    private final CountryProfile profile;
    private final Clock clock;

    public HearFact(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents, CountryProfile profile,
            Clock clock) {
        this.tracings = tracings;
        this.contents = contents;
        this.profile = profile;
        this.clock = clock;
    }

    /** Takes in what the peer's tracing service told, in the order in which it told it. */
    public Mono<Outcome<Tracing>> hear(InboundEvent event, TracingEvent.Told told) {
        return learn(event, Ordering.STRICT, tracing -> tracing.hear(told));
    }

    /** Takes in what is said of the referral, of consent and of how the case goes on, in any order. */
    public Mono<Outcome<Tracing>> hear(InboundEvent event, TracingEvent.Heard heard) {
        Mono<TracingEvent.Heard> known = heard instanceof TracingEvent.ReferralSubmitted submitted
                ? contents.reading(CaseHead.of(event.body()).caseRef()).map(reading -> reading.known(submitted))
                : Mono.just(heard);
        return known.flatMap(fact -> learn(event, Ordering.ORDER_FREE,
                tracing -> tracing.hear(fact, event.metadata().id(), clock.instant())));
    }

    private Mono<Outcome<Tracing>> learn(InboundEvent event, Ordering ordering,
            Function<Tracing, Decision<Tracing, TracingEvent>> hear) {
        CaseHead head = CaseHead.of(event.body());
        Cause.Message cause = new Cause.Message(event, ordering);
        Function<Optional<Tracing>, Decision<Tracing, TracingEvent>> decide = known ->
                Tracing.learn(known, head.caseRef(), head.journey(), profile.country(), hear);
        return cause.isFirstOf(head.journey().host()) ? tracings.begin(head.caseRef(), cause, decide)
                : tracings.change(head.caseRef(), cause, decide);
    }
}
