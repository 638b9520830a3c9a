package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.util.Optional;

import org.safereturn.access.time.Moment;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.crossing.application.CrossingRegister;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.referral.application.ReferredPerson;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.repatriation.model.ReturnPolicy;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Childhood;
import reactor.core.publisher.Mono;

/** The rules of the return of one case, by what is known of the case here and by the country profile. */
public final class ReturnRules {

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<CaseStanding, Void> standings;
    private final ReferredPerson person;
    private final CrossingRegister register;
    private final CountryProfile profile;
    private final Clock clock;

    public ReturnRules(Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings,
            ReferredPerson person, CrossingRegister register, CountryProfile profile, Clock clock) {
        this.referrals = referrals;
        this.standings = standings;
        this.person = person;
        this.register = register;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What is known of a case beside its return.
     *
     * @param referral absent where the person was handed over before it arrived here
     * @param childhood whether the safeguards for children apply
     * @param standing absent on the origin's side
     * @param crossings what is said of the crossing points of the profile
     */
    record Known(Optional<Referral> referral, Childhood childhood, Optional<CaseStanding> standing, Crossings crossings) {
    }

    /** What is known of this case. */
    Mono<Known> known(String caseRef) {
        Mono<Optional<Referral>> referred = optional(referrals.find(caseRef).map(Aggregate::state));
        return Mono.zip(referred.zipWhen(this::childhood), optional(standings.find(caseRef).map(Aggregate::state)),
                register.of(profile.crossings()))
                .map(read -> new Known(read.getT1().getT1(), read.getT1().getT2(), read.getT2(), read.getT3()));
    }

    /** A person of whom nothing is known here may be a child. */
    private Mono<Childhood> childhood(Optional<Referral> referral) {
        return referral.map(person::childhood).orElseGet(() -> Mono.just(Childhood.unknown(true)));
    }

    /** The rules for a case of which this is known, at this moment. */
    ReturnPolicy of(Journey journey, Known known) {
        Moment now = profile.moment(clock.instant());
        return new ReturnPolicy(new ReturnPolicy.Order(profile.resultFirst(journey), profile.acknowledgementFirst(journey)),
                known.childhood(),
                known.referral().map(each -> each.submission().identifiedOn()).orElse(null), known.standing().orElse(null), now,
                new ReturnPolicy.Places(profile.crossings(), profile.receptionUnits(now.today()),
                        profile.overriding(), profile.decidingForChildren()), known.crossings(),
                known.referral().map(each -> each.submission().submittedBy().reference()).orElse(""));
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
