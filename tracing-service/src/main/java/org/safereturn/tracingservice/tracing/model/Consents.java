package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the person permits, one entry a purpose. Decisions may be added in any order: the latest one stands.
 *
 * @param latest the latest decision of each purpose that was ever decided on
 */
public record Consents(List<Consent> latest) {

    static final Consents NONE = new Consents(List.of());

    public Consents {
        latest = List.copyOf(latest);
    }

    /** Whether this purpose is permitted now; a purpose nobody decided on is not. */
    public boolean permits(Purpose purpose) {
        return lacking(purpose).isEmpty();
    }

    /**
     * The purpose without which this one is not permitted, or empty when it is permitted. Contact with the family is a
     * part of tracing and needs both consents.
     */
    Optional<Purpose> lacking(Purpose purpose) {
        Stream<Purpose> needed = purpose == Purpose.FAMILY_CONTACT
                ? Stream.of(Purpose.TRACING, Purpose.FAMILY_CONTACT) : Stream.of(purpose);
        return needed.filter(each -> !decision(each).map(ConsentDecision::permits).orElse(false)).findFirst();
    }

    /**
     * The purpose that stops every track: data sharing not permitted any more, or a track withdrawn or run out while no
     * other one that the referral asks for is permitted.
     */
    Optional<Purpose> stoppingEverything(Set<Purpose> asked) {
        if (decision(Purpose.DATA_SHARING).filter(decision -> !decision.permits()).isPresent()) {
            return Optional.of(Purpose.DATA_SHARING);
        }
        return asked.stream().anyMatch(this::permits) ? Optional.empty()
                : asked.stream().filter(purpose -> decision(purpose).filter(ConsentDecision::endsWhatRan).isPresent())
                        .findFirst();
    }

    Optional<ConsentDecision> decision(Purpose purpose) {
        return latest.stream().filter(consent -> consent.purpose() == purpose).map(Consent::decision).findFirst();
    }

    Consents and(Collection<Consent> more) {
        Map<Purpose, Consent> merged = new EnumMap<>(Purpose.class);
        latest.forEach(consent -> merged.put(consent.purpose(), consent));
        more.forEach(consent -> merged.merge(consent.purpose(), consent, Consent::latest));
        return new Consents(List.copyOf(merged.values()));
    }

    Consents asOf(LocalDate today) {
        return new Consents(latest.stream().map(consent -> consent.asOf(today)).toList());
    }

    /** Whether anything was ever taken back and not given again. */
    boolean partlyWithdrawn() {
        return latest.stream().anyMatch(consent -> consent.decision() == ConsentDecision.WITHDRAWN);
    }

    Consents decided(Collection<Purpose> purposes, ConsentDecision decision, Instant since, @Nullable LocalDate on) {
        return and(purposes.stream().map(purpose -> new Consent(purpose, decision, since, null, on)).toList());
    }
}
