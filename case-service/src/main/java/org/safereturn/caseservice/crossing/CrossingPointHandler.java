package org.safereturn.caseservice.crossing;

import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Mono;

/** Folds what the other ministries say of their side of a crossing point; also of one that the own profile does not have. */
public final class CrossingPointHandler {

    private final Aggregates<CrossingPoint, CrossingPoint.Said> points;

    CrossingPointHandler(Aggregates<CrossingPoint, CrossingPoint.Said> points) {
        this.points = points;
    }

    /** Takes it in. */
    public Mono<? extends Outcome<?>> heard(InboundEvent event, CrossingPointStatusChanged body) {
        return points.change(body.getCrossingPoint(), new Cause.Message(event, Ordering.ORDER_FREE), known -> known
                .orElseGet(() -> CrossingPoint.of(body.getCrossingPoint())).hear(CrossingPointTranslator.fromWire(body)));
    }
}
