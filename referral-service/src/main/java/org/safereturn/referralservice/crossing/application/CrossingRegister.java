package org.safereturn.referralservice.crossing.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Statement;
import org.safereturn.referralservice.crossing.model.Crossings;
import reactor.core.publisher.Mono;

/** What the case services of both countries say of crossing points. */
public final class CrossingRegister {

    private final Aggregates<CrossingPoint, Void> points;

    public CrossingRegister(Aggregates<CrossingPoint, Void> points) {
        this.points = points;
    }

    /** What is known of these points. */
    public Mono<Crossings> of(Collection<String> codes) {
        return codes.isEmpty() ? Mono.just(Crossings.OPEN) : points.find(codes).map(found -> new Crossings(found.entrySet()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().state()))));
    }

    /** Takes in what a ministry says of a point, also of one that the own profile does not have. */
    public Mono<Outcome<CrossingPoint>> hear(Cause cause, String code, Statement told) {
        return points.change(code, cause, known -> Decision.accept(known.orElseGet(() -> CrossingPoint.of(code)).hear(told),
                List.of()));
    }
}
