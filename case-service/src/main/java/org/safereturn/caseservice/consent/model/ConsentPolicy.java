package org.safereturn.caseservice.consent.model;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.outcome.Rejection;

/** What makes a recorded answer a consent; proposed by this project. */
public final class ConsentPolicy {

    private ConsentPolicy() {
    }

    /**
     * The first rule these answers break, or empty when they can be recorded. Who decides follows from the age on the day
     * of the decision.
     *
     * @param childOn whether the person is a child on a day
     */
    public static Optional<Rejection> refusal(List<ConsentAnswer> answers, Predicate<LocalDate> childOn, Moment now) {
        Set<Purpose> seen = EnumSet.noneOf(Purpose.class);
        for (ConsentAnswer answer : answers) {
            if (!seen.add(answer.purpose())) {
                return Optional.of(Rejection.invalid("consent-twice", "purpose", answer.purpose().name()));
            }
            Optional<Rejection> broken = refusal(answer, childOn, now);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> refusal(ConsentAnswer answer, Predicate<LocalDate> childOn, Moment now) {
        String purpose = answer.purpose().name();
        StatedDay decidedOn = now.day("decidedOn", answer.decidedOn());
        Optional<Rejection> impossible = decidedOn.notInFuture()
                .or(() -> decidedOn.notAfter("expiresOn", answer.expiresOn()));
        if (impossible.isPresent()) {
            return impossible;
        }
        boolean child = childOn.test(decidedOn.kept());
        boolean byTheGuardian = answer.givenBy() != ConsentGiver.PERSON;
        if (child && !byTheGuardian) {
            return Optional.of(Rejection.refused("child-needs-guardian", "purpose", purpose));
        }
        if (child && !Boolean.TRUE.equals(answer.viewsHeard())) {
            return Optional.of(Rejection.refused("child-views-not-heard", "purpose", purpose));
        }
        if (!child && byTheGuardian && !Boolean.TRUE.equals(answer.personCannotDecide())) {
            return Optional.of(Rejection.refused("adult-decides", "purpose", purpose));
        }
        return Optional.empty();
    }
}
