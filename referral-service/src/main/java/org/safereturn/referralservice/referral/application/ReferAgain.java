package org.safereturn.referralservice.referral.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralPolicy;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Childhood;
import org.safereturn.referralservice.standing.model.Consent.Purpose;
import org.safereturn.referralservice.standing.model.ConsentPolicy;
import reactor.core.publisher.Mono;

/** Which rules keep a case whose referral ended from being referred again, as far as they do not ask what is sent. */
public final class ReferAgain {

    private final Aggregates<CaseStanding, Void> standings;
    private final ReturnOfCase returns;
    private final CountryProfile profile;
    private final Clock clock;

    public ReferAgain(Aggregates<CaseStanding, Void> standings, ReturnOfCase returns, CountryProfile profile, Clock clock) {
        this.standings = standings;
        this.returns = returns;
        this.profile = profile;
        this.clock = clock;
    }

    /** Id of the first rule that says no now; none for a referral that goes on, and for one of the other country. */
    public Mono<List<String>> refusing(Referral referral) {
        Optional<Instant> ended = referral.endedAt();
        if (ended.isEmpty() || referral.side() != Side.OUTGOING) {
            return Mono.just(List.of());
        }
        Optional<Rejection> forGood = referral.mayResubmit();
        return forGood.isPresent() ? Mono.just(List.of(forGood.get().rule()))
                : Mono.zip(returns.over(referral.caseRef()), standings.find(referral.caseRef()).map(found -> consents(found.state(),
                        referral, ended.get())).defaultIfEmpty(Optional.empty()),
                        (over, no) -> over ? List.of(Referral.tooLateToReferAgain().rule())
                                : no.map(each -> List.of(each.rule())).orElseGet(List::of));
    }

    private Optional<Rejection> consents(CaseStanding standing, Referral referral, Instant ended) {
        Set<Purpose> needed = ReferralPolicy.needed(referral.submission().questions());
        return standing.closed() ? Optional.of(Rejection.refused("case-closed"))
                : ConsentPolicy.gate(standing, needed, Childhood.unknown(false), profile.dayOf(clock.instant()))
                        .or(() -> ConsentPolicy.anew(standing, needed, ended));
    }
}
