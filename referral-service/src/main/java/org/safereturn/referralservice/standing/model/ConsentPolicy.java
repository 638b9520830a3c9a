package org.safereturn.referralservice.standing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/** The consent gate (GRD1). It has no exception: no flag, role or authority opens it without the person's consent. */
public final class ConsentPolicy {

    private ConsentPolicy() {
    }

    /**
     * Why the gate stays shut on that day, or empty when it opens.
     *
     * @param purposes all of which are needed
     * @param childhood whether a guardian must have decided with the person, by the age on the day of the decision
     */
    public static Optional<Rejection> gate(CaseStanding standing, Collection<Purpose> purposes, Childhood childhood,
            LocalDate day) {
        return purposes.stream().map(purpose -> gate(standing, purpose, childhood, day)).flatMap(Optional::stream).findFirst();
    }

    /**
     * Which purpose the person was not asked about again since that moment, or empty when every one was. Whether they are
     * given is the gate's to say.
     *
     * @param ended when the last round of the referral ended
     */
    public static Optional<Rejection> anew(CaseStanding standing, Collection<Purpose> purposes, Instant ended) {
        return purposes.stream().filter(purpose -> standing.consentTo(purpose)
                        .filter(consent -> consent.recordedAfter(ended)).isEmpty()).findFirst()
                .map(purpose -> Rejection.refused("consent-not-anew", "purpose", purpose.name(), "at", ended.toString()));
    }

    private static Optional<Rejection> gate(CaseStanding standing, Purpose purpose, Childhood childhood, LocalDate day) {
        Optional<Consent> known = standing.consentTo(purpose);
        if (known.isEmpty()) {
            return Optional.of(Rejection.refused("consent-missing", "purpose", purpose.name()));
        }
        Consent consent = known.get();
        if (consent.expiredOn(day)) {
            return Optional.of(Rejection.refused("consent-expired", "purpose", purpose.name()));
        }
        if (!consent.standsOn(day)) {
            return Optional.of(Rejection.refused("consent-not-given", "purpose", purpose.name(), "decision",
                    consent.decision().name()));
        }
        if (childhood.needsGuardianOn(consent.decidedOn()) && !consent.byGuardian()) {
            return Optional.of(Rejection.refused("guardian-decision-missing", "purpose", purpose.name()));
        }
        return Optional.empty();
    }
}
