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
 * @param sex as stated
 * @param age what is said about the person's age on the day of the identification
 * @param careFlags special needs but that of a child, which follows from the age
 * @param consents answers recorded so far, at most one for each purpose
 */
public record Opening(String nationality, Whereabouts whereabouts, Identification identification, WishToReturn wish,
        Sex sex, StatedAge age, List<CareFlag> careFlags, List<ConsentAnswer> consents) {

    /** Keeps its own copies of the lists. */
    public Opening {
        careFlags = List.copyOf(careFlags);
        consents = List.copyOf(consents);
    }

    /** What may be counted; the flag of a child is there exactly when the person is one. */
    public PersonStatistics statistics() {
        return PersonStatistics.of(sex, age, careFlags);
    }

    /** The first rule that keeps this file from being opened, or empty. */
    public Optional<Rejection> refusal(RoutingPolicy routing, Moment now) {
        Optional<Rejection> tooEarly = now.day("identification.decidedOn", identification.decidedOn()).notInFuture();
        if (tooEarly.isPresent()) {
            return tooEarly;
        }
        Optional<Rejection> contradictory = age.refusal();
        if (contradictory.isPresent()) {
            return contradictory;
        }
        return routing.refusal(identification.outcome(), whereabouts, nationality)
                .or(() -> ConsentPolicy.refusal(consents, day -> statistics().childOn(day, age.age()), now));
    }
}
