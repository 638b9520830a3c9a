package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.crossing.application.CrossingRegister;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets the returns stand still whose crossing point is closed on a day on which the person may pass it. It is done when a
 * ministry says that a point is closed, when the other side plans or agrees, and now and then for all, for the two may come
 * at the same time. Doing it again changes nothing.
 */
public final class ReturnClosures {

    private static final List<String> ARRANGED = Stream.of(RepatriationState.RETURN_PROPOSED,
            RepatriationState.RETURN_CONFIRMED, RepatriationState.RETURN_SUSPENDED).map(Enum::name).toList();
    private static final int AT_ONCE = 200;

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final CrossingRegister register;
    private final CountryProfile profile;
    private final Clock clock;
    private final Officer by;

    /**
     * What it lets stand still is told as an act of this service.
     *
     * @param register what the ministries say of crossing points
     * @param profile whose day decides what is over
     */
    public ReturnClosures(Aggregates<Repatriation, RepatriationEvent> repatriations, CrossingRegister register,
            CountryProfile profile, Clock clock) {
        this.repatriations = repatriations;
        this.register = register;
        this.profile = profile;
        this.clock = clock;
        this.by = Officer.system(profile.country(), "referral-service");
    }

    /** Looks at every return that is arranged and not over. */
    public Mono<Void> standStill() {
        Map<String, Object> arranged = Map.of(ReadRepatriations.STATE, ARRANGED);
        return page(arranged, Optional.of(Aggregates.Position.NEWEST))
                .expand(page -> page.next().isEmpty() ? Mono.empty() : page(arranged, page.next()))
                .concatMap(page -> among(page.items().stream().map(Aggregate::state).toList())).then();
    }

    private Mono<Aggregates.Page<Repatriation>> page(Map<String, Object> where, Optional<Aggregates.Position> after) {
        return repatriations.list(new Aggregates.Query(where, after, false, AT_ONCE));
    }

    /** Looks at one return after it changed; a repetition does so anew, for it may be the first one that comes to this. */
    public Mono<Void> after(Outcome<Repatriation> changed) {
        return switch (changed) {
            case Outcome.Stored<Repatriation> stored -> among(List.of(stored.aggregate().state()));
            case Outcome.Repeated<Repatriation> repeated -> among(List.of(repeated.aggregate().state()));
            case Outcome.Refused<Repatriation> _, Outcome.Held<Repatriation> _, Outcome.Parked<Repatriation> _,
                    Outcome.Ignored<Repatriation> _ -> Mono.empty();
        };
    }

    private Mono<Void> among(List<Repatriation> known) {
        Set<String> points = known.stream().flatMap(each -> each.passing().stream()).collect(Collectors.toUnmodifiableSet());
        return register.of(points).flatMap(crossings -> Flux.fromIterable(known)
                .filter(each -> closed(each, crossings).isPresent())
                .concatMap(each -> repatriations.change(each.caseRef(), new Cause.Internal("crossing-closed"), stored -> stored
                        .orElse(each).standStill(crossings, today(), by, clock.instant()))).then());
    }

    private Optional<Suspension> closed(Repatriation known, Crossings crossings) {
        return known.closed(crossings, today(), by, clock.instant());
    }

    private LocalDate today() {
        return profile.dayOf(clock.instant());
    }
}
