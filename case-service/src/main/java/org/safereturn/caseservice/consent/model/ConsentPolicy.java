package org.safereturn.caseservice.consent.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
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

    /** Questions to the country of origin; each needs its own consent, beside that to share what is known. */
    private static final Set<Purpose> QUESTIONS = EnumSet.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK);

    private ConsentPolicy() {
    }

    /** Since when the person lets the case be referred with at least one question; empty when that is not so. */
    public static Optional<Instant> letReferSince(List<Consent> consents) {
        Optional<Instant> shared = given(consents, Purpose.DATA_SHARING);
        Optional<Instant> asked = QUESTIONS.stream().flatMap(purpose -> given(consents, purpose).stream())
                .min(Comparator.naturalOrder());
        return shared.flatMap(one -> asked.map(other -> one.isAfter(other) ? one : other));
    }

    /** Whether an answer of the person could still let the case be referred; whoever said no is not asked again. */
    public static boolean leavesToAsk(List<Consent> consents) {
        return letReferSince(consents).isEmpty() && open(consents, Purpose.DATA_SHARING)
                && QUESTIONS.stream().anyMatch(purpose -> open(consents, purpose));
    }

    private static Optional<Instant> given(List<Consent> consents, Purpose purpose) {
        return Consents.of(consents, purpose).filter(each -> each.decision() == ConsentDecision.GIVEN).map(Consent::recordedAt);
    }

    /** Given, or to be asked for the first time or anew. */
    private static boolean open(List<Consent> consents, Purpose purpose) {
        return Consents.of(consents, purpose).map(Consent::decision)
                .filter(decision -> decision != ConsentDecision.GIVEN && decision != ConsentDecision.EXPIRED).isEmpty();
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
