package org.safereturn.caseservice.casefile.model;

import java.util.List;
import java.util.Optional;

import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentPolicy;
import org.safereturn.messaging.outcome.Rejection;

/**
 * What an officer of the host says when a file is opened; who the person is stands apart, sealed.
 *
 * @param nationality presumed country of origin, ISO 3166-1 alpha-2, or {@code XX} when stateless or not known
 * @param whereabouts where the person is now
 * @param identification the host authority's decision
 * @param wish whether the person wants to return
 * @param statistics what may be counted
 * @param consents answers recorded so far, at most one for each purpose
 */
public record Opening(String nationality, Whereabouts whereabouts, Identification identification, WishToReturn wish,
        PersonStatistics statistics, List<ConsentAnswer> consents) {

    /** Keeps its own copy of the answers. */
    public Opening {
        consents = List.copyOf(consents);
    }

    /** The first rule that keeps this file from being opened, or empty. */
    public Optional<Rejection> refusal(RoutingPolicy routing, Moment now) {
        Optional<Rejection> tooEarly = now.day("identification.decidedOn", identification.decidedOn()).notInFuture();
        if (tooEarly.isPresent()) {
            return tooEarly;
        }
        if (statistics.contradictory()) {
            return Optional.of(Rejection.invalid("child-flag-and-age", "ageGroup", statistics.ageGroup().name()));
        }
        return routing.refusal(identification.outcome(), whereabouts, nationality)
                .or(() -> ConsentPolicy.refusal(consents, statistics.child(), now));
    }
}
