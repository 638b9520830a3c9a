package org.safereturn.referralservice.crossing.events;

import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.crossing.application.CrossingRegister;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.repatriation.application.ReturnClosures;
import reactor.core.publisher.Mono;

/** What the case service of either ministry says of a crossing point, in any order. */
public final class CrossingHandlers {

    private final CrossingRegister register;
    private final ReturnClosures closures;

    public CrossingHandlers(CrossingRegister register, ReturnClosures closures) {
        this.register = register;
        this.closures = closures;
    }

    /** Takes it in, and lets the returns stand still that cannot go on; a repetition does the latter anew. */
    public Mono<Outcome<CrossingPoint>> changed(InboundEvent event, CrossingPointStatusChanged body) {
        CrossingPoint.Statement told = new CrossingPoint.Statement(body.getReportingCountry(), body.getPointVersion(),
                Symbols.of(CrossingPoint.Status.class, body.getStatus()), body.getValidFrom(), body.getValidUntil(),
                body.getAlternativeCrossingPoint());
        return register.hear(new Cause.Message(event, Ordering.ORDER_FREE), body.getCrossingPoint(), told)
                .flatMap(outcome -> closures.standStill().thenReturn(outcome));
    }
}
